/** Sentences for a person, apart from the panels that show them; names in them are isolated, for <Sentence>. */
import { PROTOCOL_VERSION } from '../../shared/config';
import type { FoundYard, KeyChange } from '../../shared/bridge';
import type { HostedYard } from '../../shared/hosted-yard';
import { isolated } from '../../shared/text';
import type { Connection, ShownRefusal } from './state';

/** Who came or left, in one line, however many they are. */
export function movedWords(kind: 'came' | 'left', names: readonly string[]): string {
  const [first = '', second = ''] = names.map(isolated);
  const who =
    names.length === 1 ? first : `${first} and ${names.length === 2 ? second : `${names.length - 1} others`}`;
  return kind === 'came' ? `${who} came in.` : `${who} left.`;
}

/** The palette's colours by name, for who cannot see them. */
export const COLOUR_NAMES: Readonly<Record<string, string>> = {
  '#e69f00': 'Orange',
  '#56b4e9': 'Sky blue',
  '#009e73': 'Green',
  '#f0e442': 'Yellow',
  '#0072b2': 'Blue',
  '#d55e00': 'Vermilion',
  '#cc79a7': 'Pink',
  '#f5f5f5': 'White',
};

/**
 * Where you are and how the connection stands, in one line.
 * @param hosting the yard, if it is one's own: its address is then the one that friends can use
 * @param isSpectator you are none of the players
 */
export function statusWords(
  { state, server }: Connection,
  yardName: string,
  playersHere: number,
  hosting?: Pick<HostedYard, 'addresses'>,
  isSpectator = false,
): string {
  const yard = yardName === '' ? 'the yard' : isolated(yardName);
  switch (state) {
    case 'connecting':
      return `Connecting to ${server}…`;
    case 'lost':
      return `Reconnecting to ${yard} at ${server}…`;
    case 'closed':
      return `${yard} is closed`;
    case 'present':
      return `${yard} ${whereWords(server, hosting)} · ${hereWords(playersHere, isSpectator)}`;
  }
}

function hereWords(players: number, isSpectator: boolean): string {
  if (isSpectator) return players === 0 ? 'nobody here, you look on' : `${players} here, you look on`;
  return players === 1 ? 'only you here' : `${players} here`;
}

function whereWords(server: string, hosting: Pick<HostedYard, 'addresses'> | undefined): string {
  if (!hosting) return `at ${server}`;
  const [address] = hosting.addresses;
  return address === undefined ? 'in no network now' : `at ${address}`;
}

/** What stands above it, of a refusal. */
export function headingFor({ code, reason }: ShownRefusal): string {
  if (code === 'invite') return 'This yard lets in only who was invited';
  return code === 'waiting' ? 'You wait to be let in by the host' : reason;
}

/** What it may mean that a yard has another key than it had. */
export function keyChangeWords({ isOpen }: KeyChange): string {
  return `${isOpen ? NOW_OPEN : ANOTHER_KEY} ${HOW_TO_BE_SURE}`;
}

const ANOTHER_KEY =
  'Its host may have set it up anew, on another computer for example. Or somebody pretends to be this yard, and would see and hear all that you do there.';
const NOW_OPEN =
  'It was secured, and now it is open. Its host may have chosen so: then everybody on the network can read what happens there. Or somebody pretends to be this yard.';
const HOW_TO_BE_SURE = 'If you are not sure, stay out and ask the host.';

/** What the person can do about a refusal. */
export function adviceFor({ code }: ShownRefusal, isSpectator = false): string {
  if (isSpectator && code === 'waiting')
    return 'The host sees that somebody wants to look on, and lets you or sends you away. You see the yard as soon as you may; nothing is needed from you.';
  switch (code) {
    case 'full':
      return 'You will be let in as soon as somebody leaves. Or go back to the lobby and join another yard.';
    case 'protocol':
      return 'Ask the host which version they play, and have the older of the two games updated.';
    case 'profile':
      return 'Go back to the lobby and change your name or colour.';
    case 'flood':
      return 'Another program may be using your connection. Go back to the lobby and join again.';
    case 'invite':
      return 'Ask the host for an invite, and paste it here. One that was replaced by a new one leads in no longer.';
    case 'key':
      return 'Its host may have set it up anew, and has a new invite for you; or somebody else has its address. Or it takes no more connections for a moment: the game goes on trying.';
    case 'waiting':
      return 'The host sees your name and your colour, and lets you in or sends you away. You are in the yard as soon as you may; nothing is needed from you.';
    case 'kicked':
    case 'banned':
    case 'locked':
      return 'Go back to the lobby, and join another yard.';
  }
}

/** What keeps somebody out of a yard in the list, or undefined. */
export function obstacleAt({ protocol, players, maxPlayers }: FoundYard): string | undefined {
  if (protocol > PROTOCOL_VERSION) return 'Made with a newer version of the game: update yours';
  if (protocol < PROTOCOL_VERSION) return 'Made with an older version of the game: it has to be updated';
  return players >= maxPlayers ? 'Full: you would wait until somebody leaves' : undefined;
}

export function roundTripWords(roundTripMs: number | undefined): string {
  if (roundTripMs === undefined) return '';
  return roundTripMs < 1 ? 'under 1 ms' : `${Math.round(roundTripMs)} ms`;
}
