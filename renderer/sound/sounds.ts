import { RECIPES, type Note, type Sound } from './recipes';
import { SoundRateLimit } from './sound-rate-limit';

/** A beginning as short as this is soft, not a click. */
const ATTACK_S = 0.012;
/** An exponential fall never reaches 0; this is not heard. */
const SILENCE = 0.0001;

/** Plays the game's sounds. Browsers allow none before the person has done something in the page: until then it is quiet. */
export class Sounds {
  private readonly pace = new SoundRateLimit();
  private context: AudioContext | undefined;

  constructor(target: Window) {
    const begin = () => {
      for (const gesture of ['pointerdown', 'keydown']) target.removeEventListener(gesture, begin);
      this.context = new AudioContext();
    };
    for (const gesture of ['pointerdown', 'keydown']) target.addEventListener(gesture, begin);
  }

  play(sound: Sound, nowMs: number): void {
    const { context } = this;
    // Not every key counts as a gesture: after one that does not, the browser is asked again.
    if (context?.state === 'suspended') void context.resume();
    if (context?.state !== 'running' || !this.pace.tryConsume(sound, nowMs)) return;
    for (const note of RECIPES[sound]) playNote(context, note);
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
