import { relative } from 'node:path';
import { packageOf } from '../stack.ts';
import type { Culprit, StallContext, StallFrame, StallRecord, TimedCall } from '../stall-record.ts';
import { stylesFor, type Styles } from './colour.ts';

/** Frames of the application that a report shows at most. */
const SHOWN_FRAMES = 8;

/** What the pretty report needs besides the record. */
export interface PrettyOptions {
  cwd: string;
  colour: boolean;
  /** The lines of a source file, where it can be read. */
  lines(file: string): readonly string[] | undefined;
}

const TITLES: Record<StallRecord['cause'], string> = {
  code: '',
  native: ' by a native call',
  microtasks: ' by microtasks that never let it turn',
  'many-short-tasks': ' by many short callbacks',
  gc: ' by garbage collection',
  startup: ' while the program started',
  'cpu-starvation': ' for want of a CPU',
  suspended: ' because the process was suspended',
  debugger: ' because a debugger had paused it',
  unknown: '',
};

const rounded = (ms: number): string => (ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms)} ms`);
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Prints stalls for a person. */
export class PrettyReport {
  readonly #options: PrettyOptions;
  readonly #styles: Styles;

  constructor(options: PrettyOptions) {
    this.#options = options;
    this.#styles = stylesFor(options.colour);
  }

  /** The whole report of a stall. */
  whole(record: StallRecord): string {
    const { culprit, caller } = record;
    const lines = [this.#title(record), `  ${record.evidence}`];
    if (record.candidates.length > 0)
      lines.push(`  One of these requests: ${record.candidates.map(contextName).join(', ')}.`);
    if (culprit !== null) lines.push(...this.#culprit(record, culprit));
    if (caller !== null) lines.push('  called by your code at', ...this.#codeFrame(caller));
    for (const other of record.others)
      lines.push(`  ${percent(other.share).padStart(5)}  ${this.#place(other)}  ${other.text}`);
    if (record.call !== null) lines.push(`  ${callText(record.call)}`);
    const advice = adviceOf(record);
    if (advice !== undefined) lines.push(`  ${advice}`);
    if (culprit !== null) lines.push(...this.#chain(record.frames));
    return `${lines.join('\n')}\n`;
  }

  /** One line, for a stall whose like has been shown before. */
  again(record: StallRecord): string {
    const place = record.culprit === null ? '' : ` at ${this.#place(record.culprit)}`;
    const times = record.count > 1 ? ` (${record.count} times now)` : '';
    return `${this.#title(record)}${place}${times}\n`;
  }

  #title({ ongoing, durationMs, uncertaintyMs, cause, context }: StallRecord): string {
    const { bold, yellow, dim } = this.#styles;
    const verb = ongoing ? 'has been stalled for' : 'was stalled for';
    const where = context.kind === 'unknown' || context.kind === 'startup' ? '' : ` in ${bold(contextName(context))}`;
    const exact = ongoing ? ' and still is' : dim(` (± ${Math.round(uncertaintyMs)})`);
    return `${yellow('[unblocked]')} The event loop ${verb} ${bold(rounded(durationMs))}${exact}${TITLES[cause]}${where}`;
  }

  #culprit(record: StallRecord, culprit: Culprit): string[] {
    const what = record.late
      ? 'a native call made from this line, or just before it'
      : `${percent(culprit.share)} of the time`;
    const name = culprit.function === '' ? '' : `${culprit.function}  `;
    return [`  ${name}${this.#styles.dim(`${what}:`)}`, ...this.#codeFrame(culprit)];
  }

  #codeFrame({ file, line, column }: Culprit): string[] {
    const { dim, red } = this.#styles;
    const source = this.#options.lines(file);
    const head = `  ${this.#place({ file, line, column })}`;
    if (source === undefined) return [head];
    const from = Math.max(1, line - 2);
    const shown = source.slice(from - 1, line + 2);
    const width = String(from + shown.length - 1).length;
    const body = shown.flatMap((text, index) => {
      const here = from + index === line;
      const gutter = `${here ? red('>') : ' '} ${dim(`${String(from + index).padStart(width)} |`)}`;
      const code = `    ${gutter} ${text.length > 160 ? `${text.slice(0, 157)}...` : text}`;
      const caret = `      ${' '.repeat(width)} ${dim('|')} ${' '.repeat(Math.max(0, column - 1))}${red('^')}`;
      return here && column > 0 && column <= 160 ? [code, caret] : [code];
    });
    return [head, ...body];
  }

  #chain(frames: StallFrame[]): string[] {
    const { dim } = this.#styles;
    const lines: string[] = [];
    let folded: string[] = [];
    const unfold = (): void => {
      if (folded.length > 0) lines.push(dim(`    ... ${folded.length} of ${[...new Set(folded)].join(', ')}`));
      folded = [];
    };
    for (const frame of frames) {
      if (frame.origin === 'app') {
        if (lines.length >= SHOWN_FRAMES) break;
        unfold();
        const name = frame.function === '' ? '(anonymous)' : frame.function;
        lines.push(dim(`    ${frame.async ? 'awaited by' : 'at'} ${name} (${this.#place(frame)})`));
      } else folded.push(packageOf(frame.file) ?? 'node');
    }
    return lines;
  }

  #place({ file, line, column }: { file: string; line: number; column: number }): string {
    const path = relative(this.#options.cwd, file);
    const shown = path.startsWith('..') ? file : path;
    return `${shown}:${line}:${column}`;
  }
}

function contextName({ name, id, kind }: StallContext): string {
  return kind === 'request' && id !== undefined ? `${name} (request ${id})` : name;
}

function callText({ name, durationMs, size }: TimedCall): string {
  return `${name}() took ${rounded(durationMs)}${size === undefined ? '' : ` for ${size} characters or bytes`}.`;
}

function adviceOf({ catalog, ruleId }: StallRecord): string | undefined {
  if (catalog === null) return undefined;
  const module = catalog.module === 'global' ? '' : `${catalog.module.replace(/^node:/, '')}.`;
  const rule = ruleId === null ? '' : ` (${ruleId})`;
  return `\`${module}${catalog.member}()\` blocks the event loop for every client while it runs. Use \`${catalog.useInstead}\`${rule}.`;
}
