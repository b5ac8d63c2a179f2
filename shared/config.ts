/**
 * Every number that more than one part of Zeroyard relies on, with its unit in its name.
 * The protocol's own limits stand in docs/protocol.md too: other programs rely on them.
 */

// The yard
/** Of a yard for which nobody says otherwise. */
export const YARD_WIDTH_PX = 2400;
export const YARD_HEIGHT_PX = 1600;
/** No yard is larger. */
export const YARD_MAX_WIDTH_PX = 9600;
export const YARD_MAX_HEIGHT_PX = 6400;
export const DEFAULT_YARD_SIZE = { widthPx: YARD_WIDTH_PX, heightPx: YARD_HEIGHT_PX } as const;
export const WALKING_SPEED_PX_PER_S = 240;

// Where a yard listens when nobody says otherwise
export const DEFAULT_HOST = '127.0.0.1';
export const DEFAULT_PORT = 5557;
/** Of the web shell. */
export const DEFAULT_WEB_PORT = 5580;
export const DEFAULT_YARD_NAME = 'My yard';

// The protocol
export const PROTOCOL_VERSION = 2;
/** Names longer than this are refused; counted in code points, so that an emoji is one. */
export const NAME_MAX_CHARACTERS = 24;
export const SAY_MAX_CHARACTERS = 200;
/** What a peer may send in one ZeroMQ frame. The Router closes the connection of a peer that sends more. */
export const MESSAGE_MAX_BYTES = 4096;
/** What a player takes from the server: a flush of a full yard is far larger than one player's message. */
export const FLUSH_MAX_BYTES = 1024 * 1024;
/** As many others as a player is told of. What a server says of more is dropped, since a server may be anybody. */
export const REMOTE_PLAYERS_MAX = 5000;
/** In one packet of the server: a profile of each, and one message more. */
export const PACKET_MAX_MESSAGES = 2 * REMOTE_PLAYERS_MAX;

// How yards are found
/** UDP. */
export const BEACON_PORT = 5558;
/** A datagram that is larger is not looked at. The longest beacon takes less than half of it. */
export const BEACON_MAX_BYTES = 512;
export const BEACON_INTERVAL_MS = 1000;
/** A yard that was silent for so long is no longer listed. */
export const BEACON_TIMEOUT_MS = 4000;

// What a yard takes
export const DEFAULT_MAX_PLAYERS = 64;
export const MAX_PLAYERS_LIMIT = 5000;
/** How many may look on; each is sent what a player is. */
export const DEFAULT_MAX_SPECTATORS = 16;
export const MAX_SPECTATORS_LIMIT = 1000;
/**
 * So many connections wait to be accepted, as far as the system lets them: all of a full yard's come back at once. Whose do
 * not wait tries again after 1 s, 3 s and 7 s.
 */
export const LISTEN_BACKLOG = 2 * MAX_PLAYERS_LIMIT;
/** From one peer in a second. A player sends 30 positions and a few more; what is over this is dropped. */
export const DEFAULT_MAX_MESSAGES = 120;
/** In a yard of more players than this, each is told of all but the nearest within a budget. */
export const DEFAULT_INTEREST = 128;
/** What each is told of those far away there, and a guest of all, in bytes of motions a second. */
export const DEFAULT_BUDGET_BYTES_PER_S = 24_000;
/** A peer that goes on over the limit for so long is told so. */
export const FLOOD_PATIENCE_MS = 1000;
/** One that goes on for so long is disconnected. */
export const FLOOD_MAX_MS = 3000;
/** How often one connection may come into the yard, and how often it may change its profile. */
export const PRESENCE_CHANGES_PER_S = 1;
/** So many of each are let through at once. */
export const PRESENCE_CHANGE_BURST = 3;
/** Whose lines of chat are the host's, who need not be a player. */
export const HOST_ID = 0;
export const SAYS_PER_S = 2;
/** A burst of chat lines and marks that is let through at once. */
export const SAY_BURST = 5;
/** Of the chat of all together, the bytes of each line times its recipients: in a yard of 64 that is 780 lines of 80 bytes. */
export const SAY_YARD_BYTES_PER_S = 4_000_000;
export const SAY_BURST_BYTES = 2_000_000;
/** One flush brings each recipient no more of it. */
export const SAY_FLUSH_MAX_BYTES = 64 * 1024;
/** How much faster than walking a player may be, since clocks and networks are not even. */
export const SPEED_TOLERANCE = 1.25;
/** How far a player may catch up at once after its messages were held up on the way. */
export const SPEED_BURST_PX = 360;
/** Who comes back with the same key within this time has the same id. */
export const RESUME_MS = 30_000;
export const KEY_MAX_CHARACTERS = 64;

