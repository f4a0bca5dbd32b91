import { listening } from './listeners.ts';
import type { HandlerFramework } from './types.ts';

const streamServer = (module: string, socket: string): HandlerFramework => ({
  name: module,
  module,
  kind: 'event',
  returns: { createServer: 'Server', connect: socket, createConnection: socket },
  registrations: [
    {
      members: ['createServer', 'new Server'],
      handlers: [{ at: 'any' }],
      noun: 'connection',
      parameters: [socket],
    },
    // https://nodejs.org/api/tls.html#tlscreateserveroptions-secureconnectionlistener
    {
      members: ['createServer', 'new Server'],
      handlers: [{ at: 0, keys: ['SNICallback', 'ALPNCallback', 'pskCallback'] }],
      noun: 'handshake',
    },
    {
      members: listening('Server'),
      handlers: [{ at: 1 }],
      only: { at: 0, in: ['connection', 'secureConnection'] },
      noun: 'socket',
      route: { at: 0 },
      parameters: [socket],
    },
    {
      members: listening(socket),
      handlers: [{ at: 1 }],
      only: { at: 0, in: ['data', 'readable', 'secure'] },
      noun: 'socket',
      route: { at: 0 },
    },
  ],
});

/** What Node's own modules call on messages: sockets, datagrams, other processes and threads, files that change. */
export const nodeSockets: readonly HandlerFramework[] = [
  streamServer('node:net', 'Socket'),
  streamServer('node:tls', 'TLSSocket'),
  {
    name: 'node:dgram',
    module: 'node:dgram',
    kind: 'message',
    returns: { createSocket: 'Socket' },
    registrations: [
      { members: ['createSocket'], handlers: [{ at: 1 }], noun: 'datagram' },
      { members: listening('Socket'), handlers: [{ at: 1 }], only: { at: 0, in: ['message'] }, noun: 'datagram' },
    ],
  },
  {
    name: 'node:child_process',
    module: 'node:child_process',
    kind: 'message',
    returns: { fork: 'ChildProcess', spawn: 'ChildProcess' },
    registrations: [
      {
        members: listening('ChildProcess'),
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['message'] },
        noun: 'process',
        route: { at: 0 },
      },
    ],
  },
  {
    // `parentPort` is the other end: what it calls runs on the worker's own loop.
    name: 'node:worker_threads',
    module: 'node:worker_threads',
    kind: 'message',
    registrations: [
      {
        members: listening('Worker'),
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['message'] },
        noun: 'worker',
        route: { at: 0 },
      },
    ],
  },
];
