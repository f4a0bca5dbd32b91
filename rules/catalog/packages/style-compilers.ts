import type { BlockingCall, CatalogModule } from '../types.ts';

const compiles = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads and compiles the whole style sheet before it returns',
  useInstead,
});

const inTheEnd = (member: string, useInstead = 'a build step, or a worker thread'): BlockingCall => ({
  ...compiles(member, useInstead),
  why: 'gives its result later, and compiles the whole style sheet on the loop all the same',
  fakeAsync: true,
});

const embedded = (name: string): string => `await ${name}() of sass-embedded`;

/** Dart compiled to JavaScript: its async functions only wait for importers, and compile on the loop. */
const sass: CatalogModule = {
  module: 'sass',
  versions: '^1.108.2',
  kind: 'render',
  returns: { initCompiler: 'Compiler' },
  calls: [
    compiles('compile', embedded('compileAsync')),
    compiles('compileString', embedded('compileStringAsync')),
    compiles('renderSync', embedded('compileAsync')),
    compiles('Compiler.prototype.compile', embedded('compileAsync')),
    compiles('Compiler.prototype.compileString', embedded('compileStringAsync')),
    inTheEnd('compileAsync', embedded('compileAsync')),
    inTheEnd('compileStringAsync', embedded('compileStringAsync')),
    inTheEnd('render', embedded('compileAsync')),
  ],
};

const sassEmbedded: CatalogModule = {
  module: 'sass-embedded',
  versions: '^1.108.2',
  kind: 'render',
  returns: { initCompiler: 'Compiler' },
  calls: [
    compiles('compile', 'await compileAsync()'),
    compiles('compileString', 'await compileStringAsync()'),
    compiles('renderSync', 'await compileAsync()'),
    compiles('Compiler.prototype.compile', 'await compiler.compileAsync() of initAsyncCompiler()'),
    compiles('Compiler.prototype.compileString', 'await compiler.compileStringAsync() of initAsyncCompiler()'),
  ],
  nonBlocking: ['compileAsync', 'compileStringAsync'].map((member) => ({ member, why: 'compiles in a subprocess' })),
};

const nodeSass: CatalogModule = {
  module: 'node-sass',
  versions: '^9.0.0',
  kind: 'render',
  calls: [compiles('renderSync', 'promisify(sass.render)()')],
  nonBlocking: [{ member: 'render', why: 'runs on the thread pool' }],
};

const less: CatalogModule = {
  module: 'less',
  versions: '^4.9.1',
  kind: 'render',
  calls: [inTheEnd('render')],
};

const stylus: CatalogModule = {
  module: 'stylus',
  versions: '^0.64.0',
  kind: 'render',
  returns: { default: 'Renderer' },
  calls: [inTheEnd('render'), inTheEnd('Renderer.prototype.render')],
};

const postcss: CatalogModule = {
  module: 'postcss',
  versions: '^8.5.33',
  kind: 'render',
  returns: {
    default: 'Processor',
    'Processor.prototype.use': 'Processor',
    'Processor.prototype.process': 'LazyResult',
  },
  calls: [compiles('LazyResult.prototype.sync', 'await postcss(plugins).process(css)')],
};

const lightningcss: CatalogModule = {
  module: 'lightningcss',
  versions: '^1.33.0',
  kind: 'render',
  calls: [
    compiles('bundle', 'await bundleAsync()'),
    compiles('transform', 'await bundleAsync()'),
    { ...compiles('transformStyleAttribute', 'a worker thread'), weight: 'cheap' },
  ],
  nonBlocking: [{ member: 'bundleAsync', why: 'runs on the thread pool' }],
};

/** Compilers of style sheets. */
export const styleCompilers: readonly CatalogModule[] = [
  sass,
  sassEmbedded,
  nodeSass,
  less,
  stylus,
  postcss,
  lightningcss,
];
