/**
 * How a blocking call is rewritten to its asynchronous counterpart with the same arguments and the same result.
 *
 * - `promises`: `fs.readFileSync(a)` to `await fs.promises.readFile(a)`, `readFileSync(a)` to `await readFile(a)` with
 *   an import from the promises module.
 * - `promisify`: `zlib.gzipSync(a)` to `await promisify(zlib.gzip)(a)` with an import from `node:util`.
 * - `member`: `bcrypt.hashSync(a)` to `await bcrypt.hash(a)`: the counterpart stands beside it and gives a promise.
 */
export interface Transform {
  style: 'promises' | 'promisify' | 'member';
  /** The counterpart's own name. */
  name: string;
  /** Where a call with more arguments would behave differently. */
  maxArguments?: number;
}

const without = (name: string) => name.replace(/Sync$/, '');

const each = (style: Transform['style'], names: string, rest: Partial<Transform> = {}): [string, Transform][] =>
  names.split(' ').map((name) => [name, { style, name: without(name), ...rest }]);

const FS = new Map<string, Transform>([
  ...each(
    'promises',
    'accessSync appendFileSync chmodSync chownSync copyFileSync cpSync linkSync lutimesSync mkdirSync mkdtempSync ' +
      'opendirSync readFileSync readdirSync readlinkSync renameSync rmSync rmdirSync statfsSync symlinkSync truncateSync ' +
      'unlinkSync utimesSync writeFileSync',
  ),
  // With `throwIfNoEntry: false` they give undefined, which the promise forms do not from the first Node version on.
  ...each('promises', 'statSync lstatSync realpathSync', { maxArguments: 1 }),
]);

/** Node gives the same streams, buffers and keys from both forms. */
const ZLIB = new Map(
  each(
    'promisify',
    'gzipSync gunzipSync deflateSync inflateSync deflateRawSync inflateRawSync unzipSync brotliCompressSync brotliDecompressSync',
  ),
);
const CRYPTO = new Map(each('promisify', 'scryptSync pbkdf2Sync hkdfSync generateKeyPairSync generateKeySync'));
const BCRYPT = new Map(each('member', 'hashSync compareSync genSaltSync'));

/** Module and member to transform. */
export const transforms: ReadonlyMap<string, ReadonlyMap<string, Transform>> = new Map([
  ['node:fs', FS],
  ['node:zlib', ZLIB],
  ['node:crypto', CRYPTO],
  ['bcrypt', BCRYPT],
  ['bcryptjs', BCRYPT],
]);
