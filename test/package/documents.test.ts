import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from './loaded-files.ts';

const inDocs = (await readdir(path.join(packageRoot, 'docs'))).filter((name) => name.endsWith('.md'));
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...inDocs.map((name) => `docs/${name}`),
];

const LINK = /\]\((?!https?:)([^)\s]*)\)/g;
/** A file or folder of the checkout, named as code; with a place holder or a wildcard it is a pattern. */
const PATH = /`((?:bench|cli|docs|fixtures|rules|runtime|test)\/[\w./-]*)`/g;

const anchorsOf = (text: string): Set<string> =>
  new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  );

async function isThere(document: string, link: string): Promise<boolean> {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? document : path.join(path.dirname(document), file);
  if (!existsSync(path.join(packageRoot, target))) return false;
  if (anchor === undefined) return true;
  return anchorsOf(await readFile(path.join(packageRoot, target), 'utf8')).has(anchor);
}

describe.each(documents)('%s', (document) => {
  it('links to what is there', async () => {
    const text = await readFile(path.join(packageRoot, document), 'utf8');
    const links = [...text.matchAll(LINK)].map(([, link = '']) => link);
    const broken: string[] = [];
    for (const link of links) if (!(await isThere(document, link))) broken.push(link);
    expect(broken).toEqual([]);
  });

  it('names files that are there', async () => {
    const text = await readFile(path.join(packageRoot, document), 'utf8');
    const named = [...text.matchAll(PATH)].map(([, file = '']) => file);
    expect(named.filter((file) => !existsSync(path.join(packageRoot, file)))).toEqual([]);
  });
});
