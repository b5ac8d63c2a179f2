import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../shared/config';
import { connectBridge } from './bridge';
import { exposeDebugView } from './debug';
import { Keyboard } from './input/keyboard';
import { OwnPlayer } from './motion/own-player';
import { openPanels } from './ui/app';
import { NetworkState } from './ui/network/network-state';
import { GameState } from './ui/state';
import { bakeAvatarParts } from './yard/avatar';
import { Avatars } from './yard/avatars';
import { Scene } from './yard/scene';
import { Strollers } from './yard/strollers';

/** After a pause of the page nobody walks on for the time that was missed. */
const LONGEST_FRAME_S = 0.25;
const MIDDLE = { x: YARD_WIDTH_PX / 2, y: YARD_HEIGHT_PX / 2 };

void play();

async function play(): Promise<void> {
  const scene = new Scene();
  const [bridge] = await Promise.all([
    connectBridge(),
    scene.open(element('yard')),
    document.fonts.load('700 13px "Nunito Variable"'),
  ]);
  const keyboard = new Keyboard(window);
  const state = new GameState();
  const player = new OwnPlayer(Math.random);
  const parts = bakeAvatarParts(scene.renderer);
  const avatars = new Avatars(scene.figures, scene.labels, parts);
  const strollers = new Strollers(scene.figures, parts, Math.random);

  const network = new NetworkState(() => avatars.delayMs);

  bridge.listen((message) => {
    state.hear(message);
    network.hear(message);
    avatars.hear(message, performance.now());
    if (message.address === 'connection' && message.state === 'connecting') player.arrive();
    if (message.address === '/corrected') player.position = { x: message.x, y: message.y };
  });
  openPanels(element('panels'), { state, network, send: (message) => bridge.send(message) });

  scene.eachFrame((dtSeconds) => {
    network.frames.add(dtSeconds * 1000);
    const nowMs = performance.now();
    const isInYard = state.connection.value !== undefined;
    strollers.draw(!isInYard, dtSeconds);
    if (isInYard) {
      const news = player.walk(keyboard.direction(), Math.min(dtSeconds, LONGEST_FRAME_S), nowMs);
      if (news) bridge.send(news);
    }
    avatars.draw(isInYard ? player.position : undefined, nowMs);
    scene.lookAt(isInYard ? player.position : MIDDLE);
  });

  if (new URLSearchParams(location.search).has('debug')) exposeDebugView(player, avatars);
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element "${id}".`);
  return found;
}
