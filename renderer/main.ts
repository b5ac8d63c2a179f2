import { bakeAvatarParts } from './yard/avatar';
import { Avatars } from './yard/avatars';
import { connectBridge } from './bridge';
import { exposeDebugView } from './debug';
import { Hud } from './ui/hud';
import { Keyboard } from './input/keyboard';
import { OwnPlayer } from './motion/own-player';
import { Scene } from './yard/scene';

/** After a pause of the page nobody walks on for the time that was missed. */
const LONGEST_FRAME_S = 0.25;

void play();

async function play(): Promise<void> {
  const scene = new Scene();
  const [bridge] = await Promise.all([
    connectBridge(),
    scene.open(element('yard')),
    document.fonts.load('700 13px "Nunito Variable"'),
  ]);
  const keyboard = new Keyboard(window);
  const hud = new Hud(element('status'));
  const player = new OwnPlayer(Math.random);
  const avatars = new Avatars(scene.figures, scene.labels, bakeAvatarParts(scene.renderer));

  bridge.listen((message) => {
    avatars.hear(message, performance.now());
    hud.hear(message);
    hud.showPlayersHere(avatars.count);
    if (message.address === '/corrected') player.position = { x: message.x, y: message.y };
  });

  scene.eachFrame((dtSeconds) => {
    const nowMs = performance.now();
    const news = player.walk(keyboard.direction(), Math.min(dtSeconds, LONGEST_FRAME_S), nowMs);
    if (news) bridge.send(news);
    avatars.draw(player.position, nowMs);
    scene.lookAt(player.position);
  });

  if (new URLSearchParams(location.search).has('debug')) exposeDebugView(player, avatars);
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element "${id}".`);
  return found;
}
