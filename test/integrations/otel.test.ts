import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exportStalls } from '../../runtime/integrations/otel.ts';
import { markedLines, noisy, root, run } from '../runtime/scenario.ts';

const service = `${root}fixtures/integrations/otel/service.mjs`;

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: number; doubleValue?: number };
}
interface DataPoint {
  attributes: Attribute[];
  count?: number;
  sum?: number;
}
interface Metric {
  name: string;
  unit: string;
  histogram?: { dataPoints: DataPoint[] };
  gauge?: { dataPoints: DataPoint[] };
  sum?: { dataPoints: DataPoint[] };
}
interface LogRecord {
  attributes: Attribute[];
  traceId?: string;
  spanId?: string;
  flags?: number;
  severityText: string;
  body: { stringValue: string };
}

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** What a collector on the loopback interface has received. */
class Collector {
  /** The metrics of each export. */
  readonly exports: Metric[][] = [];
  readonly logs: LogRecord[] = [];
  /** Name and version of each scope. */
  readonly scopes = new Set<string>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      void text(request).then((body) => {
        this.#take(JSON.parse(body) as Record<string, unknown>);
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
  }

  #take(body: Record<string, unknown>): void {
    type Scoped = { scope: { name: string; version?: string } };
    type Scopes<T> = { scopeMetrics?: (Scoped & { metrics: T[] })[]; scopeLogs?: { logRecords: T[] }[] }[];
    const metrics = ((body['resourceMetrics'] ?? []) as Scopes<Metric>).flatMap(({ scopeMetrics = [] }) =>
      scopeMetrics.flatMap(({ scope, metrics: own }) => {
        this.scopes.add(`${scope.name} ${scope.version ?? ''}`);
        return own;
      }),
    );
    if (metrics.length > 0) this.exports.push(metrics);
    for (const { scopeLogs = [] } of (body['resourceLogs'] ?? []) as Scopes<LogRecord>)
      this.logs.push(...scopeLogs.flatMap(({ logRecords }) => logRecords));
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** The first metric of a name. */
  named(name: string): Metric | undefined {
    return this.exports.flat().find((metric) => metric.name === name);
  }
}

function attributesOf({ attributes }: { attributes: Attribute[] }): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? value.doubleValue]),
  );
}

let collector: Collector;
let address: string;

beforeEach(async () => {
  collector = new Collector();
  address = await collector.listen();
});

afterEach(() => {
  collector.close();
});

test('a stall is a log record of the span that was active when it was sampled', noisy, async () => {
  const { stdout, code, otherErrors } = await run(service, { env: { OTLP: address } });
  expect([code, otherErrors]).toEqual([0, '']);
  const { span } = JSON.parse(stdout) as { span: { traceId: string; spanId: string } };
  const record = collector.logs.find((each) => attributesOf(each)['unblocked.stall.cause'] === 'code');
  expect(record).toMatchObject({ severityText: 'WARN', flags: 1, ...span });
  const attributes = attributesOf(record ?? { attributes: [] });
  expect(attributes).toMatchObject({
    'http.route': '/orders/:id',
    'http.request.method': 'GET',
    'code.file.path': service,
    'code.line.number': markedLines(service, 'culprit')[0],
    'thread.id': 0,
  });
  expect(attributes['code.stacktrace']).toContain('service.mjs:');
  expect(attributes['unblocked.stall.duration']).toBeGreaterThan(0.2);
  expect(JSON.stringify(collector.logs)).not.toContain('1234');
});

test('that of a span which is not sampled says so', noisy, async () => {
  const { stdout } = await run(service, { env: { OTLP: address, SAMPLED: '0' } });
  const { span } = JSON.parse(stdout) as { span: { traceId: string; spanId: string } };
  const record = collector.logs.find((each) => attributesOf(each)['unblocked.stall.cause'] === 'code');
  expect(record).toMatchObject({ flags: 0, ...span });
});

test('metrics have the names and units of the semantic conventions', noisy, async () => {
  const { stdout } = await run(service, { env: { OTLP: address } });
  const points = collector.named('unblocked.stall.duration')?.histogram?.dataPoints ?? [];
  expect(points.map(attributesOf)).toContainEqual(expect.objectContaining({ 'http.route': '/orders/:id' }));
  expect(collector.named('unblocked.stall.duration')?.unit).toBe('s');
  expect([...collector.scopes]).toContain(`unblocked ${version}`);
  for (const part of ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'])
    expect(collector.named(`nodejs.eventloop.delay.${part}`)).toMatchObject({ unit: 's' });
  expect(collector.named('nodejs.eventloop.utilization')?.gauge?.dataPoints).toHaveLength(1);
  const states = collector.named('nodejs.eventloop.time')?.sum?.dataPoints.map(attributesOf);
  expect(states?.map((each) => each['nodejs.eventloop.state'])).toEqual(['active', 'idle']);
  const { scraped } = JSON.parse(stdout) as { scraped: string };
  expect(scraped).toMatch(/unblocked_stall_duration_count\{.*http_route="\/orders\/:id".*\} 1/);
  expect(scraped).toContain('nodejs_eventloop_utilization');
});

test('beside instrumentation-runtime-node, no metric is recorded twice', noisy, async () => {
  await run(service, { env: { OTLP: address, RUNTIME_NODE: '1' } });
  expect(collector.named('unblocked.stall.duration')).toBeDefined();
  const counts = collector.exports.map(
    (metrics) =>
      metrics.filter(({ name, gauge }) => name === 'nodejs.eventloop.utilization' && gauge?.dataPoints.length).length,
  );
  expect(new Set(counts)).toEqual(new Set([1]));
});

test.for([
  [{ eventLoop: 'yes' }, "option eventLoop of exportStalls() is yes; accepted: 'auto', true or false."],
  [{ meterProvider: 1 }, 'option meterProvider of exportStalls() is 1; accepted: a MeterProvider.'],
  [
    { meters: 1 },
    "the name of an option of exportStalls() is 'meters'; accepted: meterProvider, loggerProvider, eventLoop.",
  ],
  [null, 'the options of exportStalls() is null; accepted: an object.'],
  [7, 'the options of exportStalls() is 7; accepted: an object.'],
] as const)('a wrong option says what is accepted: %j', ([options, message]) => {
  expect(() => exportStalls(options as unknown as object)).toThrow(
    expect.objectContaining({ code: 'UNBLOCKED_BAD_OPTION', message: `unblocked: ${message}` }),
  );
});
