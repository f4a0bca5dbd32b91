import type { BlockingCall, CatalogModule } from '../types.ts';

const decodes = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'decodes the whole input before it returns',
  useInstead,
  when: { largeInput: { at: 0 } },
});

const encodes = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'encodes the whole value before it returns',
  useInstead,
});

const msgpackLite: CatalogModule = {
  module: 'msgpack-lite',
  versions: '^0.2.2',
  kind: 'parse',
  calls: [decodes('decode', 'msgpack.createDecodeStream()'), encodes('encode', 'msgpack.createEncodeStream()')],
};

const msgpack: CatalogModule = {
  module: '@msgpack/msgpack',
  versions: '^3.1.3',
  kind: 'parse',
  calls: [
    decodes('decode', 'await decodeAsync(stream)'),
    decodes('decodeMulti', 'decodeMultiStream(stream)'),
    encodes('encode', 'a worker thread'),
  ],
};

const msgpackr: CatalogModule = {
  module: 'msgpackr',
  versions: '^2.1.3',
  kind: 'parse',
  calls: [
    decodes('unpack', 'new UnpackrStream()'),
    decodes('decode', 'new UnpackrStream()'),
    decodes('unpackMultiple', 'new UnpackrStream()'),
    encodes('pack', 'new PackrStream()'),
    encodes('encode', 'new PackrStream()'),
  ],
};

const cbor: CatalogModule = {
  module: 'cbor',
  versions: '^10.0.12',
  kind: 'parse',
  calls: [
    decodes('decode', 'new cbor.Decoder() as a stream'),
    decodes('decodeFirstSync', 'new cbor.Decoder() as a stream'),
    decodes('decodeAllSync', 'new cbor.Decoder() as a stream'),
    encodes('encode', 'new cbor.Encoder() as a stream'),
  ],
};

const cborX: CatalogModule = {
  module: 'cbor-x',
  versions: '^1.6.9',
  kind: 'parse',
  calls: [
    decodes('decode', 'new DecoderStream()'),
    decodes('decodeMultiple', 'new DecoderStream()'),
    encodes('encode', 'new EncoderStream()'),
  ],
};

const avsc: CatalogModule = {
  module: 'avsc',
  versions: '^5.7.9',
  kind: 'parse',
  returns: { 'Type.forSchema': 'Type', 'Type.forValue': 'Type' },
  calls: [
    decodes('Type.prototype.fromBuffer', 'new avro.streams.BlockDecoder()'),
    encodes('Type.prototype.toBuffer', 'new avro.streams.BlockEncoder()'),
  ],
};

const protobufjs: CatalogModule = {
  module: 'protobufjs',
  versions: '^8.8.1',
  kind: 'parse',
  calls: [
    {
      member: 'loadSync',
      weight: 'heavy',
      why: 'reads and parses the schema and everything that it imports before it returns',
      useInstead: 'await protobuf.load()',
    },
    {
      member: 'Root.prototype.loadSync',
      weight: 'heavy',
      why: 'reads and parses the schema and everything that it imports before it returns',
      useInstead: 'await root.load()',
    },
  ],
};

const bson: CatalogModule = {
  module: 'bson',
  versions: '^7.3.4',
  kind: 'parse',
  calls: [
    decodes('deserialize', 'a worker thread'),
    decodes('EJSON.parse', 'a worker thread'),
    encodes('serialize', 'a worker thread'),
    encodes('EJSON.stringify', 'a worker thread'),
  ],
};

const arrow: CatalogModule = {
  module: 'apache-arrow',
  versions: '^21.2.0',
  kind: 'parse',
  calls: [
    { ...encodes('tableFromArrays', 'a worker thread'), weight: 'heavy' },
    { ...encodes('tableFromJSON', 'a worker thread'), weight: 'heavy' },
    encodes('tableToIPC', 'RecordBatchStreamWriter.writeAll() of batches'),
  ],
};

/** Binary formats. */
export const binaryFormats: readonly CatalogModule[] = [
  msgpackLite,
  msgpack,
  msgpackr,
  cbor,
  cborX,
  avsc,
  protobufjs,
  bson,
  arrow,
];
