import type { FromWatchdog, WatchdogData } from '../protocol.ts';
import { Reports } from '../reporters/reports.ts';
import type { Stall } from '../watchdog/stall.ts';
import { RecordBuilder } from './record-builder.ts';
import { SourceLines } from './source-lines.ts';
import { SourceMaps } from './source-maps.ts';
import { StackReader } from './stack.ts';

/** Turns what the watchdog has seen into records, prints and logs them, and hands them to the main thread. */
export class StallReporter {
  readonly #builder: RecordBuilder;
  readonly #reports: Reports;
  readonly #send: (message: FromWatchdog) => void;

  /** `carried`: maps of scripts that were loaded, to which others may be added later. */
  constructor(data: WatchdogData, carried: ReadonlyMap<string, string>, send: (message: FromWatchdog) => void) {
    const maps = new SourceMaps(data.cwd, carried);
    const sources = new SourceLines(maps);
    const { options, cwd, colour, hyperlinks } = data;
    this.#builder = new RecordBuilder(data, new StackReader(maps), sources);
    this.#reports = new Reports(options, { cwd, colour, hyperlinks, lines: (file) => sources.lines(file) });
    this.#send = send;
  }

  report(stall: Stall): void {
    const record = this.#builder.build(stall);
    if (record === undefined) return;
    const shown = this.#reports.report(record);
    this.#send({ type: 'stall', record, shown });
  }

  /** The process is about to exit. */
  end(): void {
    this.#reports.end();
  }
}
