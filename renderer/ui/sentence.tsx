/** Where isolated() put a name: none holds these characters itself. */
const ISOLATED = /\u2068([^\u2069]*)\u2069/u;

/** A sentence with names in it: each, as isolated() marks it, stands in a <bdi>, so that it turns nothing around it. */
export function Sentence({ text }: { text: string }) {
  // Every second part is a name.
  return <>{text.split(ISOLATED).map((part, i) => (i % 2 === 1 ? <bdi key={i}>{part}</bdi> : part))}</>;
}
