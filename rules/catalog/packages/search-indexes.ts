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
  calls: [
    indexes('default', 'lunr() once at start-up'),
    { ...indexes('Index.load', 'lunr.Index.load() once at start-up'), why: 'builds the whole index before it returns' },
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

/** Search and classification in memory. */
export const searchIndexes: readonly CatalogModule[] = [fuse, lunr, minisearch, natural, fuzzball, compromise];
