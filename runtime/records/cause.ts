import type { RawSample } from '../protocol.ts';
import type { Cause, StallFrame } from '../stall-record.ts';
import type { Stall } from '../watchdog/stall.ts';
import { ANY_PIECE, wasUnanswered, type ReadSample, type Suspect } from './culprit.ts';

/** A cause, and the evidence for it in one sentence. */
export interface Verdict {
  cause: Cause;
  evidence: string;
}

/** A cause needs at least this part of the stall. */
const MAJORITY = 0.5;

/** What took this part of a stall explains it alone. */
const NEARLY_ALL = 0.75;

/** What took less than this part of a stall does not explain it. */
const NOTABLE = 0.25;

/** Fewer pieces than this are not "many". */
const MANY = 4;

const percent = (part: number): string => `${Math.round(part * 100)} %`;

/** Causes that blame a line. */
export const BLAMING: ReadonlySet<Cause> = new Set(['code', 'native', 'microtasks']);

const STARTING: Verdict = { cause: 'startup', evidence: 'The program was loading its modules or ran its top level.' };

/** Whether a part of a stall explains it: the rest alone would have been none. */
function explains(ms: number, { duration, threshold }: Extent): boolean {
  return ms >= NOTABLE * duration && duration - ms < threshold;
}

/** Whether what was seen for most of the time passes a test. */
function isMostly(samples: ReadSample[], test: (sample: ReadSample) => boolean): boolean {
  const total = weightOf(samples, () => true);
  return total > 0 && weightOf(samples, test) >= MAJORITY * total;
}

const isTimed = ({ span }: ReadSample): boolean => span !== undefined;

/** Calls that are known took most of it: they were timed, or the stacks stand in them. */
function isInCalls(samples: ReadSample[]): boolean {
  return isMostly(samples, (sample) => isTimed(sample) || sample.blamed?.catalog !== undefined);
}

/** A call that allocates much keeps V8's other threads busy, and waits for the CPUs that they take. */
function madeItsOwnWait(stall: Stall, duration: number, samples: ReadSample[]): boolean {
  const { cpu, besideMs } = stall;
  if (cpu === undefined || besideMs < MAJORITY * cpu.waitedMs) return false;
  return isInCalls(samples) || isCalling(stall, duration);
}

/** What can be told without looking at the stacks: nothing that ran in this thread held the loop. */
function outside(stall: Stall, extent: Extent, samples: ReadSample[]): Verdict | undefined {
  if (stall.paused) return { cause: 'debugger', evidence: 'A debugger had paused the thread.' };
  const { duration } = extent;
  const wasSuspended = stall.suspendedMs >= MAJORITY * duration;
  if (stall.early && stall.samples.length === 0 && !wasSuspended) return STARTING;
  const collection = collectionIn(stall, extent, samples);
  // While threads of V8 collect, they take the CPUs that this thread waits for: collection comes before starvation.
  if (collection.certain && !wasSuspended) return collection.certain;
  // Code that ran for longer than the threshold would have stalled the loop on an idle machine too.
  if (stall.cpu !== undefined && explains(stall.cpu.waitedMs, extent) && !madeItsOwnWait(stall, duration, samples)) {
    const part = percent(Math.min(1, stall.cpu.waitedMs / duration));
    return { cause: 'cpu-starvation', evidence: `The thread waited for a CPU during ${part} of it.` };
  }
  if (wasSuspended) return { cause: 'suspended', evidence: 'No thread of the process ran.' };
  return collection.likely;
}

const ENTRY = /^node:internal\/(?:main\/|modules\/run_main|process\/(?:esm_loader|execution))/;
const EVALUATION = /^node:internal\/(?:main\/|modules\/)/;

/** The program's top level is being evaluated: not a `require` that a handler makes later. */
export function isStartup(frames: StallFrame[]): boolean {
  return (
    frames.some(({ file }) => ENTRY.test(file)) && frames.some(({ file, async }) => !async && EVALUATION.test(file))
  );
}

function weightOf(samples: ReadSample[], test: (sample: ReadSample) => boolean): number {
  return samples.reduce((sum, sample) => sum + (test(sample) ? sample.weight : 0), 0);
}

const LOADING = /^node:internal\/modules\//;

/** A young process loads modules, for nobody that waits: a framework that requires its parts when it is created. */
function isLoading({ frames, sample }: ReadSample): boolean {
  const serves = sample.context !== null || sample.inFlight.length > 0;
  return !serves && frames.some(({ file, async }) => !async && LOADING.test(file));
}

/** How much of a stall the start took: what no sample saw of a stall that began before the loop first turned, too. */
function startupMs({ early, begin, young }: Stall, samples: ReadSample[]): number {
  const [first] = samples;
  const seen = weightOf(samples, (sample) => isStartup(sample.frames) || (young && isLoading(sample)));
  if (!early || first === undefined || isStartup(first.frames)) return seen;
  return seen + Math.max(0, (first.span?.start ?? first.sample.at) - begin);
}

function isSamePiece(a: RawSample, b: RawSample): boolean {
  return a.task === b.task && (a.piece === b.piece || a.piece === ANY_PIECE || b.piece === ANY_PIECE);
}

/** Lengths of the stretches in which the samples stand in one and the same callback. */
function pieces(samples: ReadSample[]): number[] {
  const lengths: number[] = [];
  let last: ReadSample | undefined;
  for (const sample of samples) {
    const same = last !== undefined && isSamePiece(last.sample, sample.sample);
    if (same) lengths[lengths.length - 1] = (lengths.at(-1) ?? 0) + sample.weight;
    else lengths.push(sample.weight);
    last = sample;
  }
  return lengths;
}

