import type { CatalogModule } from './types.ts';

const report = 'a report outside requests: node --report-on-signal';

/**
 * https://nodejs.org/api/process.html: files read and reports made on the loop. Writes to `process.stdout` can block
 * too, as https://nodejs.org/api/process.html#a-note-on-process-io says, but by what it is connected to, not by the call.
 */
export const nodeProcess: CatalogModule = {
  module: 'node:process',
  kind: 'fs',
  calls: [
    {
      member: 'loadEnvFile',
      weight: 'heavy',
      why: 'reads the whole file before it returns',
      useInstead: 'await fs.promises.readFile() with util.parseEnv()',
    },
    {
      member: 'dlopen',
      kind: 'module-load',
      weight: 'heavy',
      why: 'loads a native addon and runs its initialisation',
      useInstead: 'a call at start-up',
    },
    {
      member: 'report.getReport',
      kind: 'compute',
      weight: 'heavy',
      why: 'lists every handle, thread and library, and looks up the host names of open sockets',
      useInstead: report,
    },
    {
      member: 'report.writeReport',
      weight: 'heavy',
      why: 'lists every handle, thread and library, and writes them to a file',
      useInstead: report,
    },
  ],
};
