import type { Edge, FunctionNode, Sink } from '../links/function-node.ts';
import { passedTo } from '../links/passed-arguments.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { CatalogCall } from '../values/externals.ts';
import { isSpread, type LightIf, type SqlParameter, SqlTexts } from './sql-texts.ts';

/**
 * How heavy SQL is. Where its text is light (see `sql-weight.ts` of the catalog), so is the call; where a parameter is its text, or a
 * part of what it was made of, each way to it has a weight of its own: `getValue('SELECT ...', [id])`.
 */

/** What decides how heavy SQL is that a function runs, itself or by others. */
export interface SqlWeights {
  /** Calls that are light where all of these are given light texts. */
  sinks: Map<Sink, readonly SqlParameter[]>;
  /** All of them, of this function and of those that it enters. */
  on: readonly SqlParameter[];
  /** The calls by which the function is entered that give light texts, where their own function's parameters are given such. */
  ways: Map<Edge, readonly SqlParameter[]>;
  /** Whether all that is known to enter it gives light texts; while that is being asked, false. */
  always?: boolean;
}

/** A call that enters a function. */
interface Caller {
  from: FunctionNode;
  edge: Edge;
}

/** Notes for each function what decides the weight of the SQL that it leads to. */
export function weighSql(nodes: readonly FunctionNode[], evaluator: Evaluator): void {
  const leaning = nodes.filter((node) => node.sinks.some(({ entry }) => entry.sql) && weighSinks(node, evaluator));
  if (leaning.length === 0) return;
  const callers = new Map<FunctionNode, Caller[]>();
  for (const from of nodes)
    for (const edge of from.edges) {
      const known = callers.get(edge.to);
      if (known) known.push({ from, edge });
      else callers.set(edge.to, [{ from, edge }]);
    }
  for (let node = leaning.pop(); node; node = leaning.pop())
    for (const caller of callers.get(node) ?? []) if (weighWay(node, caller, evaluator)) leaning.push(caller.from);
  for (const node of callers.keys()) if (node.sql) isAlwaysLight(node, callers);
}

/** Weighs a function's own SQL; whether its parameters decide about some of it. */
function weighSinks(node: FunctionNode, evaluator: Evaluator): boolean {
  for (const sink of node.sinks) {
    const lightIf = sinkIsLightIf(node, sink, evaluator);
    if (!lightIf) continue;
    sqlOf(node).sinks.set(sink, lightIf);
    leanOn(node, lightIf);
  }
  return (node.sql?.on.length ?? 0) > 0;
}

/** Weighs a way into a function; whether its caller leans on more than before. */
function weighWay({ sql }: FunctionNode, { from, edge }: Caller, evaluator: Evaluator): boolean {
  const lightIf = wayIsLightIf(from, edge, evaluator);
  sql?.ways.delete(edge);
  if (!lightIf) return false;
  sql?.ways.set(edge, lightIf);
  return leanOn(from, lightIf);
}

function sinkIsLightIf({ file }: FunctionNode, { entry: { sql }, site }: Sink, evaluator: Evaluator): LightIf {
  return sql && new SqlTexts(evaluator, sql.rows).ofCall(file, site, sql);
}

function wayIsLightIf(from: FunctionNode, edge: Edge, evaluator: Evaluator): LightIf {
  const on = edge.to.sql?.on ?? [];
  const found = on.map((parameter) => given(parameter, from, edge, evaluator));
  return on.length > 0 && found.every((lightIf) => lightIf !== undefined) ? found.flat() : undefined;
}

/** Tells how calls weigh, to compare what they weighed with what they weigh now. */
export interface SqlScales {
  sink(node: FunctionNode, sink: Sink): string;
  way(from: FunctionNode, edge: Edge): string;
}

/** What the last `weighSql` has found. */
export const KNOWN_WEIGHTS: SqlScales = {
  sink: ({ sql }, sink) => lightIfText(sql?.sinks.get(sink)),
  way: (_, edge) => lightIfText(edge.to.sql?.ways.get(edge)),
};

/** What it would find of calls that it has not seen. */
export const weightsNow = (evaluator: Evaluator): SqlScales => ({
  sink: (node, sink) => lightIfText(sinkIsLightIf(node, sink, evaluator)),
  way: (from, edge) => lightIfText(wayIsLightIf(from, edge, evaluator)),
});

function lightIfText(lightIf: LightIf): string {
  if (!lightIf) return '';
  return `light ${lightIf.map(({ node, index, rows }) => `${node.file.path}#${node.index} ${index} ${rows}`).join()}`;
}

/** What must be light for a call to give a light text to a parameter. */
function given(parameter: SqlParameter, from: FunctionNode, { site, mode, to }: Edge, evaluator: Evaluator): LightIf {
  const { node, index, rows } = parameter;
  const isEntered =
    mode === 'call'
      ? to === node
      : evaluator
          .evaluate(from.file, site.callee)
          .some((value) => value.k === 'function' && value.file.node(value.fn) === node);
  if (!isEntered || mode === 'later') return isWithin(to, node) && isWithin(from, node) ? [parameter] : undefined;
  const args = passedTo(node, from.file, site).slice(0, index + 1);
  if (isSpread(from.file, args)) return undefined;
  return new SqlTexts(evaluator, rows).ofText({ file: from.file, term: args[index] ?? 0 });
}

const isWithin = (node: FunctionNode, outer: FunctionNode): boolean => node === outer || node.isInside(outer);

function leanOn(node: FunctionNode, parameters: readonly SqlParameter[]): boolean {
  const isSame = (a: SqlParameter, b: SqlParameter) => a.node === b.node && a.index === b.index && a.rows === b.rows;
  const sql = sqlOf(node);
  const more = parameters.filter((each) => !sql.on.some((known) => isSame(known, each)));
  if (more.length > 0) sql.on = [...sql.on, ...more];
  return more.length > 0;
}

const sqlOf = (node: FunctionNode): SqlWeights => (node.sql ??= { sinks: new Map(), on: [], ways: new Map() });

function isAlwaysLight(node: FunctionNode, callers: ReadonlyMap<FunctionNode, readonly Caller[]>): boolean {
  const { sql } = node;
  if (!sql || sql.on.length === 0) return sql !== undefined;
  if (sql.always !== undefined) return sql.always;
  sql.always = false;
  const counted = (callers.get(node) ?? []).filter(({ from }) => from.reach?.state === node.reach?.state);
  const isLightCaller = ({ from, edge }: Caller) => isLightWay(edge, () => isAlwaysLight(from, callers));
  return (sql.always = counted.length > 0 && !node.handler && counted.every(isLightCaller));
}

/** Whether a way that enters a function gives light texts, as far as the function leans on any. */
export function isLightWay(edge: Edge, fromIsLight: () => boolean): boolean {
  return isLight(edge.to.sql?.ways.get(edge), fromIsLight);
}

const isLight = (lightIf: LightIf, isGivenLight: () => boolean): boolean =>
  lightIf !== undefined && (lightIf.length === 0 || isGivenLight());

/** A blocking call as heavy as its SQL is, where its function was given light texts, or not. */
export function weighed(node: FunctionNode, sink: Sink, isGivenLight: boolean): CatalogCall {
  return isLight(node.sql?.sinks.get(sink), () => isGivenLight) ? { ...sink.entry, weight: 'cheap' } : sink.entry;
}
