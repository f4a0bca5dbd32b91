import path from 'node:path';
import type { BlockingCall, CatalogModule, Kind, Weight } from '../catalog/types.ts';
import type { HandlerFramework } from '../handlers/types.ts';
import { checkFramework } from './framework-check.ts';
import type { ObservationOptions } from './stall-log-observations.ts';

/** `settings.unblocked` of an ESLint config. */
export interface Settings {
  /**
   * The folder whose files make the call graph.
   * @default the nearest folder above that holds a repository or a workspace
   */
  root?: string;
  /** The project's own blocking calls. */
  catalog?: readonly CatalogAddition[];
  /** The project's own handler frameworks, in the form of `rules/handlers`. */
  handlers?: readonly HandlerFramework[];
  /**
   * The folder in which the last analysis is kept between processes; `false` for none.
   * @default 'node_modules/.cache/unblocked' below the root, where the root has `node_modules`
   */
  cache?: string | false;
  /** Where the stalls are that were observed, and which of them count. */
  stalls?: ObservationOptions;
}

/** One blocking call that a project adds to the catalog. */
export interface CatalogAddition {
  module: string;
  member: string;
  kind: Kind;
  /** @default 'heavy' */
  weight?: Weight;
  /** @default 'an asynchronous version of it, or a worker' */
  useInstead?: string;
}

const KINDS: readonly Kind[] = [
  'fs',
  'child-process',
  'crypto',
  'compression',
  'http',
  'database',
  'wait',
  'parse',
  'render',
  'module-load',
  'compute',
  'regex',
  'starvation',
];
const WEIGHTS: readonly Weight[] = ['cheap', 'heavy', 'unbounded'];

/** Thrown for settings that cannot be used; the message names the setting, the value and what is accepted. */
export class SettingsError extends Error {
  readonly code = 'UNBLOCKED_SETTINGS';
  override readonly name = 'SettingsError';
}

function refuse(setting: string, received: unknown, accepted: string): never {
  const shown = received === undefined ? 'missing' : JSON.stringify(received);
  throw new SettingsError(`settings.unblocked${setting} is ${shown}; accepted: ${accepted}.`);
}

/** Checks `settings.unblocked` once. */
export function readSettings(value: unknown): Settings {
  if (value === undefined) return {};
  if (!isRecord(value)) refuse('', value, 'an object with root, catalog, handlers, stalls and cache');
  for (const key of Object.keys(value)) {
    if (!['root', 'catalog', 'handlers', 'stalls', 'cache', 'digest'].includes(key))
      refuse(`.${key}`, value[key], 'root, catalog, handlers, stalls, cache or digest');
  }
  const { root, catalog, handlers, stalls, cache } = value;
  if (root !== undefined && (typeof root !== 'string' || !path.isAbsolute(root)))
    refuse('.root', root, 'an absolute path');
  if (catalog !== undefined && !Array.isArray(catalog)) refuse('.catalog', catalog, 'an array of blocking calls');
  if (handlers !== undefined && !Array.isArray(handlers))
    refuse('.handlers', handlers, 'an array of handler frameworks');
  if (cache !== undefined && cache !== false && (typeof cache !== 'string' || !path.isAbsolute(cache)))
    refuse('.cache', cache, 'an absolute path, or false');
  checkStalls(stalls);
  (catalog as unknown[] | undefined)?.forEach(checkAddition);
  (handlers as unknown[] | undefined)?.forEach((each, index) => {
    checkFramework(each, `.handlers[${index}]`, refuse);
  });
  return value;
}

function checkStalls(value: unknown): void {
  if (value === undefined) return;
  if (!isRecord(value)) refuse('.stalls', value, 'an object with log and maxAge');
  for (const key of Object.keys(value))
    if (!['log', 'maxAge'].includes(key)) refuse(`.stalls.${key}`, value[key], 'log or maxAge');
  const { log, maxAge } = value;
  if (log !== undefined && (typeof log !== 'string' || log === '')) refuse('.stalls.log', log, 'a file name');
  if (maxAge !== undefined && !(typeof maxAge === 'number' && maxAge > 0))
    refuse('.stalls.maxAge', maxAge, 'a number of days above 0');
}

function checkAddition(value: unknown, index: number): void {
  const at = `.catalog[${index}]`;
  const fields = ['module', 'member', 'kind', 'weight', 'useInstead'];
  if (!isRecord(value)) refuse(at, value, `an object with ${fields.join(', ')}`);
  for (const key of Object.keys(value))
    if (!fields.includes(key)) refuse(`${at}.${key}`, value[key], `the fields ${fields.join(', ')}`);
  for (const key of ['module', 'member'])
    if (typeof value[key] !== 'string' || value[key] === '') refuse(`${at}.${key}`, value[key], 'a non-empty string');
  if (!KINDS.includes(value['kind'] as Kind)) refuse(`${at}.kind`, value['kind'], KINDS.join(', '));
  if (value['weight'] !== undefined && !WEIGHTS.includes(value['weight'] as Weight))
    refuse(`${at}.weight`, value['weight'], WEIGHTS.join(', '));
  if (value['useInstead'] !== undefined && typeof value['useInstead'] !== 'string')
    refuse(`${at}.useInstead`, value['useInstead'], 'a text that says what to use');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A project's own blocking calls as catalog modules. */
export function additions(settings: Settings): CatalogModule[] {
  return (settings.catalog ?? []).map(({ module, member, kind, weight, useInstead }) => {
    const call: BlockingCall = {
      member,
      weight: weight ?? 'heavy',
      useInstead: useInstead ?? 'an asynchronous version of it, or a worker',
    };
    return { module, kind, calls: [call] };
  });
}
