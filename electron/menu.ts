import { app, clipboard, Menu, type MenuItemConstructorOptions } from 'electron';
import { helpItems } from './help';
import type { DesktopSession } from './session';

/** The application menu, with the shortcuts that people know from other programs. */
export function installMenu(session: DesktopSession): void {
  let invite: string | undefined;
  const menu = Menu.buildFromTemplate([
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&Yard',
      submenu: [
        {
          id: 'invite',
          label: 'Copy &Invite',
          accelerator: 'CmdOrCtrl+I',
          enabled: false,
          click: () => {
            void clipboard.writeText(invite ?? '');
          },
        },
        {
          id: 'leave',
          label: '&Leave Yard',
          accelerator: 'CmdOrCtrl+L',
          enabled: false,
          click: () => session.closing.requestStop(performance.now()),
        },
        { type: 'separator' },
        process.platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    { label: '&View', submenu: view() },
    { role: 'windowMenu' },
    { role: 'help', submenu: helpItems() },
  ]);
  Menu.setApplicationMenu(menu);
  session.onStatus = ({ isInYard, invite: current }) => {
    invite = current;
    const isHosting = current !== undefined;
    const [inviteItem, leaveItem] = [menu.getMenuItemById('invite'), menu.getMenuItemById('leave')];
    if (inviteItem) inviteItem.enabled = isHosting;
    if (leaveItem) leaveItem.enabled = isInYard;
  };
}

function view(): MenuItemConstructorOptions[] {
  const roles = ['togglefullscreen', 'resetZoom', 'zoomIn', 'zoomOut'] as const;
  // Who builds on the game looks into its page; whoever plays a packaged one does not.
  const forDevelopers = app.isPackaged ? [] : (['reload', 'toggleDevTools'] as const);
  return [...[...roles, ...forDevelopers].map((role) => ({ role })), ...zoomKeys()];
}

/**
 * More keys that zoom, as browsers have them. An item has one, and Ctrl+Plus, that of the role, is none without Shift on a
 * keyboard where Plus stands above =.
 */
function zoomKeys(): MenuItemConstructorOptions[] {
  const keys = [
    ['zoomIn', '='],
    ['zoomIn', 'numadd'],
    ['zoomOut', 'numsub'],
    ['resetZoom', 'num0'],
  ] as const;
  return keys.map(([role, key]) => ({
    role,
    accelerator: `CmdOrCtrl+${key}`,
    visible: false,
    acceleratorWorksWhenHidden: true,
  }));
}
