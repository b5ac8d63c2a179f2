import { findUpdate, releaseUrl } from './updates';

const URL = 'https://api.github.com/repos/somebody/zeroyard/releases/latest';
const PAGE = 'https://github.com/somebody/zeroyard/releases/tag/v0.2.0';

test.each([
  ['github:somebody/zeroyard'],
  ['https://github.com/somebody/zeroyard'],
  ['git+https://github.com/somebody/zeroyard.git'],
  [{ type: 'git', url: 'git+https://github.com/somebody/zeroyard.git' }],
])('the releases of %j are known', (repository) => {
  expect(releaseUrl(repository)).toBe(URL);
});

test.each([
  [undefined],
  [null],
  [7],
  ['https://example.org/zeroyard'],
  ['https://github.com.example.org/a/b'],
  ['https://github.com/a/../b'],
  [{ url: 7 }],
])('the releases of %j are not', (repository) => {
  expect(releaseUrl(repository)).toBeUndefined();
});

const answer = (body: unknown, status = 200) =>
  Promise.resolve(new Response(JSON.stringify(body), { status }));

test.each([
  ['0.1.0', 'v0.2.0', '0.2.0'],
  ['0.1.0', '0.1.1', '0.1.1'],
  ['0.2.0-beta.1', 'v0.2.0', '0.2.0'],
  ['0.2.0', 'v0.2.0', undefined],
  ['0.10.0', 'v0.9.0', undefined],
])('who has %s is told of %s: %s', async (current, tag, version) => {
  const asked: string[] = [];
  const found = await findUpdate(URL, current, (url) => {
    asked.push(url);
    return answer({ tag_name: tag, html_url: PAGE });
  });
  expect(found).toEqual(version === undefined ? undefined : { version, page: PAGE });
  expect(asked).toEqual([URL]);
});

test('a project without a release has no update', async () => {
  expect(await findUpdate(URL, '0.1.0', () => answer({ message: 'Not Found' }, 404))).toBeUndefined();
});

test.each([
  ['a page elsewhere', { tag_name: 'v9.0.0', html_url: 'https://example.org/malware' }],
  ['a page that is no page', { tag_name: 'v9.0.0', html_url: 'file:///etc/passwd' }],
  ['a tag that is no version', { tag_name: 'newest', html_url: PAGE }],
  ['no object', 'v9.0.0'],
])('%s is not believed', async (_, body) => {
  await expect(findUpdate(URL, '0.1.0', () => answer(body))).rejects.toThrow(
    'api.github.com answered something else than a release.',
  );
});

test('where there is no network, or no answer, a sentence says so', async () => {
  await expect(findUpdate(URL, '0.1.0', () => Promise.reject(new TypeError('fetch failed')))).rejects.toThrow(
    'api.github.com cannot be reached.',
  );
  await expect(findUpdate(URL, '0.1.0', () => answer({}, 503))).rejects.toThrow('answered with status 503');
  await expect(findUpdate(URL, '0.1.0', () => Promise.resolve(new Response('<html>')))).rejects.toThrow(
    'something else than a release',
  );
});
