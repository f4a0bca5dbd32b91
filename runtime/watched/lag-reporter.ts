import { appendFile, mkdir } from 'node:fs';
import { dirname } from 'node:path';
import { nowMs, unixMs } from '../clock.ts';
import type { ResolvedOptions } from '../options.ts';
import type { RawContext } from '../protocol.ts';
import type { StallRecord } from '../stall-record.ts';
import { warnOnce } from '../warnings.ts';

const MINUTE_MS = 60_000;

/** Reports stalls from the main thread, after the fact and without a line: for where no watchdog can run. */
export class LagReporter {
  readonly #options: ResolvedOptions;
  readonly #printedAt: number[] = [];
  readonly #emit: (record: StallRecord, shown: boolean) => void;
  #count = 0;

  constructor(options: ResolvedOptions, emit: (record: StallRecord, shown: boolean) => void) {
    this.#options = options;
    this.#emit = emit;
  }

  /** Reports a stall, in milliseconds of the monotonic clock. */
  report(begin: number, end: number, inFlight: RawContext[]): void {
    this.#count += 1;
    const [only] = inFlight;
    const known = only !== undefined && inFlight.length === 1;
    const record: StallRecord = {
      version: 1,
      id: `${process.pid}-${unixMs().toString(36)}-${this.#count}`,
      time: new Date(unixMs() - (nowMs() - begin)).toISOString(),
      pid: process.pid,
      threadId: 0,
      ongoing: false,
      durationMs: Math.round((end - begin) * 10) / 10,
      uncertaintyMs: this.#options.heartbeat / 2,
      cause: 'unknown',
      evidence: 'No watchdog runs in this process, so only the lag is known.',
      context: known ? only : { kind: 'unknown', name: 'no known context' },
      candidates: known ? [] : inFlight,
      culprit: null,
      caller: null,
      others: [],
      frames: [],
      catalog: null,
      ruleId: null,
      call: null,
      samples: 0,
      late: false,
      fingerprint: 'lag-only',
      ...(process.env['UNBLOCKED_RUN'] !== undefined && { run: process.env['UNBLOCKED_RUN'] }),
      count: this.#count,
    };
    this.#log(record);
    this.#emit(record, this.#print(record));
  }

  /** This is the watched thread itself: nothing here may wait. */
  #print(record: StallRecord): boolean {
    const { format, reports } = this.#options;
    const now = nowMs();
    while (this.#printedAt[0] !== undefined && now - this.#printedAt[0] > MINUTE_MS) this.#printedAt.shift();
    if (format === 'silent' || this.#printedAt.length >= reports) return false;
    this.#printedAt.push(now);
    const { durationMs, context } = record;
    const where = context.kind === 'unknown' ? '' : ` in ${context.name}`;
    const text = `[unblocked] The event loop was stalled for ${Math.round(durationMs)} ms${where}`;
    process.stderr.write(`${format === 'json' ? JSON.stringify(record) : text}\n`);
    return true;
  }

  #log(record: StallRecord): void {
    const { log } = this.#options;
    if (log === false) return;
    const done = (error: Error | null): void => {
      if (error) warnOnce('UNBLOCKED_LOG', `The log ${log} cannot be written: ${error.message}.`);
    };
    mkdir(dirname(log), { recursive: true }, (error) => {
      if (error) done(error);
      else appendFile(log, `${JSON.stringify(record)}\n`, done);
    });
  }
}
