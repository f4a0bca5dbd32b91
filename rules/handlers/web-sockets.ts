import { LIFE_CYCLE, listening } from './listeners.ts';
import type { HandlerFramework } from './types.ts';

/** What a Hocuspocus server, or an extension of one, has called for its documents: all hooks but those of start and stop. */
const HOCUSPOCUS_HOOKS = [
  ...['onUpgrade', 'onConnect', 'connected', 'onAuthenticate', 'onTokenSync', 'onCreateDocument', 'onLoadDocument'],
  ...['afterLoadDocument', 'beforeHandleMessage', 'beforeSync', 'beforeBroadcastStateless', 'onStateless', 'onChange'],
  ...['onStoreDocument', 'afterStoreDocument', 'onAwarenessUpdate', 'onRequest', 'onDisconnect'],
  ...['beforeUnloadDocument', 'afterUnloadDocument'],
];

/** Servers that push: ws, socket.io, uWebSockets.js. */
export const webSockets: readonly HandlerFramework[] = [
  {
    name: 'ws',
    module: 'ws',
    kind: 'message',
    returns: { 'new default': 'WebSocket', 'new Server': 'WebSocketServer' },
    registrations: [
      {
        members: listening('WebSocketServer', 'Server'),
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['connection', 'headers'] },
        noun: 'ws',
        route: { at: 0 },
        parameters: ['WebSocket'],
      },
      // https://github.com/websockets/ws/blob/master/doc/ws.md#new-websocketserveroptions-callback
      {
        members: ['new WebSocketServer', 'new Server'],
        handlers: [{ at: 0, keys: ['verifyClient', 'handleProtocols'] }],
        noun: 'ws handshake',
      },
      {
        members: [...listening('WebSocket'), 'WebSocket.prototype.addEventListener'],
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['message', 'ping', 'pong'] },
        noun: 'ws',
        route: { at: 0 },
      },
    ],
  },
  {
    name: 'socket.io',
    module: 'socket.io',
    kind: 'message',
    returns: {
      default: 'Server',
      'new default': 'Server',
      'Server.prototype.of': 'Namespace',
      'Server.prototype.use': 'Server',
      'Namespace.prototype.use': 'Namespace',
    },
    assigned: [{ members: ['Server.prototype.engine.generateId'], noun: 'socket' }],
    registrations: [
      {
        members: [...listening('Server', 'Namespace', 'Socket'), 'Server.prototype.sockets.on'],
        handlers: [{ at: 1 }],
        only: { at: 0, notIn: LIFE_CYCLE.filter((name) => name !== 'connect') },
        noun: 'socket',
        route: { at: 0 },
        parameters: ['Socket'],
      },
      {
        // https://socket.io/docs/v4/server-options/
        members: ['default', 'new default', 'new Server'],
        handlers: [{ at: 'any', keys: ['allowRequest', 'cors.origin'] }],
        noun: 'socket handshake',
      },
      {
        members: ['Server.prototype.engine.on'],
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['headers', 'initial_headers', 'connection', 'connection_error'] },
        noun: 'socket handshake',
        route: { at: 0 },
      },
      { members: ['Server.prototype.of'], handlers: [{ at: 0 }], noun: 'socket namespace' },
      {
        members: [
          ...['Server', 'Namespace', 'Socket'].map((type) => `${type}.prototype.use`),
          ...['onAny', 'prependAny'].map((name) => `Socket.prototype.${name}`),
        ],
        handlers: [{ at: 0 }],
        noun: 'socket middleware',
        parameters: ['Socket'],
      },
    ],
  },
  {
    name: 'uWebSockets',
    module: 'uWebSockets.js',
    aliases: ['uws'],
    kind: 'request',
    returns: {
      App: 'TemplatedApp',
      SSLApp: 'TemplatedApp',
      ...Object.fromEntries(
        ['get', 'post', 'put', 'patch', 'del', 'options', 'head', 'any', 'ws'].map((name) => [
          `TemplatedApp.prototype.${name}`,
          'TemplatedApp',
        ]),
      ),
    },
    registrations: [
      {
        members: ['get', 'post', 'put', 'patch', 'del', 'options', 'head', 'any', 'connect', 'trace'].map(
          (name) => `TemplatedApp.prototype.${name}`,
        ),
        handlers: [{ at: 1 }],
        method: 'member',
        route: { at: 0 },
        parameters: ['HttpResponse', 'HttpRequest'],
      },
      {
        members: ['TemplatedApp.prototype.ws'],
        handlers: [{ at: 1, keys: ['upgrade', 'open', 'message', 'drain', 'ping', 'pong', 'subscription', 'close'] }],
        kind: 'message',
        noun: 'ws',
        route: { at: 0 },
        parameters: ['WebSocket'],
      },
    ],
  },
  {
    // https://docs.colyseus.io/room
    name: 'Colyseus',
    module: 'colyseus',
    aliases: ['@colyseus/core'],
    kind: 'message',
    registrations: [
      {
        members: ['Room.prototype.onMessage'],
        handlers: [{ at: 'last' }],
        noun: 'room',
        route: { at: 0 },
        anyReceiver: true,
      },
      {
        members: ['Room.prototype.setSimulationInterval'],
        handlers: [{ at: 0 }],
        kind: 'timer',
        noun: 'simulation',
        anyReceiver: true,
      },
    ],
    classes: ['Room', 'LobbyRoom', 'RelayRoom'].map((type) => ({
      type,
      methodNames: ['onCreate', 'onAuth', 'onJoin', 'onLeave', 'onDrop', 'onReconnect', 'onDispose'],
    })),
  },
  {
    // https://tiptap.dev/docs/hocuspocus/server/hooks
    name: 'Hocuspocus',
    module: '@hocuspocus/server',
    kind: 'message',
    registrations: [
      {
        members: ['new Server', 'new Hocuspocus', 'Server.configure', 'Hocuspocus.configure'],
        handlers: [{ at: 0, keys: HOCUSPOCUS_HOOKS.flatMap((hook) => [hook, `extensions.${hook}`]) }],
        noun: 'document',
      },
    ],
    classes: [{ type: 'Extension', methodNames: HOCUSPOCUS_HOOKS }],
  },
  {
    // https://github.com/typestack/socket-controllers#usage
    name: 'socket-controllers',
    module: 'socket-controllers',
    kind: 'message',
    decorated: [{ methods: ['OnMessage', 'OnConnect', 'OnDisconnect'], noun: 'socket' }],
    classes: [{ type: 'MiddlewareInterface', methodNames: ['use'] }],
  },
];
