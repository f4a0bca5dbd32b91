import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { StallRecord } from '../../runtime/stall-record.ts';
import { childEnvironment, markedLines, noisy, root } from '../runtime/scenario.ts';
import { InstalledProject } from './installed-project.ts';

/** One way in which people start a server while they develop: `docs/dev-servers.md` has them all. */
interface Recipe {
  name: string;
  folder: string;
  packages: string[];
  /** The program and its arguments, with `PORT` for the port. */
  command: string[];
  /** The file that holds the culprit. */
  culprit: string;
  path?: string;
  /** The project's files are CommonJS. */
  commonJs?: boolean;
}

const RECIPES: Recipe[] = [
  {
    name: 'node --watch',
    folder: 'express',
    packages: ['express'],
    command: ['node', '--watch', 'server.js'],
    culprit: 'server.js',
  },
  {
    name: 'tsx watch',
    folder: 'express',
    packages: ['express', 'tsx'],
    command: ['tsx', 'watch', 'server.ts'],
    culprit: 'server.ts',
  },
  {
    name: 'nodemon',
    folder: 'express',
    packages: ['express', 'nodemon'],
    command: ['nodemon', 'server.js'],
    culprit: 'server.js',
  },
  {
    name: 'node:cluster',
    folder: 'express',
    packages: ['express'],
    command: ['node', 'cluster.js'],
    culprit: 'server.js',
  },
  {
    name: 'PM2',
    folder: 'express',
    packages: ['express', 'pm2'],
    command: ['pm2-runtime', 'server.js', '-i', '2'],
    culprit: 'server.js',
  },
  {
    name: 'Fastify CLI',
    folder: 'fastify',
    packages: ['fastify', 'fastify-cli'],
    command: ['fastify', 'start', '-a', '127.0.0.1', '-p', 'PORT', 'app.js'],
    culprit: 'app.js',
  },
  {
    name: 'NestJS',
    folder: 'nest',
    packages: [
      '@nestjs/cli',
      '@nestjs/core',
      '@nestjs/common',
      '@nestjs/platform-express',
      'reflect-metadata',
      'rxjs',
      'typescript@5',
      '@types/node',
    ],
    command: ['nest', 'start'],
    culprit: 'src/main.ts',
    commonJs: true,
  },
  {
    name: 'Next.js',
    folder: 'next',
    packages: ['next', 'react', 'react-dom'],
    command: ['next', 'dev', '-H', '127.0.0.1', '-p', 'PORT'],
    culprit: 'app/api/slow/route.js',
    path: '/api/slow',
  },
  {
    name: 'Nitro (Nuxt)',
    folder: 'nitro',
    packages: ['nitropack'],
    command: ['nitropack', 'dev', '--host', '127.0.0.1', '--port', 'PORT'],
    culprit: 'server/routes/slow.ts',
  },
];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

function stallsIn(log: string): StallRecord[] {
  if (!existsSync(log)) return [];
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as StallRecord];
    } catch {
      return []; // being written
    }
  });
}

/** Asks again and again until there is an answer to `find`. */
async function until<T>(find: () => Promise<T | undefined> | T | undefined, what: string): Promise<T> {
  const end = Date.now() + 90_000;
  while (Date.now() < end) {
    const found = await find();
    if (found !== undefined) return found;
    await delay(100);
  }
  throw new Error(`waited in vain for ${what}`);
}

test.for(RECIPES)('$name: the preload in NODE_OPTIONS names the line', noisy, async (recipe) => {
  const project = await InstalledProject.make(recipe.packages, []);
  const { directory } = project;
  cpSync(path.join(root, 'fixtures/integrations/recipes', recipe.folder), directory, { recursive: true });
  if (recipe.commonJs === true) await project.write('package.json', '{ "name": "project", "private": true }');
  const port = String(await freePort());
  const log = path.join(directory, 'stalls.jsonl');
  const [program = '', ...args] = recipe.command.map((word) => (word === 'PORT' ? port : word));
  const bin = path.join(directory, 'node_modules/.bin', program);
  const child = spawn(program === 'node' ? process.execPath : bin, args, {
    cwd: directory,
    detached: true,
    stdio: 'ignore',
    env: childEnvironment({
      NODE_OPTIONS: '--import unblocked/register',
      UNBLOCKED_LOG: log,
      PORT: port,
      PM2_HOME: path.join(directory, '.pm2'),
      NEXT_TELEMETRY_DISABLED: '1',
    }),
  });
  try {
    const url = `http://127.0.0.1:${port}${recipe.path ?? '/slow'}`;
    const answer = () =>
      fetch(url).then(
        (response) => (response.ok ? response.text() : undefined),
        () => undefined,
      );
    expect(await until(answer, url)).toBe('ok');
    await answer();
    const file = path.join(directory, recipe.culprit);
    const isSlowRequest = ({ culprit, cause }: StallRecord) => culprit?.file === file && cause !== 'startup';
    const stall = await until(() => stallsIn(log).find(isSlowRequest), 'the stall');
    expect(stall).toMatchObject({
      culprit: { line: markedLines(file, 'culprit')[0] },
      context: { kind: 'request', method: 'GET', name: `GET ${recipe.path ?? '/slow'}` },
    });
  } finally {
    const closed = once(child, 'close');
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    await Promise.race([closed, delay(5000)]);
    if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
    await project.remove();
  }
});
