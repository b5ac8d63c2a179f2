"""Sends a datagram to the beacons' port of this machine from port 0, as only raw sockets can: from-port-0.py HEXADECIMAL"""
import socket
import struct
import sys

payload = bytes.fromhex(sys.argv[1])
header = struct.pack(">HHHH", 0, 5558, 8 + len(payload), 0)
sender = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP)
sender.sendto(header + payload, ("127.0.0.1", 0))
