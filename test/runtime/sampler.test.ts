import { afterEach, expect, test, vi } from 'vitest';
import type { Answer, Connection } from '../../runtime/watchdog/connection.ts';
import { ReceivedMaps } from '../../runtime/watchdog/received-maps.ts';
import { Sampler } from '../../runtime/watchdog/sampler.ts';

const samplers: Sampler[] = [];
afterEach(() => {
  for (const sampler of samplers.splice(0)) sampler.close();
});

const PAUSED = 'paused';

/** Answers every post with what `reply` gives; a thread that is paused tells so, and answers no more. */
class FakeConnection implements Connection {
  readonly posts: string[] = [];
  readonly #reply: (method: string) => object | typeof PAUSED;
  #onPaused: (() => void) | undefined;

  constructor(reply: (method: string) => object | typeof PAUSED) {
    this.#reply = reply;
  }

  post(method: string, _params?: object, answer?: Answer): void {
    this.posts.push(method);
    const reply = this.#reply(method);
    if (reply === PAUSED) this.#onPaused?.();
    else setImmediate(() => answer?.(null, reply));
  }

  onPaused(listener: () => void): void {
    this.#onPaused = listener;
  }

  close(): void {
    // There is nothing to close.
  }
}

function sampled(connection: FakeConnection, debuggerPort = false): Sampler {
  const sampler = new Sampler(connection, {
    interval: 1,
    debuggerPort,
    readCpu: () => undefined,
    thread: 0,
    maps: new ReceivedMaps(),
  });
  samplers.push(sampler);
  return sampler;
}

const SAMPLE = {
  result: { value: JSON.stringify({ at: 1, task: 1, piece: 0, context: null, inFlight: [], frames: [] }) },
};

test('the reply of a sample that threw is a failed sample, not an empty one, and the next one is asked for', async () => {
  const connection = new FakeConnection(() => ({ ...SAMPLE, exceptionDetails: { text: 'Uncaught RangeError' } }));
  const sampler = sampled(connection);
  await vi.waitUntil(() => connection.posts.length > 3);
  expect(sampler.samples).toEqual([]);
});

test('without an open port the debugger is never enabled: it would slow the program down', async () => {
  const connection = new FakeConnection(() => SAMPLE);
  const sampler = sampled(connection);
  await vi.waitUntil(() => sampler.samples.length > 3);
  expect(new Set(connection.posts)).toEqual(new Set(['Runtime.evaluate']));
});

test('with an open port the debugger is asked before a sample', async () => {
  const connection = new FakeConnection(() => SAMPLE);
  const sampler = sampled(connection, true);
  await vi.waitUntil(() => sampler.samples.length > 0);
  const look = ['Debugger.setSkipAllPauses', 'Debugger.enable', 'Debugger.disable', 'Runtime.evaluate'];
  expect(connection.posts.slice(0, 4)).toEqual(look);
  expect(sampler.paused).toBe(false);
});

test('a thread that a person has paused is left alone', () => {
  const connection = new FakeConnection((method) => (method === 'Debugger.enable' ? PAUSED : SAMPLE));
  expect(sampled(connection, true).paused).toBe(true);
  expect(connection.posts).toEqual(['Debugger.setSkipAllPauses', 'Debugger.enable']);
});
