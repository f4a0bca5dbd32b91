import type { BlockingCall, CatalogModule } from './types.ts';

type Extra = Partial<Omit<BlockingCall, 'member' | 'weight' | 'useInstead'>>;

const heavy = (member: string, useInstead: string, why: string, extra: Extra = {}): BlockingCall => ({
  member,
  weight: 'heavy',
  why,
  useInstead,
  ...extra,
});

const cheap = (member: string, useInstead: string, extra: Extra = {}): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'makes a system call and waits for it',
  useInstead,
  ...extra,
});

/** Only the recursive form of an otherwise asynchronous call. */
const whenRecursive: Extra = { fakeAsync: true, when: { option: { at: 1, key: 'recursive', is: true } } };

const files: readonly BlockingCall[] = [
  heavy('readFileSync', 'await fs.promises.readFile()', 'reads the whole file before it returns'),
  heavy('writeFileSync', 'await fs.promises.writeFile()', 'writes all of the data before it returns'),
  heavy('appendFileSync', 'await fs.promises.appendFile()', 'writes all of the data before it returns'),
  heavy('copyFileSync', 'await fs.promises.copyFile()', 'copies the whole file before it returns'),
  heavy('fsyncSync', 'await fileHandle.sync()', 'waits until the disk has stored everything'),
  heavy('fdatasyncSync', 'await fileHandle.datasync()', 'waits until the disk has stored everything'),
];

const trees: readonly BlockingCall[] = [
  heavy('cpSync', 'await fs.promises.cp()', 'copies the whole tree before it returns'),
  heavy('rmSync', 'await fs.promises.rm()', 'removes the whole tree before it returns'),
  heavy('readdirSync', 'await fs.promises.readdir()', 'reads the whole directory before it returns'),
  heavy('globSync', 'for await (const path of fs.promises.glob())', 'walks the whole tree before it returns', {
    since: '22.0.0',
  }),
];

const onePath: readonly BlockingCall[] = [
  cheap('accessSync', 'await fs.promises.access()'),
  cheap('chmodSync', 'await fs.promises.chmod()'),
  cheap('chownSync', 'await fs.promises.chown()'),
  cheap('existsSync', 'await fs.promises.access()'),
  cheap('lchmodSync', 'await fs.promises.lchmod()'),
  cheap('lchownSync', 'await fs.promises.lchown()'),
  cheap('linkSync', 'await fs.promises.link()'),
  cheap('lstatSync', 'await fs.promises.lstat()'),
  cheap('lutimesSync', 'await fs.promises.lutimes()'),
  cheap('mkdirSync', 'await fs.promises.mkdir()'),
  cheap('mkdtempDisposableSync', 'await fs.promises.mkdtempDisposable()', { since: '24.4.0' }),
  cheap('mkdtempSync', 'await fs.promises.mkdtemp()'),
  cheap('openSync', 'await fs.promises.open()'),
  cheap('opendirSync', 'await fs.promises.opendir()'),
  cheap('readlinkSync', 'await fs.promises.readlink()'),
  cheap('realpathSync', 'await fs.promises.realpath()'),
  cheap('realpathSync.native', 'await fs.promises.realpath()'),
  cheap('renameSync', 'await fs.promises.rename()'),
  cheap('rmdirSync', 'await fs.promises.rmdir()'),
  cheap('statSync', 'await fs.promises.stat()'),
  cheap('statfsSync', 'await fs.promises.statfs()'),
  cheap('symlinkSync', 'await fs.promises.symlink()'),
  cheap('truncateSync', 'await fs.promises.truncate()'),
  cheap('unlinkSync', 'await fs.promises.unlink()'),
  cheap('utimesSync', 'await fs.promises.utimes()'),
];

const oneDescriptor: readonly BlockingCall[] = [
  cheap('closeSync', 'await fileHandle.close()'),
  cheap('fchmodSync', 'await fileHandle.chmod()'),
  cheap('fchownSync', 'await fileHandle.chown()'),
  cheap('fstatSync', 'await fileHandle.stat()'),
  cheap('ftruncateSync', 'await fileHandle.truncate()'),
  cheap('futimesSync', 'await fileHandle.utimes()'),
  cheap('readSync', 'await fileHandle.read()'),
  cheap('readvSync', 'await fileHandle.readv()'),
  cheap('writeSync', 'await fileHandle.write()'),
  cheap('writevSync', 'await fileHandle.writev()'),
  cheap('Dir.prototype.readSync', 'await dir.read()'),
  cheap('Dir.prototype.closeSync', 'await dir.close()'),
  heavy('Utf8Stream.prototype.flushSync', 'utf8Stream.flush() with a callback', 'writes all that is buffered', {
    since: '24.6.0',
  }),
];

const recursiveDirectory = 'reads every subdirectory with blocking calls while it is iterated';
const recursiveWatch = 'reads the whole tree with blocking calls before it watches it (Linux)';
const watchEarly = 'a watcher opened once at start-up';

const fakeAsync: readonly BlockingCall[] = [
  heavy('opendir', 'await fs.promises.readdir()', recursiveDirectory, whenRecursive),
  heavy('promises.opendir', 'await fs.promises.readdir()', recursiveDirectory, whenRecursive),
  heavy('watch', watchEarly, recursiveWatch, whenRecursive),
  heavy('promises.watch', watchEarly, recursiveWatch, whenRecursive),
];

/** https://nodejs.org/api/fs.html#synchronous-api: every `*Sync` function waits for its system calls on the loop. */
export const nodeFs: CatalogModule = {
  module: 'node:fs',
  kind: 'fs',
  returns: {
    opendirSync: 'Dir',
    'promises.opendir': 'Dir',
  },
  calls: [...files, ...trees, ...onePath, ...oneDescriptor, ...fakeAsync],
  nonBlocking: [
    { member: 'createReadStream', why: 'opens and reads on the thread pool' },
    { member: 'createWriteStream', why: 'opens and writes on the thread pool' },
    { member: 'openAsBlob', why: 'looks the file up with one system call and reads it later, on the thread pool' },
    { member: 'openAsBlobSync', why: 'does what openAsBlob does: the content is read later, on the thread pool' },
    { member: 'promises.readdir', why: 'reads on the thread pool, with `recursive` too' },
    { member: 'watchFile', why: 'polls on the thread pool' },
  ],
};
