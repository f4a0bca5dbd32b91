import type { HandlerFramework } from './types.ts';

const SPAN_HOOKS = [
  ...['requestHook', 'responseHook', 'applyCustomAttributesOnSpan', 'startIncomingSpanHook', 'startOutgoingSpanHook'],
  ...['ignoreIncomingRequestHook', 'ignoreOutgoingRequestHook'],
];

/** What watches over a server has called while it serves: metrics, spans, checks of its health. */
export const operations: readonly HandlerFramework[] = [
  {
    // https://github.com/siimon/prom-client#custom-metrics
    name: 'prom-client',
    module: 'prom-client',
    kind: 'event',
    inServers: true,
    registrations: [
      {
        members: ['Gauge', 'Counter', 'Histogram', 'Summary'].map((name) => `new ${name}`),
        handlers: [{ at: 0, keys: ['collect'] }],
        noun: 'metric',
        route: { at: 0, key: 'name' },
      },
    ],
  },
  {
    // https://www.npmjs.com/package/@opentelemetry/instrumentation-http#http-instrumentation-options
    name: 'OpenTelemetry',
    module: '@opentelemetry/instrumentation-http',
    kind: 'event',
    inServers: true,
    registrations: [{ members: ['new HttpInstrumentation'], handlers: [{ at: 0, keys: SPAN_HOOKS }], noun: 'span' }],
  },
  {
    name: 'OpenTelemetry',
    module: '@opentelemetry/auto-instrumentations-node',
    kind: 'event',
    inServers: true,
    registrations: [
      {
        members: ['getNodeAutoInstrumentations'],
        handlers: [{ at: 0, keys: SPAN_HOOKS.map((name) => `*.${name}`) }],
        noun: 'span',
      },
    ],
  },
];
