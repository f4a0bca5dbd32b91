import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../runtime/scenario.ts';
import { writePackages } from './write-packages.ts';

const manifest = (fields: object = {}): string => JSON.stringify({ version: '1.0.0', main: 'index.js', ...fields });

/** Small packages with the names and the shapes of catalogued ones: each shape that wrappers have to find its way in. */
const STAND_INS: Readonly<Record<string, string>> = {
  // The exports are a function, which is also its own `default`.
  'sync-request/package.json': manifest(),
  'sync-request/index.js': `
    const { readFileSync } = require('node:fs');
    exports.__esModule = true;
    exports.default = function doRequest(method, url) { readFileSync(__filename); return method + ' ' + url; };
    module.exports = exports.default;
    module.exports.default = exports.default;`,
  // The exports are a class, which is called without \`new\` too; statements come from a class that nobody exports.
  'better-sqlite3/package.json': manifest(),
  'better-sqlite3/index.js': `
    class Statement { get() { return { one: 1 }; } pluck() { return this; } all() { return [this.get()]; } }
    function Database(name) { if (!new.target) return new Database(name); this.name = name; }
    Database.prototype.prepare = function prepare(sql) { return new Statement(sql); };
    Database.prototype.exec = function exec(sql) { return this; };
    module.exports = Database;`,
  // Each instance has methods of its own.
  'adm-zip/package.json': manifest(),
  'adm-zip/index.js': `
    module.exports = function () { return { toBuffer: () => Buffer.from('zip'), extractAllTo() {} }; };`,
  // Two builds; the one for \`import\` has a default export that holds the same functions.
  'js-yaml/package.json': manifest({ exports: { import: './index.mjs', require: './index.js' } }),
  'js-yaml/index.js': `
    function load(text) { return text.length; }
    module.exports.load = load;
    module.exports.dump = String;`,
  'js-yaml/index.mjs': `
    function load(text) { return text.length; }
    const dump = String;
    export { load, dump };
    export const url = import.meta.url;
    export default { load, dump };`,
  // Getters that a compiler has made final.
  'flatted/package.json': manifest(),
  'flatted/index.js': `
    const own = { parse: (text) => text.length };
    Object.defineProperty(exports, 'parse', { enumerable: true, get: function () { return own.parse; } });`,
  // A promise of what has the methods; the methods are inherited.
  'sql.js/package.json': manifest(),
  'sql.js/index.js': `
    class Base { exec(sql) { return sql; } }
    class Database extends Base {}
    module.exports = async () => ({ Database });`,
};

/** Writes the stand-ins, the package itself, and the real `bcrypt`, into `node_modules` of a folder. */
export async function installStandIns(folder: string): Promise<void> {
  await writePackages(folder, STAND_INS);
  await symlink(join(root, 'node_modules/bcrypt'), join(folder, 'node_modules/bcrypt'));
}
