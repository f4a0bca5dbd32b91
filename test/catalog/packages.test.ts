import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../rules/catalog/index.ts';
import { packages } from '../../rules/catalog/packages/index.ts';
import type { CatalogModule } from '../../rules/catalog/types.ts';

const folder = new URL('../../rules/catalog/packages/', import.meta.url);

describe('the catalog of packages', () => {
  it('lists what the files of the folder export, and nothing else', async () => {
    const files = (await readdir(folder)).filter((file) => file !== 'index.ts');
    const exported = await Promise.all(
      files.map(async (file) => Object.values((await import(new URL(file, folder).href)) as Record<string, unknown>)),
    );
    expect(new Set(packages)).toEqual(new Set(exported.flat(2) as CatalogModule[]));
  });

  it('names no module and no alias twice', () => {
    const names = catalog.flatMap(({ module, aliases = [] }) => [module, ...aliases]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('includes only modules that it has', () => {
    const known = new Set(catalog.map(({ module }) => module));
    expect(catalog.flatMap(({ includes = [] }) => includes).filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(packages.map((entry) => [entry.module, entry] as const))('%s is well formed', (_, entry) => {
    const members = entry.calls.map(({ member }) => member);
    expect(members.filter((member, index) => members.indexOf(member) !== index)).toEqual([]);
    const silent = (entry.nonBlocking ?? []).map(({ member }) => member);
    expect(members.filter((member) => silent.includes(member))).toEqual([]);
    for (const { useInstead } of entry.calls) expect(useInstead).not.toBe('');
    expect(entry.versions).toMatch(/^[\^~<>=*\d]/);
  });

  it('holds more than 150 packages and 600 members', () => {
    const names = new Set(
      packages.map(({ module }) =>
        module
          .split('/')
          .slice(0, module.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
    );
    expect(names.size).toBeGreaterThan(150);
    expect(packages.reduce((sum, { calls }) => sum + calls.length, 0)).toBeGreaterThan(600);
  });
});
