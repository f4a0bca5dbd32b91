import type { HandlerFramework } from './types.ts';

/** What happens in a page again and again. */
const IN_PAGES = ['paint', 'ipc-message', 'console-message', 'before-input-event', 'context-menu', 'will-navigate'];
const REQUESTS = ['onBeforeRequest', 'onBeforeSendHeaders', 'onHeadersReceived', 'onCompleted', 'onErrorOccurred'];

/** Electron's main process, whose loop serves every window. https://www.electronjs.org/docs/latest/api/ipc-main */
export const electron: HandlerFramework = {
  name: 'Electron',
  module: 'electron',
  aliases: ['electron/main'],
  kind: 'message',
  registrations: [
    {
      members: ['handle', 'handleOnce', 'on', 'once', 'addListener'].flatMap((name) =>
        ['ipcMain', 'IpcMain.prototype', 'BrowserWindow.prototype.webContents.ipc'].map((main) => `${main}.${name}`),
      ),
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
    // https://www.electronjs.org/docs/latest/api/web-request
    {
      members: REQUESTS.flatMap((name) => [
        `session.defaultSession.webRequest.${name}`,
        `BrowserWindow.prototype.webContents.session.webRequest.${name}`,
      ]),
      handlers: [{ at: 'any' }],
      kind: 'request',
      noun: 'web request',
    },
    {
      members: ['BrowserWindow.prototype.webContents.setWindowOpenHandler'],
      handlers: [{ at: 0 }],
      kind: 'event',
      noun: 'window',
    },
    {
      members: ['BrowserWindow.prototype.webContents.on'],
      handlers: [{ at: 1 }],
      only: { at: 0, in: [...IN_PAGES, 'did-navigate', 'found-in-page'] },
      kind: 'event',
      noun: 'page',
      route: { at: 0 },
    },
    {
      members: ['Tray', 'BrowserWindow'].map((type) => `${type}.prototype.on`),
      handlers: [{ at: 1 }],
      only: { at: 0, in: ['click', 'double-click', 'right-click', 'resize', 'move', 'focus', 'blur'] },
      kind: 'event',
      noun: 'window',
      route: { at: 0 },
    },
    {
      members: ['app.on'],
      handlers: [{ at: 1 }],
      only: { at: 0, in: ['second-instance', 'open-file', 'open-url', 'browser-window-focus', 'login'] },
      kind: 'event',
      noun: 'app',
      route: { at: 0 },
    },
    { members: ['globalShortcut.register'], handlers: [{ at: 1 }], kind: 'event', noun: 'shortcut', route: { at: 0 } },
  ],
  parameterTypes: ['IpcMainInvokeEvent', 'IpcMainEvent'],
};
