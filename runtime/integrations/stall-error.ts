import { SourceLines } from '../records/source-lines.ts';
import { SourceMaps } from '../records/source-maps.ts';
import { PrettyReport } from '../reporters/pretty.ts';
import type { StallRecord } from '../stall-record.ts';
import type { BlockingCall } from '../strict/record.ts';
import { blockingCallText } from '../strict/reports.ts';

/** Reports that one error shows at most. */
const SHOWN = 5;

/** What was found while a test, or a function of one, ran. */
export interface Findings {
  stalls: readonly StallRecord[];
  blockingCalls: readonly BlockingCall[];
}

/** Fails a test in which the event loop was stalled. Its `code` is `UNBLOCKED_STALL`. */
export class StallError extends Error {
  readonly code = 'UNBLOCKED_STALL';
  declare readonly stalls: readonly StallRecord[];
  declare readonly blockingCalls: readonly BlockingCall[];

  constructor({ stalls, blockingCalls }: Findings) {
    super(findingsText({ stalls, blockingCalls }));
    this.name = 'StallError';
    // The stack that counts is in the message: a runner would map its positions a second time.
    this.stack = `StallError: ${this.message}`;
    Object.defineProperty(this, 'stalls', { value: stalls });
    Object.defineProperty(this, 'blockingCalls', { value: blockingCalls });
  }

  /** Runners print all that an error holds: the records would bury the message. */
  toJSON(): object {
    return { name: this.name, code: this.code, message: this.message, stack: this.stack };
  }
}

/** Stalls with their code frames, and blocking calls with their lines. */
export function findingsText({ stalls, blockingCalls }: Findings): string {
  const cwd = process.cwd();
  const sources = new SourceLines(new SourceMaps(cwd));
  const report = new PrettyReport({ cwd, colour: false, lines: (file) => sources.lines(file) });
  const texts = [
    ...stalls.map((record) => report.whole(record).trimEnd().replace('[unblocked] ', '')),
    ...blockingCalls
      .filter(({ count }, index) => index === 0 || count === 1)
      .map((call) => blockingCallText(call, cwd)),
  ];
  const more = texts.length > SHOWN ? [`... and ${texts.length - SHOWN} more.`] : [];
  return [...texts.slice(0, SHOWN), ...more].join('\n');
}
