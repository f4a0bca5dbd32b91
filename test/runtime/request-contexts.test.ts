import { hasSubscribers } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net, { type AddressInfo, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RequestContexts } from '../../runtime/requests/request-contexts.ts';
import { RequestNotes } from '../../runtime/requests/request-notes.ts';
import { LoadedModules } from '../../runtime/watched/loaded-modules.ts';
import { noisy, program, run } from './scenario.ts';

const REQUESTS = 'http.server.request.start';
/** Of nobody: for tests on 127.0.0.1 only. */
const tls = {
  key: readFileSync(new URL('../../fixtures/runtime/tls/key.pem', import.meta.url)),
  cert: readFileSync(new URL('../../fixtures/runtime/tls/cert.pem', import.meta.url)),
};
const agents = [new http.Agent({ keepAlive: true }), new https.Agent({ keepAlive: true })] as const;
const servers: Server[] = [];
let contexts: RequestContexts;

/** Begins to watch; `following`: requests are followed through async code. */
function begin(following: boolean): void {
  contexts = new RequestContexts(new LoadedModules(), following, true);
  contexts.start();
}

beforeEach(() => {
  begin(false);
});

afterEach(() => {
  contexts.stop();
  for (const agent of agents) agent.destroy();
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Asks over a connection that is kept, and resolves when the answer has ended. */
function ask(port: number, path: string, secure = false): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, agent: secure ? agents[1] : agents[0], rejectUnauthorized: false };
    (secure ? https : http)
      .get(options, (response) => {
        response.resume().on('end', resolve);
      })
      .on('error', reject);
  });
}

const running = (): string | undefined => contexts.current()?.name;
const inFlight = (): string[] => contexts.inFlight().map(({ name }) => name);

/** Answers what has waited: `/wait…` does so until then. */
function waiting() {
  const open: (() => void)[] = [];
  const seen: unknown[] = [];
  const onRequest: http.RequestListener = (request, response) => {
    if (request.url?.startsWith('/wait') === true) {
      open.push(() => response.end());
      return;
    }
    seen.push([running(), inFlight().toSorted()]);
    response.end();
  };
  const arrived = async (count: number): Promise<void> => {
    while (open.length < count) await sleep(5);
  };
  return { open, seen, onRequest, arrived };
}

test.each([
  ['http', false],
  ['https', true],
])('of a handler that Node has just called the request is known, others are in flight (%s)', async (_, secure) => {
  const { open, seen, onRequest, arrived } = waiting();
  const port = await listen(secure ? https.createServer(tls, onRequest) : http.createServer(onRequest));
  const waits = [ask(port, '/wait/1', secure), ask(port, '/wait/2', secure)];
  await arrived(2);
  contexts.beat();
  await ask(port, '/now', secure);
  expect(seen).toEqual([['GET /now', ['GET /now', 'GET /wait/1', 'GET /wait/2']]]);
  expect(running()).toBeUndefined();
  expect(inFlight().toSorted()).toEqual(['GET /wait/1', 'GET /wait/2']);
  const ids = contexts.inFlight().map(({ id }) => id);
  expect(contexts.inFlight().map(({ id }) => id)).toEqual(ids); // the same request, the same number
  expect(new Set(ids).size).toBe(2);
  for (const answer of open) answer();
  await Promise.all(waits);
  expect(inFlight()).toEqual([]); // their connections are still open
});

test.each([['asked for'], ['followed']])('requests are announced no more when they can be %s', async (how) => {
  contexts.stop();
  begin(how === 'followed');
  const port = await listen(http.createServer((_request, response) => response.end()));
  expect(hasSubscribers(REQUESTS)).toBe(true);
  await ask(port, '/');
  contexts.beat();
  expect(hasSubscribers(REQUESTS)).toBe(false);
});

test('a server that comes later is asked too', async () => {
  await ask(await listen(http.createServer((_request, response) => response.end())), '/');
  contexts.beat();
  const { seen, onRequest } = waiting();
  await ask(await listen(https.createServer(tls, onRequest)), '/late', true);
  expect(seen).toEqual([['GET /late', ['GET /late']]]);
});

test('a server that does not listen itself has no list: its requests are announced', async () => {
  const { open, onRequest, arrived } = waiting();
  const behind = http.createServer(onRequest);
  const port = await listen(net.createServer((socket) => behind.emit('connection', socket)));
  const waits = [ask(port, '/wait/1'), ask(port, '/wait/2')];
  await arrived(2);
  contexts.beat();
  expect(inFlight().toSorted()).toEqual(['GET /wait/1', 'GET /wait/2']);
  for (const answer of open) answer();
  await Promise.all(waits);
  expect(inFlight()).toEqual([]);
});

