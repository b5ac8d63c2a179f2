/** What a host reads and is offered, apart from the panels that show it; names in it are isolated, for <Sentence>. */
import type { Access, ClosingQuestion, Reach } from '../../../shared/hosted-yard';
import { isolated } from '../../../shared/text';

/** As the server keeps somebody out who was removed. */
const KICK_S = 60;

/** What a choice of who may come in means, in one line. */
export function accessWords(reach: Reach, access: Access): string {
  return access === 'open' && reach === 'computer'
    ? 'Any program on this computer can walk in, without an invite.'
    : ACCESS_WORDS[access];
}

const ACCESS_WORDS: Readonly<Record<Access, string>> = {
  open: 'Any program can walk in, and whoever is on the network can read along.',
  secured: 'Encrypted. Whoever has the invite or sees the yard in the list comes in.',
  invited: 'Encrypted. Only who has your invite comes in, and may come back without it.',
  ask: 'Encrypted. Who is new waits until you let them in.',
};

/** Who can come into the yard that one hosts. */
export function whoComesWords(reach: Reach, access: Access): string {
  const where = reach === 'network' ? 'on your network' : 'on this computer';
  const firewall = reach === 'network' ? ' If somebody cannot, a firewall may be in the way.' : '';
  switch (access) {
    case 'open':
      return reach === 'network'
        ? `Everybody on your network can come, and read along: nothing is encrypted.${firewall}`
        : 'Only players on this computer can come. To let in others, host on the local network.';
    case 'secured':
      return `Everybody ${where} who has the invite, or sees the yard in the list, can come.${firewall}`;
    case 'invited':
      return `Only who has this invite can come; who was in once may come back.${firewall}`;
    case 'ask':
      return `Everybody ${where} can ask; who is new waits until you let them in.${firewall}`;
  }
}

/** What of a yard goes to its next host, and what does not: both of them read it. */
export const HANDED_OVER_WORDS =
  'What goes along: everybody’s names and places, who is muted, who may come in, and the lock. What does not: phones, who was removed or banned, the yard’s key, its invites, and what was said.';

/** What a list leaves out. */
export function moreWords(count: number): string {
  return `and ${count} more`;
}

export function wantsInWords(name: string): string {
  return `${isolated(name)} would like to come in.`;
}

export function sentAwayWords(name: string): string {
  return `${isolated(name)} was sent away, and may ask again in ${KICK_S} s.`;
}

export function removedWords(name: string): string {
  return `${isolated(name)} was removed, and may come back in ${KICK_S} s.`;
}

export function bannedWords(name: string): string {
  return `${isolated(name)} is banned. The hosting panel lists whom you banned, and lifts it.`;
}

export const NO_BANS_WORDS =
  'Nobody can be banned from an open yard: it does not know who comes back. Host a secured one for that.';

/** What is asked of who closes a yard with others in it: the question, what it does, and what the answers are called. */
export function closingWords({
  about,
  others,
  canHandOver,
}: ClosingQuestion & { canHandOver: boolean }): Record<'title' | 'detail' | 'yes' | 'no', string> {
  return {
    title: others === 1 ? 'Somebody else is in your yard' : `${others} people are in your yard`,
    detail: `${about === 'quit' ? 'When you quit' : 'When you stop hosting'}, the yard is closed for everybody.${canHandOver ? ' You can hand it over instead: stay, and ask somebody in the hosting panel.' : ''}`,
    yes: about === 'quit' ? 'Quit' : 'Stop hosting',
    no: 'Stay',
  };
}
