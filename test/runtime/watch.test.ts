import { expect, test } from 'vitest';
import { nowMs, nowNs } from '../../runtime/clock.ts';
import { resolveOptions } from '../../runtime/options.ts';
import { FLAG, sharedState, TIME, type RawFrame, type WatchdogData } from '../../runtime/protocol.ts';
import { RecordBuilder } from '../../runtime/records/record-builder.ts';
import { SourceLines } from '../../runtime/records/source-lines.ts';
import { SourceMaps } from '../../runtime/records/source-maps.ts';
import { StackReader } from '../../runtime/records/stack.ts';
import { StallCpu } from '../../runtime/watchdog/stall-cpu.ts';
import type { Stall, TimedSample } from '../../runtime/watchdog/stall.ts';
import { Watch } from '../../runtime/watchdog/watch.ts';
import { writeGap, type RawGap } from '../../runtime/watched/gap-ring.ts';

const options = resolveOptions({ threshold: 50 }, {}, false);
const MS = 1_000_000n;

/** A gap whose stall began half a heartbeat after its start. */
const gap = (start: bigint, end: bigint): RawGap => ({ start, begin: start + 10n * MS, end, cpu: undefined });

/** A thread whose last heartbeat was `age` milliseconds ago, and a watch of it. */
function watched(age: number) {
  const state = sharedState();
  const beat = nowNs() - BigInt(age) * MS;
  Atomics.store(state.times, TIME.beat, beat);
  Atomics.store(state.flags, FLAG.turned, 1);
  const seen: Stall[] = [];
  const create = (): Watch =>
    new Watch({
      state,
      thread: 0,
      host: state,
      options,
      origin: 'run',
      inspector: { connect: () => undefined },
      emit: (stall) => seen.push(stall),
    });
  return { state, beat, seen, create };
}

test('a gap that is written before its heartbeat is one stall: what was reported while it lasted has the same id', () => {
  const { state, beat, seen, create } = watched(400);
  const watch = create();
  watch.poll(nowMs(), 0);
  expect(seen.map(({ ongoing }) => ongoing)).toEqual([true]);
  writeGap(state, gap(beat, nowNs()));
  for (let count = 0; count < 3; count += 1) watch.poll(nowMs(), 0); // the thread lost its CPU before it stored the beat
  watch.flush();
  Atomics.store(state.times, TIME.beat, nowNs());
  watch.poll(nowMs(), 0);
  watch.flush();
  expect(seen.map(({ ongoing }) => ongoing)).toEqual([true, false]);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
});

test('a watchdog that is started again gives the stall that lasts the same id', () => {
  const { state, beat, seen, create } = watched(400);
  create().poll(nowMs(), 0);
  const second = create();
  second.poll(nowMs(), 0);
  writeGap(state, gap(beat, nowNs()));
  second.flush();
  expect(seen.map(({ ongoing }) => ongoing)).toEqual([true, true, false]);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
});

test('a stall that was reported while it lasted has an end, also where the ring was overwritten meanwhile', () => {
  const { state, beat, seen, create } = watched(4000);
  const watch = create();
  watch.poll(nowMs(), 0);
  for (let count = 0n; count < 20n; count += 1n) {
    const start = beat + count * 100n * MS;
    writeGap(state, gap(start, start + 100n * MS));
  }
  watch.flush();
  const [first] = seen;
  expect(seen.find(({ id, ongoing }) => id === first?.id && !ongoing)).toBeDefined();
});

test.for([
  { loop: 'a busy', idle: 0, late: 61 },
  { loop: 'an idle', idle: 1, late: 91 },
])('a stall of $loop loop is announced when it has surely reached the threshold', ({ idle, late }) => {
  const { state, beat, seen, create } = watched(0);
  Atomics.store(state.flags, FLAG.idle, idle);
  const watch = create();
  const at = (age: number): number => Number(beat) / 1e6 + age;
  watch.poll(at(late - 2), 0);
  expect(seen).toEqual([]);
  watch.poll(at(late), 0);
  expect(seen.map(({ ongoing, begin }) => [ongoing, Math.round(begin - at(0))])).toEqual([[true, late - 51]]);
});

test('a stall begins when the thread says that it did: before that, its loop waited for events', () => {
  const { state, beat, seen, create } = watched(400);
  const watch = create();
  writeGap(state, { start: beat, begin: beat + 33n * MS, end: beat + 400n * MS, cpu: undefined });
  watch.flush();
  expect(seen.map(({ begin, start }) => Math.round(begin - start))).toEqual([33]);
});

