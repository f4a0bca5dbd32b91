import type { BlockingCall, CatalogModule } from '../types.ts';

const wholeArchive = (member: string, why: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why,
  useInstead,
});

const tarNames = ['create', 'c', 'extract', 'x', 'list', 't', 'update', 'u', 'replace', 'r'];

const tar: CatalogModule = {
  module: 'tar',
  versions: '^7.5.23',
  kind: 'compression',
  calls: tarNames.map((name) => ({
    ...wholeArchive(name, 'works through the whole archive before it returns', `await tar.${name}() without sync`),
    when: { option: { at: 0, key: 'sync', is: true } },
  })),
};

const jszip: CatalogModule = {
  module: 'jszip',
  versions: '^2.6.1 || ^3.10.2',
  kind: 'compression',
  returns: { 'new default': 'JSZip', default: 'JSZip' },
  calls: [
    {
      ...wholeArchive(
        'JSZip.prototype.generate',
        'compresses every entry in JavaScript before it returns',
        'await zip.generateAsync() of version 3',
      ),
      removed: '3.0.0',
    },
  ],
  nonBlocking: [
    { member: 'JSZip.prototype.generateAsync', why: 'yields to the loop between its chunks' },
    { member: 'JSZip.prototype.loadAsync', why: 'reads only the directory of the archive' },
    { member: 'loadAsync', why: 'reads only the directory of the archive' },
  ],
};

const pizzip: CatalogModule = {
  module: 'pizzip',
  versions: '^3.3.0',
  kind: 'compression',
  returns: { 'new default': 'PizZip' },
  calls: [
    wholeArchive(
      'PizZip.prototype.generate',
      'compresses every entry in JavaScript before it returns',
      "zip.generate({ compression: 'STORE' }) or a worker thread",
    ),
  ],
};

const nodeStreamZip: CatalogModule = {
  module: 'node-stream-zip',
  versions: '^1.16.0',
  kind: 'compression',
  returns: { 'new default': 'StreamZip' },
  calls: [
    wholeArchive(
      'StreamZip.prototype.entryDataSync',
      'reads and decompresses the whole entry before it returns',
      'await new StreamZip.async({ file }).entryData()',
    ),
  ],
};

/** Archives of many files. */
export const archives: readonly CatalogModule[] = [tar, jszip, pizzip, nodeStreamZip];
