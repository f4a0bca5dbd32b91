import { isAbsolute, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { adviceSentence } from '../../rules/catalog/advice.ts';
import { packageOf } from '../records/stack.ts';
import type { Culprit, StallContext, StallFrame, StallRecord, TimedCall } from '../stall-record.ts';
import { codeFrame } from './code-frame.ts';
import { stylesFor, type Styles } from './colour.ts';
import { hyperlink } from './hyperlinks.ts';
import { ruleAddress } from './rule-docs.ts';

/** Frames of the application that a report shows at most. */
const SHOWN_FRAMES = 8;

/** Characters of a further line that a report shows at most. */
const SHOWN_TEXT = 100;

/** Lines of a profile are shown from this share on. */
const SHOWN_SHARE = 0.1;

/** What the pretty report needs besides the record. */
export interface PrettyOptions {
  cwd: string;
  colour: boolean;
  /** Whether the terminal shows links. @default false */
  hyperlinks?: boolean;
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

/** What blocks without being a call, by the catalog's name for it. */
const HAZARDS: Readonly<Record<string, string>> = {
  'busy-wait': 'A loop that waits for the clock',
  'endless-loop': 'A loop without an end',
  'tick-recursion': 'A callback that queues itself before the loop can turn',
  'super-linear-regex': 'A regular expression that backtracks',
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
      lines.push(`  ${percent(other.share).padStart(5)}  ${this.#place(other)}  ${other.text.slice(0, SHOWN_TEXT)}`);
    lines.push(...this.#profile(record));
    if (record.call !== null) lines.push(`  ${callText(record.call)}`);
    lines.push(...adviceOf(record), ...this.#rule(record));
    if (culprit !== null) lines.push(...this.#chain(record.frames));
    if (record.origin) lines.push(this.#styles.dim('  scheduled'), ...this.#chain(record.origin));
    return `${lines.join('\n')}\n`;
  }

  /** One line, for a stall whose like has been shown before. */
  again(record: StallRecord): string {
    const place = record.culprit === null ? '' : ` at ${this.#place(record.culprit)}`;
    const times = record.count > 1 ? ` (${record.count} times now)` : '';
    return `${this.#title(record)}${place}${times}\n`;
  }

  #title({ ongoing, durationMs, uncertaintyMs, cause, context, threadId }: StallRecord): string {
    const { bold, yellow, dim } = this.#styles;
    const verb = ongoing ? 'has been stalled for' : 'was stalled for';
    const where = context.kind === 'unknown' || context.kind === 'startup' ? '' : ` in ${bold(contextName(context))}`;
    const exact = ongoing ? ' and still is' : dim(` (± ${Math.round(uncertaintyMs)})`);
    const whose = threadId === 0 ? '' : ` of worker thread ${threadId}`;
    return `${yellow('[unblocked]')} The event loop${whose} ${verb} ${bold(rounded(durationMs))}${exact}${TITLES[cause]}${where}`;
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
    const body = codeFrame(source, { line, column }, { mark: red, dim }).map((text) => `    ${text}`);
    return [head, ...body];
  }

  /** What V8's profiler saw, where that says more than the samples. */
  #profile({ profile = [], culprit }: StallRecord): string[] {
    const more = profile.filter(({ share, line }) => share >= SHOWN_SHARE && line !== culprit?.line);
    return more.map(({ share, file, line, function: name, isExact }) => {
      const where = isExact ? '' : ', a function that begins here';
      return `  ${percent(share).padStart(5)}  ${this.#place({ file, line, column: 1 })}  ${name} (by V8's profiler${where})`;
    });
  }

  /** The rule that finds such a call, or that there is none. */
  #rule({ ruleId, culprit, cause, late }: StallRecord): string[] {
    const { dim } = this.#styles;
    if (ruleId !== null) {
      const address = ruleAddress(ruleId);
      const linked = this.#options.hyperlinks ? hyperlink(ruleId, address) : `${ruleId}, ${address}`;
      return [dim(`  Found while you write by the rule ${linked}`)];
    }
    const couldHave = culprit !== null && !late && (cause === 'code' || cause === 'native');
    return couldHave ? [dim('  No rule catches this.')] : [];
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
    const shown = `${path.startsWith('..') ? file : path}:${line}:${column}`;
    return this.#options.hyperlinks && isAbsolute(file) ? hyperlink(shown, pathToFileURL(file).href) : shown;
  }
}

function contextName({ name, id, kind, field }: StallContext): string {
  if (kind !== 'request' || id === undefined) return name;
  return `${name} (request ${id}${field === undefined ? '' : `, resolver of ${field}`})`;
}

function callText({ name, durationMs, size }: TimedCall): string {
  const input = size === undefined ? '' : ` for ${size.toLocaleString('en')} characters or bytes`;
  return `${name}() took ${rounded(durationMs)}${input}.`;
}

function adviceOf({ catalog }: StallRecord): string[] {
  if (catalog === null) return [];
  const { module: owner, member, useInstead } = catalog;
  const module = owner === 'global' ? '' : `${owner.replace(/^node:/, '')}.`;
  const what = owner === 'hazard' ? HAZARDS[member] : `\`${module}${member}()\``;
  return [
    `  ${what ?? member} blocks the event loop for every client while it runs.`,
    `  ${adviceSentence(useInstead)}`,
  ];
}
