// What a request costs the thread that is watched, in nanoseconds of its CPU: Node's own announcement of a request is made
// again and again, with nothing else of a server around it, so that noise has little to hide in. What does not grow with
// requests, the heartbeat and the watchdog, is the CPU time of an idle service.
// node bench/runtime/per-request.mjs [--context on|off]; run it with the Node that is to be measured.
import { channel } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { start, stop } from '../../dist/runtime/index.js';

const { values } = parseArgs({ options: { context: { type: 'string', default: 'off' } } });
const ROUNDS = 15;
const REQUESTS = 200_000;

const requests = channel('http.server.request.start');
/** What Node publishes; the response has left already, so that entries come and go as under load. */
const message = () => ({
  request: { method: 'GET', url: '/plain' },
  response: { destroyed: false, writableFinished: true, socket: null },
  socket: null,
  server: null,
});

function nanoseconds(work) {
  const before = process.cpuUsage();
  for (let index = 0; index < REQUESTS; index += 1) work();
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / REQUESTS;
}

async function median(work) {
  const costs = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    costs.push(nanoseconds(work));
    await sleep(30); // the loop beats
  }
  return costs.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)];
}

let length = 0; // read by nobody, so that V8 makes what is measured
const announce = () => requests.hasSubscribers && requests.publish(message());
const make = () => (length += message().request.url.length);

await median(make); // V8 optimises
const unwatched = await median(announce);
start({ format: 'silent', log: false, context: values.context });
await sleep(1500);
await median(announce);
const watched = await median(announce);
const ofItself = await median(make);
await stop();
const cost = watched - unwatched - ofItself;
console.log(`Node ${process.version}, context ${values.context}: ${cost.toFixed(0)} ns for each request`);
process.exit();
