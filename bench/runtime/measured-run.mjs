// Runs the service once and measures it from outside: the client's CPU time is not its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const service = fileURLToPath(new URL('service.mjs', import.meta.url));
const CONNECTIONS = 8;
const WARM_UP_MS = 500;
/** Long after the first requests: V8 collects what they left for half a minute, and some things are watched at first only. */
const SETTLED_MS = 35_000;
const IDLE_MS = 10_000;

/** Requests for so many milliseconds; how many were answered. */
export async function load(port, path, milliseconds) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const ask = () =>
    new Promise((resolve, reject) => {
      http
        .get({ host: '127.0.0.1', port, agent, path }, (response) => response.resume().on('end', resolve))
        .on('error', reject);
    });
  const end = performance.now() + milliseconds;
  let answered = 0;
  const client = async () => {
    for (; performance.now() < end; answered += 1) await ask();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  agent.destroy();
  return answered;
}

/** Has the service do something, and gives what it answers. */
export async function tell(child, command, options) {
  child.send({ command, options });
  const [answer] = await once(child, 'message');
  return answer;
}

/** What the service has used up to now. */
const usage = (child) => tell(child, 'usage');

/** CPU time per request in microseconds, under load for so many milliseconds. */
export async function cpuPerRequest(child, port, path, milliseconds) {
  const { cpu } = await usage(child);
  const answered = await load(port, path, milliseconds);
  return ((await usage(child)).cpu - cpu) / answered;
}

/** The running service and its port. Whoever starts it ends it. */
export async function startService(node, { preload, env }) {
  const child = fork(service, {
    execPath: node,
    execArgv: preload === undefined ? [] : ['--import', preload],
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr.on('data', (text) => (errors += text));
  const [first] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (first?.port === undefined) throw new Error(errors.trim() || `the service ended with ${first}`);
  return { child, port: first.port };
}

/** CPU time per request (microseconds) of both kinds, CPU of the idle service (percent of a core), memory (MB). */
export async function measuredRun(node, mode, loadMs) {
  const started = performance.now();
  const { child, port } = await startService(node, mode);
  try {
    for (const path of ['/plain', '/promises']) await load(port, path, WARM_UP_MS);
    await sleep(Math.max(0, SETTLED_MS - IDLE_MS - (performance.now() - started)));
    const before = await usage(child);
    const idleFrom = performance.now();
    await sleep(IDLE_MS);
    const after = await usage(child);
    const idle = (after.cpu - before.cpu) / 10 / (performance.now() - idleFrom);
    const plain = await cpuPerRequest(child, port, '/plain', loadMs);
    const promises = await cpuPerRequest(child, port, '/promises', loadMs);
    return { plain, promises, idle, memory: after.memory / 2 ** 20 };
  } finally {
    child.kill('SIGKILL');
  }
}
