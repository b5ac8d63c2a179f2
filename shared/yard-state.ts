/**
 * Who is in a yard and who may come in, as one server hands it over to the next. It holds no secret: of a resume key only its
 * SHA-256, and no ticket.
 */
import { MAX_PLAYERS_LIMIT, YARD_MAX_HEIGHT_PX, YARD_MAX_WIDTH_PX } from './config';
import { isAccess, isReach, type Access, type Reach } from './hosted-yard';
import { isKey } from './keys';
import type { Position } from './movement';
import { cleanText, validateColour, validateName } from './profile';

export interface YardState {
  access: Access;
  /** Who can reach it; undefined where the server does not say so. */
  reach?: Reach;
  /** Nobody new comes in. */
  isLocked: boolean;
  players: readonly PlayerState[];
}

export interface PlayerState {
  id: number;
  /** As whom the others know it, and the name that it asked for: "Root 2" and "Root". */
  name: string;
  wantedName: string;
  colour: string;
  /** Where it is; undefined before it has said so. */
  place: Position | undefined;
  /** The SHA-256 of its resume key, base64url, 43 characters. */
  keyHash: string;
  /** Its lines are told to nobody. */
  isMuted: boolean;
  /** It left a moment ago, and may come back: its id is kept for it, and neither a seat nor its name. */
  isAway?: true;
}

const MAX_ID = 2 ** 31 - 1;

/**
 * Reads what is said to be a yard's state. It may come from another computer: whatever is not as a server of ours would say
 * it is refused as a whole.
 * @throws an Error with a sentence for a person
 */
export function readYardState(data: unknown): YardState {
  const { access, reach, isLocked, players } = Object(data) as Partial<Record<keyof YardState, unknown>>;
  const isState =
    isAccess(access) &&
    (reach === undefined || isReach(reach)) &&
    typeof isLocked === 'boolean' &&
    Array.isArray(players) &&
    players.length <= MAX_PLAYERS_LIMIT;
  if (!isState) throw new Error('What was handed over is not the state of a yard.');
  const read = players.map(readPlayer);
  const isUnique = (valueOf: (player: PlayerState) => unknown) =>
    new Set(read.map(valueOf)).size === read.length;
  if (!isUnique(({ id }) => id) || !isUnique(({ keyHash }) => keyHash))
    throw new Error('What was handed over names a player twice.');
  return { access, ...(reach && { reach }), isLocked, players: read };
}

function readPlayer(data: unknown): PlayerState {
  const { id, name, wantedName, colour, place, keyHash, isMuted, isAway } = Object(data) as Partial<
    Record<keyof PlayerState, unknown>
  >;
  if (
    typeof id === 'number' &&
    Number.isInteger(id) &&
    id >= 1 &&
    id <= MAX_ID &&
    isName(name) &&
    isName(wantedName) &&
    typeof colour === 'string' &&
    validateColour(colour) === undefined &&
    colour !== '' &&
    typeof keyHash === 'string' &&
    isKey(keyHash) &&
    typeof isMuted === 'boolean' &&
    (isAway === undefined || isAway === true)
  ) {
    const player = { id, name, wantedName, colour, place: readPlace(place), keyHash, isMuted };
    return isAway ? { ...player, isAway } : player;
  }
  throw new Error('What was handed over holds a player that cannot be.');
}

function isName(name: unknown): name is string {
  return typeof name === 'string' && name === cleanText(name) && validateName(name) === undefined;
}

function readPlace(data: unknown): Position | undefined {
  if (data === undefined) return undefined;
  const { x, y } = Object(data) as Partial<Record<keyof Position, unknown>>;
  const isWithin = (value: unknown, max: number): value is number =>
    Number.isFinite(value) && Number(value) >= 0 && Number(value) <= max;
  if (isWithin(x, YARD_MAX_WIDTH_PX) && isWithin(y, YARD_MAX_HEIGHT_PX)) return { x, y };
  throw new Error('What was handed over holds a place that cannot be.');
}
