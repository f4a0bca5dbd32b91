import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../rules/catalog/index.ts';
import type { CatalogModule, Kind, Weight } from '../../rules/catalog/types.ts';

const kinds: Record<Kind, true> = {
  fs: true,
  'child-process': true,
  crypto: true,
  compression: true,
  http: true,
  database: true,
  wait: true,
  parse: true,
  render: true,
  'module-load': true,
  compute: true,
  regex: true,
  starvation: true,
};
const weights: Record<Weight, true> = { unbounded: true, heavy: true, cheap: true };

/** Code to await, or words that say where the work belongs. */
const advice =
  /^(?:await |for await \()|worker thread|start-up|top of the file|outside requests|size limit|streams|callback/;

const ofNode = catalog.filter(({ module }) => module === 'global' || module.startsWith('node:'));
const calls = ofNode.flatMap(({ module, calls }) => calls.map((call) => ({ module, ...call })));

describe('the registry', () => {
  it('lists what the files of the folder export, and nothing else', async () => {
    const folder = new URL('../../rules/catalog/', import.meta.url);
    const files = (await readdir(folder)).filter((file) => /^(?:node-.*|globals)\.ts$/.test(file));
    const exported = await Promise.all(
      files.map(async (file) => {
        const namespace = (await import(new URL(file, folder).href)) as Record<string, CatalogModule>;
        expect(Object.keys(namespace)).toHaveLength(1);
        return Object.values(namespace);
      }),
    );
    expect(new Set(ofNode)).toEqual(new Set(exported.flat()));
    expect(ofNode).toHaveLength(files.length);
  });

  it('names each file after its module', async () => {
    const files = await readdir(new URL('../../rules/catalog/', import.meta.url));
    const expected = ofNode.map(({ module }) =>
      module === 'global' ? 'globals.ts' : `${module.replace(/[:/_]/g, '-')}.ts`,
    );
    expect(expected.filter((file) => !files.includes(file))).toEqual([]);
  });
});

describe('every entry', () => {
  it('is the only one for its member', () => {
    for (const { module, calls, nonBlocking = [] } of ofNode) {
      const members = [...calls, ...nonBlocking].map(({ member }) => `${module} ${member}`);
      expect(members).toEqual([...new Set(members)]);
    }
    const modules = ofNode.map(({ module }) => module);
    expect(modules).toEqual([...new Set(modules)]);
  });

  it('has a known kind and weight', () => {
    expect(ofNode.filter(({ kind }) => !(kind in kinds))).toEqual([]);
    expect(
      calls.filter(({ kind, weight }) => (kind !== undefined && !(kind in kinds)) || !(weight in weights)),
    ).toEqual([]);
  });

  it('says why it blocks, in half a sentence after "It"', () => {
    expect(calls.filter(({ why = '' }) => !/^[a-z]+s\b.*[^.]$/.test(why))).toEqual([]);
    const reasons = ofNode.flatMap(({ nonBlocking = [] }) => nonBlocking);
    expect(reasons.filter(({ why }) => !/^[a-z]+.*[^.]$/.test(why))).toEqual([]);
  });

  it('says what to use instead', () => {
    expect(calls.filter(({ useInstead }) => !advice.test(useInstead))).toEqual([]);
  });

  it('gives versions as x.y.z', () => {
    const versions = calls.flatMap(({ since, removed }) => [since, removed]).filter((version) => version !== undefined);
    expect(versions.length).toBeGreaterThan(20);
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
