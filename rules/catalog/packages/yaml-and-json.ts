import type { BlockingCall, CatalogModule } from '../types.ts';

const parses = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'parses the whole text in JavaScript before it returns',
  useInstead: 'a worker thread, or a bound on the size of the text',
  when: { largeInput: { at: 0, smaller: 'cheap' } },
});

const walks = (member: string, useInstead = 'a bound on the size of the value'): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'walks the whole value before it returns',
  useInstead,
});

const jsYaml: CatalogModule = {
  module: 'js-yaml',
  versions: '^3.14.2 || ^4.3.2 || ^5.5.0',
  kind: 'parse',
  calls: [
    parses('load'),
    parses('loadAll'),
    walks('dump'),
    ...[parses('safeLoad'), parses('safeLoadAll'), walks('safeDump')].map((call) => ({ ...call, removed: '4.0.0' })),
  ],
};

const yaml: CatalogModule = {
  module: 'yaml',
  versions: '^2.9.1',
  kind: 'parse',
  calls: [parses('parse'), parses('parseDocument'), parses('parseAllDocuments'), walks('stringify')],
};

const json5: CatalogModule = {
  module: 'json5',
  versions: '^2.2.3',
  kind: 'parse',
  calls: [parses('parse'), walks('stringify')],
};

const jsonBigint: CatalogModule = {
  module: 'json-bigint',
  versions: '^1.0.0',
  kind: 'parse',
  returns: { default: 'JsonBigint' },
  calls: [parses('parse'), parses('JsonBigint.prototype.parse'), walks('stringify')],
};

const parseJson: CatalogModule = {
  module: 'parse-json',
  versions: '^8.3.0',
  kind: 'parse',
  calls: [parses('default')],
};

const flatted: CatalogModule = {
  module: 'flatted',
  versions: '^3.4.4',
  kind: 'parse',
  calls: [parses('parse'), walks('stringify')],
};

const superjson: CatalogModule = {
  module: 'superjson',
  versions: '^2.2.6',
  kind: 'parse',
  calls: [parses('parse'), walks('stringify'), walks('serialize'), walks('deserialize')],
};

const devalue: CatalogModule = {
  module: 'devalue',
  versions: '^6.0.3',
  kind: 'parse',
  calls: [parses('parse'), walks('stringify'), walks('uneval')],
};

const toml: CatalogModule = {
  module: 'toml',
  versions: '^5.0.1',
  kind: 'parse',
  calls: [parses('parse')],
};

const yamljs: CatalogModule = {
  module: 'yamljs',
  versions: '^0.3.0',
  kind: 'parse',
  calls: [
    {
      member: 'load',
      kind: 'fs',
      weight: 'heavy',
      why: 'reads and parses the whole file before it returns',
      useInstead: 'YAML.parse(await fs.promises.readFile(path, "utf8"))',
      when: { callback: false },
    },
    parses('parse'),
    walks('stringify'),
  ],
};

/** Each has a `parse` that takes the text. */
const parsers = Object.entries({
  '@iarna/toml': '^3.0.0',
  'smol-toml': '^1.9.1',
  ini: '^6.0.0',
  'jsonc-parser': '^3.3.1',
  'comment-json': '^5.0.0',
}).map(([module, versions]): CatalogModule => ({ module, versions, kind: 'parse', calls: [parses('parse')] }));

/** Each is a function that writes any value as text. */
const printers = Object.entries({
  'serialize-javascript': '^7.1.4',
  'json-stable-stringify': '^1.3.0',
  'safe-stable-stringify': '^3.0.0',
}).map(([module, versions]): CatalogModule => ({ module, versions, kind: 'parse', calls: [walks('default')] }));

const grayMatter: CatalogModule = {
  module: 'gray-matter',
  versions: '^4.0.3',
  kind: 'parse',
  calls: [
    {
      member: 'read',
      kind: 'fs',
      weight: 'heavy',
      why: 'reads the whole file before it returns',
      useInstead: 'matter(await fs.promises.readFile(path))',
    },
  ],
};

const jsonpath: CatalogModule = {
  module: 'jsonpath',
  versions: '^1.3.0',
  kind: 'compute',
  calls: ['query', 'paths', 'nodes', 'apply'].map((member) => walks(member)),
};

const jsonpathPlus: CatalogModule = {
  module: 'jsonpath-plus',
  versions: '^10.4.0',
  kind: 'compute',
  calls: [walks('JSONPath')],
};

const jmespath: CatalogModule = {
  module: 'jmespath',
  versions: '^0.16.0',
  kind: 'compute',
  calls: [walks('search')],
};

const jsonata: CatalogModule = {
  module: 'jsonata',
  versions: '^2.2.2',
  kind: 'compute',
  returns: { default: 'Expression' },
  calls: [
    {
      ...walks('Expression.prototype.evaluate'),
      why: 'returns a promise, and walks the whole value on the loop all the same',
      fakeAsync: true,
    },
  ],
};

const linksData = (member: string, weight: BlockingCall['weight'] = 'cheap'): BlockingCall => ({
  member,
  weight,
  why: 'returns a promise, and works through the whole document on the loop all the same',
  useInstead: 'a worker thread, or a bound on the size of the document',
  fakeAsync: true,
});

const linkedData = ['expand', 'compact', 'flatten', 'toRDF', 'normalize', 'canonize'].map((name) => linksData(name));

/** Up to version 5 its functions are those of `promises` too. */
const jsonld: CatalogModule = {
  module: 'jsonld',
  versions: '^5.2.0 || ^8.3.3',
  kind: 'compute',
  calls: [...linkedData, linksData('frame', 'heavy')].flatMap((call) => [
    call,
    { ...call, member: `promises.${call.member}`, removed: '6.0.0' },
  ]),
};

/** YAML, TOML, and JSON beside the built-in one. */
export const yamlAndJson: readonly CatalogModule[] = [
  jsYaml,
  yaml,
  json5,
  jsonBigint,
  parseJson,
  flatted,
  superjson,
  devalue,
  toml,
  yamljs,
  ...parsers,
  ...printers,
  grayMatter,
  jsonpath,
  jsonpathPlus,
  jmespath,
  jsonata,
  jsonld,
];
