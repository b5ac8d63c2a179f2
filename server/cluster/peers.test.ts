import { Peers } from './peers';

test('where clients reach a server is told without the key of its yard, and of nobody who has not said it', () => {
  const ignore = (): void => undefined;
  const peers = new Peers('own', { came: ignore, silent: ignore, gone: ignore });
  const peer = peers.heard({ address: '/cluster/from', server: 'other', epoch: '1' } as never, 0);
  expect(peers.addressOf('other')).toBeUndefined();
  const shared = { protocol: 2, widthPx: 2400, heightPx: 1600, serverKey: '', players: 0, load: 0 };
  const reachedAt = `tcp://192.168.1.22:5557?key=${'A'.repeat(43)}`;
  if (peer) peer.alive = { ...shared, reachedAt } as NonNullable<typeof peer.alive>;
  expect(peers.addressOf('other')).toBe('tcp://192.168.1.22:5557');
  if (peer) peer.alive = { ...shared, reachedAt: '' } as NonNullable<typeof peer.alive>;
  expect(peers.addressOf('other')).toBeUndefined();
  expect(peers.addressOf('stranger')).toBeUndefined();
});
