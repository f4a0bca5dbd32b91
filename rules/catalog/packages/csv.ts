import type { BlockingCall, CatalogModule } from '../types.ts';

const parses = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'parses every row before it returns',
  useInstead,
});

const parsesLarge = (member: string, useInstead: string): BlockingCall => ({
  ...parses(member, useInstead),
  when: { largeInput: { at: 0, smaller: 'cheap' } },
});

const formats = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'formats every row before it returns',
  useInstead,
});

const streaming = 'stream.pipe(parse()) of csv-parse';
const printing = 'stringify() of csv-stringify, as a stream';

const parsesForCallback = (member: string): BlockingCall => ({
  ...parses(member, 'stream.pipe(parse())'),
  why: 'takes a callback, and parses every row of a text on the loop all the same',
  fakeAsync: true,
  when: { callback: true, largeInput: { at: 0, smaller: 'cheap' } },
});

/** Up to version 4 the module is the function. */
const csvParse: CatalogModule = {
  module: 'csv-parse',
  versions: '^4.16.3 || ^7.0.3',
  kind: 'parse',
  calls: [
    { ...parsesForCallback('parse'), since: '5.0.0' },
    { ...parsesForCallback('default'), removed: '5.0.0' },
  ],
};

const csvParseSync: CatalogModule = {
  module: 'csv-parse/sync',
  versions: '^7.0.3',
  kind: 'parse',
  calls: [parses('parse', streaming)],
};

const csvParseLibSync: CatalogModule = {
  module: 'csv-parse/lib/sync',
  versions: '^4.16.3',
  kind: 'parse',
  calls: [{ ...parses('default', streaming), removed: '5.0.0' }],
};

const formatsForCallback = (member: string): BlockingCall => ({
  ...formats(member, 'stream.pipe(stringify())'),
  why: 'takes a callback, and formats every row on the loop all the same',
  fakeAsync: true,
  when: { callback: true },
});

/** Up to version 5 the module is the function. */
const csvStringify: CatalogModule = {
  module: 'csv-stringify',
  versions: '^5.6.5 || ^6.9.0',
  kind: 'parse',
  calls: [
    { ...formatsForCallback('stringify'), since: '6.0.0' },
    { ...formatsForCallback('default'), removed: '6.0.0' },
  ],
};

const csvStringifyLibSync: CatalogModule = {
  module: 'csv-stringify/lib/sync',
  versions: '^5.6.5',
  kind: 'parse',
  calls: [{ ...formats('default', printing), removed: '6.0.0' }],
};

const csvStringifySync: CatalogModule = {
  module: 'csv-stringify/sync',
  versions: '^6.9.0',
  kind: 'parse',
  calls: [formats('stringify', printing)],
};

const papaparse: CatalogModule = {
  module: 'papaparse',
  versions: '^5.7.1',
  kind: 'parse',
  calls: [parsesLarge('parse', 'stream.pipe(Papa.parse(Papa.NODE_STREAM_INPUT))'), formats('unparse', printing)],
};

const json2csv: CatalogModule = {
  module: 'json2csv',
  versions: '^5.0.7',
  kind: 'parse',
  calls: [
    formats('parse', 'new Transform() of json2csv'),
    { ...formats('parseAsync', 'new Transform() of json2csv'), fakeAsync: true },
    formats('Parser.prototype.parse', 'new Transform() of json2csv'),
  ],
};

const json2csvPlain: CatalogModule = {
  module: '@json2csv/plainjs',
  versions: '^7.0.8',
  kind: 'parse',
  calls: [formats('Parser.prototype.parse', 'new Transform() of @json2csv/node')],
};

const json2Csv: CatalogModule = {
  module: 'json-2-csv',
  versions: '^5.6.0',
  kind: 'parse',
  calls: [
    {
      ...parses('csv2json', streaming),
      when: { largeInput: { at: 0, from: 30_000, smaller: 'cheap' } }, // 40 ms
      why: 'takes a time that grows with the square of the rows',
    },
    formats('json2csv', printing),
  ],
};

const csvtojson: CatalogModule = {
  module: 'csvtojson',
  versions: '^2.0.14',
  kind: 'parse',
  returns: { default: 'Converter', csv: 'Converter', 'new Converter': 'Converter' },
  calls: [
    {
      ...parsesLarge('Converter.prototype.fromString', 'await csv().fromStream()'),
      why: 'returns a promise, and parses every row on the loop all the same',
      fakeAsync: true,
    },
  ],
  nonBlocking: [
    { member: 'Converter.prototype.fromFile', why: 'reads the file as a stream' },
    { member: 'Converter.prototype.fromStream', why: 'parses chunk by chunk' },
  ],
};

const convertCsvToJson: CatalogModule = {
  module: 'convert-csv-to-json',
  versions: '^4.72.0',
  kind: 'parse',
  calls: [
    parses('getJsonFromCsv', 'await getJsonFromFileStreamingAsync()'),
    parses('generateJsonFileFromCsv', 'await getJsonFromFileStreamingAsync()'),
    parsesLarge('csvStringToJson', streaming),
  ],
};

const d3Dsv: CatalogModule = {
  module: 'd3-dsv',
  versions: '^3.0.2',
  kind: 'parse',
  calls: [
    parsesLarge('csvParse', streaming),
    parsesLarge('csvParseRows', streaming),
    parsesLarge('tsvParse', streaming),
    parsesLarge('tsvParseRows', streaming),
    formats('csvFormat', printing),
    formats('tsvFormat', printing),
  ],
};

/** Tables as text. */
export const csv: readonly CatalogModule[] = [
  csvParse,
  csvParseSync,
  csvParseLibSync,
  csvStringify,
  csvStringifySync,
  csvStringifyLibSync,
  papaparse,
  json2csv,
  json2csvPlain,
  json2Csv,
  csvtojson,
  convertCsvToJson,
  d3Dsv,
];
