"""Walks to and fro in a yard as a player, and prints whom it sees. Needs pyzmq, and nothing else.

    python3 walk.py [tcp://127.0.0.1:5557] [seconds]

A secured yard is named with its key, as its server prints it: tcp://192.168.1.20:5557?key=...

The messages are those of docs/protocol.md. An OSC message of a known shape is a struct: "12s" fills up with zero
bytes, as OSC's strings do to a multiple of 4 (with one at least), and ">" is big-endian.
"""

import base64
import struct
import sys
import time
import zmq

STEPS_PER_SECOND = 20


def show(packet):
    if packet.startswith(b"#bundle\0"):
        element = 16  # the first one's offset: after "#bundle" and the time tag
        while element < len(packet):
            end = element + 4 + int.from_bytes(packet[element : element + 4], "big")
            show(packet[element + 4 : end])
            element = end
    elif packet.startswith(b"/motions\0"):
        # Address, types and the blob's size are 20 bytes; the records follow. Velocities are in eighths of a pixel a second.
        for peer_id, x_px, y_px, vx, vy, age_ms, flags in struct.iter_unpack(">iffhhHH", packet[20:]):
            print(f"player {peer_id} at {x_px:.1f}, {y_px:.1f}, moving by {vx / 8:.1f}, {vy / 8:.1f}", flush=True)


with zmq.Context() as context, context.socket(zmq.DEALER) as dealer:
    dealer.linger = 1000  # ms for the last messages to go out; where no server is, the end would never come
    address, _, key = (sys.argv[1] if len(sys.argv) > 1 else "tcp://127.0.0.1:5557").partition("?key=")
    if key:  # the yard's public key, 32 bytes; ours is made for this run
        dealer.curve_serverkey = base64.urlsafe_b64decode(key + "=")
        dealer.curve_publickey, dealer.curve_secretkey = zmq.curve_keypair()
    dealer.connect(address)
    told_vx = None
    for step in range(int(sys.argv[2] if len(sys.argv) > 2 else 60) * STEPS_PER_SECOND):
        # The first frame of every message is the empty delimiter.
        if step % (5 * STEPS_PER_SECOND) == 0:
            dealer.send_multipart([b"", struct.pack(">12s8si8s8s", b"/profile", b",iss", 2, b"Python", b"#3776ab")])
        if step % STEPS_PER_SECOND == 0:
            dealer.send_multipart([b"", struct.pack(">8s4si", b"/ping", b",i", step)])
        # A motion is told when it changes, at each turn, and once a second besides.
        x_px, y_px = 100 + abs(step * 5 % 400 - 200), 200
        vx = -100 if step * 5 % 400 < 200 else 100
        if vx != told_vx or step % STEPS_PER_SECOND == 0:
            dealer.send_multipart([b"", struct.pack(">8s8sffff", b"/motion", b",ffff", x_px, y_px, vx, 0)])
            told_vx = vx
        time.sleep(1 / STEPS_PER_SECOND)
        while dealer.poll(0):
            show(dealer.recv_multipart()[-1])
    dealer.send_multipart([b"", struct.pack(">8s4s", b"/leave", b",")])
