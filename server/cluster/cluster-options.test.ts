import { parseNatsUrls } from './cluster-options';

test.each([
  ['nats://127.0.0.1', ['nats://127.0.0.1:4222']],
  ['nats://one:4222,nats://two:4223/', ['nats://one:4222', 'nats://two:4223']],
  ['TLS://[::1]:4222', ['tls://[::1]:4222']],
])('%s is read', (text, urls) => {
  expect(parseNatsUrls(text)).toEqual(urls);
});

test.each([
  ['', 'is not the address of a NATS'],
  ['127.0.0.1', 'One looks like nats://192.168.1.20:4222'],
  ['http://127.0.0.1', 'is not the address of a NATS'],
  ['nats://one,nats://user:password@host', '--cluster-credentials names the file'],
  ['nats://host:0', 'is not the address of a NATS'],
  ['nats://host:70000', 'is not the address of a NATS'],
  ['nats://one,', 'is not the address of a NATS'],
  ['nats://one,tls://two', 'either by nats:// or by tls://'],
  [Array.from({ length: 17 }, (_, i) => `nats://n${i}`).join(), 'These are 17 addresses'],
])('"%s" is refused in a sentence, which holds no password', (text, sentence) => {
  expect(() => parseNatsUrls(text)).toThrow(sentence);
  expect(() => parseNatsUrls(text)).not.toThrow('password@');
});
