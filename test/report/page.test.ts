import { createHash } from 'node:crypto';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { excerptOf } from '../../cli/report/source-excerpt.ts';
import { hostileRecord } from './hostile-record.ts';
import { ReportFolder } from './report-run.ts';
import { loopCulprit, stallRecord } from './stall-records.ts';

const folders: ReportFolder[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => folder.remove())));

async function folderOf(...make: Parameters<typeof ReportFolder.make>): Promise<ReportFolder> {
  const folder = await ReportFolder.make(...make);
  folders.push(folder);
  return folder;
}

const SOURCE = `// totals of an order
function totals(days) {
  let sum = 0;
  for (let day = 0; day < days; day++) sum += day % 7;
  return sum;
}
`;

describe('the page', () => {
  it('is one file: it names no address to load, and allows only the scripts and styles that it holds', async () => {
    const page = await (await folderOf([stallRecord()])).page();
    expect(page).not.toMatch(/<(?:link|img|iframe|object|embed|base|form)\b|\bsrc=|@import|url\(/);
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const shown = policy.replaceAll('&#39;', "'");
    expect(shown).toContain("default-src 'none'");
    expect(shown).not.toContain('unsafe');
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const texts = [...page.matchAll(/<(?:script(?: type="module")?|style)>([^]*?)<\/(?:script|style)>/g)];
    expect(texts).toHaveLength(3);
    for (const [, text = ''] of texts) expect(shown).toContain(hash(text));
  });

  it('takes nothing in a log for markup', async () => {
    const harmless = await (await folderOf([stallRecord({ cause: 'native', late: true }), 'cut off'])).page();
    const hostile = await (await folderOf([hostileRecord(), '<img src=x onerror=alert(1)>'])).page();
    const tags = (page: string): string[] =>
      [...new Set(page.replaceAll(/<script[^]*?<\/script>/g, '<script>').match(/<[a-z!/][\w-]*/gi))].sort();
    const known = new Set([...tags(harmless), '<code', '</code']);
    expect(tags(hostile).filter((tag) => !known.has(tag))).toEqual([]);
    expect(hostile.match(/<\/script>/g)).toHaveLength(harmless.match(/<\/script>/g)?.length ?? 0);
    expect(hostile).not.toMatch(/[\u2028\u202E\0]/);
    expect(hostile).not.toContain('--cpuprofile');
  });

  it('shows where a stalled callback was scheduled, and what the profiler saw', async () => {
    const queued = { function: 'queueOrder', file: '/srv/shop/queue.js', line: 3, column: 2, async: false };
    const profile = [
      { function: 'sum', file: '/srv/shop/sum.js', line: 12, share: 0.62, isExact: true },
      { function: '', file: '/srv/shop/rest.js', line: 1, share: 0.2, isExact: false },
    ];
    const page = await (await folderOf([stallRecord({ origin: [{ ...queued, origin: 'app' }], profile })])).page();
    const shown = page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
    expect(shown).toContain('Scheduled by queueOrder (/srv/shop/queue.js:3)');
    expect(shown).toContain("By V8's profiler 62 % sum (/srv/shop/sum.js:12)");
    expect(shown).toContain('20 % (anonymous) (/srv/shop/rest.js:1, a function that begins here)');
    const plain = await (await folderOf([stallRecord()])).page();
    expect(plain).not.toMatch(/Scheduled by|V8's profiler/);
  });

  it('shows the lines around a culprit where its file still has it, and else what the record holds', async () => {
    const folder = await folderOf([]);
    await folder.write('app.js', SOURCE);
    const file = path.join(folder.root, 'app.js');
    await folder.writeLog('.unblocked/stalls.jsonl', [stallRecord({ culprit: { file, line: 1 } })]);
    expect(await folder.page()).toContain('<i>1</i>// totals of an order');
    await folder.write('app.js', SOURCE.replace('day % 7', 'day % 3'));
    const changed = await folder.page();
    expect(changed).not.toContain('totals of an order');
    expect(changed).toContain('<i>1</i>for (let day = 0; day &lt; days; day++) sum += day % 7;');
  });

  it('has sections for the costliest culprits and counts the rest', async () => {
    const log = Array.from({ length: 70 }, (_, index) =>
      stallRecord({
        fingerprint: `f${index}`,
        durationMs: 100 + index,
        context: { kind: 'job', name: `job ${index}` },
      }),
    );
    const page = await (await folderOf(log)).page();
    expect(page.match(/<article/g)).toHaveLength(50);
    expect(page).toContain('and 20 more');
    expect(page.indexOf('169 ms')).toBeLessThan(page.indexOf('168 ms'));
  });

  it('is whole where the log holds no stall', async () => {
    expect(await (await folderOf(['cut off'])).page()).toContain('The log holds no stall.');
  });
});

describe('the lines around a culprit', () => {
  it('are read from source files below the folder only, whatever a log names', async () => {
    const folder = await folderOf([]);
    for (const name of ['app.js', 'secret.txt', 'elsewhere/app.js']) await folder.write(name, SOURCE);
    const root = path.join(folder.root, 'project');
    await folder.write('project/app.js', SOURCE);
    const from = (file: string): number | undefined => excerptOf(loopCulprit({ file }), root)?.from;
    expect(from(path.join(root, 'app.js'))).toBe(1);
    for (const file of [
      '../app.js',
      path.join(folder.root, 'app.js'),
      path.join(root, '../elsewhere/app.js'),
      'app.js',
    ])
      expect(from(file)).toBeUndefined();
    await folder.write('project/secret.txt', SOURCE);
    expect(from(path.join(root, 'secret.txt'))).toBeUndefined();
    expect(from(root)).toBeUndefined();
    expect(excerptOf(loopCulprit({ file: path.join(root, 'app.js'), text: '' }), root)).toBeUndefined();
  });
});