test.for(['goes on', 'exits'])(
  'a stall that was reported has an end, also where the thread beat in time but late, and %s',
  (how) => {
    const { state, seen, create } = watched(65);
    const watch = create();
    watch.poll(nowMs(), 0); // the thread had read the clock before, and then lost its CPU: it writes no gap
    Atomics.store(state.times, TIME.beat, nowNs());
    if (how === 'exits') watch.finish();
    else watch.poll(nowMs(), 0);
    watch.flush();
    expect(seen.map(({ ongoing }) => ongoing)).toEqual([true, false]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
  },
);

test('a watchdog looks seldom while the loop turns, and at a stall the seldomer the longer it lasts', () => {
  const delayAt = (age: number): number => {
    const { create } = watched(age);
    const watch = create();
    const now = nowMs();
    watch.poll(now, 0);
    return watch.delay(now);
  };
  expect(delayAt(0)).toBeGreaterThan(40);
  expect(delayAt(100)).toBe(5);
  expect(delayAt(60_000)).toBe(50);
});

test.for(['the watchdog', 'the thread'])('a suspension is no stall of the program when %s wakes first', (first) => {
  const { state, beat, seen, create } = watched(700);
  const watch = create();
  if (first === 'the watchdog') watch.poll(nowMs(), 690);
  expect(seen).toEqual([]); // the thread gets its chance to beat
  writeGap(state, gap(beat, nowNs()));
  Atomics.store(state.times, TIME.beat, nowNs());
  watch.poll(nowMs(), first === 'the watchdog' ? 0 : 690);
  watch.flush();
  expect(seen).toHaveLength(1);
  expect(seen[0]?.suspendedMs).toBeGreaterThan(650);
});

test('the CPU time of a stall is that of its own window', () => {
  const stallCpu = new StallCpu();
  stallCpu.healthy({ ranMs: 1000, waitedMs: 500 });
  // Long before the stall began at 10,000 the thread ran 100 ms and waited 300 ms more.
  stallCpu.suspect(10_040, { ranMs: 1130, waitedMs: 810 }, 2000);
  const end = { at: 10_300, cpu: { ranMs: 1380, waitedMs: 820 } };
  expect(stallCpu.between(10_000, end)).toEqual({ ranMs: 290, waitedMs: 10 });
  // Since the suspicion the process ran 600 ms, of which the thread did 250.
  expect(stallCpu.beside(end.cpu, 2600)).toBe(350);
});

test('a stall that the watchdog did not see is given no more time than it had', () => {
  const stallCpu = new StallCpu();
  stallCpu.healthy({ ranMs: 1000, waitedMs: 500 });
  const end = { at: 10_100, cpu: { ranMs: 1030, waitedMs: 900 } };
  expect(stallCpu.between(10_000, end)).toEqual({ ranMs: 30, waitedMs: 70 });
  expect(stallCpu.between(10_000, { at: 10_100, cpu: undefined })).toBeUndefined();
});

const data = { options, pid: 1, cwd: '/', threadId: 0, run: undefined } as WatchdogData;

const frames: RawFrame[] = [
  ['work', '/app/work.js', 7, 1, 0],
  ['listOnTimeout', 'node:internal/timers', 1, 1, 0],
];

const sample = (at: number): TimedSample => ({
  at,
  task: 1,
  piece: 0,
  context: null,
  inFlight: [],
  frames,
  askedAt: at - 1,
  waitedMs: 0,
});

const STALL: Stall = {
  id: 'x',
  threadId: 0,
  start: 1000,
  begin: 1010,
  end: 1410,
  ongoing: false,
  samples: [],
  spans: [],
  running: undefined,
  suspendedMs: 0,
  cpu: undefined,
  besideMs: 0,
  gcMs: 0,
  profile: undefined,
  loopEnded: false,
  paused: false,
  early: false,
  young: false,
};

function createBuilder(): RecordBuilder {
  const maps = new SourceMaps('/');
  return new RecordBuilder(data, new StackReader(maps, '/own/'), new SourceLines(maps));
}

/** The record of a stall of 400 ms that began at 1000, with samples at these times. */
const record = (times: number[], more: Partial<Stall> = {}) =>
  createBuilder().build({ ...STALL, samples: times.map(sample), ...more });

const call = { module: 'node:fs', call: 'readFileSync', context: null, inFlight: [] };

test('a young process that loads modules for nobody is starting, a request that makes it load is not', () => {
  const loading: RawFrame[] = [...frames.slice(0, 1), ['Module.load', 'node:internal/modules/cjs/loader', 1, 1, 0]];
  const samples = [1040, 1300].map((at) => ({ ...sample(at), frames: loading }));
  const served = samples.map((each) => ({ ...each, context: { kind: 'request' as const, name: 'GET /' } }));
  expect(record([], { samples, young: true })?.cause).toBe('startup');
  expect(record([], { samples })?.cause).toBe('code');
  expect(record([], { samples: served, young: true })?.cause).toBe('code');
});

test('a call that has not returned is blamed, not the line that was sampled before it', () => {
  const ongoing = record([1040], { ongoing: true, running: { ...call, start: 1050 } });
  expect(ongoing).toMatchObject({
    cause: 'native',
    culprit: null,
    call: { name: 'readFileSync' },
    catalog: { member: 'readFileSync' },
  });
});

test('code that ran for most of it is blamed also while a call has just begun', () => {
  const ongoing = record([1040, 1200, 1380], { ongoing: true, running: { ...call, start: 1390 } });
  expect(ongoing).toMatchObject({ cause: 'code', culprit: { line: 7 } });
});

test('code that hardly ran did not hold the loop', () => {
  const starved = record([1040, 1200], { cpu: { ranMs: 20, waitedMs: 90 } });
  expect(starved).toMatchObject({ cause: 'cpu-starvation', culprit: null });
  expect(record([1040, 1200], { cpu: { ranMs: 250, waitedMs: 150 } })).toMatchObject({ cause: 'code' });
});

test('a loop with nothing left to do may wait for its end: only what is seen to run is a stall', () => {
  const atEnd = { loopEnded: true, cpu: { ranMs: 2, waitedMs: 1 } };
  expect(record([], atEnd)).toBeUndefined();
  const inListener = { ...sample(1409), frames: [['emit', 'node:events', 1, 1, 0]] satisfies RawFrame[] };
  expect(record([], { ...atEnd, samples: [{ ...inListener, askedAt: 1030 }] })).toBeUndefined();
  expect(record([1040, 1200], { ...atEnd, cpu: { ranMs: 380, waitedMs: 1 } })).toMatchObject({ cause: 'code' });
  expect(record([], { ...atEnd, spans: [{ ...call, start: 1020, end: 1400, task: 1, frames }] })?.cause).toBe('native');
  expect(record([], { ...atEnd, cpu: { ranMs: 300, waitedMs: 0 } })).toMatchObject({ cause: 'unknown' });
  expect(record([], { ...atEnd, loopEnded: false })).toBeDefined();
});

test('what nothing tells of is announced late, for it may be such an end, and then ended', () => {
  const builder = createBuilder();
  const idle = { ...STALL, cpu: { ranMs: 2, waitedMs: 1 } };
  expect(builder.build({ ...idle, ongoing: true })).toBeUndefined();
  expect(builder.build({ ...idle, ongoing: true, end: 2020 })).toMatchObject({ ongoing: true });
  expect(builder.build({ ...idle, end: 2100, loopEnded: true })).toMatchObject({ ongoing: false });
});

test('a thread that waits for the CPUs that its own collection takes is collecting, unless the process was stopped', () => {
  const waiting = { cpu: { ranMs: 150, waitedMs: 250 }, gcMs: 390 };
  expect(record([1040], waiting)).toMatchObject({ cause: 'gc', culprit: null });
  const quiet: TimedSample = { ...sample(1400), askedAt: 1030, waitedMs: 250, collected: true };
  expect(record([], { ...waiting, gcMs: 0, samples: [sample(1020), quiet] })).toMatchObject({ cause: 'gc' });
  expect(record([1040], { ...waiting, cpu: undefined, suspendedMs: 300 })).toMatchObject({ cause: 'suspended' });
  const allocating = { ...waiting, cpu: undefined, spans: [{ ...call, start: 1020, end: 1400, task: 1, frames }] };
  expect(record([], allocating)).toMatchObject({ cause: 'native', call: { name: 'readFileSync' } });
  const starved = { ...allocating, gcMs: 0, cpu: { ranMs: 40, waitedMs: 360 } };
  expect(record([], starved)).toMatchObject({ cause: 'cpu-starvation' });
  expect(record([], { ...starved, besideMs: 300 })).toMatchObject({ cause: 'native', call: { name: 'readFileSync' } });
});

test('the start is uncertain by one heartbeat: the duration counts from its midpoint, and says so', () => {
  expect(record([1040, 1300])).toMatchObject({ durationMs: 400, uncertaintyMs: 10 });
});

test('many short tasks are blamed on no single line', () => {
  const samples = [1040, 1130, 1220, 1310, 1400].map((at, index) => ({ ...sample(at), task: index, piece: index }));
  expect(record([], { samples })).toMatchObject({ cause: 'many-short-tasks', culprit: null, others: [{ line: 7 }] });
});

test('a stall without samples says whether the thread ran', () => {
  expect(record([], { cpu: { ranMs: 390, waitedMs: 8 } })).toMatchObject({
    cause: 'unknown',
    evidence: 'The thread ran for 98 % of it, but no stack was seen while it lasted.',
  });
});

test('a stall that was reported while it lasted is reported when it has ended, however short it was', () => {
  const builder = createBuilder();
  const short = { ...STALL, end: 1075, samples: [sample(1040)] };
  expect(builder.build({ ...short, ongoing: true })?.ongoing).toBe(true);
  expect(builder.build({ ...short, suspendedMs: 20 })).toMatchObject({ ongoing: false });
  expect(builder.build({ ...short, id: 'y', suspendedMs: 20 })).toBeUndefined();
});

test("a worker thread's own work is a stall, what another thread gave it is not waited for here", () => {
  expect(record([1040, 1300], { threadId: 3 })).toMatchObject({ threadId: 3, context: { kind: 'timer' } });
  expect(record([1040, 1300], { threadId: 3 })).not.toHaveProperty('offloaded');
  const given = [1040, 1300].map((at) => ({ ...sample(at), frames: [frames[0] ?? ['', '', 0, 0, 0]] as RawFrame[] }));
  expect(record([], { samples: given, threadId: 3 })).toMatchObject({ offloaded: true });
  expect(record([], { samples: given })).not.toHaveProperty('offloaded');
});
