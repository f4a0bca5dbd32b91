import type { BatchObservableCallback, Meter, ObservableGauge } from '@opentelemetry/api';
import { createRequire } from 'node:module';
import { type IntervalHistogram, monitorEventLoopDelay, performance } from 'node:perf_hooks';

/** Milliseconds between two looks at the loop's delay: as `@opentelemetry/instrumentation-runtime-node` has it. */
const RESOLUTION = 10;
const DELAYS: Readonly<Record<string, (histogram: IntervalHistogram) => number>> = {
  min: ({ min }) => min,
  max: ({ max }) => max,
  mean: ({ mean }) => mean,
  stddev: ({ stddev }) => stddev,
  p50: (histogram) => histogram.percentile(50),
  p90: (histogram) => histogram.percentile(90),
  p99: (histogram) => histogram.percentile(99),
};

/**
 * Records `nodejs.eventloop.delay.*`, `nodejs.eventloop.utilization` and `nodejs.eventloop.time` by the semantic
 * conventions (seconds; states `active` and `idle`). Returns what ends it.
 */
export function eventLoopMetrics(meter: Meter, wanted: 'auto' | boolean): () => void {
  if (wanted === false) return () => undefined;
  const isWanted = (): boolean => wanted === true || !isRecordedElsewhere();
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  histogram.enable();
  const delays = Object.entries(DELAYS).map(([name, read]) => [delayGauge(meter, name), read] as const);
  const utilization = meter.createObservableGauge('nodejs.eventloop.utilization', {
    description: 'Share of the time in which the event loop was active.',
    unit: '1',
  });
  const time = meter.createObservableCounter('nodejs.eventloop.time', {
    description: 'Time that the event loop has been in each state.',
    unit: 's',
  });
  const instruments = [...delays.map(([gauge]) => gauge), utilization, time];
  let last = performance.eventLoopUtilization();
  const observe: BatchObservableCallback = (result) => {
    if (!isWanted()) return;
    if (histogram.count > 0)
      for (const [gauge, read] of delays) result.observe(gauge, Math.max(0, read(histogram)) / 1e9);
    histogram.reset();
    const now = performance.eventLoopUtilization();
    result.observe(utilization, performance.eventLoopUtilization(now, last).utilization);
    result.observe(time, now.active / 1000, { 'nodejs.eventloop.state': 'active' });
    result.observe(time, now.idle / 1000, { 'nodejs.eventloop.state': 'idle' });
    last = now;
  };
  meter.addBatchObservableCallback(observe, instruments);
  return () => {
    meter.removeBatchObservableCallback(observe, instruments);
    histogram.disable();
  };
}

function delayGauge(meter: Meter, name: string): ObservableGauge {
  return meter.createObservableGauge(`nodejs.eventloop.delay.${name}`, {
    description: `Event loop delay: ${name}.`,
    unit: 's',
  });
}

/** The instrumentation is a CommonJS package, however it was imported. */
function isRecordedElsewhere(): boolean {
  const { cache } = createRequire(import.meta.url);
  return Object.keys(cache).some((file) => /[\\/]@opentelemetry[\\/]instrumentation-runtime-node[\\/]/.test(file));
}
