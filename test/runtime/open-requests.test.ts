import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { OpenRequests, type Answer } from '../../runtime/requests/open-requests.ts';

const server = http.createServer();
afterEach(() => {
  server.removeAllListeners('request').close();
  server.closeAllConnections();
});

const targetsOf = (open: OpenRequests, count: number): (string | undefined)[] =>
  open.latest(count).map((entry) => ('stream' in entry ? entry.target : entry.request.url));

/** Starts the server; returns a function that asks for a path and resolves when the answer has come, or the socket is gone. */
async function listen(onRequest: http.RequestListener): Promise<(path: string) => Promise<unknown>> {
  server.on('request', onRequest).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return (path) =>
    new Promise((resolve) => {
      const request = http.get({ host: '127.0.0.1', port, path }, (response) => {
        response.resume().on('close', resolve);
      });
      request.on('error', resolve);
    });
}

test('a request is open until its answer has left, also after end() was called', async () => {
  const open = new OpenRequests();
  const targets = (): (string | undefined)[] => targetsOf(open, 8);
  const seen: (string | undefined)[][] = [];
  const waiting: http.ServerResponse[] = [];
  const ask = await listen((request, response) => {
    open.add({ kind: 'request', request }, response);
    if (request.url === '/waits') {
      waiting.push(response);
      return;
    }
    response.end('ok');
    seen.push(targets()); // as code that blocks after it would be seen
  });
  const waits = ask('/waits');
  await ask('/first');
  await ask('/second');
  expect(seen).toEqual([
    ['/first', '/waits'],
    ['/second', '/waits'],
  ]);
  expect(targets()).toEqual(['/waits']);
  for (const response of waiting) response.destroy();
  await waits;
  expect(targets()).toEqual([]);
});

/** Announces a request of this target. */
function add(open: OpenRequests, target: string, answer: Answer): void {
  open.add({ kind: 'request', stream: {}, method: 'GET', target }, answer);
}

test('what was answered is let go', () => {
  const open = new OpenRequests();
  const answer = { destroyed: false, writableFinished: true, socket: null };
  add(open, '/early', { destroyed: false });
  for (let index = 0; index < 200; index += 1) add(open, '/done', answer);
  add(open, '/late', { destroyed: false, closed: false });
  expect(targetsOf(open, 300)).toEqual(['/late', '/early']);
});

test('no more than a thousand are remembered, the latest', () => {
  const open = new OpenRequests();
  for (let index = 0; index < 1500; index += 1) add(open, `/${index}`, { destroyed: false });
  const kept = targetsOf(open, 2000);
  expect(kept.length).toBe(1000);
  expect(kept[0]).toBe('/1499');
});
