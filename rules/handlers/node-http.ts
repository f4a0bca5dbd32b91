import { listening } from './listeners.ts';
import type { HandlerFramework } from './types.ts';

const CREATE = ['createServer', 'new Server'];

const httpLike = (module: string): HandlerFramework => ({
  name: module,
  module,
  kind: 'request',
  returns: {
    createServer: 'Server',
    ...Object.fromEntries(
      [...listening('Server'), 'Server.prototype.listen', 'Server.prototype.setTimeout'].map((member) => [
        member,
        'Server',
      ]),
    ),
  },
  registrations: [
    {
      members: CREATE,
      handlers: [{ at: 'any' }],
      noun: 'http request',
      parameters: ['IncomingMessage', 'ServerResponse'],
    },
    {
      members: listening('Server'),
      handlers: [{ at: 1 }],
      only: { at: 0, in: ['request', 'upgrade', 'connection', 'connect', 'checkContinue', 'checkExpectation'] },
      noun: 'http',
      route: { at: 0 },
      parameters: ['IncomingMessage', 'ServerResponse'],
    },
  ],
  // `IncomingMessage` is what a client gets as well.
  parameterTypes: ['ServerResponse'],
  handlerTypes: ['RequestListener'],
});

/** Node's own HTTP servers. https://nodejs.org/api/http.html, https.html and http2.html */
export const nodeHttp: readonly HandlerFramework[] = [
  httpLike('node:http'),
  httpLike('node:https'),
  {
    name: 'node:http2',
    module: 'node:http2',
    kind: 'request',
    returns: { createServer: 'Http2Server', createSecureServer: 'Http2SecureServer' },
    registrations: [
      {
        members: ['createServer', 'createSecureServer'],
        handlers: [{ at: 'any' }],
        noun: 'http2 request',
        parameters: ['Http2ServerRequest', 'Http2ServerResponse'],
      },
      {
        members: listening('Http2Server', 'Http2SecureServer', 'ServerHttp2Session'),
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['request', 'stream', 'session', 'checkContinue'] },
        noun: 'http2',
        route: { at: 0 },
        parameters: ['ServerHttp2Stream'],
      },
    ],
    parameterTypes: ['Http2ServerRequest', 'Http2ServerResponse', 'ServerHttp2Stream'],
  },
];
