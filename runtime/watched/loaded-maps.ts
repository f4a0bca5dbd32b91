import { createRequire } from 'node:module';
import { isAbsolute } from 'node:path';
import { filePathOf } from '../addresses.ts';
import type { CarriedMap, RawFrame } from '../protocol.ts';
import { isInPackage } from '../records/stack.ts';

// A sample runs this in the midst of the program, and of Node: what is interrupted there must not be called here again.
// Before Node 24 a regular expression that matches spoils the matches of another one that is at work, and in every Node a URL
// that is parsed spoils one that is being made. So there is neither here; the maps are read where the watchdog runs.

/** Ends of files that no Node runs as they are written: what runs was compiled. */
const COMPILED = ['.ts', '.cts', '.mts', '.tsx', '.jsx', '.vue', '.svelte'];

/** Vite bundles its config, with the plug-ins beside it, into such a file, which is gone by the time it runs. */
const isBundledConfig = (file: string): boolean => file.endsWith('.mjs') && file.includes('.timestamp-');

/** Calls that must fit on the stack before a session is opened. */
const ROOM = 200;

/** Test runners compile JavaScript too. */
const IN_TEST_RUNNER = 'VITEST' in process.env || 'JEST_WORKER_ID' in process.env;

/** Files of the scripts that were loaded when they were listed last, and the maps that these carry. */
const scripts = new Map<string, string | undefined>();

/** Those of them that stacks have led to, in this order. */
const carried = new Map<string, string>();
let sent = 0;

const { cache: commonJsModules } = createRequire(import.meta.url);

/** The maps of scripts that stacks have led to, by file. */
export const carriedMaps: ReadonlyMap<string, string> = carried;

/** All but the first ones. */
export function mapsFrom(known: number): CarriedMap[] {
  return known < carried.size ? [...carried].slice(known) : [];
}

/** What is sent to the watchdog, with the maps that were not sent so before; a watchdog that is started anew gets all with samples. */
export function withMaps<T extends object>(message: T): T & { maps?: CarriedMap[] } {
  const maps = mapsFrom(sent);
  sent = carried.size;
  return maps.length === 0 ? message : { ...message, maps };
}

/**
 * Notes the maps that the scripts of these frames carry: those of code that was compiled in memory (by a loader hook, a test
 * runner) are nowhere on disk.
 */
export function noteMaps(frames: readonly RawFrame[]): void {
  for (const [, address] of frames) {
    if (address !== '' && !address.startsWith('node:')) noteMap(address);
  }
}

function noteMap(address: string): void {
  try {
    const file = filePathOf(address);
    if (!isAbsolute(file) || !mayBeCompiled(address, file)) return;
    if (!scripts.has(file)) listScripts();
    const map = scripts.get(file);
    scripts.set(file, undefined); // it is noted once
    if (map !== undefined) carried.set(file, map);
  } catch {
    // No room on the stack, or no path: the position of what runs is better than no sample.
  }
}

// Missing in the types of Node 20.
export function sourceMapsEnabled(): boolean {
  return (process as NodeJS.Process & { sourceMapsEnabled?: boolean }).sourceMapsEnabled;
}

/** Listing the scripts takes some milliseconds, so it is only done where there is a sign of a compiler. */
function mayBeCompiled(address: string, file: string): boolean {
  if (isBundledConfig(file)) return true;
  if (isInPackage(file)) return false;
  const isCompiled = COMPILED.some((end) => file.endsWith(end));
  return isCompiled || IN_TEST_RUNNER || sourceMapsEnabled() || isEvaluated(address) || stacksAreRewritten();
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
      const file = filePathOf(url);
      if (!carried.has(file)) scripts.set(file, sourceMapURL?.startsWith('data:') ? sourceMapURL : undefined);
    });
    session.post('Debugger.enable');
    session.post('Debugger.disable');
  } finally {
    session.disconnect();
  }
}
