import { EMOTE_BOX, type Emote } from '../emotes';

/** The drawing of an emote. @param isNamed whether it says its own name, since nothing beside it does */
export function EmotePicture({ emote, isNamed = false }: { emote: Emote; isNamed?: boolean }) {
  const naming = isNamed ? ({ role: 'img', 'aria-label': emote.name } as const) : { 'aria-hidden': true };
  return (
    <svg class="emote-picture" viewBox={`0 0 ${EMOTE_BOX} ${EMOTE_BOX}`} {...naming}>
      {emote.layers.map(({ colour, path }, i) => (
        <path key={i} fill={colour} d={path} />
      ))}
    </svg>
  );
}
