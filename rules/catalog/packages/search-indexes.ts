import type { BlockingCall, CatalogModule } from '../types.ts';

const indexes = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'indexes every document before it returns',
  useInstead,
});

const searches = (member: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'compares the pattern with every entry before it returns',
  useInstead: 'a worker thread',
});

const fuse: CatalogModule = {
  module: 'fuse.js',
  versions: '^7.5.0',
  kind: 'compute',
  returns: { 'new default': 'Fuse' },
  calls: [
    { ...indexes('new default', 'Fuse.createIndex() at start-up'), weight: 'cheap' },
    searches('Fuse.prototype.search'),
  ],
};

const lunr: CatalogModule = {
  module: 'lunr',
  versions: '^2.3.9',
  kind: 'compute',
  returns: { default: 'Index', 'Index.load': 'Index' },
  calls: [
    indexes('default', 'lunr() once at start-up'),
    { ...indexes('Index.load', 'lunr.Index.load() once at start-up'), why: 'builds the whole index before it returns' },
    searches('Index.prototype.search'),
  ],
};

const elasticlunr: CatalogModule = {
  module: 'elasticlunr',
  versions: '^0.9.5',
  kind: 'compute',
  returns: { default: 'Index', 'Index.load': 'Index' },
  calls: [
    {
      ...searches('Index.prototype.addDoc'),
      why: 'indexes every word of the document before it returns',
      useInstead: 'an index that is built at start-up',
    },
    searches('Index.prototype.search'),
  ],
};

const minisearch: CatalogModule = {
  module: 'minisearch',
  versions: '^7.2.0',
  kind: 'compute',
  returns: { 'new default': 'MiniSearch' },
  calls: [
    indexes('MiniSearch.prototype.addAll', 'await miniSearch.addAllAsync()'),
    { ...indexes('loadJSON', 'await MiniSearch.loadJSONAsync()'), why: 'builds the whole index before it returns' },
    ...['search', 'autoSuggest'].map((name) => ({
      ...searches(`MiniSearch.prototype.${name}`),
      why: 'scores every document that it finds before it returns',
    })),
  ],
  nonBlocking: [{ member: 'MiniSearch.prototype.addAllAsync', why: 'yields to the loop between its chunks' }],
};

const natural: CatalogModule = {
  module: 'natural',
  versions: '^8.1.1',
  kind: 'compute',
  calls: ['BayesClassifier', 'LogisticRegressionClassifier'].map((type) => ({
    ...indexes(`${type}.prototype.train`, 'a worker thread'),
    why: 'learns from every document before it returns',
  })),
};

const fuzzball: CatalogModule = {
  module: 'fuzzball',
  versions: '^2.2.6',
  kind: 'compute',
  calls: [{ ...searches('extract'), useInstead: 'await fuzzball.extractAsPromised()' }],
};

const compromise: CatalogModule = {
  module: 'compromise',
  versions: '^14.17.0',
  kind: 'compute',
  calls: [
    {
      member: 'default',
      weight: 'cheap',
      why: 'analyses every sentence, about a millisecond each, before it returns',
      useInstead: 'a worker thread, or a bound on the size of the text',
    },
  ],
};

/** Up to version 5 the module is the function. */
const franc = (module: string): CatalogModule => ({
  module,
  versions: '^5.0.0 || ^6.2.0',
  kind: 'compute',
  calls: [
    { member: 'default', removed: '6.0.0' },
    { member: 'franc', since: '6.0.0' },
    { member: 'all', removed: '6.0.0' },
    { member: 'francAll', since: '6.0.0' },
  ].map((call) => ({
    ...call,
    weight: 'cheap',
    why: 'compares the text with every language that it knows before it returns',
    useInstead: 'a worker thread',
  })),
});

/** Search and classification in memory. */
export const searchIndexes: readonly CatalogModule[] = [
  fuse,
  lunr,
  elasticlunr,
  minisearch,
  natural,
  fuzzball,
  compromise,
  franc('franc'),
  franc('franc-min'),
];
