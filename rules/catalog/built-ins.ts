import { globals } from './globals.ts';
import { nodeChildProcess } from './node-child-process.ts';
import { nodeCrypto } from './node-crypto.ts';
import { nodeDgram } from './node-dgram.ts';
import { nodeDiagnosticsChannel } from './node-diagnostics-channel.ts';
import { nodeFfi } from './node-ffi.ts';
import { nodeFsPromises } from './node-fs-promises.ts';
import { nodeFs } from './node-fs.ts';
import { nodeInspector } from './node-inspector.ts';
import { nodeModule } from './node-module.ts';
import { nodeProcess } from './node-process.ts';
import { nodeSqlite } from './node-sqlite.ts';
import { nodeStreamIter } from './node-stream-iter.ts';
import { nodeV8 } from './node-v8.ts';
import { nodeVfs } from './node-vfs.ts';
import { nodeVm } from './node-vm.ts';
import { nodeWasi } from './node-wasi.ts';
import { nodeWorkerThreads } from './node-worker-threads.ts';
import { nodeZlibIter } from './node-zlib-iter.ts';
import { nodeZlib } from './node-zlib.ts';
import type { CatalogModule } from './types.ts';

/** Every module of Node, and the globals, that the catalog knows. */
export const nodeCatalog: readonly CatalogModule[] = [
  nodeFs,
  nodeFsPromises,
  nodeChildProcess,
  nodeCrypto,
  nodeZlib,
  nodeSqlite,
  nodeVm,
  nodeV8,
  nodeModule,
  nodeProcess,
  nodeWorkerThreads,
  nodeInspector,
  nodeWasi,
  nodeFfi,
  nodeStreamIter,
  nodeZlibIter,
  nodeVfs,
  nodeDgram,
  nodeDiagnosticsChannel,
  globals,
];
