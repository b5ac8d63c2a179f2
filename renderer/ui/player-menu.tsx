import { useSignal } from '@preact/signals';
import { Ban, LogOut, Mic, MicOff, Undo2, UserRoundSearch, Volume2, VolumeX } from 'lucide-preact';
import { bannedWords, NO_BANS_WORDS, removedWords } from './host/host-words';
import { Menu, type MenuItem } from './menu';
import type { PanelProps } from './panel';

/** What one can do about somebody in the yard: everybody for themselves, and its host for all. */
export function PlayerMenu(
  props: PanelProps & { player: { id: number; name: string }; anchor: HTMLElement; onClose: () => void },
) {
  const { state, commands, player, anchor, onClose } = props;
  const { id, name } = player;
  const isBanAsked = useSignal(false);
  const hosting = state.hosting.value;
  const isMutedForAll = state.powers.access.value?.muted.includes(id) ?? false;
  const isMutedForMe = state.mutes.muted.value.has(id);
  const order = (word: 'mute' | 'unmute' | 'kick' | 'ban', doneWords = '') =>
    commands.order({ word, argument: String(id) }, 'players', doneWords);

  const forMe: MenuItem = {
    label: isMutedForMe ? 'Unmute for me' : 'Mute for me',
    icon: isMutedForMe ? <Volume2 aria-hidden /> : <VolumeX aria-hidden />,
    onSelect: () => state.mutes.toggle(id),
  };
  const forAll: MenuItem[] = [
    {
      label: isMutedForAll ? 'Unmute for all' : 'Mute for all',
      icon: isMutedForAll ? <Mic aria-hidden /> : <MicOff aria-hidden />,
      onSelect: () => order(isMutedForAll ? 'unmute' : 'mute'),
    },
    { label: 'Remove', icon: <LogOut aria-hidden />, onSelect: () => order('kick', removedWords(name)) },
  ];
  const ban: MenuItem = {
    ...{ label: 'Ban…', icon: <Ban aria-hidden />, isStep: true, isDangerous: true },
    onSelect: () => (isBanAsked.value = true),
  };
  const answers: MenuItem[] = [
    {
      ...{ label: 'Ban', icon: <Ban aria-hidden />, isDangerous: true },
      onSelect: () => order('ban', bannedWords(name)),
    },
    { label: 'Do not ban', icon: <Undo2 aria-hidden />, onSelect: () => undefined },
  ];
  const shared = { label: `Menu for ${name}`, anchor, onClose };
  if (isBanAsked.value)
    return (
      <Menu
        {...shared}
        question={
          <>
            Ban <bdi>{name}</bdi>? They are removed, and cannot come back until you lift it.
          </>
        }
        items={answers}
      />
    );
  const follow: MenuItem = {
    ...{ label: 'Follow', icon: <UserRoundSearch aria-hidden /> },
    onSelect: () => commands.follow(id),
  };
  if (!hosting) return <Menu {...shared} items={state.isSpectator.value ? [follow, forMe] : [forMe]} />;
  if (hosting.access === 'open') return <Menu {...shared} items={[forMe, ...forAll]} note={NO_BANS_WORDS} />;
  return <Menu {...shared} items={[forMe, ...forAll, ban]} />;
}
