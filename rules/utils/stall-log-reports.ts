import type { Position } from './line-index.ts';
import { observationMessage } from './stall-log-message.ts';
import type { StallObservations } from './stall-log-observations.ts';
import type { ReportedCulprit } from './reports.ts';

/** What `no-observed-stall` reports of one line. */
export interface ObservedReport {
  message: string;
  start: Position;
  end: Position;
  /** The line as a culprit, for formats that carry data. */
  culprit: ReportedCulprit;
  /** The route, message or job that it stalled first. */
  handler: string | undefined;
}

/** The reports of one file, whose text is given. */
export function observedReports(observations: StallObservations, file: string, text: string): ObservedReport[] {
  const found = observations.in(file, text);
  if (found.length === 0) return [];
  const lines = text.split(/\r?\n/);
  return found.map((observation) => {
    const { line, stalls } = observation;
    const code = lines[line - 1] ?? '';
    const column = code.length - code.trimStart().length;
    const catalog = stalls.find((stall) => stall.catalog)?.catalog;
    return {
      message: observationMessage(observation),
      start: { line, column },
      end: { line, column: code.trimEnd().length },
      culprit: {
        call: observation.text,
        module: catalog?.module ?? '',
        member: catalog?.member ?? '',
        weight: catalog?.weight ?? '',
        file,
        line,
        column: column + 1,
        chain: [],
        useInstead: catalog?.useInstead ?? '',
      },
      handler: stalls.find(({ context }) => context !== undefined)?.context,
    };
  });
}
