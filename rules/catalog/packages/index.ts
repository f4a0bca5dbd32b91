import type { CatalogModule } from '../types.ts';
import { admZip } from './adm-zip.ts';
import { archives } from './archives.ts';
import { asyncPackages } from './async-packages.ts';
import { babel } from './babel.ts';
import { binaryFormats } from './binary-formats.ts';
import { calendars } from './calendars.ts';
import { codeHighlighting } from './code-highlighting.ts';
import { comparison } from './comparison.ts';
import { compressionCodecs } from './compression-codecs.ts';
import { configLoaders } from './config-loaders.ts';
import { configStores } from './config-stores.ts';
import { cryptoJs } from './crypto-js.ts';
import { csv } from './csv.ts';
import { devices } from './devices.ts';
import { directoryWalkers } from './directory-walkers.ts';
import { domEmulation } from './dom-emulation.ts';
import { drizzle } from './drizzle.ts';
import { ecdsaAndPairings } from './ecdsa-and-pairings.ts';
import { ethers } from './ethers.ts';
import { fflate } from './fflate.ts';
import { fileCaches } from './file-caches.ts';
import { fileHashing } from './file-hashing.ts';
import { fileLoaders } from './file-loaders.ts';
import { fileReaders } from './file-readers.ts';
import { fileTrees } from './file-trees.ts';
import { fileWriters } from './file-writers.ts';
import { foreignFunctions } from './foreign-functions.ts';
import { fsExtra } from './fs-extra.ts';
import { fsJetpack } from './fs-jetpack.ts';
import { geometryAndGraphs } from './geometry-and-graphs.ts';
import { globSearch } from './glob-search.ts';
import { gracefulFs } from './graceful-fs.ts';
import { graphql } from './graphql.ts';
import { heapdump } from './heapdump.ts';
import { htmlParsers } from './html-parsers.ts';
import { images } from './images.ts';
import { inMemoryFs } from './in-memory-fs.ts';
import { inference } from './inference.ts';
import { isolatedVm } from './isolated-vm.ts';
import { jimp } from './jimp.ts';
import { keyDerivation } from './key-derivation.ts';
import { keyValueStores } from './key-value-stores.ts';
import { locks } from './locks.ts';
import { loggers } from './loggers.ts';
import { lowdb } from './lowdb.ts';
import { lzString } from './lz-string.ts';
import { machineFacts } from './machine-facts.ts';
import { mailRendering } from './mail-rendering.ts';
import { markdown } from './markdown.ts';
import { minifiers } from './minifiers.ts';
import { moduleLoaders } from './module-loaders.ts';
import { moduleResolution } from './module-resolution.ts';
import { objectMapping } from './object-mapping.ts';
import { packageFiles } from './package-files.ts';
import { pako } from './pako.ts';
import { passwordHashing } from './password-hashing.ts';
import { pathLookup } from './path-lookup.ts';
import { pdfAndDocuments } from './pdf-and-documents.ts';
import { processRunners } from './process-runners.ts';
import { prompts } from './prompts.ts';
import { rsaKeys } from './rsa-keys.ts';
import { sandboxes } from './sandboxes.ts';
import { schemaCompilers } from './schema-compilers.ts';
import { searchIndexes } from './search-indexes.ts';
import { serverRendering } from './server-rendering.ts';
import { sharedDocuments } from './shared-documents.ts';
import { shelljs } from './shelljs.ts';
import { sleep } from './sleep.ts';
import { sodium } from './sodium.ts';
import { spreadsheets } from './spreadsheets.ts';
import { sqlClients } from './sql-clients.ts';
import { sqlParsers } from './sql-parsers.ts';
import { sqlite } from './sqlite.ts';
import { styleCompilers } from './style-compilers.ts';
import { syncBridges } from './sync-bridges.ts';
import { syncHttp } from './sync-http.ts';
import { templateEngines } from './template-engines.ts';
import { temporaryFiles } from './temporary-files.ts';
import { textEncodings } from './text-encodings.ts';
import { tokenizers } from './tokenizers.ts';
import { transpilers } from './transpilers.ts';
import { typescript } from './typescript.ts';
import { webTokens } from './web-tokens.ts';
import { xml } from './xml.ts';
import { yamlAndJson } from './yaml-and-json.ts';

/** Every package that the catalog knows. */
export const packages: readonly CatalogModule[] = [
  admZip,
  archives,
  asyncPackages,
  babel,
  binaryFormats,
  calendars,
  codeHighlighting,
  comparison,
  compressionCodecs,
  configLoaders,
  configStores,
  cryptoJs,
  csv,
  devices,
  directoryWalkers,
  domEmulation,
  drizzle,
  ecdsaAndPairings,
  ethers,
  fflate,
  fileCaches,
  fileHashing,
  fileLoaders,
  fileReaders,
  fileTrees,
  fileWriters,
  foreignFunctions,
  fsExtra,
  fsJetpack,
  geometryAndGraphs,
  globSearch,
  gracefulFs,
  graphql,
  heapdump,
  htmlParsers,
  images,
  inMemoryFs,
  inference,
  isolatedVm,
  jimp,
  keyDerivation,
  keyValueStores,
  locks,
  loggers,
  lowdb,
  lzString,
  machineFacts,
  mailRendering,
  markdown,
  minifiers,
  moduleLoaders,
  moduleResolution,
  objectMapping,
  packageFiles,
  pako,
  passwordHashing,
  pathLookup,
  pdfAndDocuments,
  processRunners,
  prompts,
  rsaKeys,
  sandboxes,
  schemaCompilers,
  searchIndexes,
  serverRendering,
  sharedDocuments,
  shelljs,
  sleep,
  sodium,
  spreadsheets,
  sqlClients,
  sqlParsers,
  sqlite,
  styleCompilers,
  syncBridges,
  syncHttp,
  templateEngines,
  temporaryFiles,
  textEncodings,
  tokenizers,
  transpilers,
  typescript,
  webTokens,
  xml,
  yamlAndJson,
].flat();
