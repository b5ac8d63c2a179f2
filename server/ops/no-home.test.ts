/** A user without a home: a container whose user has a number and no account, and no HOME. */
jest.mock('node:os', () => ({
  ...jest.requireActual<object>('node:os'),
  homedir: () => {
    throw new Error('A system error occurred: uv_os_homedir returned ENOENT');
  },
}));
import { openKeys } from '../keys/open-keys';
import { readOptions } from './options';

const { XDG_CONFIG_HOME } = process.env;
beforeAll(() => delete process.env['XDG_CONFIG_HOME']);
afterAll(() => {
  if (XDG_CONFIG_HOME !== undefined) process.env['XDG_CONFIG_HOME'] = XDG_CONFIG_HOME;
});

test('an open yard, and one whose keys have a folder, need no home', () => {
  const open = readOptions([]);
  expect(open).toMatchObject({ secure: false, keys: undefined });
  expect(openKeys(open, () => undefined)).toMatchObject({ pair: undefined });
  expect(readOptions(['--keys', '/srv/keys'])).toMatchObject({ secure: true, keys: '/srv/keys' });
});

test('a secured yard without a folder for its keys ends with a sentence', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const exit = jest.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('exit');
  });
  expect(() => readOptions(['--secure'])).toThrow('exit');
  expect([exit.mock.calls, write.mock.calls.flat().join('')]).toEqual([
    [[2]],
    expect.stringContaining('Name another one with --keys.'),
  ]);
});
