import type { BlockingCall, CatalogModule } from '../types.ts';

const heavy = (member: string, why: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why,
  useInstead,
});

const cheap = (member: string, useInstead: string): BlockingCall => ({ member, weight: 'cheap', useInstead });

const runs = (member: string, useInstead: string): BlockingCall => ({
  member,
  kind: 'child-process',
  weight: 'unbounded',
  why: 'waits until the command has ended',
  useInstead,
});

const wholeFiles = 'reads whole files before it returns';
const readFile = 'await fs.promises.readFile()';
const execAsync = 'exec(command, { async: true })';
const blocksUnlessAsync = { callback: false, optionUnless: { at: 1, key: 'async', is: true } } as const;

const filters: readonly BlockingCall[] = [
  heavy('cat', wholeFiles, readFile),
  heavy('grep', wholeFiles, readFile),
  heavy('head', wholeFiles, readFile),
  heavy('sed', 'reads whole files, and may write them, before it returns', readFile),
  heavy('sort', wholeFiles, readFile),
  heavy('tail', wholeFiles, readFile),
  heavy('uniq', wholeFiles, readFile),
];

const onResult = (call: BlockingCall): BlockingCall => ({
  ...call,
  member: `ShellString.prototype.${call.member}`,
});

const commands =
  'cat cd chmod cmd cp echo exec find grep head ln ls mkdir mv pwd rm sed sort tail touch uniq which'.split(' ');

const piped = 'cat cmd exec grep head sed sort tail to toEnd uniq'.split(' ');

/** https://github.com/shelljs/shelljs: every command waits until it is done; `exec` alone has an asynchronous form. */
export const shelljs: CatalogModule = {
  module: 'shelljs',
  versions: '^0.10.0',
  kind: 'fs',
  returns: {
    ...Object.fromEntries(commands.map((name) => [name, 'ShellString'])),
    ...Object.fromEntries(piped.map((name) => [`ShellString.prototype.${name}`, 'ShellString'])),
  },
  calls: [
    { ...runs('exec', execAsync), when: blocksUnlessAsync },
    { ...runs('cmd', 'await execa()'), since: '0.9.0' },
    ...filters,
    ...filters.map(onResult),
    { ...runs('ShellString.prototype.exec', execAsync), when: blocksUnlessAsync },
    heavy('ShellString.prototype.to', 'writes the whole file before it returns', 'await fs.promises.writeFile()'),
    heavy('ShellString.prototype.toEnd', 'writes all of the data before it returns', 'await fs.promises.appendFile()'),
    heavy('cp', 'copies the whole tree before it returns', 'await fs.promises.cp()'),
    heavy('mv', 'moves the whole tree, file by file across devices, before it returns', 'await fs.promises.rename()'),
    heavy('rm', 'removes the whole tree before it returns', 'await fs.promises.rm()'),
    heavy('find', 'reads the whole tree before it returns', 'await fs.promises.readdir()'),
    heavy('ls', 'reads whole directories before it returns', 'await fs.promises.readdir()'),
    cheap('cd', 'an absolute path'),
    cheap('chmod', 'await fs.promises.chmod()'),
    cheap('ln', 'await fs.promises.symlink()'),
    cheap('mkdir', 'await fs.promises.mkdir()'),
    cheap('tempdir', 'os.tmpdir()'),
    cheap('test', 'await fs.promises.stat()'),
    cheap('touch', 'await fs.promises.utimes()'),
    cheap('which', 'await which()'),
    cheap('pushd', 'an absolute path'),
    cheap('popd', 'an absolute path'),
  ],
  nonBlocking: [
    { member: 'pwd', why: 'only asks for the working directory' },
    { member: 'dirs', why: 'only reads its own list of directories' },
  ],
};