test('requests are announced again once there is a server that may hand its connections on', async () => {
  const { open, onRequest, arrived } = waiting();
  await ask(await listen(http.createServer(onRequest)), '/now');
  contexts.beat();
  expect(hasSubscribers(REQUESTS)).toBe(false);
  const behind = http.createServer(onRequest);
  const wait = ask(await listen(net.createServer((socket) => behind.emit('connection', socket))), '/wait');
  await arrived(1);
  contexts.beat();
  expect(inFlight()).toEqual(['GET /wait']);
  for (const answer of open) answer();
  await wait;
});

test.each(['on', 'off'])(
  'connections sent to a worker of a cluster have requests, context %s',
  noisy,
  async (context) => {
    const env = { UNBLOCKED_CONTEXT: context, UNBLOCKED_FORMAT: 'silent', UNBLOCKED_LOG: 'off' };
    const { stdout } = await run(program('handed-connections.mjs'), { env });
    expect(JSON.parse(stdout)).toEqual(['GET /orders']);
  },
);

test('a server of HTTP/2 knows its requests of HTTP/1', async () => {
  const { open, onRequest, arrived } = waiting();
  const server = http2.createSecureServer({ ...tls, allowHTTP1: true });
  server.on('request', onRequest as unknown as (request: http2.Http2ServerRequest) => void);
  const port = await listen(server);
  const wait = ask(port, '/wait', true);
  const session = http2.connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
  session.request({ ':path': '/wait/2' }).resume();
  await arrived(2);
  contexts.beat();
  expect(inFlight().toSorted()).toEqual(['GET /wait', 'GET /wait/2']);
  for (const answer of open) answer();
  await wait;
  session.destroy();
});

test('of pipelined requests the one whose handler runs is named, not the one that is answered next', async () => {
  const { open, seen, onRequest, arrived } = waiting();
  const port = await listen(http.createServer(onRequest));
  const socket = net.connect(port, '127.0.0.1').resume();
  const text = ['/wait', '/now'].map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join('');
  socket.write(text);
  await arrived(1);
  await sleep(20);
  expect(seen).toEqual([['GET /now', ['GET /wait']]]);
  socket.destroy();
  await sleep(20);
  expect(inFlight()).toEqual([]);
  expect(open).toHaveLength(1);
});

test('before a call that may be short nobody looks through many connections', async () => {
  const seen: unknown[] = [];
  const server = http.createServer((_request, response) => {
    const { context, inFlight } = contexts.atHand();
    seen.push([context?.name, inFlight.length]);
    response.end();
  });
  const port = await listen(server);
  await ask(port, '/few');
  const sockets = Array.from({ length: 51 }, () => net.connect(port, '127.0.0.1'));
  const count = promisify(server.getConnections.bind(server));
  while ((await count()) < 52) await sleep(5);
  await ask(port, '/many');
  for (const socket of sockets) socket.destroy();
  while ((await count()) > 1) await sleep(5);
  await ask(port, '/again');
  expect(seen).toEqual([
    ['GET /few', 0],
    [undefined, 0],
    ['GET /again', 0],
  ]);
});

test('what comes of a handler by one callback has its request first', async () => {
  const seen: string[][] = [];
  const { open, onRequest, arrived } = waiting();
  const port = await listen(
    http.createServer((request, response) => {
      if (request.url !== '/timer') {
        onRequest(request, response);
        return;
      }
      setTimeout(() => {
        seen.push(inFlight());
        response.end();
      }, 5);
    }),
  );
  const waits = [ask(port, '/wait/1'), ask(port, '/wait/2')];
  await arrived(2);
  await ask(port, '/timer');
  expect(seen[0]?.[0]).toBe('GET /timer');
  expect(seen[0]).toHaveLength(3);
  for (const answer of open) answer();
  await Promise.all(waits);
});

test("a framework's route and the whole path are known, though it has cut the URL", async () => {
  const seen: unknown[] = [];
  const port = await listen(
    http.createServer((request, response) => {
      Object.assign(request, { originalUrl: request.url, url: '/7', baseUrl: '/orders', route: { path: '/:id' } }); // Express
      seen.push(contexts.current(), contexts.inFlight());
      response.end();
    }),
  );
  await ask(port, '/orders/7?secret=1');
  const known = {
    kind: 'request',
    name: 'GET /orders/:id',
    method: 'GET',
    id: 1,
    route: '/orders/:id',
    path: '/orders/7',
  };
  expect(seen).toEqual([known, [known]]);
});

