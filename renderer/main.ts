import { connectBridge } from './bridge';
import { exposeDebugView } from './debug';
import { Keyboard } from './input/keyboard';
import { OwnPlayer } from './motion/own-player';
import { openPanels } from './ui/app';
import { GameState } from './ui/state';
import { Avatars } from './yard/avatars';
import { Scene } from './yard/scene';
import { Strollers } from './yard/strollers';

/** After a pause of the page nobody walks on for the time that was missed. */
const LONGEST_FRAME_S = 0.25;

void play();

async function play(): Promise<void> {
  const scene = new Scene();
  const [bridge] = await Promise.all([connectBridge(), scene.open(element('yard'))]);
  const keyboard = new Keyboard(window);
  const state = new GameState();
  const player = new OwnPlayer(Math.random);
  const avatars = new Avatars(scene);
  const strollers = new Strollers(scene, Math.random);

  bridge.listen((message) => {
    state.hear(message);
    avatars.hear(message, performance.now());
    if (message.address === '/yard') scene.enter(message.name);
    if (message.address === 'connection' && message.state === 'connecting') player.arrive();
    if (message.address === '/corrected') player.position = { x: message.x, y: message.y };
  });
  openPanels(element('panels'), { state, send: (message) => bridge.send(message) });

  scene.eachFrame((dtSeconds) => {
    const nowMs = performance.now();
    const isInYard = state.connection.value !== undefined;
    if (isInYard) {
      const news = player.walk(keyboard.direction(), Math.min(dtSeconds, LONGEST_FRAME_S), nowMs);
      if (news) bridge.send(news);
    }
    const own = isInYard ? player.position : undefined;
    scene.lookAt(own);
    strollers.draw(!isInYard, dtSeconds);
    avatars.draw(own, nowMs);
  });

  if (new URLSearchParams(location.search).has('debug')) exposeDebugView(player, avatars, scene);
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element "${id}".`);
  return found;
}
