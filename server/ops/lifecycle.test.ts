import { HOST_KEY_VARIABLE } from '../../shared/process-reports';
import { takeHostKey } from './lifecycle';

test('the key of the host is taken out of the environment, and there need be none', () => {
  const env = { [HOST_KEY_VARIABLE]: 'a secret', PATH: '/bin' };
  expect(takeHostKey(env)).toBe('a secret');
  expect(env).toEqual({ PATH: '/bin' });
  expect(takeHostKey(env)).toBeUndefined();
});
