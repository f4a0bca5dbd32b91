import type { BlockingCall, CatalogModule } from '../types.ts';

const loads = (
  member: string,
  useInstead: string,
  why = 'reads and parses whole files before it returns',
): BlockingCall => ({
  member,
  weight: 'heavy',
  why,
  useInstead,
});

const atStart = (name: string): string => `${name}() at start-up`;

const fonts: readonly CatalogModule[] = [
  {
    module: 'opentype.js',
    versions: '^1.3.4 || ^2.0.0',
    kind: 'parse',
    calls: [
      // From 1.3.5 on it only says that it does nothing any more.
      { ...loads('loadSync', 'opentype.load() with a callback'), kind: 'fs', removed: '1.3.5' },
      loads('parse', 'a worker thread', 'parses the whole font before it returns'),
    ],
  },
];

const schemas: readonly CatalogModule[] = [
  {
    module: '@grpc/proto-loader',
    versions: '^0.8.1',
    kind: 'fs',
    calls: [loads('loadSync', 'await protoLoader.load()')],
  },
  {
    module: '@graphql-tools/load',
    versions: '^8.1.21',
    kind: 'fs',
    calls: [
      loads('loadSchemaSync', 'await loadSchema()'),
      loads('loadDocumentsSync', 'await loadDocuments()'),
      loads('loadTypedefsSync', 'await loadTypedefs()'),
    ],
  },
  {
    module: '@graphql-tools/load-files',
    versions: '^7.0.1',
    kind: 'fs',
    calls: [loads('loadFilesSync', 'await loadFiles()')],
  },
  { module: 'swagger-jsdoc', versions: '^6.3.0', kind: 'fs', calls: [loads('default', atStart('swaggerJsdoc'))] },
  {
    module: 'json-schema-deref-sync',
    versions: '^0.14.0',
    kind: 'fs',
    calls: [loads('default', atStart('deref'), 'reads every file that the schema refers to before it returns')],
  },
];

/** Packages that load files of a format of their own. */
export const fileLoaders: readonly CatalogModule[] = [
  ...schemas,
  ...fonts,
  {
    module: 'geoip-lite',
    versions: '^1.4.10',
    kind: 'fs',
    calls: [loads('reloadDataSync', 'geoip.reloadData() with a callback', 'reads the whole address database')],
    nonBlocking: [{ member: 'lookup', why: 'searches the database in memory' }],
  },
  {
    module: 'image-size',
    versions: '^1.2.1 || ^2.1.0',
    kind: 'fs',
    calls: [
      {
        member: 'default',
        weight: 'cheap',
        why: 'reads the head of the file before it returns',
        useInstead: 'await imageSizeFromFile() of image-size 2',
        removed: '2.0.0',
        when: { callback: false },
      },
      {
        member: 'imageSize',
        weight: 'cheap',
        why: 'reads the head of the file before it returns',
        useInstead: 'await imageSizeFromFile() of image-size 2',
        removed: '2.0.0',
        when: { callback: false },
      },
    ],
  },
  {
    module: 'i18n',
    versions: '^0.15.4',
    kind: 'fs',
    calls: [
      loads('configure', atStart('i18n.configure'), 'reads every locale file before it returns'),
      loads('addLocale', atStart('i18n.addLocale'), 'reads the locale file before it returns'),
      loads('new I18n', 'new I18n() at start-up', 'reads every locale file before it returns'),
    ],
  },
  {
    module: 'vinyl-file',
    versions: '^5.0.0',
    kind: 'fs',
    calls: [loads('vinylFileSync', 'await vinylFile()', 'reads the whole file before it returns')],
  },
];
