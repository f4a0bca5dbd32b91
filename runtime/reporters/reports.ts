import { nowMs } from '../clock.ts';
import type { ResolvedOptions } from '../options.ts';
import type { Cause, StallRecord } from '../stall-record.ts';
import { LONG_HANG_MS } from '../watchdog/hang-reports.ts';
import { writeError } from './output.ts';
import { PrettyReport, type PrettyOptions } from './pretty.ts';
import { StallLog } from './stall-log.ts';

const MINUTE_MS = 60_000;

/** A start-up that takes this long, in milliseconds, is printed in any case. */
const LONG_STARTUP_MS = 10_000;

/** A loop that hangs in a test for so many milliseconds is not likely to end. */
const LOST_MS = 10_000;

/** Prints and logs stalls, within the limits. */
export class Reports {
  readonly #options: ResolvedOptions;
  readonly #pretty: PrettyReport;
  readonly #log: StallLog;
  readonly #printedAt = new Map<Cause, number[]>();
  readonly #known = new Set<string>();
  #stalls = 0;
  #suppressed = 0;
  #longest = 0;

  constructor(options: ResolvedOptions, pretty: PrettyOptions) {
    this.#options = options;
    this.#pretty = new PrettyReport(pretty);
    this.#log = new StallLog(options.log, pretty.cwd);
  }

  /** Logs a stall, and prints it where no limit keeps it back; returns whether it was printed. */
  report(record: StallRecord): boolean {
    this.#log.append(record);
    const wanted = this.#wanted(record) && !this.#limited(record.cause);
    const shown = wanted && writeError(this.#text(record));
    if (!record.ongoing) this.#count(record, shown);
    return shown;
  }

  /** The summary at exit, where something was kept back. */
  end(): void {
    if (this.#options.format !== 'pretty' || this.#suppressed === 0) return;
    writeError(
      `[unblocked] ${this.#stalls} stalls, ${Math.round(this.#longest)} ms at worst; ${this.#suppressed} of them were not shown.\n`,
    );
  }

  #wanted({ cause, durationMs, ongoing, offloaded }: StallRecord): boolean {
    if (this.#options.format === 'silent') return this.#options.hangs === true && ongoing && durationMs >= LOST_MS;
    if (offloaded && this.#options.format === 'pretty') return false;
    if (cause === 'startup' && !this.#options.startup) return durationMs >= LONG_STARTUP_MS;
    return !ongoing || durationMs >= LONG_HANG_MS; // the log has it from the threshold on
  }

  /** More than `reports` stalls of one cause in a minute say nothing new. */
  #limited(cause: Cause): boolean {
    const now = nowMs();
    const recent = (this.#printedAt.get(cause) ?? []).filter((time) => now - time < MINUTE_MS);
    const limited = recent.length >= this.#options.reports;
    if (!limited) recent.push(now);
    this.#printedAt.set(cause, recent);
    return limited;
  }

  #text(record: StallRecord): string {
    if (this.#options.format === 'json') return `${JSON.stringify({ ...record, sampleTree: undefined })}\n`;
    const known = this.#known.has(record.fingerprint);
    this.#known.add(record.fingerprint);
    return known ? this.#pretty.again(record) : this.#pretty.whole(record);
  }

  #count({ durationMs, cause, offloaded }: StallRecord, shown: boolean): void {
    if (offloaded || (cause === 'startup' && !this.#options.startup)) return;
    this.#stalls += 1;
    if (!shown) this.#suppressed += 1;
    this.#longest = Math.max(this.#longest, durationMs);
  }
}
