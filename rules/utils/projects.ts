import path from 'node:path';
import { Project } from '../call-graph/project.ts';
import { findRoot } from '../call-graph/root.ts';
import { catalog } from '../catalog/index.ts';
import { frameworks } from '../handlers/index.ts';
import { isSuperLinear } from './regex.ts';
import { additions, readSettings, type Settings } from './settings.ts';

/** Projects of this process, by root and settings: every rule and every file of a run asks the same ones. */
const projects = new Map<string, Project>();
const roots = new Map<string, string>();
const checked = new WeakMap<object, { settings: Settings; key: string }>();

export interface Asker {
  physicalFilename: string;
  cwd: string;
  settings: Readonly<Record<string, unknown>>;
}

/** The project that a linted file belongs to. */
export function projectFor({ physicalFilename, cwd, settings: all }: Asker): Project {
  const { settings, key } = read(all['unblocked']);
  const start = path.isAbsolute(physicalFilename) ? path.dirname(physicalFilename) : cwd;
  return projectAt(settings.root ?? rootOf(start), settings, key);
}

/** The project at `root`, with a project's own catalog and handlers. */
export function projectAt(root: string, settings: Settings = {}, settingsKey = ''): Project {
  const key = `${root}\0${settingsKey}`;
  let project = projects.get(key);
  if (!project) {
    project = new Project({
      root,
      catalog: [...catalog, ...additions(settings)],
      frameworks: [...frameworks, ...(settings.handlers ?? [])],
      isSuperLinear,
    });
    projects.set(key, project);
  }
  return project;
}

function read(value: unknown): { settings: Settings; key: string } {
  if (value === undefined || value === null || typeof value !== 'object')
    return { settings: readSettings(value), key: '' };
  let known = checked.get(value);
  if (!known) checked.set(value, (known = { settings: readSettings(value), key: JSON.stringify(value) }));
  return known;
}

function rootOf(directory: string): string {
  let root = roots.get(directory);
  if (root === undefined) roots.set(directory, (root = findRoot(directory)));
  return root;
}
