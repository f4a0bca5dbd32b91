import { parentPort, workerData } from 'node:worker_threads';
import { nowMs } from './clock.ts';
import { FLAG, sharedState, type FromWatchdog, type ToWatchdog, type WatchdogData } from './protocol.ts';
import { Inspector } from './sampler.ts';
import type { Stall } from './stall.ts';
import type { StallReporter } from './stall-reporter.ts';
import { Watch } from './watch.ts';

const data = workerData as WatchdogData;
const state = sharedState(data.buffer);
const send = (message: FromWatchdog): void => parentPort?.postMessage(message);

let reporter: StallReporter | undefined;
const waiting: Stall[] = [];

function report(stall: Stall): void {
  if (reporter === undefined) waiting.push(stall);
  else reporter.report(stall);
}

const inspector = new Inspector(data.options.interval, data.inspectorDenied, (reason) => {
  send({
    type: 'warning',
    code: 'UNBLOCKED_NO_SAMPLES',
    message: `The inspector cannot be used (${reason}). Stalls are measured, but the line that caused them is not known.`,
  });
});
const watch = new Watch(state, data.options, data.pid, inspector, report);

let planned = nowMs();

function poll(): void {
  const now = nowMs();
  watch.poll(now, now - planned);
  plan();
}

function plan(): void {
  const now = nowMs();
  const delay = watch.delay(now);
  planned = now + delay;
  setTimeout(poll, delay);
}

// The reports need far more code than the watching: be armed first.
const ready = import('./stall-reporter.ts').then((module) => {
  reporter = new module.StallReporter(data, send);
  for (const stall of waiting.splice(0)) reporter.report(stall);
});

async function receive(message: ToWatchdog): Promise<void> {
  if (message.type === 'settled') {
    watch.settled(message.beat, message.gcMs);
    return;
  }
  if (message.type === 'span') {
    watch.addSpan(message.span);
    return;
  }
  if (message.type === 'flush') {
    watch.flush();
    await ready;
    send({ type: 'flushed', id: message.id });
    return;
  }
  watch.finish(); // at once, so that Node finds no session open
  await ready;
  reporter?.end();
  Atomics.store(state.flags, FLAG.farewell, 1);
  Atomics.notify(state.flags, FLAG.farewell);
}

parentPort?.on('message', (message: ToWatchdog) => void receive(message));
Atomics.store(state.flags, FLAG.armed, 1);
send({ type: 'armed' });
plan();
