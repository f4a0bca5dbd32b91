import type { BlockingCall, CatalogModule } from '../types.ts';

const runs = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'unbounded',
  why: 'waits until the subprocess has ended',
  useInstead,
});

const ofFs = (member: string, useInstead: string, why: string): BlockingCall => ({
  member,
  kind: 'fs',
  weight: 'heavy',
  why,
  useInstead,
});

const since = (version: string, call: BlockingCall): BlockingCall => ({ ...call, since: version });
const until = (version: string, call: BlockingCall): BlockingCall => ({ ...call, removed: version });

const execa: CatalogModule = {
  module: 'execa',
  versions: '^1.0.0 || ^5.1.1 || ^8.0.1 || ^9.6.1',
  kind: 'child-process',
  calls: [
    since('6.0.0', runs('execaSync', 'await execa()')),
    since('6.0.0', runs('execaCommandSync', 'await execa()')),
    since('7.1.0', runs('$.sync', 'await $`...`')),
    since('9.0.0', runs('$.s', 'await $`...`')),
    until('6.0.0', runs('sync', 'await execa()')),
    since('2.0.0', until('6.0.0', runs('commandSync', 'await execa.command()'))),
    until('2.0.0', runs('shellSync', 'await execa.shell()')),
  ],
};

const zx: CatalogModule = {
  module: 'zx',
  versions: '^7.2.4 || ^8.8.5',
  kind: 'child-process',
  calls: [
    since('8.0.0', runs('$.sync', 'await $`...`')),
    {
      ...ofFs('globby.sync', 'await globby()', 'reads every directory that the pattern may match before it returns'),
      since: '8.4.0',
    },
    ofFs('globby.globbySync', 'await globby()', 'reads every directory that the pattern may match before it returns'),
    { member: 'which.sync', kind: 'fs', weight: 'cheap', useInstead: 'await which()' },
    ofFs('fs.readFileSync', 'await fs.promises.readFile()', 'reads the whole file before it returns'),
    ofFs('fs.writeFileSync', 'await fs.promises.writeFile()', 'writes the whole file before it returns'),
    ofFs('fs.appendFileSync', 'await fs.promises.appendFile()', 'writes all of the data before it returns'),
    ofFs('fs.readdirSync', 'await fs.promises.readdir()', 'reads the whole directory before it returns'),
    ofFs('fs.rmSync', 'await fs.promises.rm()', 'removes the whole tree before it returns'),
    ofFs('fs.copySync', 'await fs.copy()', 'copies the whole tree before it returns'),
    ofFs('fs.moveSync', 'await fs.move()', 'moves the whole tree before it returns'),
    ofFs('fs.removeSync', 'await fs.remove()', 'removes the whole tree before it returns'),
    ofFs('fs.readJsonSync', 'await fs.readJson()', 'reads and parses the whole file before it returns'),
    ofFs('fs.writeJsonSync', 'await fs.writeJson()', 'writes the whole file before it returns'),
    { member: 'fs.existsSync', kind: 'fs', weight: 'cheap', useInstead: 'await fs.pathExists()' },
    { member: 'fs.statSync', kind: 'fs', weight: 'cheap', useInstead: 'await fs.promises.stat()' },
    { member: 'fs.mkdirSync', kind: 'fs', weight: 'cheap', useInstead: 'await fs.promises.mkdir()' },
    { member: 'fs.ensureDirSync', kind: 'fs', weight: 'cheap', useInstead: 'await fs.ensureDir()' },
    since('8.1.0', { member: 'tempfile', kind: 'fs', weight: 'cheap', useInstead: 'await fs.promises.writeFile()' }),
    since('8.1.0', { member: 'tempdir', kind: 'fs', weight: 'cheap', useInstead: 'await fs.promises.mkdtemp()' }),
  ],
  nonBlocking: [{ member: 'syncProcessCwd', why: 'only makes later commands follow cd()' }],
};

const npmRun: CatalogModule = {
  module: 'npm-run',
  versions: '^5.0.1',
  kind: 'child-process',
  calls: [
    runs('sync', 'npmRun() with a callback'),
    runs('execSync', 'npmRun.exec() with a callback'),
    runs('spawnSync', 'npmRun.spawn()'),
  ],
};

/** Packages that run a program and wait for it. */
export const processRunners: readonly CatalogModule[] = [
  execa,
  { module: 'cross-spawn', versions: '^7.0.6', kind: 'child-process', calls: [runs('sync', 'spawn()')] },
  {
    module: 'tinyexec',
    versions: '^1.3.1',
    kind: 'child-process',
    calls: [since('1.1.0', runs('xSync', 'await x()')), since('1.1.0', runs('execSync', 'await exec()'))],
  },
  zx,
  {
    module: 'spawn-sync',
    versions: '^2.0.0',
    kind: 'child-process',
    calls: [runs('default', 'child_process.spawn()')],
  },
  { module: 'sync-exec', versions: '^0.6.2', kind: 'child-process', calls: [runs('default', 'child_process.exec()')] },
  npmRun,
  {
    module: 'node-cmd',
    versions: '^5.0.0',
    kind: 'child-process',
    calls: [runs('runSync', 'cmd.run() with a callback')],
  },
  {
    module: 'sync-child-process',
    versions: '^1.1.1',
    kind: 'child-process',
    calls: [
      {
        ...runs('SyncChildProcess.prototype.next', 'child_process.spawn()'),
        why: 'waits for the next output of the subprocess',
      },
    ],
  },
];
