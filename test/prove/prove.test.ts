import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalog, nodeCatalog } from '../../rules/catalog/index.ts';
import type { CatalogModule } from '../../rules/catalog/types.ts';
import { judge, type Entry, type Row, type Seen } from './judge.ts';
import { unproven } from './unproven.ts';

interface Group {
  name: string;
  module: string;
  members: string[];
  /** Members that have no row, each with the reason. */
  without: Record<string, string>;
}

interface Outcome {
  name: string;
  member: string;
  state: 'proven' | 'failed' | 'absent';
  evidence: string;
  /** The name by which strict mode reported the same call. */
  strict?: string;
}

const script = fileURLToPath(new URL('../../fixtures/prove/prove.mjs', import.meta.url));
const manifest = new URL('../../fixtures/prove/package.json', import.meta.url);

async function prove<T>(...args: string[]): Promise<T> {
  const options = { maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], options);
  return JSON.parse(stdout) as T;
}

const membersOf = ({ calls, nonBlocking = [] }: CatalogModule): string[] =>
  [...calls, ...nonBlocking].map(({ member }) => member);

describe('the rows of the proof', () => {
  let groups: Group[];
  beforeAll(async () => {
    groups = await prove<Group[]>('--list');
  });
  const rowsOf = (module: string): Set<string> =>
    new Set(groups.filter((group) => group.module === module).flatMap(({ members }) => members));

  it('are one for every entry of Node, blocking or not', () => {
    const missing = nodeCatalog.flatMap((entry) => {
      const rows = rowsOf(entry.module);
      return membersOf(entry).flatMap((member) => (rows.has(member) ? [] : [`${entry.module} ${member}`]));
    });
    expect(missing).toEqual([]);
  });

  it('are one for every entry of a package, or there is a reason why not', () => {
    const missing = catalog.flatMap((entry) => {
      const rows = rowsOf(entry.module);
      const without = groups.filter(({ module }) => module === entry.module).map((group) => group.without);
      const isKnown = (member: string): boolean =>
        rows.has(member) || entry.module in unproven || without.some((reasons) => member in reasons);
      return membersOf(entry).flatMap((member) => (isKnown(member) ? [] : [`${entry.module} ${member}`]));
    });
    expect(missing).toEqual([]);
  });

  it('are missing for a stated reason only where an entry has none', () => {
    const known = new Map(catalog.map((entry) => [entry.module, membersOf(entry)]));
    const needless = Object.keys(unproven).filter((module) => {
      const rows = rowsOf(module);
      return known.get(module)?.every((member) => rows.has(member)) ?? true;
    });
    expect(needless).toEqual([]);
  });

  it('name only entries of the catalog, once each, of packages that are installed for it', async () => {
    const { dependencies } = JSON.parse(await readFile(manifest, 'utf8')) as { dependencies: Record<string, string> };
    const known = new Map(catalog.map((entry) => [entry.module, new Set(membersOf(entry))]));
    const all = groups.flatMap(({ module, members, without }) =>
      [...members, ...Object.keys(without)].map((member) => ({ module, member, name: `${module} ${member}` })),
    );
    expect(all.filter(({ module, member }) => !known.get(module)?.has(member))).toEqual([]);
    const names = all.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    const specifiers = groups.map(({ module }) =>
      module
        .split('/')
        .slice(0, module.startsWith('@') ? 2 : 1)
        .join('/'),
    );
    const installed = (name: string): boolean => name === 'global' || name.startsWith('node:') || name in dependencies;
    expect(specifiers.filter((name) => !installed(name))).toEqual([]);
  });
});

describe('the sample of the proof', () => {
  it('is proven by the oracle, and strict mode sees the same calls', { timeout: 180_000 }, async () => {
    const outcomes = await prove<Outcome[]>('--sample', '--json');
    expect(outcomes.filter(({ state }) => state !== 'proven')).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(15);
    expect(outcomes.filter(({ strict }) => strict).length).toBeGreaterThan(10);
  });
});

describe('a judgement', () => {
  const growing: Row = { how: 'grows' };
  const heavy: Entry = { weight: 'heavy' };
  const nonFinding: Entry = {};
  const held: Seen[] = [
    { size: 1, duration: 5, gap: 5 },
    { size: 4, duration: 40, gap: 40 },
  ];
  const turning: Seen[] = [
    { size: 1, duration: 5, gap: 2 },
    { size: 4, duration: 80, gap: 4 },
  ];
  const verdict = (row: Row, entry: Entry, seen: Seen[]): boolean => judge(row, entry, seen).ok;

  it('takes a call that holds the loop longer for more input as blocking, and as no non-finding', () => {
    expect(verdict(growing, heavy, held)).toBe(true);
    expect(verdict(growing, nonFinding, held)).toBe(false);
  });

  it('takes a call during which a timer fires as a non-finding, and not as blocking', () => {
    expect(verdict(growing, nonFinding, turning)).toBe(true);
    expect(verdict(growing, heavy, turning)).toBe(false);
    expect(verdict(growing, { weight: 'heavy', fakeAsync: true }, turning)).toBe(false);
  });

  it('refuses a call that does not grow, or that never takes long enough to judge', () => {
    expect(verdict(growing, heavy, [...held.slice(1), ...held.slice(1)])).toBe(false);
    expect(
      verdict(growing, heavy, [
        { size: 4, duration: 0.5, gap: 0.5 },
        { size: 16, duration: 5, gap: 5 },
      ]),
    ).toBe(false);
    expect(verdict(growing, heavy, held.slice(1))).toBe(false);
  });

  it('takes a call of a fixed cost as heavy where each is long, and no timer fires', () => {
    const fixed: Row = { how: 'holds' };
    const each = (duration: number, gap: number): Seen[] => [1, 2].map(() => ({ size: 1, duration, gap }));
    expect(verdict(fixed, heavy, each(400, 400))).toBe(true);
    expect(verdict(fixed, heavy, each(400, 40))).toBe(false);
    expect(verdict(fixed, heavy, each(4, 4))).toBe(false);
    expect(verdict(fixed, { weight: 'cheap' }, each(400, 400))).toBe(false);
  });

  it('asks an unbounded call to wait for its peer, and a cheap one to be short', () => {
    const peer: Seen[] = [60, 240].map((size) => ({ size, duration: size + 3, gap: size + 3 }));
    expect(verdict({ how: 'waits' }, { weight: 'unbounded' }, peer)).toBe(true);
    expect(verdict(growing, { weight: 'unbounded' }, held)).toBe(false);
    const batch = (size: number): Seen[] => [{ size, duration: 30, gap: 30, cost: 30 / size }];
    expect(verdict({ how: 'repeats' }, { weight: 'cheap' }, batch(1000))).toBe(true);
    expect(verdict({ how: 'repeats' }, { weight: 'cheap' }, batch(1))).toBe(false);
    expect(verdict({ how: 'repeats' }, { weight: 'cheap' }, [{ size: 1000, duration: 30, gap: 3, cost: 0.03 }])).toBe(
      false,
    );
  });
});
