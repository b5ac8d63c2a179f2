import { EMOTE_BOX, type Emote } from '../emotes';

/** The drawing of an emote; its name is said beside it. */
export function EmotePicture({ emote }: { emote: Emote }) {
  return (
    <svg class="emote-picture" viewBox={`0 0 ${EMOTE_BOX} ${EMOTE_BOX}`} aria-hidden>
      {emote.layers.map(({ colour, path }, i) => (
        <path key={i} fill={colour} d={path} />
      ))}
    </svg>
  );
}
