import type { BlockingCall, CatalogModule } from '../types.ts';

const writes = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'writes the whole file before it returns',
  useInstead,
});

const reads = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads and parses the whole file before it returns',
  useInstead,
});

const editJsonFile: CatalogModule = {
  module: 'edit-json-file',
  versions: '^1.8.1',
  kind: 'fs',
  returns: {
    default: 'JsonEditor',
    'JsonEditor.prototype.set': 'JsonEditor',
    'JsonEditor.prototype.unset': 'JsonEditor',
  },
  calls: [
    reads('default', 'await fs.promises.readFile() and JSON.parse()'),
    { ...reads('JsonEditor.prototype.read', 'file.read() with a callback'), when: { callback: false } },
    {
      ...writes('JsonEditor.prototype.write', 'file.write() with a callback'),
      when: { callback: false },
    },
    {
      ...writes('JsonEditor.prototype.save', 'file.save() with a callback'),
      when: { callback: false },
    },
    {
      ...writes('JsonEditor.prototype.empty', 'file.empty() with a callback'),
      weight: 'cheap',
      why: 'empties the file before it returns',
      when: { callback: false },
    },
  ],
};

/** Packages that read or write one data file: JSON, YAML or plain text. */
export const fileWriters: readonly CatalogModule[] = [
  {
    module: 'jsonfile',
    versions: '^6.2.1',
    kind: 'fs',
    calls: [reads('readFileSync', 'await jsonfile.readFile()'), writes('writeFileSync', 'await jsonfile.writeFile()')],
  },
  {
    module: 'load-json-file',
    versions: '^6.2.0 || ^7.0.1',
    kind: 'fs',
    calls: [
      { ...reads('loadJsonFileSync', 'await loadJsonFile()'), since: '7.0.0' },
      { ...reads('sync', 'await loadJsonFile()'), removed: '7.0.0' },
    ],
  },
  {
    module: 'write-json-file',
    versions: '^4.3.0 || ^7.0.0',
    kind: 'fs',
    calls: [
      { ...writes('writeJsonFileSync', 'await writeJsonFile()'), since: '5.0.0' },
      { ...writes('sync', 'await writeJsonFile()'), removed: '5.0.0' },
    ],
  },
  {
    module: 'read-json-sync',
    versions: '^2.0.1',
    kind: 'fs',
    calls: [reads('default', 'await fs.promises.readFile() and JSON.parse()')],
  },
  editJsonFile,
  { module: 'read-yaml-file', versions: '^2.1.0', kind: 'fs', calls: [reads('sync', 'await readYamlFile()')] },
  {
    module: 'load-yaml-file',
    versions: '^1.0.0',
    kind: 'fs',
    calls: [reads('loadYamlFileSync', 'await loadYamlFile()')],
  },
  {
    module: 'write-yaml-file',
    versions: '^4.2.0 || ^5.0.0',
    kind: 'fs',
    calls: [writes('sync', 'await writeYamlFile()')],
  },
  {
    module: 'write-file-atomic',
    versions: '^4.0.2 || ^7.0.1',
    kind: 'fs',
    calls: [writes('sync', 'await writeFileAtomic()')],
  },
  {
    module: 'atomically',
    versions: '^2.1.1',
    kind: 'fs',
    calls: [
      { ...reads('readFileSync', 'await readFile()'), why: 'reads the whole file before it returns' },
      writes('writeFileSync', 'await writeFile()'),
    ],
  },
  {
    module: 'output-file-sync',
    versions: '^2.0.1',
    kind: 'fs',
    calls: [writes('default', 'await fs.promises.mkdir() and await fs.promises.writeFile()')],
  },
  { module: 'write', versions: '^2.0.0', kind: 'fs', calls: [writes('sync', 'await write()')] },
  {
    module: 'fs-minipass',
    aliases: ['@isaacs/fs-minipass'],
    versions: '^3.0.3',
    kind: 'fs',
    calls: [
      {
        ...reads('new ReadStreamSync', 'new ReadStream()'),
        why: 'opens the file, and reads it piece by piece, on the loop',
      },
      { member: 'new WriteStreamSync', weight: 'cheap', useInstead: 'new WriteStream()' },
    ],
  },
];
