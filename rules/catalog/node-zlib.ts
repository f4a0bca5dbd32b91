import type { BlockingCall, CatalogModule } from './types.ts';

const since = '26.8.0';

const codec = (name: string, verb: string, added?: string): BlockingCall => ({
  member: `${name}Sync`,
  weight: 'heavy',
  why: `${verb} all of the data before it returns`,
  useInstead: `await util.promisify(zlib.${name})()`,
  ...(added !== undefined && { since: added }),
});

const zip = (weight: 'heavy' | 'cheap', member: string, useInstead: string, why: string): BlockingCall => ({
  member,
  weight,
  why,
  useInstead,
  since,
});

const codecs: readonly BlockingCall[] = [
  codec('deflate', 'compresses'),
  codec('deflateRaw', 'compresses'),
  codec('gzip', 'compresses'),
  codec('brotliCompress', 'compresses'),
  codec('zstdCompress', 'compresses', '22.15.0'),
  codec('inflate', 'decompresses'),
  codec('inflateRaw', 'decompresses'),
  codec('gunzip', 'decompresses'),
  codec('unzip', 'decompresses'),
  codec('brotliDecompress', 'decompresses'),
  codec('zstdDecompress', 'decompresses', '22.15.0'),
];

const archives: readonly BlockingCall[] = [
  zip('heavy', 'createZipArchiveSync', 'for await (const chunk of zlib.createZipArchive())', 'makes the whole archive'),
  zip('heavy', 'ZipEntry.createSync', 'await zlib.ZipEntry.create()', 'compresses all of the data'),
  zip('heavy', 'ZipEntry.prototype.contentSync', 'await zipEntry.content()', 'reads and decompresses the whole member'),
  zip('heavy', 'ZipBuffer.prototype.addSync', 'await zipBuffer.add()', 'compresses all of the data'),
  zip('heavy', 'ZipBuffer.prototype.toBufferSync', 'await zipBuffer.toBuffer()', 'makes the whole archive'),
  zip('heavy', 'ZipFile.openSync', 'await zlib.ZipFile.open()', "reads the archive's whole directory"),
  zip('heavy', 'ZipFile.prototype.addSync', 'await zipFile.add()', 'compresses and writes all of the data'),
  zip('heavy', 'ZipFile.prototype.addEntrySync', 'await zipFile.addEntry()', 'writes the whole member'),
  zip(
    'heavy',
    'ZipFile.prototype.compactSync',
    'await stream.promises.pipeline(zipFile.compact(), destination)',
    'copies the archive',
  ),
  zip('cheap', 'ZipFile.prototype.deleteSync', 'await zipFile.delete()', "rewrites the archive's directory"),
  zip('cheap', 'ZipFile.prototype.closeSync', 'await zipFile.close()', 'makes a system call and waits for it'),
];

const noRead = 'gives handles that read nothing until their content is asked for';

/** https://nodejs.org/api/zlib.html#convenience-methods: the `*Sync` forms compress and decompress on the loop. */
export const nodeZlib: CatalogModule = {
  module: 'node:zlib',
  kind: 'compression',
  returns: {
    'ZipBuffer.prototype.add': 'ZipEntry',
    'ZipBuffer.prototype.addSync': 'ZipEntry',
    'ZipBuffer.prototype.get': 'ZipEntry',
    'ZipEntry.create': 'ZipEntry',
    'ZipEntry.createSync': 'ZipEntry',
    'ZipFile.open': 'ZipFile',
    'ZipFile.openSync': 'ZipFile',
    'ZipFile.prototype.add': 'ZipEntry',
    'ZipFile.prototype.addSync': 'ZipEntry',
    'ZipFile.prototype.get': 'ZipEntry',
    'ZipFile.prototype.getSync': 'ZipEntry',
  },
  calls: [
    ...codecs,
    ...archives,
    {
      member: 'crc32',
      weight: 'cheap',
      why: 'goes over all of the data before it returns',
      useInstead: 'a checksum of each chunk as it streams in',
      when: { largeInput: { at: 0 } },
    },
  ],
  nonBlocking: [
    { member: 'createGzip', why: 'makes a stream that compresses on the thread pool' },
    { member: 'createGunzip', why: 'makes a stream that decompresses on the thread pool' },
    { member: 'ZipFile.prototype.getSync', why: noRead },
    { member: 'ZipFile.prototype.entriesSync', why: noRead },
    { member: 'ZipFile.prototype.forEachSync', why: noRead },
    { member: 'ZipFile.prototype.valuesSync', why: noRead },
  ],
};