const TURN = /^node:internal\/timers$|^node:(?:net|_http_server|internal\/stream_base_commons|internal\/http)/;

/** Whether the stack stands on a microtask or a nextTick callback, and not on a callback of the loop itself. */
function isMicrotask(frames: StallFrame[]): boolean {
  return !frames.some(({ file, async }) => !async && TURN.test(file));
}

function inPieces(samples: ReadSample[], duration: number): Verdict | undefined {
  const lengths = pieces(samples);
  if (lengths.length < MANY || Math.max(...lengths) >= MAJORITY * duration) return undefined;
  const total = weightOf(samples, () => true);
  return weightOf(samples, ({ frames }) => isMicrotask(frames)) >= MAJORITY * total
    ? { cause: 'microtasks', evidence: 'Promise reactions or nextTick callbacks kept scheduling the next one.' }
    : { cause: 'many-short-tasks', evidence: `At least ${lengths.length} callbacks ran in one turn of the loop.` };
}

/** A call that has not returned yet took most of the stall. */
export function isCalling({ running, end }: Stall, duration: number): boolean {
  return running !== undefined && end - running.start >= MAJORITY * duration;
}

/**
 * A full collection ended in a time in which no sample could be taken and no call that is known ran. Its length is not
 * known then; but a native call that allocates so much as to need one is rare among those that are not known.
 */
function isCollected({ profile }: Stall, samples: ReadSample[], total: number): boolean {
  if (total === 0 || profile !== undefined) return false;
  const collected = weightOf(
    samples,
    ({ sample, span, blamed }) =>
      wasUnanswered(sample) && span === undefined && sample.collected === true && blamed?.catalog === undefined,
  );
  return collected >= MAJORITY * total;
}

interface Collection {
  certain?: Verdict;
  /** Where nothing else took more of the stall. */
  likely?: Verdict;
}

/** What garbage collection had of a stall. A call that took most of it has made the garbage: it is named instead. */
function collectionIn(stall: Stall, extent: Extent, samples: ReadSample[]): Collection {
  if (isInCalls(samples)) return {};
  const total = weightOf(samples, () => true);
  const part = percent(Math.min(1, stall.gcMs / extent.duration));
  const timed: Verdict = { cause: 'gc', evidence: `Garbage collection took ${part} of it.` };
  if (stall.gcMs >= NEARLY_ALL * extent.duration) return { certain: timed };
  if (isCollected(stall, samples, total))
    return {
      certain: { ...timed, evidence: 'No JavaScript ran for most of it, and a full garbage collection has ended.' },
    };
  return explains(stall.gcMs, extent) ? { likely: timed } : {};
}

/** Code that hardly ran did not hold the loop: the machine gave the thread no CPU, whatever it counts as waiting. */
function starvation({ cpu }: Stall, { duration, threshold }: Extent): Verdict | undefined {
  if (cpu === undefined || cpu.ranMs >= threshold || cpu.ranMs >= NOTABLE * duration) return undefined;
  return {
    cause: 'cpu-starvation',
    evidence: `The thread ran for only ${Math.round(cpu.ranMs)} of ${Math.round(duration)} ms.`,
  };
}

function unseen({ cpu }: Stall, { duration }: Extent): string {
  const ran = cpu === undefined ? 0 : cpu.ranMs / duration;
  const what = ran >= MAJORITY ? `The thread ran for ${percent(Math.min(1, ran))} of it, but no` : 'No';
  return `${what} stack was seen while it lasted.`;
}

/**
 * Neither a stack, nor a call, nor CPU time tells of anything that ran. At the end of the program that holds nobody up:
 * a loop with nothing left to do waits for the threads of V8. While it lasts it may be such an end.
 */
export function isWithoutTrace(stall: Stall, { threshold }: Extent, samples: ReadSample[]): boolean {
  const { spans, running, cpu } = stall;
  if (spans.length > 0 || running !== undefined) return false;
  return (cpu?.ranMs ?? 0) < threshold && samples.every(({ blamed }) => blamed === undefined);
}

/** How long a stall was, and from how many milliseconds on it counts as one. */
export interface Extent {
  duration: number;
  threshold: number;
}

/** Says why the loop did not turn. */
export function verdict(stall: Stall, extent: Extent, samples: ReadSample[], blamed: Suspect | undefined): Verdict {
  const total = weightOf(samples, () => true);
  const first = outside(stall, extent, samples);
  if (first !== undefined) return first;
  if (total > 0 && startupMs(stall, samples) >= MAJORITY * total) return STARTING;
  const called = isCalling(stall, extent.duration) ? stall.running : undefined;
  if (called !== undefined) {
    const ms = Math.round(stall.end - called.start);
    return { cause: 'native', evidence: `${called.call}() has not returned for ${ms} ms.` };
  }
  const pieced = inPieces(samples, extent.duration);
  if (pieced !== undefined) return pieced;
  if (isMostly(samples, isTimed))
    return { cause: 'native', evidence: 'Blocking calls took most of it, as timed at the call.' };
  if (isMostly(samples, (sample) => sample.late || isTimed(sample))) {
    return { cause: 'native', evidence: 'No JavaScript ran for most of it: a native call was running.' };
  }
  if (blamed?.catalog !== undefined)
    return { cause: 'native', evidence: 'The stacks stand in a synchronous built-in call.' };
  const starved = starvation(stall, extent);
  if (starved !== undefined) return starved;
  if (blamed === undefined) return { cause: 'unknown', evidence: unseen(stall, extent) };
  const count = samples.length;
  if (count === 0) return { cause: 'native', evidence: 'No sample could be taken: a native call was running.' };
  return { cause: 'code', evidence: `${count} ${count === 1 ? 'sample shows' : 'samples show'} JavaScript running.` };
}
