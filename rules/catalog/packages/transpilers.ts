import type { BlockingCall, CatalogModule } from '../types.ts';

const compiles = (member: string, useInstead = 'a worker thread'): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'compiles the whole source before it returns',
  useInstead,
});

const onThePool = 'runs on the thread pool';

const swcPairs = ['transform', 'transformFile', 'parse', 'parseFile', 'print', 'minify'];

const swc: CatalogModule = {
  module: '@swc/core',
  versions: '^1.16.22',
  kind: 'render',
  calls: [
    ...swcPairs.map((name) => compiles(`${name}Sync`, `await swc.${name}()`)),
    ...swcPairs.map((name) => compiles(`Compiler.prototype.${name}Sync`, `await compiler.${name}()`)),
  ],
  // parse() and parseFile() run there too, but read their tree from JSON on the loop.
  nonBlocking: swcPairs.filter((member) => !member.startsWith('parse')).map((member) => ({ member, why: onThePool })),
};

const esbuildPairs = ['transform', 'formatMessages', 'analyzeMetafile'];

const esbuild: CatalogModule = {
  module: 'esbuild',
  versions: '^0.28.2',
  kind: 'render',
  calls: [
    {
      ...compiles('buildSync', 'await esbuild.build()'),
      why: 'waits for its subprocess to bundle everything before it returns',
    },
    ...esbuildPairs.map((name) => compiles(`${name}Sync`, `await esbuild.${name}()`)),
  ],
  nonBlocking: ['build', 'context', 'transform'].map((member) => ({ member, why: 'runs in a subprocess' })),
};

const oxcTransform: CatalogModule = {
  module: 'oxc-transform',
  versions: '^0.158.0',
  kind: 'render',
  calls: ['transform', 'isolatedDeclaration', 'moduleRunnerTransform'].map((name) =>
    compiles(`${name}Sync`, `await ${name}()`),
  ),
};

const oxcParser: CatalogModule = {
  module: 'oxc-parser',
  versions: '^0.159.0',
  kind: 'parse',
  calls: [compiles('parseSync', 'await parse()')],
};

const sucrase: CatalogModule = {
  module: 'sucrase',
  versions: '^3.35.1',
  kind: 'render',
  calls: [compiles('transform'), compiles('getFormattedTokens')],
};

const mdx: CatalogModule = {
  module: '@mdx-js/mdx',
  versions: '^3.1.1',
  kind: 'render',
  calls: [
    compiles('compileSync'),
    compiles('evaluateSync'),
    {
      ...compiles('compile'),
      why: 'returns a promise, and compiles the whole document on the loop all the same',
      fakeAsync: true,
    },
  ],
};

const sourceParser = (module: string, versions: string, members: readonly string[]): CatalogModule => ({
  module,
  versions,
  kind: 'parse',
  calls: members.map((member) => ({ ...compiles(member), why: 'parses the whole source before it returns' })),
});

const svelteCompiler: CatalogModule = {
  module: 'svelte/compiler',
  versions: '^5.57.3',
  kind: 'render',
  calls: ['compile', 'compileModule', 'parse', 'migrate'].map((member) => compiles(member)),
};

const vueCompiler: CatalogModule = {
  module: '@vue/compiler-sfc',
  versions: '^3.5.45',
  kind: 'render',
  calls: [
    compiles('compileScript'),
    compiles('compileTemplate'),
    compiles('compileStyle', 'await compileStyleAsync()'),
    compiles('parse'),
  ],
};

/** Compilers of JavaScript and of what becomes JavaScript. */
export const transpilers: readonly CatalogModule[] = [
  swc,
  esbuild,
  oxcTransform,
  oxcParser,
  sucrase,
  mdx,
  sourceParser('acorn', '^8.19.0', ['parse']),
  sourceParser('espree', '^11.2.0', ['parse', 'tokenize']),
  sourceParser('esprima', '^4.0.1', ['parse', 'parseScript', 'parseModule', 'tokenize']),
  sourceParser('recast', '^0.23.21', ['parse', 'print', 'prettyPrint']),
  svelteCompiler,
  vueCompiler,
];