test('what is told of a request is let go when it is answered', async () => {
  const notes = new RequestNotes();
  const requests: http.IncomingMessage[] = [];
  const routes = (): (string | undefined)[] => {
    notes.forgetAnswered();
    return requests.map((request) => notes.routeOf(request));
  };
  const { open, onRequest, arrived } = waiting();
  const port = await listen(
    http.createServer((request, response) => {
      requests.push(request);
      notes.addRoute(request, `route of ${request.url ?? ''}`);
      onRequest(request, response);
    }),
  );
  const wait = ask(port, '/wait');
  await arrived(1);
  await ask(port, '/now');
  expect(routes()).toEqual(['route of /wait', undefined]);
  for (const answer of open) answer();
  await wait;
  expect(routes()).toEqual([undefined, undefined]);
});

test('what Koa knows of a request is forgotten with the next one of its connection', async () => {
  const notes = new RequestNotes();
  const seen: unknown[] = [];
  const port = await listen(
    http.createServer((request, response) => {
      const target = request.url;
      seen.push([notes.routeOf(request), notes.targetOf(request)]);
      if (target === '/mounted/7') notes.addKoa(request, { originalUrl: target, _matchedRoute: '/:id' });
      request.url = '/7';
      seen.push([notes.routeOf(request), notes.targetOf(request)]);
      response.end();
    }),
  );
  await ask(port, '/mounted/7');
  await ask(port, '/other');
  expect(seen).toEqual([
    [undefined, '/mounted/7'],
    ['/:id', '/mounted/7'],
    [undefined, '/other'],
    [undefined, '/7'],
  ]);
});

/** Servers of each kind, by the listener that they have; the last one is handed its connections. */
const KINDS: [string, (onRequest: http.RequestListener) => { listening: Server; secure: boolean }][] = [
  ['http', (onRequest) => ({ listening: http.createServer(onRequest), secure: false })],
  ['https', (onRequest) => ({ listening: https.createServer(tls, onRequest), secure: true })],
  [
    'http2 with HTTP/1',
    (onRequest) => {
      const listening = http2.createSecureServer({ ...tls, allowHTTP1: true });
      listening.on('request', onRequest as unknown as (request: http2.Http2ServerRequest) => void);
      return { listening, secure: true };
    },
  ],
  [
    'handed connections',
    (onRequest) => {
      const behind = http.createServer(onRequest);
      return { listening: net.createServer((socket) => behind.emit('connection', socket)), secure: false };
    },
  ],
];

test.each(KINDS)('requests are followed through async code (%s)', async (_, create) => {
  contexts.stop();
  begin(true);
  const seen: (string | undefined)[] = [];
  const { listening, secure } = create((_request, response) => {
    seen.push(running());
    void sleep(5).then(() => {
      seen.push(running());
      response.end();
    });
  });
  const port = await listen(listening);
  await ask(port, '/first', secure);
  contexts.beat();
  await ask(port, '/second', secure);
  await ask(port, '/third', secure);
  expect(seen).toEqual(['GET /first', 'GET /first', 'GET /second', 'GET /second', 'GET /third', 'GET /third']);
  contexts.stop();
  await ask(port, '/after', secure);
  expect(seen.slice(6).filter((name) => name !== undefined && name !== 'GET /after')).toEqual([]);
});

test("requests that are followed are of the server's own class, which it has back afterwards", async () => {
  class OwnRequest extends http.IncomingMessage {
    own = true;
  }
  contexts.stop();
  begin(true);
  const seen: unknown[] = [];
  const server = http.createServer({ IncomingMessage: OwnRequest }, (request, response) => {
    seen.push(
      request.own,
      request instanceof OwnRequest,
      request.constructor === OwnRequest,
      running(),
      new Error('here').stack,
    );
    response.end();
  });
  const classes = (): unknown[] => {
    const symbols = Object.getOwnPropertySymbols(server);
    return symbols
      .map((symbol) => (server as unknown as Record<symbol, unknown>)[symbol])
      .filter((value) => value === OwnRequest);
  };
  const port = await listen(server);
  await ask(port, '/first');
  await ask(port, '/second');
  expect(classes()).toEqual([]);
  contexts.stop();
  expect(classes()).toEqual([OwnRequest]);
  await ask(port, '/third');
  const [first, second, third] = [seen.slice(0, 5), seen.slice(5, 10), seen.slice(10)];
  expect(first.slice(0, 4)).toEqual([true, true, true, 'GET /first']);
  expect(second.slice(0, 4)).toEqual([true, true, true, 'GET /second']);
  expect(second[4]).toBe(third[4]);
});
