import type { HandlerFramework } from './types.ts';

/** Electron's main process, whose loop serves every window. https://www.electronjs.org/docs/latest/api/ipc-main */
export const electron: HandlerFramework = {
  name: 'Electron',
  module: 'electron',
  aliases: ['electron/main'],
  kind: 'message',
  registrations: [
    {
      members: ['handle', 'handleOnce', 'on', 'once', 'addListener'].map((name) => `ipcMain.${name}`),
      handlers: [{ at: 1 }],
      noun: 'ipc',
      route: { at: 0 },
      parameters: ['IpcMainInvokeEvent'],
    },
    {
      members: ['handle', 'registerFileProtocol', 'registerHttpProtocol', 'registerBufferProtocol'].map(
        (name) => `protocol.${name}`,
      ),
      handlers: [{ at: 1 }],
      noun: 'protocol',
      route: { at: 0 },
    },
    // https://www.electronjs.org/docs/latest/api/menu-item: what a click calls runs on the same loop.
    {
      members: ['Menu.buildFromTemplate', 'new MenuItem'],
      handlers: [{ at: 0, keys: ['click', 'submenu.click', 'submenu.submenu.click'] }],
      kind: 'event',
      noun: 'menu',
      route: { at: 0, key: 'label' },
    },
    { members: ['globalShortcut.register'], handlers: [{ at: 1 }], kind: 'event', noun: 'shortcut', route: { at: 0 } },
  ],
  parameterTypes: ['IpcMainInvokeEvent', 'IpcMainEvent'],
};
