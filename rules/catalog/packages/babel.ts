import type { BlockingCall, CatalogModule } from '../types.ts';

const compiles = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'parses, transforms and prints the whole source before it returns',
  useInstead: 'a worker thread',
});

const parses = (member: string): BlockingCall => ({
  ...compiles(member),
  why: 'parses the whole source before it returns',
});

/** Only the loading of plugins and configuration is async: the compilation itself runs on the loop in one go. */
const inTheEnd = (member: string): BlockingCall => ({
  ...compiles(member),
  why: 'returns a promise or takes a callback, and compiles the whole source on the loop all the same',
  fakeAsync: true,
});

const loadsConfig = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads configuration files and loads plugins before it returns',
  useInstead,
});

const core: CatalogModule = {
  module: '@babel/core',
  versions: '^7.29.13',
  kind: 'render',
  calls: [
    compiles('transformSync'),
    compiles('transformFileSync'),
    compiles('transformFromAstSync'),
    inTheEnd('transform'),
    inTheEnd('transformAsync'),
    inTheEnd('transformFile'),
    inTheEnd('transformFileAsync'),
    inTheEnd('transformFromAst'),
    inTheEnd('transformFromAstAsync'),
    parses('parseSync'),
    parses('parse'),
    { ...inTheEnd('parseAsync'), why: 'returns a promise, and parses the whole source on the loop all the same' },
    loadsConfig('loadOptionsSync', 'await loadOptionsAsync()'),
    loadsConfig('loadPartialConfigSync', 'await loadPartialConfigAsync()'),
    { ...loadsConfig('createConfigItemSync', 'await createConfigItemAsync()'), weight: 'cheap' },
  ],
};

const parser: CatalogModule = {
  module: '@babel/parser',
  versions: '^7.29.14',
  kind: 'parse',
  calls: [parses('parse'), { ...parses('parseExpression'), weight: 'cheap' }],
};

const generator: CatalogModule = {
  module: '@babel/generator',
  versions: '^7.29.14',
  kind: 'render',
  calls: ['default', 'generate'].map((member) => ({
    ...compiles(member),
    why: 'prints the whole tree before it returns',
  })),
};

/** Babel. */
export const babel: readonly CatalogModule[] = [core, parser, generator];
