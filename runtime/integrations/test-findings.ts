import type { Cause, StallContext, StallFrame, StallRecord } from '../stall-record.ts';
import { isLoading } from '../strict/site.ts';

/** Causes that a program can do something about. */
const COUNTED: ReadonlySet<Cause> = new Set(['code', 'native', 'microtasks', 'many-short-tasks']);

/** Contexts that are a handler's, whichever file it stands in. */
const HANDLERS: ReadonlySet<StallContext['kind']> = new Set(['request', 'websocket', 'graphql', 'job', 'custom']);

const TEST_FILE = /\.(?:test|spec)\.[cm]?[jt]sx?$|[\\/]__(?:tests|mocks)__[\\/]/;

/** Whether a file is test code: the test's own, or named like one. */
export function isTestFile(file: string, own: string, more: RegExp | undefined): boolean {
  return file === own || TEST_FILE.test(file) || (more?.test(file) ?? false);
}

/** How a stall is judged. */
interface Judged {
  threshold: number;
  all: boolean;
  /** Nothing but the lag is known here. */
  lagOnly: boolean;
  isTestCode: (file: string) => boolean;
}

/** Whether a stall is the tested code's fault. */
export function countsAgainst(record: StallRecord, { threshold, all, lagOnly, isTestCode }: Judged): boolean {
  if (record.durationMs < threshold) return false;
  if (record.cause === 'unknown') return lagOnly;
  if (!COUNTED.has(record.cause) || isLoading(record.frames)) return false;
  if (all || HANDLERS.has(record.context.kind)) return true;
  const places: readonly Pick<StallFrame, 'file' | 'origin'>[] =
    record.frames.length > 0 ? record.frames : record.others;
  const own = places.find(({ origin }) => origin === 'app');
  return own !== undefined && !isTestCode(own.file);
}
