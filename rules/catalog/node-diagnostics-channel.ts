import type { CatalogModule } from './types.ts';

/** https://nodejs.org/api/diagnostics_channel.html#class-tracingchannel: "Sync" says what it traces. */
export const nodeDiagnosticsChannel: CatalogModule = {
  module: 'node:diagnostics_channel',
  kind: 'compute',
  returns: { tracingChannel: 'TracingChannel' },
  calls: [],
  nonBlocking: [{ member: 'TracingChannel.prototype.traceSync', why: 'calls the given function and nothing else' }],
};
