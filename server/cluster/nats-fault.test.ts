import { describeFault } from './nats-fault';

const SECURED = ['tls://192.168.1.20:4222'];
const CLEAR = ['nats://192.168.1.20:4222'];
const ALTNAMES = "Hostname/IP does not match certificate's altnames: Host: localhost. is not cert's CN: NATS";

test.each([
  ['unable to verify the first certificate', SECURED, 'NODE_EXTRA_CA_CERTS'],
  ['unable to get local issuer certificate', SECURED, 'NODE_EXTRA_CA_CERTS'],
  ['self-signed certificate in certificate chain', SECURED, 'NODE_EXTRA_CA_CERTS'],
  ['unable to verify the first certificate', CLEAR, 'NODE_EXTRA_CA_CERTS'],
  [ALTNAMES, SECURED, 'subjectAltName'],
  [ALTNAMES, CLEAR, 'tls:// in place of nats://'],
  ["server does not support 'tls'", SECURED, 'nats:// in place of tls://'],
  ['Authorization Violation', SECURED, '--cluster-credentials'],
  ['Permissions Violation for Publish to "zeroyard.x"', SECURED, 'needs zeroyard.>'],
  ['connect ECONNREFUSED 127.0.0.1:4222', CLEAR, 'tried for again'],
])('of "%s" by %s it is said what would be right', (message, urls, mend) => {
  const sentence = describeFault(new Error('connection refused', { cause: new Error(message) }), urls);
  expect(sentence).toContain(message);
  expect(sentence).toContain(mend);
});
