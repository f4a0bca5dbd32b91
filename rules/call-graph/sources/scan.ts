import type { CatalogCall, Externals } from '../values/externals.ts';
import { looksLikeBrowserCode, looksLikePageScript } from './browser-code.ts';
import { type ScannedTypes, scannedTypes } from './scan-types.ts';

/** What a look at the text alone tells of a file, without parsing it. */
export interface Scan extends ScannedTypes {
  /** Every specifier that looks imported; some may stand in comments. */
  imports: string[];
  /** The text names something that could block: only such files, and those that import them, need a syntax tree. */
  isHit: boolean;
  /** It calls what blocks on large input only: a hit where it can be given some. */
  worksOnLarge: boolean;
  /** Data of unbounded size comes from it. */
  hasLargeInput: boolean;
  /** It calls something named as a database's methods are: a hit where it can be given a database. */
  isQuery: boolean;
  /** It imports a database that blocks. */
  importsDatabase: boolean;
  /** It provides things under tokens, or asks for some: a container stands between them, and no import. */
  provides: boolean;
  asks: boolean;
  /** It names types that tell nothing of what is behind them: an import of that is not needed where it is called. */
  isOpen: boolean;
  /** It looks like a module for a browser. */
  isBrowser: boolean;
  /** It looks like a script that a page loads as it is. */
  isPageScript: boolean;
  /** Texts that may name a folder, where it loads modules by a computed path. */
  folders: string[];
}

