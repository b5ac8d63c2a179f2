import { ownHosts } from './own-hosts';

const MAC = '3c:22:fb:00:00:01';
const ipv4 = (address: string, mac = MAC, internal = false) => [{ family: 'IPv4', address, mac, internal }];
const WIFI = { 'Wi-Fi': ipv4('192.168.1.20') };

test('the interface of the default route comes first, and the others keep their order', () => {
  const interfaces = { eth0: ipv4('10.0.0.5'), eth1: ipv4('10.0.1.5'), wlan0: ipv4('192.168.1.20') };
  expect(ownHosts(interfaces, '192.168.1.20')).toEqual(['192.168.1.20', '10.0.0.5', '10.0.1.5']);
  expect(ownHosts(interfaces)).toEqual(['10.0.0.5', '10.0.1.5', '192.168.1.20']);
});

test.each([
  ['VirtualBox on Linux', 'vboxnet0', MAC],
  ['VirtualBox on Windows', 'VirtualBox Host-Only Network', MAC],
  ['VirtualBox by its hardware address', 'Ethernet 2', '0a:00:27:00:00:0b'],
  ['VMware on Linux', 'vmnet8', MAC],
  ['VMware on Windows', 'VMware Network Adapter VMnet8', MAC],
  ['VMware by its hardware address', 'Ethernet 3', '00:50:56:c0:00:08'],
  ['Hyper-V', 'vEthernet (Default Switch)', '00:15:5d:01:02:03'],
  ['WSL', 'vEthernet (WSL (Hyper-V firewall))', '00:15:5d:01:02:04'],
  ['Docker', 'docker0', '02:42:ac:11:00:01'],
  ['a network of Docker', 'br-5f2c0d9a1b3e', '02:42:ac:12:00:01'],
  ['ZeroTier on Linux', 'ztabcdefgh', MAC],
  ['ZeroTier on Windows', 'ZeroTier One [8056c2e21c000001]', MAC],
  ['Hamachi on Windows', 'Hamachi', '7a:79:19:01:02:03'],
  ['Hamachi by its hardware address', 'Ethernet 4', '7a:79:19:01:02:03'],
  ['Tailscale on Linux', 'tailscale0', MAC],
  ['Tailscale on Windows', 'Tailscale', MAC],
  ['WireGuard on Linux', 'wg0', MAC],
  ['WireGuard under any name', 'office', '00:00:00:00:00:00'],
])('%s stands behind the Wi-Fi, even with the default route', (_, name, mac) => {
  const interfaces = { [name]: ipv4('100.64.0.7', mac), ...WIFI };
  expect(ownHosts(interfaces, '100.64.0.7')).toEqual(['192.168.1.20', '100.64.0.7']);
});

test('what is no way to this machine is left out', () => {
  const interfaces = {
    lo: ipv4('127.0.0.1', MAC, true),
    usb0: ipv4('169.254.3.4'),
    eth0: [{ family: 'IPv6', address: 'fd00::7', mac: MAC, internal: false }],
  };
  expect(ownHosts(interfaces, '127.0.0.1')).toEqual([]);
});
