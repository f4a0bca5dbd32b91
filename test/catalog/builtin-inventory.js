// Prints, as JSON, the member paths of every builtin module of the Node that runs it: { "node:fs": ["readFileSync", ...] }.
// A process of its own, so that the flags of experimental modules can be given and getters may warn.
import { opendir, open } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Modules that `builtinModules` of older versions leaves out. */
const prefixOnly = ['node:sea', 'node:sqlite', 'node:test', 'node:test/reporters'];

/** Deprecated copies of other modules. */
const skipped = /^(?:node:)?(?:_|sys$|punycode$)/;

function* chain(value, last) {
  for (let at = value; at !== null && at !== last; at = Object.getPrototypeOf(at)) yield at;
}

function ownNames(value, last) {
  const names = new Set();
  for (const at of chain(value, last)) for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  return [...names];
}

function prototypePaths(className, prototype) {
  return ownNames(prototype, Object.prototype).map((name) => `${className}.prototype.${name}`);
}

function exportPaths(name, value) {
  const paths = [name];
  if (typeof value === 'function') {
    paths.push(...ownNames(value, Function.prototype).map((inner) => `${name}.${inner}`));
    if (typeof value.prototype === 'object') paths.push(...prototypePaths(name, value.prototype));
  } else if (typeof value === 'object' && value !== null) {
    paths.push(...ownNames(value, Object.prototype).map((inner) => `${name}.${inner}`));
  }
  return paths;
}

/** Member paths of a namespace; an export that is declared and undefined on this platform does not count. */
function namespacePaths(namespace) {
  return Object.getOwnPropertyNames(namespace).flatMap((name) => {
    const value = namespace[name];
    return value === undefined ? [] : exportPaths(name, value);
  });
}

/** Classes that no module exports, by an instance of them. */
async function instancePaths() {
  const file = await open(fileURLToPath(import.meta.url));
  const directory = await opendir(dirname(fileURLToPath(import.meta.url)));
  const found = [
    ['node:fs/promises', 'FileHandle', file],
    ['node:fs/promises', 'Dir', directory],
    [
      'node:diagnostics_channel',
      'TracingChannel',
      process.getBuiltinModule('node:diagnostics_channel').tracingChannel('t'),
    ],
  ];
  const sqlite = process.getBuiltinModule('node:sqlite');
  if (sqlite !== undefined) {
    const database = new sqlite.DatabaseSync(':memory:');
    found.push(['node:sqlite', 'DatabaseSync', database], ['node:sqlite', 'Session', database.createSession()]);
    if ('createTagStore' in database) found.push(['node:sqlite', 'SQLTagStore', database.createTagStore()]);
  }
  const paths = found.map(([module, className, instance]) => [module, prototypePaths(className, instance)]);
  await file.close();
  await directory.close();
  return paths;
}

const inventory = { global: namespacePaths(globalThis) };
for (const name of new Set([...builtinModules, ...prefixOnly])) {
  if (skipped.test(name)) continue;
  const module = process.getBuiltinModule(name);
  if (module !== undefined) inventory[name.startsWith('node:') ? name : `node:${name}`] = namespacePaths(module);
}
for (const [module, paths] of await instancePaths()) inventory[module].push(...paths);
process.stdout.write(JSON.stringify(inventory));