const NOTHING: Scan = {
  imports: [],
  isHit: false,
  worksOnLarge: false,
  hasLargeInput: false,
  isQuery: false,
  importsDatabase: false,
  bases: [],
  implemented: [],
  annotated: [],
  provides: false,
  asks: false,
  isOpen: false,
  isBrowser: false,
  isPageScript: false,
  folders: [],
};

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"`])([^'"`\n]+)\1/g;
const TEST =
  /^(?:describe|it|test|suite)(?:\.\w+)*\(|\bfrom\s*['"](?:node:test|vitest|@jest\/globals|@playwright\/test)['"]/m;
/** A `require` that is not at the start of a top-level line, or comes after a function's beginning, may load a module inside a handler. */
const INNER_REQUIRE = /\n(?:[ \t]+|[^\n]*(?:=>|\)\s*\{))[^\n]*\brequire\(/;
const ANNOTATION = /@blocking\b/;
/** Loops on the clock or without an end, and ticks that queue themselves. */
const HAZARD =
  /while\s*\((?:[^()]|\([^()]*\))*(?:Date|\bnow|hrtime)|while\s*\(\s*(?:true|1)\s*\)|for\s*\([^;]*;\s*;|\bnextTick\b|\bqueueMicrotask\b/;
/** A line that may hold a regular expression with two unbounded repetitions, and one that does: few others are super-linear. */
const REGEX_LINE = /(?:\/[^/*\n]|\bRegExp\()[^\n]*(?:[*+]|,\})[^\n]*(?:[*+]|,\})[^\n]*[/'"`]/;
const REGEX =
  /(?:[(=:,!&|?;{}[>]|\breturn)\s*\/(?![/*])(?:[^\n/\\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*?(?:[*+]|,\})(?:[^\n/\\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*?(?:[*+]|,\})(?:[^\n/\\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*\/|\bRegExp\(\s*(['"`])[^\n]*(?:[*+]|,\})[^\n]*(?:[*+]|,\})[^\n]*\1/;
/** Where data of unbounded size comes from. */
const LARGE_INPUT =
  /readFile|[bB]ody\b|\bfiles?\b[^\n;]*\.(?:buffer|data)\b|createReadStream|\bon\(\s*['"]data['"]|stream\/consumers|\.(?:text|buffer|arrayBuffer|bytes)\(\)|\.parse\(\s*(?:ctx\.)?req|\breq(?:uest)?\.json\(|['"](?:field|message)['"]|@(?:Payload|Args?|UploadedFiles?)\(/;

/** Things put into a container or on the global object, and things asked from one, as `provisions.ts` knows them. */
const PROVIDES =
  /\bas(?:Class|Function|Value)\(|\buse(?:Class|Factory|Value)\b|\)\.to(?:ConstantValue|DynamicValue)?\(|\.decorate(?:Request|Reply)?\(|\bstrapi\b|\bloadModules\(|\bglobal(?:This)?\.[A-Z][\w$]*\s*=(?!=)/;
const ASKS =
  /\/\*\s*globals?\s+[A-Z]|\b[A-Z]{3,}\.\w+\.\w+(?:\.\w+)*\(|@[iI]nject\w*\(|\bcradle\b|\b(?:container|scope|strapi|moduleRef)\.(?:get|resolve|service)\b|\bfastify\b|\bFastify[A-Z]|\b(?:server|app|instance)\.\w+\.\w+\.\w+\(|\bawilix-|\((?:app|instance|server|scope|api), _?opt(?:ion)?s\b/;

/** `any`, parameters without a type, and types with methods that are written out where they are used or imported. */
const OPEN =
  /[:,<]\s*any\b|\bexport\s+(?:default\s+)?(?:async\s+)?(?:function\s*[$\w]*\s*|(?:const\s+\w+\s*=\s*(?:async\s*)?)?)\([^():]*\w[^():]*\)\s*(?:=>|\{)|[$\w]\??\s*:\s*\{[^{}]*\([^()]*\)\s*:|\b(?:interface|type)\s+\w+[^;{]*\{[^}]*?\w\??\s*(?:\([^()]*\)\s*:|:\s*\([^()]*\)\s*=>)/;

/** A parameter that takes a function, by its type. */
const TAKES_FUNCTION =
  /[(,]\s*(?:(?:private|public|protected|readonly)\s+)*[$\w]+\??\s*:\s*(?:\([^()]*\)\s*=>|[\w.]*(?:Handler|Callback|Processor|Listener|Middleware|Fn|Function)\b)/;

/** A type of functions, or a parameter that takes one: who has such things may keep them for a handler to call. */
const FUNCTION_TYPE = /\btype\s+\w+(?:<[^=;]*>)?\s*=\s*(?:async\s*)?\((?:[^()]|\([^()]*\))*\)\s*=>/;
/** What is put into a list, a map, a set or a field. */
const KEEPS =
  /\.(?:push|unshift|add|set)\(|\bthis\.[#$\w]+\s*=|\(\s*(?:private|public|protected|readonly)\s|,\s*(?:private|public|protected|readonly)\s/;

interface Names {
  /** Blocking calls by name. */
  any: RegExp | undefined;
  /** Calls that block on large input only. */
  large: RegExp | undefined;
}

const NO_NAMES: Names = { any: undefined, large: undefined };

/** Scans texts for what the catalog knows. */
export class Scanner {
  readonly #externals: Externals;
  readonly #namesIn = new Map<string, Names>();
  readonly #global: Names;
  /** Names ending in `Sync` count wherever they are imported from: `export * from 'fs'` hides the module. */
  readonly #sync: RegExp | undefined;

  readonly #databases: ReadonlySet<string>;
  readonly #query: RegExp;
  readonly #pieces = new Map<string, string>();

  constructor(externals: Externals) {
    this.#externals = externals;
    // A `require` blocks where it stands inside a function only: see INNER_REQUIRE.
    this.#global = namesOf(
      externals.calls('global').filter(({ member }) => member !== 'require'),
      ({ member }) => member,
    );
    const calls = externals.modules.flatMap((module) => externals.calls(module));
    const methods = calls.filter(
      ({ kind, weight, member }) => kind === 'database' && weight !== 'cheap' && /\.prototype\./.test(member),
    );
    this.#databases = new Set(methods.map(({ module }) => module));
    this.#query = new RegExp(`\\.(?:${[...new Set(methods.map(lastName))].join('|')})\\(`);
    this.#sync = pattern(calls.map(lastName).filter((name) => name.endsWith('Sync')));
  }

  scan(text: string): Scan {
    if (isMinified(text)) return { ...NOTHING, isPageScript: true };
    // What tests call is start-up code, whatever it is.
    if (TEST.test(text)) return NOTHING;
    const imports = new Set<string>();
    for (const [, , specifier = ''] of text.matchAll(IMPORT)) imports.add(this.#alone(specifier));
    const types = scannedTypes(text);
    const hasLargeInput = LARGE_INPUT.test(text);
    const worksOnLarge = this.#names(imports).some(({ large }) => large?.test(text));
    return {
      imports: [...imports],
      isHit: (worksOnLarge && hasLargeInput) || this.#isHit(text, imports),
      worksOnLarge,
      hasLargeInput,
      isQuery: this.#query.test(text),
      importsDatabase: [...imports].some((specifier) => this.#databases.has(this.#externals.canonical(specifier))),
      bases: types.bases.map(this.#alone),
      implemented: types.implemented.map(this.#alone),
      annotated: types.annotated.map(this.#alone),
      provides: PROVIDES.test(text),
      asks: ASKS.test(text),
      isOpen: OPEN.test(text) || this.#isWrapper(text, imports) || keepsFunctions(text),
      isBrowser: looksLikeBrowserCode(text, imports),
      isPageScript: looksLikePageScript(text),
      folders: foldersOf(text).map(this.#alone),
    };
  }

  /** A piece of a text, copied: V8 would keep the whole text that it was cut from. */
  readonly #alone = (piece: string): string => {
    const known = this.#pieces.get(piece);
    if (known !== undefined) return known;
    const copy = JSON.parse(JSON.stringify(piece)) as string;
    this.#pieces.set(copy, copy);
    return copy;
  };

  /** What it is given it may register: a handler, though nothing of what blocks is named here. */
  #isWrapper(text: string, imports: ReadonlySet<string>): boolean {
    return TAKES_FUNCTION.test(text) && [...imports].some((specifier) => this.#externals.registers(specifier));
  }

  #isHit(text: string, imports: ReadonlySet<string>): boolean {
    if ([this.#sync, ANNOTATION, HAZARD].some((each) => each?.test(text) === true)) return true;
    if (text.includes('require(') && INNER_REQUIRE.test(text)) return true;
    // What it gives may have any name.
    if (text.includes('createRequire(')) return true;
    if (REGEX_LINE.test(text) && REGEX.test(text)) return true;
    return this.#names(imports).some(({ any }) => any?.test(text));
  }

  /** What blocks by name in a file that imports these. */
  #names(imports: ReadonlySet<string>): Names[] {
    return [this.#global, ...[...imports].map((specifier) => this.#namesOf(specifier))];
  }

  #namesOf(specifier: string): Names {
    const module = this.#externals.canonical(specifier);
    let names = this.#namesIn.get(module);
    if (!names) {
      const calls = this.#externals.calls(module);
      this.#namesIn.set(module, (names = calls.length === 0 ? NO_NAMES : namesOf(calls, lastName)));
    }
    return names;
  }
}

/** What it is given it may keep, for a handler to call: hooks, listeners, commands. */
function keepsFunctions(text: string): boolean {
  return FUNCTION_TYPE.test(text) || (TAKES_FUNCTION.test(text) && KEEPS.test(text));
}

const COMPUTED_LOAD =
  /\b(?:require|import)\s*\(\s*(?:[^'"`\s)]|`[^`]*\$\{|['"][^'"\n]*['"]\s*\+)|['"](?:auto-load|require-all|require-dir(?:ectory)?|include-all)['"]/;
const FOLDER = /(['"`])((?:\.{0,2}\/)?[\w@-][\w@./-]*?)(?:\/?\1|\/\$\{)/g;

/** A load from the folder that the file itself lies in, by a name that is computed. */
const LOADS_BY_NAME = /\bloadModules\(/;
/** The folder of a pattern: `services` of `services/*.js`. */
const GLOB = /['"`](?:\$\{__dirname\}\/)?([^'"`*\n]*?)\/[^'"`/\n]*\*/g;
const BESIDE =
  /\b(?:require|import)\s*\(\s*(?:`\.\/\$\{|['"]\.\/['"]\s*\+|__dirname\s*\+\s*['"]\/['"]\s*\+|[\w.]*\b(?:join|resolve)\(\s*(?:__dirname|import\.meta\.dirname)\s*,\s*[\w$])/;

/** The same from folders that lie beside the file: `require(path.join(__dirname, name, 'routes'))`. */
const BELOW =
  /\b(?:require|import)\s*\(\s*(?:`\.\/\$\{[^}`]*\}\/|[\w.]*\b(?:join|resolve)\(\s*(?:__dirname|import\.meta\.dirname)\s*,\s*[\w$.]+\s*,)/;

/** Texts that may name a folder, if modules are loaded by a path that is computed. */
function foldersOf(text: string): string[] {
  const globs = LOADS_BY_NAME.test(text) ? [...text.matchAll(GLOB)].map(([, folder = '']) => folder) : [];
  if (!COMPUTED_LOAD.test(text)) return globs;
  const found = new Set(globs);
  for (const [, , folder = ''] of text.matchAll(FOLDER)) if (folder.length < 80) found.add(folder);
  if (BESIDE.test(text)) found.add('.');
  if (BELOW.test(text)) found.add('*');
  return [...found];
}

/** Bundled or minified code is nobody's source; most of it goes to browsers. */
function isMinified(text: string): boolean {
  return text.length > 5000 && text.length / (text.match(/\n/g)?.length ?? 1) > 400;
}

function lastName({ member }: CatalogCall): string {
  return /[\w$]+$/.exec(member)?.[0] ?? member;
}

function namesOf(calls: readonly CatalogCall[], name: (call: CatalogCall) => string): Names {
  const isLarge = ({ when }: CatalogCall) => when?.largeInput !== undefined && when.largeInput.smaller === undefined;
  return {
    any: pattern(calls.filter((call) => !isLarge(call)).map(name)),
    large: pattern(calls.filter(isLarge).map(name)),
  };
}

/** Matches a text that has one of the names; a callable export or result has no name, so that any text matches. */
function pattern(names: readonly string[]): RegExp | undefined {
  if (names.length === 0) return undefined;
  if (names.includes('default') || names.includes('prototype')) return /(?:)/;
  const unique = [...new Set(names)].map((name) => name.replaceAll(/[.$]/g, '\\$&').replace(/^new /, 'new\\s+'));
  return new RegExp(`\\b(?:${unique.join('|')})\\b`);
}
