// What watching costs, told apart from noise. Two services run side by side, one of them watched, and are asked by turns
// of a tenth of a second, so that both have the same machine; then the other one is watched, so that what one process
// is quicker by falls out of the ratio. Neighbours of a machine only ever make a turn dearer, by up to a half, so a
// service's cost is that of its tenth part of turns that were disturbed least. The client is bare sockets: what keeps a
// core busy is the service. Where the machine is shared, one core of it is steadier: taskset -c 1 node …
// node bench/runtime/crossover.mjs [--node <path>]... [--crossovers 6] [--turns 80] [--context on|off]
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { parseArgs } from 'node:util';
import { startService, tell } from './measured-run.mjs';

const { values } = parseArgs({
  options: {
    node: { type: 'string', multiple: true, default: [process.execPath] },
    crossovers: { type: 'string', default: '6' },
    turns: { type: 'string', default: '80' },
    context: { type: 'string', default: 'off' },
  },
});

const PATHS = ['/plain', '/promises'];
const CONNECTIONS = 8;
const TURN_MS = 100;
/** Garbage collections are looked at for the first five seconds of watching. */
const SETTLING_MS = 5500;
const WARM_UP_MS = 8000;
/** The part of the turns that were disturbed least. */
const UNDISTURBED = 0.1;
/** After so many crossovers the pair of services is a new one: V8 does not optimise twice alike. */
const CROSSOVERS_OF_A_PAIR = 2;
const OPTIONS = { format: 'silent', log: false, context: values.context };
/** How the service's answer ends. */
const ANSWERED = '\r\n\r\nok';

const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
/** At a part of the sorted numbers: 0.5 is the median. */
const quantile = (numbers, part) => sorted(numbers)[Math.floor((numbers.length - 1) * part)];

async function connected(port) {
  const socket = net.connect({ host: '127.0.0.1', port, noDelay: true }).setEncoding('latin1');
  await once(socket, 'connect');
  return socket;
}

/** Requests over one connection until then; how many were answered. */
function ask(socket, path, end) {
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
  return new Promise((resolve, reject) => {
    let answered = 0;
    let text = '';
    const onError = (error = new Error('The service ended the connection.')) => reject(error);
    const onData = (chunk) => {
      text += chunk;
      if (!text.endsWith(ANSWERED)) return;
      text = '';
      answered += 1;
      if (performance.now() < end) return void socket.write(request);
      socket.off('data', onData).off('error', onError).off('close', onError);
      resolve(answered);
    };
    socket.on('data', onData).on('error', onError).on('close', onError);
    socket.write(request);
  });
}

/** A running service and its connections. */
async function service(node) {
  const { child, port } = await startService(node, {});
  const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, () => connected(port)));
  return { child, sockets };
}

/** CPU time per request in microseconds, in one turn. */
async function turn({ child, sockets }, path) {
  const before = await tell(child, 'usage');
  const end = performance.now() + TURN_MS;
  const answered = await Promise.all(sockets.map((socket) => ask(socket, path, end)));
  const after = await tell(child, 'usage');
  return (after.cpu - before.cpu) / answered.reduce((sum, count) => sum + count);
}

/** By path, what a request costs the first service in units of the second, from so many turns of both. */
async function compared(first, second, turns) {
  const ratios = {};
  for (const path of PATHS) {
    const costs = new Map([first, second].map((each) => [each, []]));
    for (let index = 0; index < turns; index += 1) for (const [each, list] of costs) list.push(await turn(each, path));
    const [cost, base] = [...costs.values()].map((list) => quantile(list, UNDISTURBED));
    ratios[path] = cost / base;
  }
  return ratios;
}

/** Both services under load for so long. */
const loaded = (pair, milliseconds) =>
  compared(...pair, Math.ceil(milliseconds / TURN_MS / PATHS.length / pair.length));

async function whileWatched(watched, other, turns) {
  await tell(watched.child, 'start', OPTIONS);
  await loaded([watched, other], SETTLING_MS);
  const ratios = await compared(watched, other, turns);
  await tell(watched.child, 'stop');
  return ratios;
}

async function crossover([one, other], turns) {
  const first = await whileWatched(one, other, turns);
  const second = await whileWatched(other, one, turns);
  return PATHS.map((path) => Math.sqrt(first[path] * second[path]));
}

async function crossovers(node, count, turns) {
  const ratios = [];
  while (ratios.length < count) {
    const pair = [await service(node), await service(node)];
    try {
      await loaded(pair, WARM_UP_MS);
      for (let index = 0; index < CROSSOVERS_OF_A_PAIR; index += 1) ratios.push(await crossover(pair, turns));
    } finally {
      for (const { child, sockets } of pair) {
        for (const socket of sockets) socket.destroy();
        child.kill('SIGKILL');
      }
    }
  }
  return ratios;
}

for (const node of values.node) {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const all = await crossovers(node, Number(values.crossovers), Number(values.turns));
  for (const [index, path] of PATHS.entries()) {
    const list = all.map((ratios) => ratios[index]);
    const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(list, part).toFixed(3));
    console.log(`Node ${version} ${path}: ${middle} (half of ${list.length} between ${low} and ${high})`);
  }
}
