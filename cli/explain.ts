import fs from 'node:fs';
import path from 'node:path';
import type { FunctionNode } from '../rules/call-graph/function-node.ts';
import { chainTo } from '../rules/call-graph/reach.ts';
import { findRoot } from '../rules/call-graph/root.ts';
import { readSource } from '../rules/call-graph/source-files.ts';
import { LineIndex } from '../rules/utils/line-index.ts';
import { projectAt } from '../rules/utils/projects.ts';
import { UsageError } from './usage-error.ts';

/** `--why file:line`: which handlers reach the line and by which chain, or why it is silent. */
export function explain(place: string, cwd: string): string {
  const [, given = '', lineText = ''] = /^(.+):(\d+)$/.exec(place) ?? [];
  if (given === '') throw new UsageError(`--why is "${place}"; accepted: <file>:<line>.`);
  const file = path.resolve(cwd, given);
  if (!fs.existsSync(file))
    throw new UsageError(`--why names "${given}", which does not exist; accepted: <file>:<line>.`);
  const line = Number(lineText);
  const real = fs.realpathSync(file);
  const project = projectAt(findRoot(path.dirname(real)));
  const index = new LineIndex(readSource(real));
  const node = functionAt(project.functions(real), index, line);
  const rows = [`${given}:${line}  ${index.line(line).trim()}`];
  if (!node) return `${rows.join('\n')}\n  This line stands in no code that was read.\n`;
  rows.push(...calls(node, index, line), ...verdict(node));
  return `${rows.join('\n  ')}\n`;
}

/** The innermost function around a line. */
function functionAt(nodes: readonly FunctionNode[], index: LineIndex, line: number): FunctionNode | undefined {
  let best: FunctionNode | undefined;
  for (const node of nodes) {
    const { start, end } = node.summary;
    if (index.position(start).line > line || index.position(end).line < line) continue;
    if (!best || end - start <= best.summary.end - best.summary.start) best = node;
  }
  return best;
}

function calls(node: FunctionNode, index: LineIndex, line: number): string[] {
  const sinks = node.sinks.filter(({ site }) => index.position(site.at).line === line);
  if (sinks.length === 0) return ['The catalog knows no blocking call on this line.'];
  return sinks.map(({ text, entry, once }) => {
    const lazily = once ? ', behind a lazy guard: it runs once (reported with --once)' : '';
    const cheap = entry.weight === 'cheap' ? ' (reported in a loop, or with --weight cheap)' : '';
    return `${text}() is a blocking call of ${entry.module}: kind ${entry.kind}, weight ${entry.weight}${cheap}${lazily}.`;
  });
}

function verdict(node: FunctionNode): string[] {
  const name = node.index === 0 ? 'the module itself' : `\`${node.label}\``;
  const chain = chainTo(node)
    .map(({ label, index }) => (index === 0 ? '(module)' : label))
    .join(' -> ');
  switch (node.reach?.state) {
    case undefined:
      return [`It stands in ${name}, which nothing known calls: silent.`];
    case 'startup':
      return [`It stands in ${name}, which only start-up code reaches: silent.`, `Chain: ${chain}`];
    case 'unsure':
      return [
        `It stands in ${name}, on the way from an async function that no known handler calls: reported with --unsure.`,
        `Chain: ${chain}`,
      ];
    case 'handler': {
      const [root = node] = chainTo(node);
      const once = node.reach.once
        ? ' Every way there leads through a lazy guard, so it is reported with --once only.'
        : '';
      return [
        `It stands in ${name}, which a handler reaches (${root.handler?.framework ?? ''}: ${root.label}).${once}`,
        `Chain: ${chain}`,
      ];
    }
  }
}
