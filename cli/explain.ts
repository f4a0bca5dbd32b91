import fs from 'node:fs';
import path from 'node:path';
import type { CachedProject } from '../rules/call-graph/cached-project.ts';
import type { Finding } from '../rules/call-graph/search/findings.ts';
import type { FunctionNode } from '../rules/call-graph/links/function-node.ts';
import { chainTo } from '../rules/call-graph/search/reach.ts';
import { findRoot } from '../rules/call-graph/sources/root.ts';
import { readSource } from '../rules/call-graph/sources/source-files.ts';
import { LineIndex } from '../rules/utils/line-index.ts';
import { projectAt } from '../rules/utils/projects.ts';
import { ExplainedCalls } from './explained-calls.ts';
import type { LintOptions } from './lint-options.ts';
import { problemText } from './problem-text.ts';
import { UsageError } from './usage-error.ts';

const IRRELEVANT =
  'Nothing that this file holds or imports is known to block, so it was not looked for who calls its functions.';

const BROWSER_ONLY =
  'Only browsers run this file, by its text and by what imports it, so it was not looked for who calls its functions.';

/** `--why file:line`: what a line leads to, where that is shown, which handler reaches it, or why it is silent. */
export function explain(place: string, options: LintOptions, cwd: string): string {
  const { file, line, shown } = readPlace(place, cwd);
  const index = new LineIndex(readSource(file));
  if (line > index.lines)
    throw new UsageError(`--why names line ${line} of "${shown}"; accepted: a line from 1 to ${index.lines}.`);
  const project = projectAt(findRoot(path.dirname(file)), options.cache ? {} : { cache: false });
  const rows = [`${shown}:${line}  ${index.line(line).trim()}`];
  const problem = project.problem(file);
  if (problem) rows.push(problemText(problem));
  if (problem && problem.isPartial !== true) return textOf(rows);
  const nodes = project.functions(file);
  const { calls, holder } = new ExplainedCalls(project, findingsOf(project), options, cwd).onLine(nodes, index, line);
  const node = holder ?? functionAt(nodes, index, line);
  if (calls.length > 0) rows.push(...calls);
  else rows.push('No call on this line is known to block, or to lead to a call that does.');
  if (!project.matters(file)) rows.push(project.isBrowserOnly(file) ? BROWSER_ONLY : IRRELEVANT);
  else if (node) rows.push(...whereabouts(node));
  return textOf(rows);
}

function readPlace(place: string, cwd: string): { file: string; line: number; shown: string } {
  const [, shown = '', lineText = ''] = /^(.+?):(\d+)(?::\d+)?$/.exec(place) ?? [];
  const line = Number(lineText);
  if (shown === '' || line < 1) throw new UsageError(`--why is "${place}"; accepted: <file>:<line>.`);
  const file = path.resolve(cwd, shown);
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`--why names "${shown}", which does not exist; accepted: <file>:<line>.`);
  if (!stat.isFile()) throw new UsageError(`--why names "${shown}", which is no file; accepted: <file>:<line>.`);
  return { file: fs.realpathSync(file), line, shown };
}

function textOf(rows: readonly string[]): string {
  return `${rows.join('\n  ')}\n`;
}

function findingsOf(project: CachedProject): Finding[] {
  return project.paths.flatMap((file) => project.findings(file));
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

/** Whose code the line is. */
function whereabouts(node: FunctionNode): string[] {
  const nodes = chainTo(node);
  const [root = node] = nodes;
  const name = node.index === 0 ? 'the module itself' : `\`${node.label}\``;
  const chain = nodes.length > 1 ? [`  ${nodes.map(nameOf).join(' -> ')}`] : [];
  switch (node.reach?.state) {
    case undefined:
      return [`It stands in ${name}, which nothing known calls: silent.`];
    case 'startup':
      return [`It stands in ${name}, which only start-up code reaches: silent.`, ...chain];
    case 'unsure':
      return [`It stands in ${name}, and no known handler calls it: reported with --unsure only.`, ...chain];
    case 'handler': {
      const once = node.reach.once ? ', through lazy guards only: once' : '';
      if (!root.handler)
        return [
          `It stands in ${name}, which handlers reach by the name of a method that several have${once}.`,
          ...chain,
        ];
      const { framework } = root.handler;
      if (nodes.length === 1) return [`It stands in ${name}, a handler (${framework}).`];
      return [`It stands in ${name}, which a handler reaches (${framework})${once}:`, ...chain];
    }
  }
}

function nameOf({ label, index }: FunctionNode): string {
  return index === 0 ? '(module)' : label;
}
