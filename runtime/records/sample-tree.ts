import type { StallFrame, SampleTree } from '../stall-record.ts';
import type { ReadSample } from './culprit.ts';

/** Nodes that a profile has at most: of stacks that come later only the part that is known is kept. */
const MOST_NODES = 500;

const NO_NODE = -1;

/** The samples of a stall as a tree, in the order in which they were taken; undefined where there are none. */
export function sampleTreeOf(samples: readonly ReadSample[]): SampleTree | undefined {
  if (samples.length === 0) return undefined;
  const tree = new ProfileTree();
  const runs: SampleTree['samples'] = [];
  for (const { frames, weight } of samples) {
    const node = tree.nodeOf(frames);
    const us = Math.round(weight * 1000);
    const last = runs.at(-1);
    if (last?.[0] === node) last[1] += us;
    else runs.push([node, us]);
  }
  return { files: tree.files.values, frames: tree.frames.values, nodes: tree.nodes.values, samples: runs };
}

/** Values, each once, known by their index. */
class Table<T> {
  readonly values: T[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf(value: T, most = Infinity): number | undefined {
    const key = JSON.stringify(value);
    const known = this.#indexes.get(key);
    if (known !== undefined || this.values.length >= most) return known;
    this.#indexes.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

class ProfileTree {
  readonly files = new Table<string>();
  readonly frames = new Table<SampleTree['frames'][number]>();
  readonly nodes = new Table<SampleTree['nodes'][number]>();

  /** The node of a stack's innermost frame. */
  nodeOf(stack: readonly StallFrame[]): number {
    let node = NO_NODE;
    for (const { function: name, file, line, column, async } of stack.toReversed()) {
      const frame = this.frames.indexOf([name, this.files.indexOf(file) ?? 0, line, column, async ? 1 : 0]) ?? 0;
      const next = this.nodes.indexOf([node, frame], MOST_NODES);
      if (next === undefined) break;
      node = next;
    }
    return node;
  }
}
