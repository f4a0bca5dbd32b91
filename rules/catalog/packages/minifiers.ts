import type { BlockingCall, CatalogModule } from '../types.ts';

const minifies = (member: string, useInstead = 'a build step, or a worker thread'): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'parses, shortens and prints the whole source before it returns',
  useInstead,
});

const inTheEnd = (member: string): BlockingCall => ({
  ...minifies(member),
  why: 'gives its result later, and works through the whole source on the loop all the same',
  fakeAsync: true,
});

const one = (module: string, versions: string, calls: readonly BlockingCall[]): CatalogModule => ({
  module,
  versions,
  kind: 'render',
  calls,
});

const cleanCss: CatalogModule = {
  module: 'clean-css',
  versions: '^5.3.3',
  kind: 'render',
  returns: { 'new default': 'CleanCSS' },
  calls: [{ ...minifies('CleanCSS.prototype.minify'), fakeAsync: true }],
};

/** Up to version 1 a class, whose method gives a promise. */
const svgo: CatalogModule = {
  module: 'svgo',
  versions: '^1.3.2 || ^4.1.0',
  kind: 'render',
  returns: { 'new default': 'SVGO' },
  calls: [
    { ...minifies('optimize'), since: '2.0.0' },
    { ...inTheEnd('SVGO.prototype.optimize'), removed: '2.0.0' },
  ],
};

/** Minifiers and formatters. */
export const minifiers: readonly CatalogModule[] = [
  one('terser', '^5.51.2', [minifies('minify_sync'), inTheEnd('minify')]),
  one('uglify-js', '^3.19.3', [minifies('minify')]),
  svgo,
  one('csso', '^5.0.5', [minifies('minify'), { ...minifies('minifyBlock'), weight: 'cheap' }]),
  one('html-minifier', '^4.0.0', [minifies('minify')]),
  one('html-minifier-terser', '^7.2.0', [inTheEnd('minify')]),
  one('prettier', '^3.10.1', [inTheEnd('format'), inTheEnd('formatWithCursor'), inTheEnd('check')]),
  cleanCss,
];
