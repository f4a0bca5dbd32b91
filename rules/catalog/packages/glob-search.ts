import type { BlockingCall, CatalogModule } from '../types.ts';

const search = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads every directory that the pattern may match before it returns',
  useInstead,
});

const cheap = (member: string, useInstead: string): BlockingCall => ({ member, weight: 'cheap', useInstead });

const glob: CatalogModule = {
  module: 'glob',
  versions: '^7.2.3 || ^14.0.6',
  kind: 'fs',
  calls: [
    { ...search('globSync', 'await glob()'), since: '9.0.0' },
    search('sync', 'await glob()'),
    search('glob.sync', 'await glob()'),
    { ...search('globStreamSync', 'globStream()'), since: '9.0.0' },
    { ...search('streamSync', 'globStream()'), since: '9.3.0' },
    { ...search('globIterateSync', 'for await (... of globIterate())'), since: '9.0.0' },
    { ...search('iterateSync', 'for await (... of globIterate())'), since: '9.3.0' },
    { ...search('Glob.prototype.walkSync', 'await glob.walk()'), since: '9.0.0' },
    { ...search('Glob.prototype.streamSync', 'glob.stream()'), since: '9.0.0' },
    { ...search('Glob.prototype.iterateSync', 'for await (... of glob.iterate())'), since: '9.0.0' },
    { ...search('new GlobSync', 'await glob()'), removed: '9.0.0' },
  ],
};

const fastGlob: CatalogModule = {
  module: 'fast-glob',
  versions: '^3.3.3',
  kind: 'fs',
  calls: [search('sync', 'await fg()'), { ...search('globSync', 'await fg()'), since: '3.3.0' }],
  nonBlocking: [{ member: 'generateTasks', why: 'only sorts the patterns' }],
};

const globby: CatalogModule = {
  module: 'globby',
  versions: '^11.1.0 || ^16.2.4',
  kind: 'fs',
  calls: [
    { ...search('globbySync', 'await globby()'), since: '12.0.0' },
    { ...search('sync', 'await globby()'), removed: '12.0.0' },
    { ...search('gitignore.sync', 'await globby.gitignore()'), removed: '12.0.0' },
    { ...search('isGitIgnoredSync', 'await isGitIgnored()'), since: '12.0.0' },
    { ...search('isIgnoredByIgnoreFilesSync', 'await isIgnoredByIgnoreFiles()'), since: '15.0.0' },
    { ...cheap('generateGlobTasksSync', 'await generateGlobTasks()'), since: '13.0.0' },
  ],
};

const tinyglobby: CatalogModule = {
  module: 'tinyglobby',
  versions: '^0.2.17',
  kind: 'fs',
  calls: [search('globSync', 'await glob()')],
};

const sameCrawler =
  'withPathSeparator withBasePath withRelativePaths withDirs withMaxDepth withMaxFiles withFullPaths withErrors withSymlinks withAbortSignal group onlyCounts normalize filter onlyDirs exclude glob globWithOptions withGlobFunction'.split(
    ' ',
  );

const fdir: CatalogModule = {
  module: 'fdir',
  versions: '^6.5.0',
  kind: 'fs',
  returns: {
    'new fdir': 'Crawler',
    'Crawler.prototype.crawl': 'Crawl',
    'Crawler.prototype.crawlWithOptions': 'Crawl',
    ...Object.fromEntries(sameCrawler.map((name) => [`Crawler.prototype.${name}`, 'Crawler'])),
  },
  calls: [search('Crawl.prototype.sync', 'await new fdir().crawl(directory).withPromise()')],
};

const dirGlob: CatalogModule = {
  module: 'dir-glob',
  versions: '^3.0.1',
  kind: 'fs',
  calls: [cheap('sync', 'await dirGlob()')],
};

/** Packages that find files by pattern. */
export const globSearch: readonly CatalogModule[] = [glob, fastGlob, globby, tinyglobby, fdir, dirGlob];
