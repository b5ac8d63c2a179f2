import { isWebGLSupported } from 'pixi.js';

/** What this browser lacks for the game, in sentences for a person; undefined when it lacks nothing. */
export function missingFeature(): string | undefined {
  if (!('WebSocket' in globalThis))
    return 'This browser has no WebSocket, by which a page talks to its yard. A newer browser shows the yard.';
  if (!isWebGLSupported())
    return (
      'This browser cannot draw the yard: it has no WebGL, or it is switched off (as iPhones have it in Lockdown Mode). ' +
      'Switch it on, or play in another browser.'
    );
  return undefined;
}
