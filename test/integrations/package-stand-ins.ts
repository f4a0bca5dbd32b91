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
  // The function of another package under a name of its own, and again under another one.
  'jsonfile/package.json': manifest(),
  'jsonfile/index.js': 'exports.readFileSync = function readFileSync(file) { return file; };',
  'fs-extra/package.json': manifest(),
  'fs-extra/index.js': `
    const { readFileSync } = require('jsonfile');
    module.exports = { readJsonSync: readFileSync, readJSONSync: readFileSync };`,
  // Each instance gets a bound copy of the class's method, ...
  'xml2js/package.json': manifest(),
  'xml2js/index.js': `
    function Parser() {
      const parse = this.parseString;
      this.parseString = function (text) { return parse.call(this, text); };
    }
    Parser.prototype.parseString = function (text) { return this instanceof Parser && text.length; };
    exports.Parser = Parser;`,
  // ... or what plug-ins brought.
  'jimp/package.json': manifest(),
  'jimp/index.js': `
    const plugins = { blur(image, radius) { return radius; } };
    exports.Jimp = class Jimp {
      constructor() { for (const key in plugins) this[key] = (...args) => plugins[key](this, ...args); }
      getBuffer() { return 'png'; }
    };`,
  // A class that reaches private members through itself.
  'node-localstorage/package.json': manifest(),
  'node-localstorage/index.js': `
    exports.LocalStorage = class LocalStorage {
      static #made = 0;
      static count() { return this.#made; }
      getItem(key) { this.constructor.#made += 1; return key; }
    };`,
  // Classes that nobody can change; one is called, and gives a function.
  'libsql/package.json': manifest(),
  'libsql/index.js': `
    class Statement { all() { return [1]; } }
    class Database { prepare() { return new Statement(); } exec(sql) { return sql; } }
    Object.freeze(Statement.prototype);
    module.exports = Object.freeze(Database.prototype).constructor;`,
  'synckit/package.json': manifest(),
  'synckit/index.js': 'exports.createSyncFn = (path) => function wait(value) { return path + value; };',
  // A function bound to options has the same members.
  'execa/package.json': manifest(),
  'execa/index.js': `
    const make = (options) => Object.assign((more) => make({ ...options, ...more }), { sync: () => options });
    exports.$ = make({});`,
  // Exports that are filled in later.
  'libsodium-wrappers-sumo/package.json': manifest(),
  'libsodium-wrappers-sumo/index.js': `
    exports.ready = new Promise((resolve) => setImmediate(resolve)).then(() => {
      exports.crypto_pwhash = function crypto_pwhash(length) { return length; };
    });`,
  'libsodium-wrappers/package.json': manifest(),
  'libsodium-wrappers/index.js':
    'exports.ready = new Promise((_, reject) => setImmediate(reject, new Error("no memory")));',
};

/** Writes the stand-ins, the package itself, and the real `bcrypt`, into `node_modules` of a folder. */
export async function installStandIns(folder: string): Promise<void> {
  await writePackages(folder, STAND_INS);
  await symlink(join(root, 'node_modules/bcrypt'), join(folder, 'node_modules/bcrypt'));
}
