import {
  currentOptions,
  flush,
  getStats,
  onBlockingCall,
  onStall,
  startForTests,
  stop,
  switchStrict,
} from '../index.ts';
import { badOption, resolveOptions, type ResolvedOptions } from '../options.ts';
import type { StallRecord } from '../stall-record.ts';
import type { BlockingCall } from '../strict/record.ts';
import { setTestScope, type TestScope } from '../strict/scope.ts';
import { StallError, type Findings } from './stall-error.ts';
import { countsAgainst, isTestFile } from './test-findings.ts';
import { checkedTestOptions, testCodeOf, type TestOptions } from './test-options.ts';

/** A stall of this many milliseconds fails a test, where nothing else is said: tests run on busy machines. */
const THRESHOLD_MS = 100;

/** A test of a runner. */
export interface RunningTest {
  /** Tells it from other tests of the same process. */
  id: string;
  name: string;
  file: string;
  /** Its name after those of the tests and suites that it stands in (`orders > are listed`), where the runner tells it. */
  fullName?: string;
}

interface Run extends RunningTest {
  options: TestOptions;
  /** It is not watched. */
  off: boolean;
  /** Calls of `begin()` that have had no `end()` yet: a file may be watched by a setup file and by itself. */
  depth: number;
  stalls: StallRecord[];
  blockingCalls: BlockingCall[];
}

const runs = new Map<string, Run>();

const isInside = (inner: Run, { file, fullName }: Run): boolean =>
  fullName !== undefined && inner.file === file && inner.fullName?.startsWith(`${fullName} > `) === true;

/** The running tests without those that wait for a test inside of them: what is found now is not theirs. */
function innermost(): Run[] {
  const all = [...runs.values()];
  return all.filter((run) => !all.some((other) => isInside(other, run)));
}

let strictNow: Required<Pick<TestOptions, 'strict' | 'cheap' | 'allow'>> = { strict: false, cheap: false, allow: [] };
/** What `strictNow` says is what is. */
let known = false;
let paused = 0;
/** No preload has started the watching. */
let isOwn = false;

/** Starts the watching where no preload has; returns the options that it has. */
export function ensureStarted(wanted: TestOptions = {}): ResolvedOptions {
  const running = currentOptions();
  if (running === undefined) return startOwn(thresholdIn(wanted));
  if (!known) strictNow = running;
  known = true;
  return running;
}

function startOwn(threshold: number): ResolvedOptions {
  startForTests({ log: false, context: 'on', threshold });
  isOwn = true;
  known = true;
  const started = currentOptions() ?? resolveOptions();
  strictNow = started;
  return started;
}

/** Files of one process may want other thresholds: the loop is watched with the least of those that have come so far. */
async function watchFrom(wanted: TestOptions): Promise<void> {
  const threshold = thresholdIn(wanted);
  while (isOwn && ensureStarted(wanted).threshold > threshold) {
    await stop();
    if (currentOptions() === undefined) startOwn(threshold);
  }
}

const fromEnvironment = (): number =>
  process.env['UNBLOCKED_THRESHOLD'] === undefined ? THRESHOLD_MS : resolveOptions().threshold;

const thresholdIn = ({ threshold = fromEnvironment() }: TestOptions): number => threshold;

const strictPart = ({ strict, cheap, allow }: TestOptions): Pick<TestOptions, 'strict' | 'cheap' | 'allow'> => ({
  ...(strict !== undefined && { strict }),
  ...(cheap !== undefined && { cheap }),
  ...(allow !== undefined && { allow }),
});

const strictKey = ({ strict, cheap, allow }: TestOptions): string => JSON.stringify([strict, cheap, allow]);

/** Puts strict mode as a test wants it. */
function beStrict(wanted: TestOptions): void {
  const { strict, cheap, allow, context } = ensureStarted();
  const next = { strict, cheap, allow, ...strictPart(wanted) };
  if (strictKey(next) === strictKey(strictNow)) return;
  if (next.strict !== false && !context)
    throw badOption('option strict', next.strict, 'false, where the preload watches with `context` off');
  switchStrict(next);
  strictNow = next;
}

/** Whether strict mode is on now. */
export const isStrict = (): boolean => strictNow.strict !== false;

function thresholdOf(options: TestOptions): number {
  const least = ensureStarted(options).threshold;
  const threshold = isOwn ? thresholdIn(options) : (options.threshold ?? least);
  if (threshold < least)
    throw badOption('option threshold', threshold, `${least} or more, which is what the event loop is watched with`);
  return threshold;
}

