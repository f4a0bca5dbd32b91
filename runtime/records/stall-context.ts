import type { RawContext } from '../protocol.ts';
import type { ContextKind, StallContext, StallFrame } from '../stall-record.ts';
import type { RunningSpan } from '../watched/running-span.ts';
import type { ReadSample } from './culprit.ts';
import { packageOf } from './stack.ts';

/** What a stack says of its context where no request is known: function and file of the frame at its root, and what they stand for. */
const ROOTS: readonly [RegExp, ContextKind, string][] = [
  [/^processImmediate /, 'immediate', 'setImmediate'],
  [/^(?:listOnTimeout|processTimers) /, 'timer', 'timer'],
  [/ node:internal\/per_context\/messageport$/, 'message', 'message from another thread'],
  [/^emit /, 'listener', 'event listener'],
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

/** The context that most of the stall's time belongs to; undefined where more of it belongs to nothing that is known. */
function heaviest(samples: ReadSample[]): RawContext | undefined {
  const weights = new Map<string, { context: RawContext; weight: number }>();
  let unknown = 0;
  for (const { sample, weight } of samples) {
    if (sample.context === null) {
      unknown += weight;
      continue;
    }
    const key = `${sample.context.name} ${sample.context.id}`;
    const entry = weights.get(key) ?? { context: sample.context, weight: 0 };
    entry.weight += weight;
    entry.context = sample.context; // the latest one: its route is known by then
    weights.set(key, entry);
  }
  const [most] = [...weights.values()].sort((a, b) => b.weight - a.weight);
  return most && most.weight >= unknown ? most.context : undefined;
}

/** What a stack says of its context, where no request is known. */
export function contextOfStack(frames: readonly StallFrame[]): StallContext {
  const packages = frames.flatMap(({ file }) => packageOf(file) ?? []);
  for (const [pattern, kind, name] of PACKAGES) {
    if (packages.some((found) => pattern.test(found))) return { kind, name };
  }
  for (const frame of frames.filter(({ origin, async }) => origin === 'node' && !async)) {
    const [, kind, name] = ROOTS.find(([pattern]) => pattern.test(`${frame.function} ${frame.file}`)) ?? [];
    if (kind !== undefined && name !== undefined) return { kind, name };
  }
  return NO_CONTEXT;
}

/** Kinds of work that a worker thread was given by another thread, or by nobody that is known. */
const OFFLOADED: ReadonlySet<ContextKind> = new Set(['message', 'startup', 'unknown']);

/** Whether nobody but the thread that gave the work waits for it: that is what worker threads are for. */
export function isOffloaded({ context, candidates }: WorkContext): boolean {
  return OFFLOADED.has(context.kind) && candidates.length === 0;
}

/** Whose work a stall was. */
interface WorkContext {
  context: StallContext;
  candidates: StallContext[];
}

/** Functions of `graphql` that call a resolver. */
const CALLS_RESOLVER = /^(?:executeField|resolveField|executeSubscription)$/;

/** What resolvers of a schema in code are called, whatever their field: `{ type, resolve() { ... } }`. */
const NAMELESS = new Set(['', 'resolve', 'subscribe']);

/** The GraphQL field whose resolver stands on the stack, by the resolver's own name. */
function fieldOf(frames: StallFrame[]): string | undefined {
  const caller = frames.findIndex(
    ({ file, function: name }) => packageOf(file) === 'graphql' && CALLS_RESOLVER.test(name),
  );
  const resolver = frames.slice(0, Math.max(0, caller)).findLast(({ origin }) => origin === 'app');
  const name = resolver?.function.split('.').at(-1);
  return name === undefined || NAMELESS.has(name) ? undefined : name;
}

function withField(context: StallContext, field: string | undefined): StallContext {
  if (field === undefined) return context;
  return { ...context, field, ...(context.kind === 'graphql' && { name: `GraphQL resolver of ${field}` }) };
}

/** Whose work the samples were: the request where it is known, else the candidates, else what the stack stands on. */
export function contextOf(samples: ReadSample[], running: RunningSpan | undefined): WorkContext {
  const frames = samples[0]?.frames ?? [];
  const field = fieldOf(frames);
  const known = running?.context ?? heaviest(samples);
  if (known) return { context: withField(known, field), candidates: [] };
  const open =
    [running, ...samples.map(({ sample }) => sample).reverse()].find((each) => each?.inFlight.length)?.inFlight ?? [];
  const [only] = open;
  if (only !== undefined && open.length === 1) return { context: withField(only, field), candidates: [] };
  return { context: withField(contextOfStack(frames), field), candidates: open };
}
