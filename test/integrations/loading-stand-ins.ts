import { writePackages } from './write-packages.ts';

const manifest = (fields: object): string => JSON.stringify({ version: '1.0.0', ...fields });
const module = manifest({ type: 'module', exports: './index.js' });
const commonjs = manifest({ main: './index.js' });

/** Small packages with the names of catalogued ones: each form in which exports reach a program. */
const STAND_INS: Readonly<Record<string, string>> = {
  // ES modules alone.
  'find-up/package.json': module,
  'find-up/index.js': `
    /** Not exported: export default readFileSync */
    export function findUpSync(name) { return name; }
    export * from './more.js';`,
  'find-up/more.js': 'const all = (name) => [name]; export { all as findUpMultipleSync };',
  'find-cache-dir/package.json': module,
  'find-cache-dir/index.js': 'export default function findCacheDirectory() { return "cache"; }',
  'better-sqlite3/package.json': module,
  'better-sqlite3/index.js': 'export default class Database { #rows = 1; exec() { return this.#rows; } }',
  'sync-request/package.json': module,
  'sync-request/index.js': 'const get = (method) => method; export default get; export { get as "module.exports" };',
  // An object that holds the functions as `default`.
  'write-pkg/package.json': module,
  'write-pkg/index.js': `
    const own = { writePackageSync: () => 'written' };
    const all = {};
    Object.defineProperty(all, 'writePackageSync', { enumerable: true, get: () => own.writePackageSync });
    export default all;`,
  // Variables that are set later.
  'locate-path/package.json': module,
  'locate-path/index.js': `
    export let locatePathSync;
    let fallback = 'not yet';
    export { fallback as default };
    export const pathLocated = Promise.resolve().then(() => { locatePathSync = () => 'later'; fallback = 'now'; });`,
  // CommonJS around an ES module, ...
  'pkg-dir/package.json': manifest({ exports: './index.cjs' }),
  'pkg-dir/index.cjs': 'module.exports = require("./index.mjs");',
  'pkg-dir/index.mjs': 'export const packageDirectorySync = () => "package";',
  // ... and the other way round.
  'make-dir/package.json': manifest({ exports: { import: './index.mjs', require: './index.cjs' } }),
  'make-dir/index.cjs': 'exports.makeDirectorySync = () => "made";',
  'make-dir/index.mjs':
    'import made from "./index.cjs"; export const { makeDirectorySync } = made; export default made;',
  // Getters that esbuild has made final, `default` among them, in exports that change.
  'resolve-pkg/package.json': commonjs,
  'resolve-pkg/index.js': `
    const all = { [Symbol.toStringTag]: 'Module', calls: 0, count: () => ++all.calls };
    const resolve = () => 'resolved';
    Object.defineProperty(all, 'default', { enumerable: true, get: () => resolve });
    module.exports = Object.defineProperty(all, '__esModule', { value: true });`,
  'path-exists/package.json': commonjs,
  'path-exists/index.js': 'module.exports = Object.freeze({ pathExistsSync: () => true });',
  // A frozen function that holds another one, which holds what matters.
  'enhanced-resolve/package.json': commonjs,
  'enhanced-resolve/index.js': `
    const create = Object.freeze(Object.assign((options) => () => options, { sync: () => () => 'found' }));
    module.exports = Object.freeze(Object.assign(function resolve(file) { if (new.target) this.file = new.target === resolve; else return file; }, { create }));`,
  // What a proxy makes up.
  'read-pkg/package.json': commonjs,
  'read-pkg/index.js':
    'module.exports = new Proxy({}, { get: (_, key) => key === "readPackageSync" ? () => "read" : undefined });',
};

/** Writes the stand-ins, and the package itself, into `node_modules` of a folder. */
export async function installStandIns(folder: string): Promise<void> {
  await writePackages(folder, STAND_INS);
}