// What is relayed: each foreign packet costs its bytes and RELAY_OVERHEAD_BYTES, times its recipients
/** A send takes about as long whatever is in it, and this makes tiny packets cost it: 4 MB are at most 15,600 sends. */
export const RELAY_OVERHEAD_BYTES = 256;
/** Of one sender: a mouse at 100 Hz with 40 bytes takes 1.9 MB/s in a yard of 64. */
export const RELAY_SENDER_BYTES_PER_S = 2_000_000;
/** Of all senders: no one of them takes it all, and with frames and all it is a third of a network of 100 Mbit/s. */
export const RELAY_YARD_BYTES_PER_S = 4_000_000;
/** At once, of one sender and of all: 1,500 bytes, as an Ethernet packet has, to each of a thousand take 1.8 MB. */
export const RELAY_BURST_BYTES = 2_000_000;
/** One flush brings each recipient so many at most: no fewer than one peer may send at once. */
export const RELAY_FLUSH_MAX_PACKETS = 128;
/** And no more than so many bytes of them: a quarter of what may wait for a reader of our own Router. */
export const RELAY_FLUSH_MAX_BYTES = 64 * 1024;

// The rhythm of presence: state is told again and again
/** A motion is told when it changes, at most so often… */
export const MOTION_RATE_HZ = 30;
/** …and again when so much has passed since the last. */
export const MOTION_REPEAT_MS = 1000;
/** One that has changed is told again so much later, where packets may get lost: before it is missed, or soon after. */
export const MOTION_RETOLD_MS: readonly number[] = [33, 100];
/** A motion of which nothing is heard for so long has ended. */
export const MOTION_END_MS = 2500;
/** Faster than this nobody goes; a quarter more than walking, since clocks and networks are not even. */
export const MOTION_MAX_PX_PER_S = 300;
/** The moment of a motion is believed if it is at most so long before its arrival; a longer way counts as this. */
export const MOMENT_MAX_LATENESS_MS = 250;
/** A moment that is off by more than this is of another clock. */
export const MOMENT_MAX_OFF_MS = 2000;
/** While somebody walks, who would be told nothing for so long is sent an empty bundle: the network lives. */
export const SILENCE_MAX_MS = 100;
export const PING_INTERVAL_MS = 1000;
export const PROFILE_INTERVAL_MS = 5000;
/** In a yard of more players than this profiles are not repeated; a roster tells each second who would be missing. */
export const ROSTER_THRESHOLD_PLAYERS = 128;
/** A player is told all profiles anew at most so often. */
export const FULL_ROSTER_INTERVAL_MS = 2000;
export const YARD_INTERVAL_MS = 1000;
/** A player with a profile that was silent for so long is gone. */
export const PLAYER_TIMEOUT_MS = 5000;
/** The id of all spectators: they are nobody. */
export const SPECTATOR_ID = 0;
/** A spectator that was silent for so long is gone: it says so every 5 s that it looks on. */
export const SPECTATOR_TIMEOUT_MS = 12_000;
/** A server that was silent for so long is lost (it says /yard every second). */
export const SERVER_TIMEOUT_MS = 3000;
/** Another player whose profile was not repeated for so long is forgotten, should its /player/left have got lost. */
export const PROFILE_TIMEOUT_MS = 2 * PROFILE_INTERVAL_MS + SERVER_TIMEOUT_MS;

// Games
/** So many take part in a game; further ones look on. */
export const GAME_PLAYERS_MAX = 256;
/** So many things there are in a yard: ducks, balls, lanterns. */
export const THINGS_MAX = 64;
/** How a game stands is told again so often, and where things are. */
export const GAME_INTERVAL_MS = 2000;
/** A game of which nothing was told for so long is over, should its end have got lost. */
export const GAME_TIMEOUT_MS = 7000;
// Recordings
/** One ends after half a day, unless its host says otherwise… */
export const DEFAULT_RECORD_MINUTES = 720;
/** …or when it is so large. */
export const DEFAULT_RECORD_MEGABYTES = 2000;
/** A whole snapshot stands in one at such intervals, from which on it can be read. */
export const RECORDING_SNAPSHOT_MS = 5000;
/** That the yard is recorded is told again at such intervals… */
export const RECORDED_INTERVAL_MS = 2000;
/** …and that it is no more for so long. */
export const RECORDED_END_MS = 10_000;

// A yard that moves to another server
/** A player follows so many moves in so long: a hostile server must not lead it round and round. */
export const MOVES_MAX = 3;
export const MOVES_WINDOW_MS = 60_000;
/** Of who is in a yard, as its successor is told it: of 5,000 players, and one flush holds it (FLUSH_MAX_BYTES). */
export const STATE_MAX_BYTES = 900_000;
/** Everybody is led to its next server for so long at most. */
export const HAND_OVER_MS = 5000;
/** Who is asked to hold a yard answers in this time. */
export const OFFER_MS = 30_000;
