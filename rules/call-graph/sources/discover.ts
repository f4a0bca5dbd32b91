import fs from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

export const SOURCE_FILE = /\.[cm]?[jt]sx?$/;
const DECLARATION_FILE = /\.d\.[cm]?ts$/;
const NEVER = new Set(['.git', '.hg', '.svn', 'bower_components', 'jspm_packages']);
/** Files larger than this are bundles, not source. */
const MAX_BYTES = 1_000_000;

export interface SourceFile {
  path: string;
  mtimeMs: number;
  size: number;
}

interface Rules {
  directory: string;
  ignore: Ignore;
}

/** What decides where imports lead, besides the source files. */
const CONFIGURATION =
  /^(?:package\.json|[jt]sconfig(?:\..+)?\.json|pnpm-workspace\.yaml|lerna\.json|nx\.json|rush\.json|package-lock\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock)$/;

/** The files of a project, each list in a fixed order. */
export interface Discovered {
  /** Every source file that git would not ignore. */
  sources: SourceFile[];
  /** Files that decide where imports lead. */
  configuration: SourceFile[];
}

/** Every source file below `root` that git would not ignore, in a fixed order. Unreadable folders are passed over. */
export function discover(root: string): SourceFile[] {
  return discoverAll(root).sources;
}

/** The source files below `root`, and what decides where their imports lead. */
export function discoverAll(root: string): Discovered {
  const found: Discovered = { sources: [], configuration: [] };
  walk(root, root, [], found);
  return found;
}

function walk(root: string, directory: string, outer: readonly Rules[], found: Discovered): void {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(directory, { withFileTypes: true });
  } catch {
    return; // A folder that cannot be read holds nothing that Node could load either.
  }
  const rules = entries.some(({ name }) => name === '.gitignore') ? [...outer, readRules(directory)] : outer;
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const full = path.join(directory, entry.name);
    if (entry.isDirectory()) {
      if (entry.name === 'node_modules' && (directory === root || entries.some(({ name }) => name === 'package.json')))
        continue;
      if (NEVER.has(entry.name) || isIgnored(rules, `${full}/`)) continue;
      walk(root, full, rules, found);
    } else if (entry.isFile()) {
      const isSource = SOURCE_FILE.test(entry.name) && !DECLARATION_FILE.test(entry.name);
      if (!isSource && !CONFIGURATION.test(entry.name)) continue;
      if (isIgnored(rules, full)) continue;
      const file = statSource(full);
      if (file) (isSource ? found.sources : found.configuration).push(file);
    }
  }
}

/** The file's state on disk, or undefined where it is gone or no source. */
export function statSource(full: string): SourceFile | undefined {
  const stat = fs.statSync(full, { throwIfNoEntry: false });
  if (!stat?.isFile() || (stat.size > MAX_BYTES && SOURCE_FILE.test(full))) return undefined;
  return { path: full, mtimeMs: stat.mtimeMs, size: stat.size };
}

function readRules(directory: string): Rules {
  return { directory, ignore: ignore().add(fs.readFileSync(path.join(directory, '.gitignore'), 'utf8')) };
}

function isIgnored(rules: readonly Rules[], full: string): boolean {
  let ignored = false;
  for (const { directory, ignore: matcher } of rules) {
    const relative = path.relative(directory, full).replaceAll(path.sep, '/') + (full.endsWith('/') ? '/' : '');
    const verdict = matcher.test(relative);
    if (verdict.ignored) ignored = true;
    else if (verdict.unignored) ignored = false;
  }
  return ignored;
}
