import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { OpenRequests } from '../../runtime/requests/open-requests.ts';

const server = http.createServer();
afterEach(() => {
  server.removeAllListeners('request').close();
  server.closeAllConnections();
});

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
  const targets = (): string[] => open.latest(8).map(({ target }) => target);
  const seen: string[][] = [];
  const waiting: http.ServerResponse[] = [];
  const ask = await listen((request, response) => {
    open.add(request, response, 'GET', request.url ?? '');
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

test('an entry is found by its request, and what was answered is let go', () => {
  const open = new OpenRequests();
  const answer = { destroyed: false, writableFinished: true, socket: null };
  const [early, late] = [{}, {}];
  open.add(early, { destroyed: false }, 'GET', '/early');
  for (let index = 0; index < 200; index += 1) open.add({}, answer, 'GET', '/done');
  open.add(late, { destroyed: false, closed: false }, 'GET', '/late');
  expect(open.find(early)?.target).toBe('/early');
  expect(open.find(late)?.id).toBe(202);
  open.forgetGone();
  expect(open.latest(300).map(({ target }) => target)).toEqual(['/late', '/early']);
});

test('no more than a thousand are remembered, the latest', () => {
  const open = new OpenRequests();
  for (let index = 0; index < 1500; index += 1) open.add({}, { destroyed: false }, 'GET', `/${index}`);
  const kept = open.latest(2000);
  expect(kept.length).toBe(1000);
  expect(kept[0]?.target).toBe('/1499');
});

test('the clock is asked for each request while the loop is idle, and with each heartbeat while it is not', async () => {
  const open = new OpenRequests();
  const answer = { destroyed: false };
  const since = (): number => open.add({}, answer, 'GET', '/').since;
  open.beat(true);
  const idle = since();
  await setTimeout(2);
  expect(since()).toBeGreaterThan(idle);
  open.beat(false);
  const busy = since();
  await setTimeout(2);
  expect(since()).toBe(busy);
  open.beat(false);
  expect(since()).toBeGreaterThan(busy);
});
