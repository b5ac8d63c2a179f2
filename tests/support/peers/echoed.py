"""A Dealer and a Req of pyzmq, which talk to an echo: `echoed.py ADDRESS MESSAGES`. Says how many came back as they were sent."""
import sys
import zmq

address, messages = sys.argv[1], int(sys.argv[2])
context = zmq.Context()
context.setsockopt(zmq.LINGER, 0)
context.setsockopt(zmq.RCVTIMEO, 10000)
echoed = 0
dealer = context.socket(zmq.DEALER)
dealer.setsockopt(zmq.IDENTITY, b"\0claimed")
dealer.connect(address)
for i in range(messages):
    payload = bytes([i % 256]) * (i * 4096 // messages)
    dealer.send_multipart([b"", payload])
    # Some at a time are on their way.
    if i % 4 == 3:
        for j in range(i - 3, i + 1):
            echoed += dealer.recv_multipart() == [b"", bytes([j % 256]) * (j * 4096 // messages)]
req = context.socket(zmq.REQ)
req.connect(address)
req.send(b"asked")
echoed += req.recv() == b"asked"
print(echoed)
