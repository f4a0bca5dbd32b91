import type { BlockingCall, CatalogModule } from '../types.ts';

const compares = (member: string, why: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why,
  useInstead,
});

const walks = 'walks both values before it returns';
const bound = 'a bound on the size of the value';
const worst = 'takes a time that grows with the length and with the number of changes';

const comparesFiles = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: worst,
  useInstead: `${member}() with a callback in its options`,
});

const diff: CatalogModule = {
  module: 'diff',
  versions: '^9.0.0',
  kind: 'compute',
  calls: [
    ...['createPatch', 'createTwoFilesPatch', 'structuredPatch'].map(comparesFiles),
    ...['diffChars', 'diffWords', 'diffWordsWithSpace', 'diffLines', 'diffSentences', 'diffJson', 'diffArrays'].map(
      (member) => compares(member, worst, `${member}() with a callback in its options`),
    ),
  ],
};

const square = 'compares every element with every other one before it returns';

const copies = (member: string, why: string): BlockingCall => ({ ...compares(member, why, bound), lightInLoop: true });

const lodashCalls: readonly BlockingCall[] = [
  copies('cloneDeep', 'copies the whole value before it returns'),
  ...['uniqWith', 'differenceWith', 'intersectionWith'].map((member) =>
    compares(member, square, 'a Map or a Set of keys'),
  ),
];

const lodash: CatalogModule = {
  module: 'lodash',
  aliases: ['lodash-es', 'lodash/fp'],
  versions: '^4.18.1',
  kind: 'compute',
  calls: lodashCalls,
};

const esToolkit: CatalogModule = {
  module: 'es-toolkit',
  aliases: ['es-toolkit/compat'],
  versions: '^1.53.2',
  kind: 'compute',
  calls: lodashCalls,
};

const lodashMethods: readonly CatalogModule[] = lodashCalls.map((call) => ({
  module: `lodash/${call.member}`,
  // The older packages of one function each.
  aliases: [
    `lodash/${call.member}.js`,
    `lodash-es/${call.member}`,
    `lodash-es/${call.member}.js`,
    `lodash.${call.member.toLowerCase()}`,
  ],
  versions: '^4.18.1',
  kind: 'compute',
  calls: [{ ...call, member: 'default' }],
}));

const copiesWhole = (member: string): BlockingCall => copies(member, 'copies the whole value before it returns');

const clones: readonly CatalogModule[] = [
  { module: 'clone', versions: '^2.1.2', kind: 'compute', calls: [copiesWhole('default')] },
  {
    module: 'klona',
    aliases: ['klona/json', 'klona/lite', 'klona/full'],
    versions: '^2.0.6',
    kind: 'compute',
    calls: [copiesWhole('klona')],
  },
  {
    module: 'rfdc',
    versions: '^1.4.1',
    kind: 'compute',
    returns: { default: 'Clone' },
    calls: [copiesWhole('Clone.prototype')],
  },
];

const deepEqual: CatalogModule = {
  module: 'deep-equal',
  versions: '^2.2.3',
  kind: 'compute',
  calls: [compares('default', walks, 'util.isDeepStrictEqual()')],
};

const fastJsonPatch: CatalogModule = {
  module: 'fast-json-patch',
  versions: '^3.1.1',
  kind: 'compute',
  calls: [
    compares('compare', walks, bound),
    compares('applyPatch', 'applies every operation before it returns', bound),
    copies('deepClone', 'writes the whole value to text and parses it before it returns'),
  ],
};

const jsondiffpatch: CatalogModule = {
  module: 'jsondiffpatch',
  versions: '^0.7.7',
  kind: 'compute',
  returns: { create: 'DiffPatcher' },
  calls: ['diff', 'patch', 'DiffPatcher.prototype.diff', 'DiffPatcher.prototype.patch'].map((member) =>
    compares(member, walks, 'a worker thread'),
  ),
};

const diffMatchPatch: CatalogModule = {
  module: 'diff-match-patch',
  versions: '^1.0.5',
  kind: 'compute',
  returns: { 'new default': 'diff_match_patch' },
  calls: ['diff_main', 'patch_make'].map((name) =>
    compares(`diff_match_patch.prototype.${name}`, `${worst}, up to its Diff_Timeout of a second`, 'a worker thread'),
  ),
};

const stringSimilarity: CatalogModule = {
  module: 'string-similarity',
  versions: '^4.0.4',
  kind: 'compute',
  calls: [compares('findBestMatch', 'compares with every candidate before it returns', 'a worker thread')],
};

/** Comparing and copying values. */
export const comparison: readonly CatalogModule[] = [
  diff,
  lodash,
  esToolkit,
  ...lodashMethods,
  ...clones,
  deepEqual,
  fastJsonPatch,
  jsondiffpatch,
  diffMatchPatch,
  stringSimilarity,
];
