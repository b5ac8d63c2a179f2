/* Walks to and fro in a yard as a guest, and prints whom it sees. Needs libzmq, and nothing else.
 *
 *   cc walk.c -o walk -lzmq
 *   ./walk [tcp://127.0.0.1:5557] [seconds]
 *
 * The messages are those of docs/protocol.md. A guest sends no /profile, and so gets each message as a packet of its
 * own: there is no bundle to take apart, and an OSC message of a known shape is a struct. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

enum { STEPS_PER_SECOND = 20 };
/* The strings fill up with zero bytes to a multiple of 4, with one at least; the numbers are big-endian. */
struct own_position { char address[12], types[4]; uint32_t x, y; };
struct player_position { char address[20], types[8]; uint32_t id, x, y; };
union number { float value; uint32_t bits; };
static uint32_t to_wire(float value) { return htonl(((union number){.value = value}).bits); }
static float from_wire(uint32_t bits) { return ((union number){.bits = ntohl(bits)}).value; }

int main(int argc, char **argv) {
  int step_count = (argc > 2 ? atoi(argv[2]) : 60) * STEPS_PER_SECOND, size_bytes;
  struct player_position in;
  struct own_position out = {"/position", ",ff", 0, to_wire(300)};
  void *dealer = zmq_socket(zmq_ctx_new(), ZMQ_DEALER);
  if (zmq_connect(dealer, argc > 1 ? argv[1] : "tcp://127.0.0.1:5557") != 0) return perror("zmq_connect"), 1;
  for (int step = 0; step < step_count; step++) {
    out.x = to_wire(100 + abs(step * 5 % 800 - 400));
    zmq_send(dealer, "", 0, ZMQ_SNDMORE); /* the empty delimiter */
    zmq_send(dealer, &out, sizeof out, 0);
    zmq_poll(NULL, 0, 1000 / STEPS_PER_SECOND); /* of no sockets: sleeps for so many milliseconds */
    /* Longer packets are cut, but their size is told; the delimiter's frame comes here too, and has no bytes. */
    while ((size_bytes = zmq_recv(dealer, &in, sizeof in, ZMQ_DONTWAIT)) >= 0)
      if (size_bytes == 40 && strcmp(in.address, "/player/position") == 0)
        printf("player %u at %.1f, %.1f\n", ntohl(in.id), from_wire(in.x), from_wire(in.y));
    fflush(stdout);
  }
  return 0; /* The end of the process closes the connection, and the guest has left. */
}
