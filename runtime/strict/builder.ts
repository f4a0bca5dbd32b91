import { basename, relative } from 'node:path';
import { threadId } from 'node:worker_threads';
import { adviceSentence } from '../../rules/catalog/advice.ts';
import { ruleName } from '../../rules/catalog/rule-name.ts';
import { unixMs } from '../clock.ts';
import type { RawContext, RawFrame } from '../protocol.ts';
import { SourceLines } from '../records/source-lines.ts';
import { SourceMaps } from '../records/source-maps.ts';
import { StackReader } from '../records/stack.ts';
import type { Culprit, StallFrame } from '../stall-record.ts';
import { carriedMaps, noteMaps } from '../watched/loaded-maps.ts';
import { nameUsed } from './names.ts';
import type { BlockingCall } from './record.ts';
import type { Called } from './wrapper.ts';

/** Lines whose calls are counted; beyond it the oldest is forgotten. */
const COUNTED = 1000;

/** Makes the record of a blocking call, in the original source. */
export class BlockingCallBuilder {
  readonly #cwd: string;
  readonly #reader: StackReader;
  readonly #sources: SourceLines;
  readonly #counts = new Map<string, number>();

  constructor(cwd: string) {
    const maps = new SourceMaps(cwd, carriedMaps);
    this.#cwd = cwd;
    this.#reader = new StackReader(maps);
    this.#sources = new SourceLines(maps);
  }

  /** The frames in the original source from the first on that is the program's. */
  frames(raw: readonly RawFrame[]): StallFrame[] {
    noteMaps(raw);
    const read = this.#reader.read({ frames: [...raw] });
    return read.slice(
      Math.max(
        0,
        read.findIndex(({ origin }) => origin !== 'node'),
      ),
    );
  }

  /** The name by which a function was called in the first of these frames. */
  nameUsed(names: readonly Called[], self: unknown, [first]: readonly StallFrame[]): Called {
    const { file = '', line = 0, column = 0 } = first ?? {};
    return names.length === 1
      ? nameUsed(names, self, '', 0)
      : nameUsed(names, self, this.#sources.line(file, line), column);
  }

  /** The record of a call that was made in the first of these frames. */
  build(called: Called, otherNames: string[], frames: StallFrame[], context: RawContext): BlockingCall {
    const { owner, entry, call, constructs } = called;
    const [first] = frames;
    const nearest = first?.origin === 'app' ? undefined : frames.find(({ origin }) => origin === 'app');
    const culprit = this.#culprit(first);
    const chain = [context.name, ...this.#chain(frames)];
    const advice = adviceSentence(entry.useInstead);
    const kind = entry.kind ?? owner.kind;
    const shown = constructs ? `new ${call}()` : `${call}()`;
    const where = `${chain.join(' -> ')}, ${this.#place(nearest ?? culprit)}`;
    return {
      type: 'blocking-call',
      version: 1,
      time: new Date(unixMs()).toISOString(),
      pid: process.pid,
      threadId,
      call,
      module: owner.module,
      member: entry.member,
      otherNames,
      kind,
      weight: entry.weight,
      ruleId: ruleName(kind),
      context,
      culprit,
      caller: nearest ? this.#culprit(nearest) : null,
      chain,
      frames,
      advice,
      message: `\`${shown}\` blocks the event loop for every client while it runs (${where}). ${advice}`,
      count: this.#count(`${call} ${culprit.file}:${culprit.line}`),
    };
  }

  #culprit(frame: StallFrame | undefined): Culprit {
    const { file = '', line = 0, column = 0, function: name = '', origin = 'app' } = frame ?? {};
    return { file, line, column, function: name, share: 1, origin, ...this.#sources.at(file, line) };
  }

  /** The application's functions from the handler inwards. */
  #chain(frames: StallFrame[]): string[] {
    const names = frames
      .filter(({ origin }) => origin === 'app')
      .map(({ function: name, file, line }) => (name === '' ? `${basename(file)}:${line}` : name));
    return names.reverse().filter((name, index, all) => name !== all[index - 1]); // two functions on one line
  }

  #place({ file, line, column }: { file: string; line: number; column: number }): string {
    const path = relative(this.#cwd, file);
    return `${path.startsWith('..') ? file : path}:${line}:${column}`;
  }

  #count(key: string): number {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.delete(key);
    this.#counts.set(key, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > COUNTED && oldest !== undefined) this.#counts.delete(oldest);
    return count;
  }
}
