import type { BlockingCall, CatalogModule } from '../types.ts';

const reads = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads whole configuration files before it returns',
  useInstead,
});

const atStart = (name: string): string => `${name}() at start-up`;

const explorer = (module: string, versions: string): CatalogModule => ({
  module,
  versions,
  kind: 'fs',
  returns: { [`${module}Sync`]: 'ExplorerSync' },
  calls: [
    reads('ExplorerSync.prototype.search', `await ${module}(name).search()`),
    reads('ExplorerSync.prototype.load', `await ${module}(name).load()`),
  ],
  nonBlocking: [{ member: `${module}Sync`, why: 'only makes the explorer' }],
});

const nconf: CatalogModule = {
  module: 'nconf',
  versions: '^0.13.0',
  kind: 'fs',
  returns: { 'new Provider': 'Provider', 'new File': 'File' },
  calls: [
    reads('file', atStart('nconf.file')),
    reads('loadFilesSync', 'nconf.loadFiles() with a callback'),
    { ...reads('load', atStart('nconf.load')), fakeAsync: true },
    {
      ...reads('save', 'nconf.save() with a callback'),
      why: 'writes whole configuration files before it returns',
      when: { callback: false },
    },
    reads('Provider.prototype.file', atStart('provider.file')),
    { ...reads('Provider.prototype.load', atStart('provider.load')), fakeAsync: true },
    {
      ...reads('Provider.prototype.save', 'provider.save() with a callback'),
      why: 'writes whole configuration files before it returns',
      when: { callback: false },
    },
    reads('File.prototype.loadSync', 'file.load() with a callback'),
    {
      ...reads('File.prototype.saveSync', 'file.save() with a callback'),
      why: 'writes the whole file before it returns',
    },
  ],
};

const joycon: CatalogModule = {
  module: 'joycon',
  versions: '^3.1.1',
  kind: 'fs',
  returns: { 'new default': 'JoyCon' },
  calls: [
    reads('JoyCon.prototype.loadSync', 'await joycon.load()'),
    {
      member: 'JoyCon.prototype.resolveSync',
      weight: 'cheap',
      why: 'makes one system call for every place it looks at',
      useInstead: 'await joycon.resolve()',
    },
  ],
};

/** Packages that look for configuration files and read them. */
export const configLoaders: readonly CatalogModule[] = [
  explorer('cosmiconfig', '^7.1.0 || ^9.0.2'),
  explorer('lilconfig', '^2.1.0 || ^3.1.5'),
  {
    module: 'dotenv',
    versions: '^18.0.10',
    kind: 'fs',
    calls: [
      reads('config', 'node --env-file, or config() at start-up'),
      reads('configDotenv', 'node --env-file, or configDotenv() at start-up'),
    ],
  },
  {
    module: 'dotenv-flow',
    versions: '^4.1.0',
    kind: 'fs',
    calls: [
      reads('config', 'node --env-file, or config() at start-up'),
      reads('load', atStart('load')),
      reads('parse', atStart('parse')),
      reads('unload', atStart('unload')),
      {
        member: 'listFiles',
        weight: 'cheap',
        why: 'makes one system call for every file it looks for',
        useInstead: atStart('listFiles'),
      },
    ],
  },
  nconf,
  { module: 'rc', versions: '^1.2.8', kind: 'fs', calls: [reads('default', atStart('rc'))] },
  joycon,
  {
    module: 'convict',
    versions: '^6.2.5',
    kind: 'fs',
    returns: { default: 'Config', 'Config.prototype.loadFile': 'Config' },
    calls: [reads('Config.prototype.loadFile', 'config.loadFile() at start-up')],
  },
  {
    module: 'properties-reader',
    versions: '^3.0.1',
    kind: 'fs',
    returns: { default: 'Reader', propertiesReader: 'Reader' },
    calls: [
      reads('default', 'propertiesReader().read(await fs.promises.readFile())'),
      { ...reads('propertiesReader', 'propertiesReader().read(await fs.promises.readFile())'), since: '3.0.0' },
      reads('Reader.prototype.append', 'reader.read(await fs.promises.readFile())'),
    ],
  },
  {
    module: 'get-tsconfig',
    versions: '^4.14.3',
    kind: 'fs',
    calls: [reads('getTsconfig', atStart('getTsconfig')), reads('parseTsconfig', atStart('parseTsconfig'))],
  },
  {
    module: 'tsconfig-paths',
    versions: '^4.2.0',
    kind: 'fs',
    calls: [reads('loadConfig', atStart('loadConfig')), reads('register', atStart('register'))],
  },
  { module: 'load-tsconfig', versions: '^0.2.5', kind: 'fs', calls: [reads('loadTsConfig', atStart('loadTsConfig'))] },
  {
    module: 'parse-git-config',
    versions: '^3.0.0',
    kind: 'fs',
    calls: [reads('sync', 'await parseGitConfig.promise()')],
  },
];
