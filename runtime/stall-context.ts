import type { ReadSample } from './culprit.ts';
import type { RawContext } from './protocol.ts';
import type { RunningSpan } from './running-span.ts';
import { packageOf } from './stack.ts';
import type { ContextKind, StallContext, StallFrame } from './stall-record.ts';

/** What a stack says of its context where no request is known: the file at its root and what it stands for. */
const ROOTS: readonly [RegExp, ContextKind, string][] = [
  [/^processImmediate$/, 'immediate', 'setImmediate'],
  [/^(?:listOnTimeout|processTimers)$/, 'timer', 'timer'],
  [/^emit$/, 'listener', 'event listener'],
];

/** What a package on the stack says of its context, where no request is known. */
const PACKAGES: readonly [RegExp, ContextKind, string][] = [
  [/^socket\.io$/, 'websocket', 'socket.io event'],
  [/^ws$/, 'websocket', 'WebSocket message'],
  [/^graphql$/, 'graphql', 'GraphQL resolver'],
  [/^(?:bullmq|bull|bee-queue|agenda|pg-boss)$/, 'job', 'job'],
  [/^(?:node-cron|cron|node-schedule|toad-scheduler|croner)$/, 'job', 'scheduled job'],
];

const NO_CONTEXT: StallContext = { kind: 'unknown', name: 'no known context' };

/** The context that most of the stall's time belongs to. */
function heaviest(samples: ReadSample[]): RawContext | undefined {
  const weights = new Map<string, { context: RawContext; weight: number }>();
  for (const { sample, weight } of samples) {
    if (sample.context === null) continue;
    const key = `${sample.context.name} ${sample.context.id}`;
    const entry = weights.get(key) ?? { context: sample.context, weight: 0 };
    entry.weight += weight;
    entry.context = sample.context; // the latest one: its route is known by then
    weights.set(key, entry);
  }
  return [...weights.values()].sort((a, b) => b.weight - a.weight)[0]?.context;
}

function fromStack(frames: StallFrame[]): StallContext {
  const packages = frames.flatMap(({ file }) => packageOf(file) ?? []);
  for (const [pattern, kind, name] of PACKAGES) {
    if (packages.some((found) => pattern.test(found))) return { kind, name };
  }
  for (const frame of frames.filter(({ origin, async }) => origin === 'node' && !async)) {
    const [, kind, name] = ROOTS.find(([pattern]) => pattern.test(frame.function)) ?? [];
    if (kind !== undefined && name !== undefined) return { kind, name };
  }
  return NO_CONTEXT;
}

/** Whose work the samples were: the request where it is known, else the candidates, else what the stack stands on. */
export function contextOf(
  samples: ReadSample[],
  running: RunningSpan | undefined,
): { context: StallContext; candidates: StallContext[] } {
  const known = heaviest(samples) ?? running?.context;
  if (known) return { context: known, candidates: [] };
  const open = samples.findLast(({ sample }) => sample.inFlight.length > 0)?.sample.inFlight ?? running?.inFlight ?? [];
  const [only] = open;
  if (only !== undefined && open.length === 1) return { context: only, candidates: [] };
  return { context: fromStack(samples[0]?.frames ?? []), candidates: open };
}
