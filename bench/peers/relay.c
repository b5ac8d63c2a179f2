/* A naive relay on libzmq: each message on at once to all others. `relay PORT`; cc -O2 relay.c -lzmq */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

#define MAX_PEERS 4096
#define MAX_PAYLOAD 4096

struct id {
  size_t size;
  char bytes[255];
};

static struct id peers[MAX_PEERS];
static size_t peer_count;

static void remember(const struct id *peer) {
  for (size_t i = 0; i < peer_count; i++)
    if (peers[i].size == peer->size && memcmp(peers[i].bytes, peer->bytes, peer->size) == 0) return;
  if (peer_count < MAX_PEERS) peers[peer_count++] = *peer;
}

int main(int argc, char **argv) {
  char address[64], payload[MAX_PAYLOAD];
  void *router = zmq_socket(zmq_ctx_new(), ZMQ_ROUTER);
  snprintf(address, sizeof address, "tcp://127.0.0.1:%s", argc > 1 ? argv[1] : "5557");
  if (zmq_bind(router, address) != 0) {
    fprintf(stderr, "relay: %s: %s\n", address, zmq_strerror(zmq_errno()));
    return 1;
  }
  puts("open");
  fflush(stdout);
  for (;;) {
    struct id sender;
    int size = zmq_recv(router, sender.bytes, sizeof sender.bytes, 0);
    if (size < 0) return 1;
    sender.size = (size_t)size;
    if (zmq_recv(router, payload, 0, 0) < 0) return 1; /* the delimiter */
    size = zmq_recv(router, payload, sizeof payload, 0);
    if (size < 0 || size > MAX_PAYLOAD) return 1;
    remember(&sender);
    for (size_t i = 0; i < peer_count; i++) {
      const struct id *peer = &peers[i];
      if (peer->size == sender.size && memcmp(peer->bytes, sender.bytes, sender.size) == 0) continue;
      zmq_send(router, peer->bytes, peer->size, ZMQ_SNDMORE);
      zmq_send(router, "", 0, ZMQ_SNDMORE);
      zmq_send(router, payload, (size_t)size, ZMQ_DONTWAIT);
    }
  }
}
