"""A Dealer of pyzmq that walks in a yard: `invited.py ADDRESS NAME SECONDS [KEY [TICKET]]`. Without KEY it speaks no CURVE.

Prints each OSC message that it is told as a line: the address, and of /refused the code.
"""

import base64
import hashlib
import hmac
import struct
import sys
import time
import zmq

STEPS_PER_SECOND = 20


def padded(text):
    return text.encode() + b"\0" * (4 - len(text.encode()) % 4)


def osc(address, types="", *values):
    packet = padded(address) + padded("," + types)
    for kind, value in zip(types, values):
        packet += padded(value) if kind == "s" else struct.pack(">" + kind, value)
    return packet


def show(packet):
    if packet.startswith(b"#bundle\0"):
        element = 16
        while element < len(packet):
            end = element + 4 + int.from_bytes(packet[element : element + 4], "big")
            show(packet[element + 4 : end])
            element = end
    else:
        address = packet.split(b"\0")[0].decode()
        code = packet[len(padded(address)) + len(padded(",ss")) :].split(b"\0")[0].decode() if address == "/refused" else ""
        print(address, code, flush=True)


address, name, seconds = sys.argv[1:4]
key, ticket = (sys.argv[4:] + ["", ""])[:2]
with zmq.Context() as context, context.socket(zmq.DEALER) as dealer:
    dealer.linger = 0
    profile = [2, name, "#3776ab"]
    if key:
        server_key = base64.urlsafe_b64decode(key + "=")
        dealer.curve_serverkey = server_key
        dealer.curve_publickey, dealer.curve_secretkey = zmq.curve_keypair()
        secret = hashlib.sha256(name.encode()).digest()
        identity = base64.urlsafe_b64encode(hmac.new(secret, server_key, hashlib.sha256).digest())
        profile += ["resume key of " + name, identity.decode().rstrip("=")] + ([ticket] if ticket else [])
    dealer.connect(address)
    for step in range(int(seconds) * STEPS_PER_SECOND):
        # Turns twice a second: a straight walk is told again only each second.
        steps_from_middle = step % 20 - 10
        velocity = 100 if steps_from_middle >= 0 else -100
        said = [osc("/motion", "ffff", 100 + 5 * abs(steps_from_middle), 200, velocity, 0)]
        if step % STEPS_PER_SECOND == 0:
            said = [osc("/profile", "i" + "s" * (len(profile) - 1), *profile), osc("/ping", "i", step)] + said
        # Where nobody lets it in, what it says waits in its socket, and its queue may be full.
        for packet in said:
            if dealer.poll(0, zmq.POLLOUT):
                dealer.send_multipart([b"", packet])
        time.sleep(1 / STEPS_PER_SECOND)
        while dealer.poll(0):
            show(dealer.recv_multipart()[-1])
