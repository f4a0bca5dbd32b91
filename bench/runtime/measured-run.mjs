// Runs the service once and measures it from outside: the client's CPU time is not its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const service = fileURLToPath(new URL('service.mjs', import.meta.url));
const CONNECTIONS = 8;
const WARM_UP_MS = 500;
/** Some things are watched for the first five seconds only. */
const SETTLED_MS = 6000;
const IDLE_MS = 3000;

/** Requests for so many milliseconds; how many were answered. */
async function load(port, path, milliseconds) {
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

/** What the service has used up to now. */
async function usage(child) {
  child.send('usage');
  const [used] = await once(child, 'message');
  return used;
}

/** CPU time per request (microseconds) of both kinds, CPU of the idle service (percent of a core), memory (MB). */
export async function measuredRun(node, { preload, env }, loadMs) {
  const started = performance.now();
  const child = fork(service, {
    execPath: node,
    execArgv: preload === undefined ? [] : ['--import', preload],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr.on('data', (text) => (errors += text));
  try {
    const [first] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    if (first?.port === undefined) throw new Error(errors.trim() || `the service ended with ${first}`);
    for (const path of ['/plain', '/promises']) await load(first.port, path, WARM_UP_MS);
    await sleep(Math.max(0, SETTLED_MS - IDLE_MS - (performance.now() - started)));
    const before = await usage(child);
    const idleFrom = performance.now();
    await sleep(IDLE_MS);
    const after = await usage(child);
    const idle = (after.cpu - before.cpu) / 10 / (performance.now() - idleFrom);
    const perRequest = {};
    for (const path of ['plain', 'promises']) {
      const { cpu } = await usage(child);
      const answered = await load(first.port, `/${path}`, loadMs);
      perRequest[path] = ((await usage(child)).cpu - cpu) / answered;
    }
    return { ...perRequest, idle, memory: after.memory / 2 ** 20 };
  } finally {
    child.kill('SIGKILL');
  }
}
