import type { BlockingCall, CatalogModule } from '../types.ts';

const generates = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'generates and evaluates code before it returns',
  useInstead,
});

const onceAtStart = (name: string): string => `${name}() once at start-up`;

/** Version 6 is called with `new` or without. */
const ajv = (module: string, name: string, versions = '^8.20.0'): CatalogModule => ({
  module,
  versions,
  kind: 'render',
  returns: { 'new default': 'Ajv', [`new ${name}`]: 'Ajv', ...(versions.startsWith('^6') ? { default: 'Ajv' } : {}) },
  calls: [generates('Ajv.prototype.compile', onceAtStart('ajv.compile'))],
});

const fastJsonStringify: CatalogModule = {
  module: 'fast-json-stringify',
  versions: '^7.3.6',
  kind: 'render',
  calls: [generates('default', onceAtStart('fastJsonStringify')), generates('build', onceAtStart('build'))],
};

const parserGenerator = (module: string, versions: string): CatalogModule => ({
  module,
  versions,
  kind: 'render',
  calls: [generates('generate', onceAtStart('generate'))],
});

const eslint: CatalogModule = {
  module: 'eslint',
  versions: '^10.15.0',
  kind: 'render',
  calls: ['verify', 'verifyAndFix'].map((name) => ({
    member: `Linter.prototype.${name}`,
    weight: 'heavy',
    why: 'parses and checks the whole source before it returns',
    useInstead: 'a worker thread',
  })),
};

/** Code that makes code: validators, serialisers, parsers and linters. */
export const schemaCompilers: readonly CatalogModule[] = [
  ajv('ajv', 'Ajv', '^6.12.6 || ^8.20.0'),
  ajv('ajv/dist/2019', 'Ajv2019'),
  ajv('ajv/dist/2020', 'Ajv2020'),
  fastJsonStringify,
  parserGenerator('peggy', '^5.1.0'),
  parserGenerator('pegjs', '^0.10.0'),
  eslint,
];
