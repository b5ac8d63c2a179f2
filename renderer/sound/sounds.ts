import { RECIPES, type Note, type Sound } from './recipes';
import { SoundRateLimit } from './sound-rate-limit';

/** A beginning as short as this is soft, not a click. */
const ATTACK_S = 0.012;
/** An exponential fall never reaches 0; this is not heard. */
const SILENCE = 0.0001;

/** What may be a gesture of the person. Of a touch the end is one, and not the beginning (HTML, 6.4.1). */
const GESTURES = ['pointerdown', 'pointerup', 'keydown'] as const;

/**
 * Plays the game's sounds. Browsers allow none before a gesture of the person: until then it is quiet. A gesture is looked for
 * each time anew, since not all count, and a phone that was locked or called takes the sound away again.
 */
export class Sounds {
  private readonly pace = new SoundRateLimit();
  private context: AudioContext | undefined;

  constructor(target: Window) {
    // Before the stick, which keeps its touches for itself.
    for (const gesture of GESTURES)
      target.addEventListener(gesture, () => this.resume((this.context ??= new AudioContext())), {
        capture: true,
      });
  }

  play(sound: Sound, nowMs: number): void {
    const { context } = this;
    if (context) this.resume(context);
    if (context?.state !== 'running' || !this.pace.tryConsume(sound, nowMs)) return;
    for (const note of RECIPES[sound]) playNote(context, note);
  }

  /** Safari has a state of its own besides `suspended`: `interrupted`. */
  private resume(context: AudioContext): void {
    // A browser that does not allow it is asked again at the next gesture.
    if (context.state !== 'running') context.resume().catch(() => undefined);
  }
}

/** A plucked string: there at once, then falling away. */
function playNote(context: AudioContext, { frequencyHz, startS, lengthS, volume }: Note): void {
  const beginS = context.currentTime + startS;
  const tone = new OscillatorNode(context, { type: 'triangle', frequency: frequencyHz });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, beginS);
  loudness.gain.linearRampToValueAtTime(volume, beginS + ATTACK_S);
  loudness.gain.exponentialRampToValueAtTime(SILENCE, beginS + lengthS);
  tone.connect(loudness).connect(context.destination);
  tone.start(beginS);
  tone.stop(beginS + lengthS);
}
