import { effect } from '@preact/signals';
import type { Bridge, ToRenderer } from '../shared/bridge';
import { connectBridge } from './bridge';
import { exposeDebugView } from './debug';
import { marksOf } from './games/marks';
import { Controls } from './input/controls';
import { Gamepads } from './input/gamepads';
import { watchHeldTab } from './input/held-tab';
import { Keyboard } from './input/keyboard';
import { watchFollowTab } from './input/follow-tab';
import { listenToLookAround } from './input/look-around';
import { Quantizer } from './input/quantizer';
import { listenForShortcuts } from './input/shortcuts';
import { TouchStick } from './input/touch-stick';
import { isTyping } from './input/typing';
import { missingFeature } from './missing';
import { OwnPlayer } from './motion/own-player';
import { SpectatorView } from './motion/spectator-view';
import type { Sound } from './sound/recipes';
import { Sounds } from './sound/sounds';
import { openPanels } from './ui/app';
import { NetworkState } from './ui/network/network-state';
import { Commands } from './ui/commands';
import { showObstacle } from './ui/obstacle';
import { GameState } from './ui/state';
import { Avatars } from './yard/avatars';
import { Overlays } from './yard/overlays';
import { Scene } from './yard/scene';
import { Strollers } from './yard/strollers';

const AT_REST = { x: 0, y: 0 };
/** So near to an avatar's middle a tap means it, on the screen. */
const TAP_PX = 36;

begin().catch((error: unknown) => {
  const { message } = error as Error;
  showObstacle(element('panels'), `It could not be started: ${message} Loading the page again may help.`);
  throw error;
});

async function begin(): Promise<void> {
  const missing = missingFeature();
  if (missing !== undefined) {
    showObstacle(element('panels'), missing);
    return;
  }
  const scene = new Scene();
  const [bridge] = await Promise.all([connectBridge(), scene.open(element('yard'))]);
  const state = new GameState();
  const player = new OwnPlayer(Math.random);
  const avatars = new Avatars(scene);
  const strollers = new Strollers(scene, Math.random);
  const spectator = new SpectatorView();
  spectator.onChange = (view) => (state.view.value = view);
  const send: Bridge['send'] = (message) => bridge.send(message);
  const commands = new Commands(state, send, {
    toggleNames: () => scene.toggleNames(),
    toggleMap: () => scene.toggleMap(),
    said: (text) => avatars.said(text),
    followNext: (ids) => spectator.followNext(ids),
    follow: (id) => spectator.follow(id),
    showWhole: () => spectator.showWhole(),
  });

  const gamepads = new Gamepads(window, {
    onCommand: (command) => commands.perform(command),
    onNotice: (text) => state.chat.notice(text, performance.now()),
  });
  const controls = new Controls();
  controls.add(new Keyboard(window));
  controls.add(gamepads);
  const isWatching = () => state.connection.value !== undefined && state.isSpectator.value;
  controls.add(new TouchStick(element('yard'), () => !isWatching()));
  listenToLookAround(window, element('yard'), {
    isWanted: isWatching,
    onDrag: (dx, dy) => spectator.drag(dx, dy),
    onTap: (x, y) => {
      const { origin, zoom } = scene;
      const place = { x: (x - origin.x) / zoom, y: (y - origin.y) / zoom };
      const id = avatars.nearestTo(place, TAP_PX / zoom);
      if (id !== undefined) spectator.follow(id);
    },
  });
  listenForShortcuts(window, (command) => commands.perform(command));
  const isInYard = () => state.connection.value !== undefined;
  watchHeldTab(window, isInYard, (isHeld) => (state.panels.arePlayersHeld.value = isHeld));

  watchFollowTab(window, isWatching, () => commands.perform({ action: 'follow', nth: 0 }));

  const sounds = new Sounds(window);
  const play = (sound: Sound): void => {
    if (!state.preferences.value.isMuted) sounds.play(sound, performance.now());
  };
  state.chat.onEvent = play;
  state.games.onSound = play;
  const { game, parts, own: ownPart, ownId } = state.games;
  effect(() => avatars.setMarks(marksOf(game.value, parts.value, ownPart.value), ownId.value));

  const network = new NetworkState(() => avatars.delayMs);

  const show = (message: ToRenderer): void => {
    network.handle(message);
    if (message.address === '/player/said' && state.mutes.has(message.id)) return;
    avatars.handle(message, performance.now());
    if (message.address === '/yard') {
      scene.enter(message.name, message);
      player.resize(message, scene.landscape);
      spectator.resize(message);
    }
    if (message.address === '/player/left') spectator.left(message.id);
    if (message.address === 'enter') {
      player.enter(message.position);
      spectator.enter();
    }
    if (message.address === '/corrected') player.position = { x: message.x, y: message.y };
  };
  bridge.listen((message) => {
    const messages = message.address === 'batch' ? message.messages : [message];
    state.handleAll(messages, performance.now());
    for (const one of messages) show(one);
  });
  openPanels(element('panels'), { state, network, commands, send });
  const overlays = new Overlays(element('panels'));

  const quantizer = new Quantizer();
  const direction = () =>
    isTyping(document.activeElement) ? AT_REST : quantizer.quantize(controls.direction());
  const walk = (dtSeconds: number): void => {
    const message = player.walk(direction(), dtSeconds);
    if (message) bridge.send(message);
  };
  const look = (dtSeconds: number, nowMs: number): void => {
    const placeOf = (id: number) => avatars.placeOf(id, nowMs);
    spectator.step(direction(), placeOf, scene.picture, dtSeconds, scene.frame.isCalm);
    const message = state.connection.value?.state === 'present' ? spectator.report(nowMs) : undefined;
    if (message) bridge.send(message);
  };
  // A page that is hidden has no more frames, and nobody would be told that its person stopped.
  document.addEventListener('visibilitychange', () => {
    const message = document.hidden && isInYard() && !isWatching() ? player.stop() : undefined;
    if (message) bridge.send(message);
  });

  scene.eachFrame((dtSeconds) => {
    network.frames.add(dtSeconds * 1000);
    const nowMs = performance.now();
    state.games.passTime(nowMs);
    gamepads.poll(nowMs);
    const own = isInYard() && !isWatching() ? player.position : undefined;
    if (isWatching()) {
      look(dtSeconds, nowMs);
      scene.lookAt(spectator.target, overlays.measure(nowMs), spectator.zoom, spectator.isWhole);
    } else {
      if (own) walk(dtSeconds);
      scene.lookAt(own && player.position, overlays.measure(nowMs));
    }
    strollers.draw(!isInYard(), dtSeconds);
    avatars.draw(own && player.position, nowMs);
  });

  if (new URLSearchParams(location.search).has('debug')) exposeDebugView({ player, avatars, scene, state });
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element "${id}".`);
  return found;
}
