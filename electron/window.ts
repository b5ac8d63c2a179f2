import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { pageUrl } from './page';
import type { Settings } from './settings';
import type { WindowPlace } from './stored-settings';

export const ICON = join(__dirname, '../../assets/icon.png');
const SIZE = { width: 1200, height: 800 };
/** So much of a window has to be on a screen, or it could not be caught with the mouse. */
const CATCHABLE_PX = 100;

/** The game's window, with the page of the game. It is hidden until it is placed and has something to show. */
export function openWindow(debug: boolean): BrowserWindow {
  const window = new BrowserWindow({
    ...SIZE,
    minWidth: 480,
    minHeight: 360,
    show: false,
    title: 'Zeroyard',
    icon: ICON,
    backgroundColor: '#8fbf6a',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(__dirname, 'preload.js'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      // A yard goes on when its window is behind another.
      backgroundThrottling: false,
    },
  });
  void window.loadURL(pageUrl(debug));
  return window;
}

/** Puts it where it was closed the last time, and remembers where it is closed now. */
export function placeWindow(window: BrowserWindow, settings: Settings): void {
  const place = settings.get('window');
  if (place && isOnScreen(place)) window.setBounds(place);
  window.once('ready-to-show', () => {
    // This shows it too.
    if (place?.isMaximized) window.maximize();
    window.show();
  });
  window.on('close', () =>
    settings.set('window', { ...window.getNormalBounds(), isMaximized: window.isMaximized() }),
  );
}

/** The screens may have changed since: one that was to the left may be gone, or all be smaller. */
function isOnScreen(place: WindowPlace): boolean {
  const { x, y, width, height } = screen.getDisplayMatching(place).workArea;
  const screens = screen.getAllDisplays().map(({ bounds }) => bounds);
  const isTooLarge =
    place.width > sum(screens.map((each) => each.width)) ||
    place.height > sum(screens.map((each) => each.height));
  const overlapX = Math.min(x + width, place.x + place.width) - Math.max(x, place.x);
  // Its upper edge is what one catches it by.
  return !isTooLarge && overlapX >= CATCHABLE_PX && place.y >= y && place.y <= y + height - CATCHABLE_PX;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
