import { BroadcastChannel, parentPort, workerData } from 'node:worker_threads';
import { nowMs } from '../clock.ts';
import {
  FLAG,
  sharedState,
  type FromThread,
  type FromWatchdog,
  type ToWatchdog,
  type WatchdogData,
} from '../protocol.ts';
import type { StallReporter } from '../records/stall-reporter.ts';
import { ReceivedMaps } from './received-maps.ts';
import { Inspector } from './sampler.ts';
import type { Stall } from './stall.ts';
import { Watches } from './watches.ts';

const data = workerData as WatchdogData;
const state = sharedState(data.buffer);
const send = (message: FromWatchdog): void => parentPort?.postMessage(message);

let reporter: StallReporter | undefined;
let loading: Promise<void> | undefined;
const waiting: Stall[] = [];
const maps = new ReceivedMaps();

/** The reports need far more code than the watching: it is loaded with the first stall. */
async function load(): Promise<void> {
  const module = await import('../records/stall-reporter.ts');
  reporter = new module.StallReporter(data, maps.byFile, send);
  for (const stall of waiting.splice(0)) reporter.report(stall);
}

/**
 * Reads sources and writes the report.
 * @nonblocking The loop that it holds is the watchdog's own.
 */
function report(stall: Stall): void {
  if (reporter !== undefined) {
    reporter.report(stall);
    return;
  }
  waiting.push(stall);
  loading ??= load();
}

const inspector = new Inspector(data.options.interval, data.inspectorDenied, maps, (reason) => {
  send({
    type: 'warning',
    code: 'UNBLOCKED_NO_SAMPLES',
    message: `The inspector cannot be used (${reason}). Stalls are measured, but the line that caused them is not known.`,
  });
});
const watches = new Watches(data, inspector, report);

let planned = nowMs();

function look(): void {
  const now = nowMs();
  watches.poll(now, now - planned);
}

function poll(): void {
  look();
  plan();
}

/** After a suspension the messages come first: without this, what they tell would be taken for a stall of the program. */
function catchUp(): void {
  const now = nowMs();
  if (now <= planned) return;
  watches.poll(now, now - planned);
  planned = now;
}

function plan(): void {
  const delay = planNext();
  if (watches.canDoze && waiting.length === 0) doze(delay);
  else setTimeout(poll, delay);
}

function planNext(): number {
  const now = nowMs();
  const delay = watches.delay(now);
  planned = now + delay;
  return delay;
}

/**
 * Waits beside the event loop, which costs a quarter of what its timers do; ends with a message, or when there is work.
 * @nonblocking The loop that it holds is the watchdog's own.
 */
function doze(first: number): void {
  let delay = first;
  while (watches.canDoze && Atomics.wait(state.flags, FLAG.wake, 0, delay) === 'timed-out') {
    look();
    delay = planNext();
  }
  Atomics.store(state.flags, FLAG.wake, 0);
  setTimeout(poll, delay); // the loop takes the message first: it is there already
}

async function receive(message: ToWatchdog): Promise<void> {
  catchUp();
  if (message.type === 'settled' || message.type === 'span') {
    maps.add(message.maps ?? []);
    watches.take(message);
    return;
  }
  if (message.type === 'flush') {
    watches.flush();
    await loading;
    send({ type: 'flushed', id: message.id });
    return;
  }
  watches.finish(); // at once, so that Node finds no session open
  await loading;
  reporter?.end();
  Atomics.store(state.flags, FLAG.farewell, 1);
  Atomics.notify(state.flags, FLAG.farewell);
}

parentPort?.on('message', (message: ToWatchdog) => void receive(message));
if (data.threads) {
  const channel = new BroadcastChannel(data.threads.channel);
  channel.onmessage = (event) => {
    const { thread, evidence } = (event as { data: FromThread }).data;
    catchUp();
    maps.add(evidence.maps ?? []);
    watches.take(evidence, thread);
  };
}
Atomics.store(state.flags, FLAG.armed, 1);
send({ type: 'armed' });
plan();
