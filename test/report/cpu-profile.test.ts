import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type CpuProfile, cpuProfileOf } from '../../cli/report/cpu-profile.ts';
import { isStallRecord } from '../../rules/utils/stall-log-record.ts';
import type { StallFrame, StallRecord } from '../../runtime/stall-record.ts';
import { ReportFolder } from './report-run.ts';
import { type Given, loopCulprit, stallRecord } from './stall-records.ts';

const frame = (name: string, line: number, given: Partial<StallFrame> = {}): StallFrame => ({
  function: name,
  file: '/srv/shop/app.js',
  line,
  column: 3,
  async: false,
  origin: 'app',
  ...given,
});

const record = (given: Given = {}): StallRecord =>
  stallRecord({
    durationMs: 300,
    samples: 20,
    time: '2026-11-22T10:00:00.000Z',
    frames: [frame('', 5), frame('totals', 8), frame('handler', 12, { async: true })],
    others: [loopCulprit({ line: 6, share: 0.3 })],
    ...given,
    culprit: { share: 0.6 },
  });

/** Names from the root to a node. */
function pathTo({ nodes }: CpuProfile, id: number): string[] {
  const node = nodes.find((each) => each.id === id);
  const parent = nodes.find(({ children }) => children.includes(id));
  return [...(parent ? pathTo({ nodes } as CpuProfile, parent.id) : []), node?.callFrame.functionName ?? ''];
}

/** Microseconds that the samples give to each node, by its path: until the next sample, as V8's readers take it. */
function times(profile: CpuProfile): Map<string, number> {
  const total = new Map<string, number>();
  profile.samples.slice(0, -1).forEach((id, index) => {
    const key = pathTo(profile, id).join(' > ');
    total.set(key, (total.get(key) ?? 0) + (profile.timeDeltas[index + 1] ?? 0));
  });
  return total;
}

describe('the profile of a stall', () => {
  it('gives each line its share of the whole time, below the request', () => {
    expect(Object.fromEntries(times(cpuProfileOf(record())))).toEqual({
      '(root) > GET /orders/:id > async handler > totals > (anonymous)': 180_000,
      '(root) > GET /orders/:id > totals': 90_000,
      '(root) > (program)': 30_000,
    });
  });

  it('is what V8 writes: times add up, ids resolve, hits are counted, positions begin at 0', () => {
    for (const given of [
      {},
      { samples: 0 },
      { durationMs: 0.4, others: [] },
      { durationMs: 123_456.7, samples: 9999 },
    ]) {
      const { nodes, startTime, endTime, samples, timeDeltas } = cpuProfileOf(record(given));
      expect(samples).toHaveLength(timeDeltas.length);
      expect(timeDeltas.every((delta) => Number.isInteger(delta) && delta >= 0)).toBe(true);
      expect(timeDeltas.reduce((sum, delta) => sum + delta, 0)).toBe(endTime - startTime);
      expect(nodes.map(({ id }) => id)).toEqual(nodes.map((_, index) => index + 1));
      expect(nodes.flatMap(({ children }) => children).sort((a, b) => a - b)).toEqual(
        nodes.slice(1).map(({ id }) => id),
      );
      const inside = samples.slice(0, -1);
      for (const { id, hitCount } of nodes) expect(inside.filter((sample) => sample === id)).toHaveLength(hitCount);
    }
    const { nodes } = cpuProfileOf(record());
    const url = pathToFileURL('/srv/shop/app.js').href;
    expect(nodes.find(({ callFrame }) => callFrame.functionName === '(anonymous)')?.callFrame).toMatchObject({
      url,
      lineNumber: 4,
      columnNumber: 2,
    });
  });
});

describe('the profile of a stall whose samples are known', () => {
  const sampled = (): StallRecord =>
    record({
      sampleTree: {
        files: ['/srv/shop/app.js', 'node:fs'],
        frames: [
          ['handler', 0, 12, 3, 1],
          ['totals', 0, 8, 3, 0],
          ['totals', 0, 9, 3, 0],
          ['readFileSync', 1, 440, 5, 0],
        ],
        nodes: [
          [-1, 0],
          [0, 1],
          [0, 2],
          [1, 3],
        ],
        samples: [
          [1, 40_000],
          [3, 80_000],
          [2, 20_000],
          [-1, 20_000],
        ],
      },
    });

  it('has every stack, in the order of the samples, with the lines of a function as one node', () => {
    const profile = cpuProfileOf(sampled());
    const order = profile.samples.map((id) => pathTo(profile, id).slice(1).join(' > '));
    const totals = 'GET /orders/:id > async handler > totals';
    expect(order).toEqual([totals, `${totals} > readFileSync`, totals, '(program)', '(program)']);
    // 300 ms of 160 ms that were sampled.
    expect(profile.timeDeltas).toEqual([0, 75_000, 150_000, 37_500, 37_500]);
    expect(profile.nodes.find(({ callFrame }) => callFrame.functionName === 'totals')).toMatchObject({
      hitCount: 2,
      positionTicks: [
        { line: 8, ticks: 1 },
        { line: 9, ticks: 1 },
      ],
    });
  });

  it('is not read where its indexes lead nowhere: the line of the log is foreign', () => {
    expect(isStallRecord(sampled())).toBe(true);
    const { sampleTree } = sampled();
    if (!sampleTree) throw new Error('it has one');
    for (const change of [
      { nodes: [[0, 0]] },
      { nodes: [[-1, 9]] },
      { samples: [[7, 1]] },
      { samples: [[0, -1]] },
      { frames: [['f', 5, 1, 1, 0]] },
      { files: [7] },
      { samples: 'many' },
    ])
      expect(isStallRecord({ ...sampled(), sampleTree: { ...sampleTree, ...change } })).toBe(false);
  });
});

describe('--cpuprofile', () => {
  const folders: ReportFolder[] = [];
  afterEach(() => Promise.all(folders.splice(0).map((folder) => folder.remove())));

  it('writes the worst stall or the one that is named', async () => {
    const gc = { ...record({ id: 'gc', cause: 'gc', durationMs: 9000 }), culprit: null };
    const start = record({ id: 'start', cause: 'startup', durationMs: 8000 });
    const log = [record({ id: 'a', durationMs: 200 }), record({ id: 'b', durationMs: 700 }), gc, start];
    const folder = await ReportFolder.make(log);
    folders.push(folder);
    for (const [wanted, durationMs] of [
      ['worst', 700],
      ['a', 200],
      ['start', 8000],
    ] as const) {
      const { code, stdout } = await folder.report('--cpuprofile', wanted, '-o', 'out.cpuprofile');
      expect({ code, says: stdout.includes('VS Code') }).toEqual({ code: 0, says: true });
      const { startTime, endTime } = JSON.parse(await folder.read('out.cpuprofile')) as CpuProfile;
      expect((endTime - startTime) / 1000).toBe(durationMs);
    }
    const { code, stderr } = await folder.report('--cpuprofile', 'gc', '-o', 'out.cpuprofile');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'unblocked: --cpuprofile is "gc", a stall without samples; accepted: worst, or an id such as b, a.\n',
    });
  });
});
