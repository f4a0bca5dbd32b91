import { createRequire, findSourceMap } from 'node:module';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Original, RawFrame } from '../protocol.ts';
import { mapInside, originalIn, type LoadedMap } from '../records/source-maps.ts';
import { isInPackage } from '../records/stack.ts';

// A sample reads these, and the program may stand in a regular expression: before Node 24 one that matches inside of another
// spoils that one's matches. So there is none here, nor in what this calls.

/** Ends of files that no Node runs as they are written: what runs was compiled. */
const COMPILED = ['.ts', '.cts', '.mts', '.tsx', '.jsx', '.vue', '.svelte'];

/** Vite bundles its config, with the plug-ins beside it, into such a file, which is gone by the time it runs. */
const isBundledConfig = (file: string): boolean => file.endsWith('.mjs') && file.includes('.timestamp-');

/** Calls that must fit on the stack before a session is opened. */
const ROOM = 200;

/** Test runners compile JavaScript too. */
const IN_TEST_RUNNER = 'VITEST' in process.env || 'JEST_WORKER_ID' in process.env;

/** Loaded scripts: the address of the map inside the script until it is read, then the map, or null for none. */
const scripts = new Map<string, string | LoadedMap | null>();

const { cache: commonJsModules } = createRequire(import.meta.url);

const pathOf = (address: string): string => (address.startsWith('file://') ? fileURLToPath(address) : address);

/**
 * Original positions of frames whose code was compiled in memory (a loader hook, a test runner): its map stands in the
 * script that was loaded and nowhere on disk, so only this thread can read it.
 */
export function originalsOf(frames: readonly RawFrame[]): (Original | null)[] | undefined {
  const originals = frames.map(originalOf);
  return originals.some((original) => original !== null) ? originals : undefined;
}

function originalOf([, address, line, column]: RawFrame): Original | null {
  if (address === '' || address.startsWith('node:')) return null;
  try {
    return keptByNode(address, line, column) ?? keptByScript(address, line, column);
  } catch {
    return null; // A map that cannot be read: the generated position is better than no sample.
  }
}

// Missing in the types of Node 20.
function sourceMapsEnabled(): boolean {
  return (process as NodeJS.Process & { sourceMapsEnabled?: boolean }).sourceMapsEnabled;
}

/** Node keeps the maps of what it loads where source maps are enabled. */
function keptByNode(address: string, line: number, column: number): Original | null {
  if (!sourceMapsEnabled()) return null;
  const entry = findSourceMap(pathOf(address))?.findEntry(line - 1, column - 1); // of a path, no expression of Node's matches
  if (!entry || !('originalSource' in entry) || entry.generatedLine !== line - 1) return null;
  return [pathOf(entry.originalSource), entry.originalLine + 1, entry.originalColumn + 1];
}

function keptByScript(address: string, line: number, column: number): Original | null {
  const file = pathOf(address);
  if (!isAbsolute(file) || !mayBeCompiled(address, file)) return null;
  if (!scripts.has(file)) listScripts();
  const known = scripts.get(file) ?? null;
  const map = typeof known === 'string' ? (mapInside(file, known, process.cwd()) ?? null) : known;
  scripts.set(file, map);
  const original = map && originalIn(map, line, column);
  return original ? [original.file, original.line, original.column] : null;
}

/** Listing the scripts takes some milliseconds, so it is only done where there is a sign of a compiler. */
function mayBeCompiled(address: string, file: string): boolean {
  if (isBundledConfig(file)) return true;
  if (isInPackage(file)) return false;
  const isCompiled = COMPILED.some((end) => file.endsWith(end));
  return isCompiled || IN_TEST_RUNNER || isEvaluated(address) || stacksAreRewritten();
}

/** A path that no module of Node has: ES modules have a URL, and CommonJS ones are kept under theirs. Vite evaluates so what it renders. */
function isEvaluated(address: string): boolean {
  return isAbsolute(address) && !(address in commonJsModules);
}

/** Compilers that are hooked into `require` bring source-map-support; Node's own function has this name. */
function stacksAreRewritten(): boolean {
  const value: unknown = Reflect.getOwnPropertyDescriptor(Error, 'prepareStackTrace')?.value;
  return typeof value === 'function' && value.name !== 'ErrorPrepareStackTrace';
}

/** Throws a RangeError where the stack is nearly full: a session must not be left open for want of room. */
function needRoom(calls: number): number {
  return calls === 0 ? 0 : needRoom(calls - 1) + 1;
}

/** Notes which of the loaded scripts carry their own map. V8 tells it to an inspector only; it needs no open port. */
function listScripts(): void {
  const { permission } = process as { permission?: object };
  if (permission !== undefined) return; // connecting without the permission would abort the process
  needRoom(ROOM);
  const { Session } = process.getBuiltinModule('node:inspector');
  const session = new Session();
  session.connect();
  try {
    session.on('Debugger.scriptParsed', ({ params: { url, sourceMapURL } }) => {
      if (!url.startsWith('file://') && !isAbsolute(url)) return;
      scripts.set(pathOf(url), sourceMapURL?.startsWith('data:') ? sourceMapURL : null);
    });
    session.post('Debugger.enable');
    session.post('Debugger.disable');
  } finally {
    session.disconnect();
  }
}
