import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Settings } from './settings.ts';

/** What the other process has to know. */
export interface AnalysisRequest {
  root: string;
  settings: Settings;
  settingsKey: string;
}

const PROGRAM = fileURLToPath(new URL('analysis-process.js', import.meta.url));

/**
 * Has a process of its own analyse a project and keep the analysis on the disk; false where that cannot be, or has failed.
 * In a process that holds ESLint, its parser and all their garbage, the analysis takes twice as long.
 */
export function analyseApart(request: AnalysisRequest): boolean {
  if (!isEslintCommand() || !isPlain(request.settings)) return false;
  try {
    const { status } = spawnSync(process.execPath, [PROGRAM], {
      input: JSON.stringify(request),
      stdio: ['pipe', 'ignore', 'ignore'],
      // What they preload is for the program that they were meant for.
      env: { ...process.env, NODE_OPTIONS: undefined },
      windowsHide: true,
    });
    return status === 0;
  } catch {
    return false; // The permission model denies processes.
  }
}

/** ESLint's command line, or a thread that it starts with `--concurrency`. */
const ESLINT = /(?:^|[\\/])(?:eslint(?:\.js)?|eslint[\\/]lib[\\/]eslint[\\/]worker\.js)$/;

/** An editor's process lives on, and needs the analysis itself with the first edit. */
function isEslintCommand(): boolean {
  const { versions, argv } = process;
  const isNode = versions['bun'] === undefined && versions['deno'] === undefined && versions['electron'] === undefined;
  return isNode && ESLINT.test(argv[1] ?? '');
}

/** Whether a value survives JSON: a project's own handlers may have patterns. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'function' || value instanceof RegExp) return false;
  return typeof value !== 'object' || value === null || Object.values(value).every(isPlain);
}
