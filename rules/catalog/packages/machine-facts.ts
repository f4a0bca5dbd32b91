import type { BlockingCall, CatalogModule } from '../types.ts';

const asks = (member: string, useInstead: string, why = 'waits for a subprocess that it asks'): BlockingCall => ({
  member,
  weight: 'unbounded',
  why,
  useInstead,
});

const runsGit = (member: string): BlockingCall => asks(member, 'await execa()', 'waits until git has ended');

const reads = (member: string, useInstead: string, why: string): BlockingCall => ({
  member,
  kind: 'fs',
  weight: 'cheap',
  why,
  useInstead,
});

const gitRevSync: CatalogModule = {
  module: 'git-rev-sync',
  versions: '^3.0.2',
  kind: 'child-process',
  calls: [
    ...'message tag tagFirstParent hasUnstagedChanges isDirty isTagDirty remoteUrl date count'.split(' ').map(runsGit),
    ...'long short branch'
      .split(' ')
      .map((name) => reads(name, `${name}() at start-up`, 'reads files of the repository')),
  ],
  nonBlocking: [{ member: 'log', why: 'only throws: it is not written yet' }],
};

const internalIp: CatalogModule = {
  module: 'internal-ip',
  versions: '^6.2.0 || ^7.0.0 || ^8.0.1 || ^9.0.0',
  kind: 'child-process',
  calls: [
    { ...asks('v4.sync', 'await internalIp.v4()'), removed: '7.0.0' },
    { ...asks('v6.sync', 'await internalIp.v6()'), removed: '7.0.0' },
    { ...asks('internalIpV4Sync', 'await internalIpV4()'), since: '7.0.0', removed: '9.0.0' },
    { ...asks('internalIpV6Sync', 'await internalIpV6()'), since: '7.0.0', removed: '9.0.0' },
  ],
};

const osLocale: CatalogModule = {
  module: 'os-locale',
  versions: '^5.0.0 || ^6.0.2 || ^8.0.0',
  kind: 'child-process',
  calls: [
    { ...asks('sync', 'await osLocale()'), weight: 'cheap', removed: '6.0.0' },
    { ...asks('osLocaleSync', 'await osLocale()'), weight: 'cheap', since: '6.0.0', removed: '8.0.0' },
  ],
};

const shell: readonly CatalogModule[] = [
  {
    module: 'shell-env',
    versions: '^3.0.1 || ^4.0.3',
    kind: 'child-process',
    calls: [
      { ...asks('shellEnvSync', 'await shellEnv()', 'waits for a whole login shell'), since: '4.0.0' },
      { ...asks('sync', 'await shellEnv()', 'waits for a whole login shell'), removed: '4.0.0' },
    ],
  },
  {
    module: 'shell-path',
    versions: '^2.1.0 || ^3.1.0',
    kind: 'child-process',
    calls: [
      { ...asks('shellPathSync', 'await shellPath()', 'waits for a whole login shell'), since: '3.0.0' },
      { ...asks('sync', 'await shellPath()', 'waits for a whole login shell'), removed: '3.0.0' },
    ],
  },
];

/** Packages that ask the machine or a repository about itself, most of them through a subprocess. */
export const machineFacts: readonly CatalogModule[] = [
  gitRevSync,
  {
    module: 'git-repo-info',
    versions: '^2.1.1',
    kind: 'fs',
    calls: [reads('default', 'gitRepoInfo() at start-up', 'reads many files of the repository')],
  },
  { module: 'is-git-dirty', versions: '^2.0.2', kind: 'child-process', calls: [runsGit('default')] },
  {
    module: 'default-gateway',
    versions: '^5.0.5 || ^6.0.3 || ^7.2.2',
    kind: 'child-process',
    calls: [
      { ...asks('gateway4sync', 'await gateway4async()'), since: '7.0.0' },
      { ...asks('gateway6sync', 'await gateway6async()'), since: '7.0.0' },
      { ...asks('v4.sync', 'await defaultGateway.v4()'), removed: '7.0.0' },
      { ...asks('v6.sync', 'await defaultGateway.v6()'), removed: '7.0.0' },
    ],
  },
  internalIp,
  osLocale,
  ...shell,
  {
    module: 'clipboardy',
    versions: '^2.3.0 || ^5.3.2',
    kind: 'child-process',
    calls: [asks('readSync', 'await clipboardy.read()'), asks('writeSync', 'await clipboardy.write()')],
  },
  {
    module: 'node-machine-id',
    versions: '^1.1.12',
    kind: 'child-process',
    calls: [asks('machineIdSync', 'await machineId()')],
  },
  {
    module: 'username-sync',
    versions: '^1.0.3',
    kind: 'child-process',
    calls: [asks('execSync', 'os.userInfo()')],
    nonBlocking: [
      { member: 'env', why: 'only reads the environment' },
      { member: 'os', why: 'is os.userInfo()' },
    ],
  },
  {
    module: 'command-exists',
    versions: '^1.2.9',
    kind: 'child-process',
    calls: [asks('sync', 'await commandExists()')],
  },
  {
    module: 'find-free-port-sync',
    versions: '^1.0.0',
    kind: 'child-process',
    calls: [asks('default', 'server.listen(0)')],
  },
  {
    module: 'term-size',
    versions: '^2.2.1 || ^4.0.0',
    kind: 'child-process',
    calls: [asks('default', 'process.stdout.columns')],
  },
  {
    module: 'detect-libc',
    versions: '^2.1.2',
    kind: 'child-process',
    calls: [
      reads('familySync', 'await family()', 'reads a file, or asks a subprocess, the first time'),
      reads('versionSync', 'await version()', 'reads a file, or asks a subprocess, the first time'),
      reads('isNonGlibcLinuxSync', 'await isNonGlibcLinux()', 'reads a file, or asks a subprocess, the first time'),
    ],
  },
];
