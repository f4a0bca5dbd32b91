import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CachedProject, type CacheOptions } from '../call-graph/cached-project.ts';
import { findRoot } from '../call-graph/sources/root.ts';
import { catalog } from '../catalog/index.ts';
import { frameworks } from '../handlers/index.ts';
import { analyseApart } from './analyse-apart.ts';
import { isSuperLinear } from './regex.ts';
import { additions, readSettings, type Settings } from './settings.ts';
import { type ObservationOptions, StallObservations } from './stall-log-observations.ts';

/** Projects of this process, by root and settings: every rule and every file of a run asks the same ones. */
const projects = new Map<string, CachedProject>();
const roots = new Map<string, string>();
const checked = new WeakMap<object, { settings: Settings; key: string }>();

export interface Asker {
  physicalFilename: string;
  cwd: string;
  settings: Readonly<Record<string, unknown>>;
}

/** The project that a linted file belongs to. */
export function projectFor(asker: Asker): CachedProject {
  const { settings, key } = read(asker.settings['unblocked']);
  return projectAt(rootFor(asker, settings), settings, key);
}

/** The stalls that were observed in the project that a linted file belongs to; the rule's options win. */
export function observationsFor(asker: Asker, options: ObservationOptions = {}): StallObservations {
  const { settings } = read(asker.settings['unblocked']);
  return new StallObservations(rootFor(asker, settings), { ...settings.stalls, ...options });
}

function rootFor({ physicalFilename, cwd }: Asker, settings: Settings): string {
  return settings.root ?? rootOf(path.isAbsolute(physicalFilename) ? path.dirname(physicalFilename) : cwd);
}

/** The project at `root`, with a project's own catalog and handlers. */
export function projectAt(root: string, settings: Settings = {}, settingsKey = ''): CachedProject {
  const key = `${root}\0${settingsKey}`;
  let project = projects.get(key);
  if (!project) {
    const options = {
      root,
      catalog: [...catalog, ...additions(settings)],
      frameworks: [...frameworks, ...(settings.handlers ?? [])],
      isSuperLinear,
    };
    const cache = cacheFor(root, settings, settingsKey);
    const apart = (): boolean => analyseApart({ root, settings, settingsKey });
    project = new CachedProject(options, cache && { ...cache, apart });
    projects.set(key, project);
  }
  return project;
}

/** Where a project's analysis is kept between processes: beside what other tools keep, if there is such a place. */
function cacheFor(root: string, { cache }: Settings, settingsKey: string): CacheOptions | undefined {
  if (cache === false) return undefined;
  const modules = path.join(root, 'node_modules');
  if (cache === undefined && !fs.existsSync(modules)) return undefined;
  const directory = cache ?? path.join(modules, '.cache', 'unblocked');
  const name = createHash('sha1').update(`${root}\0${settingsKey}`).digest('hex').slice(0, 12);
  return { file: path.join(directory, `call-graph-${name}.json`), engine: `${ENGINE} ${root}\0${settingsKey}` };
}

/** Changes with every release, and with every build of a checkout. */
const ENGINE = ((own) => `${own.mtimeMs} ${own.size}`)(fs.statSync(fileURLToPath(import.meta.url)));

function read(value: unknown): { settings: Settings; key: string } {
  if (value === undefined || value === null || typeof value !== 'object')
    return { settings: readSettings(value), key: '' };
  let known = checked.get(value);
  // What changes with every commit is for ESLint's own cache.
  if (!known)
    checked.set(value, (known = { settings: readSettings(value), key: keyOf({ ...value, digest: undefined }) }));
  return known;
}

const keyOf = (settings: object): string => JSON.stringify(settings, printable);

/** Patterns and functions are no JSON, but tell settings apart. */
function printable(_: string, value: unknown): unknown {
  return value instanceof RegExp || typeof value === 'function' ? String(value) : value;
}

function rootOf(directory: string): string {
  let root = roots.get(directory);
  if (root === undefined) roots.set(directory, (root = findRoot(directory)));
  return root;
}