const isTestCode =
  ({ file, options }: Run) =>
  (other: string): boolean =>
    options.include !== 'all' && isTestFile(other, file, testCodeOf(options.testCode));

/** A test begins, or a second `watchTests()` speaks of it. Resolves when the watchdog is armed. */
export async function begin(test: RunningTest, options: TestOptions): Promise<void> {
  const begun = runs.get(test.id);
  if (begun !== undefined) {
    begun.depth += 1;
    change(begun, options);
    return;
  }
  await watchFrom(options);
  const run: Run = { ...test, options, off: false, depth: 1, stalls: [], blockingCalls: [] };
  thresholdOf(options);
  await flush(); // what came before is nobody's
  beStrict(options);
  runs.set(test.id, run);
}

function change(run: Run, options: TestOptions): void {
  const changed = { ...run.options, ...options };
  thresholdOf(changed);
  beStrict(changed);
  run.options = changed;
}

/** A test has ended: resolves with the error that it fails with, if it does. */
export async function end(id: string): Promise<StallError | undefined> {
  const run = runs.get(id);
  if (run === undefined) return undefined;
  run.depth -= 1;
  if (run.depth > 0) return undefined;
  await flush();
  runs.delete(id);
  const around = [...runs.values()].at(-1);
  if (around !== undefined) beStrict(around.options); // a test in another one, or beside it
  const findings = run.off ? { stalls: [], blockingCalls: [] } : judged(run);
  return findings.stalls.length + findings.blockingCalls.length === 0 ? undefined : new StallError(findings);
}

function judged(run: Run): Findings {
  const { strict } = { ...ensureStarted(), ...strictPart(run.options) };
  const judge = {
    threshold: thresholdOf(run.options),
    all: run.options.include === 'all',
    lagOnly: getStats().mode === 'lag-only',
    isTestCode: isTestCode(run),
  };
  return {
    stalls: run.stalls.filter((record) => countsAgainst(record, judge)),
    blockingCalls: strict === 'report' ? run.blockingCalls : [],
  };
}

/**
 * Changes what makes the running test fail; `false`: nothing does.
 *
 * @example watchTest({ threshold: 500 });
 */
export function watchTest(options: TestOptions | false): void {
  const run = [...runs.values()].at(-1);
  if (run === undefined)
    throw Object.assign(new Error('unblocked: watchTest() is called outside of a test that is watched.'), {
      code: 'UNBLOCKED_NO_TEST',
    });
  if (options === false) run.off = true;
  else change(run, checkedTestOptions(options));
}

/** Runs `fn` with strict mode as `options` say, and gathers what is found meanwhile, apart from the running test. */
export async function gather<T>(
  options: TestOptions,
  fn: () => T,
): Promise<{ result: Awaited<T>; findings: Findings }> {
  await watchFrom(options);
  const threshold = thresholdOf(options);
  await flush();
  const before = [...runs.values()].at(-1)?.options ?? {};
  const stalls: StallRecord[] = [];
  const blockingCalls: BlockingCall[] = [];
  const removers = [onStall((record) => stalls.push(record)), onBlockingCall((call) => blockingCalls.push(call))];
  beStrict({ ...before, ...options });
  paused += 1;
  try {
    const result = await fn();
    await flush();
    const judge = { threshold, all: true, lagOnly: getStats().mode === 'lag-only', isTestCode: () => false };
    return { result, findings: { stalls: stalls.filter((record) => countsAgainst(record, judge)), blockingCalls } };
  } finally {
    await flush();
    paused -= 1;
    for (const remove of removers) remove();
    beStrict(before);
  }
}

function currentScope(): TestScope | undefined {
  const run = [...runs.values()].at(-1);
  if (run === undefined || run.off) return undefined;
  return { context: { kind: 'custom', name: `test "${run.name}"` }, isTestCode: isTestCode(run) };
}

onStall((record) => {
  if (paused === 0) for (const run of innermost()) run.stalls.push(record);
});
onBlockingCall((call) => {
  if (paused === 0) for (const run of innermost()) run.blockingCalls.push(call);
});
setTestScope(currentScope);

/** The options of `watchTests()`, checked, with the watching started: what is loaded from here on is seen by strict mode. */
export function watched(options: TestOptions): TestOptions {
  const checked = checkedTestOptions(options);
  ensureStarted(checked);
  if (!isOwn) thresholdOf(checked);
  beStrict(checked);
  return checked;
}
