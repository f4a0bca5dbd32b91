import { readFileSync } from 'node:fs';
import type { Cause, StallRecord } from '../../runtime/stall-record.ts';
import { markedLines, type Run } from './scenario.ts';

/** What the first comment of a scenario says of its stall: `// expect: cause=code name="GET /x" route=/x`. */
export interface Expectation {
  causes: Cause[];
  /** Values of the record's other fields, by the names below. */
  fields: Map<string, string>;
  env: Record<string, string>;
  node: string[];
  /** The first major version of Node that has what the scenario uses. */
  since: number;
}

/** How an expectation's name is read from a record. */
const READERS: Record<string, (record: StallRecord) => string | undefined> = {
  name: ({ context }) => context.name,
  kind: ({ context }) => context.kind,
  method: ({ context }) => context.method,
  route: ({ context }) => context.route,
  path: ({ context }) => context.path,
  catalog: ({ catalog }) => catalog?.member,
  rule: ({ ruleId }) => ruleId ?? undefined,
  field: ({ context }) => context.field,
  candidates: ({ candidates }) => String(candidates.length),
  caller: ({ caller }) => caller?.text,
  late: ({ late }) => String(late),
  origin: ({ origin }) => origin?.find((frame) => frame.origin === 'app')?.function,
  thread: ({ threadId }) => (threadId === 0 ? 'main' : 'worker'),
};

/** A duration may be wrong by one heartbeat, in milliseconds, or by a tenth. */
const LEEWAY_MS = 20;

/** Causes that a machine without a free CPU adds to any run. */
const NOISE: ReadonlySet<Cause> = new Set(['cpu-starvation', 'startup', 'gc', 'unknown']);

/** Reads a scenario's first comment. */
export function expectationOf(file: string): Expectation {
  const text = /^\/\/ expect: (.*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  // `route@22=...` holds from Node 22 on.
  const major = Number(process.versions.node.split('.')[0]);
  const pairs = [...text.matchAll(/([\w-]+)(?:@(\d+))?=(?:"([^"]*)"|(\S+))/g)]
    .filter(([, , since]) => major >= Number(since ?? 0))
    .map(([, name = '', , quoted, plain]) => [name, quoted ?? plain ?? ''] as const);
  const fields = new Map(pairs);
  const causes = (fields.get('cause') ?? '').split('|') as Cause[];
  const env = Object.fromEntries(pairs.filter(([name]) => name.startsWith('UNBLOCKED_')));
  const node = (fields.get('node') ?? '').split(' ').filter((argument) => argument !== '');
  return {
    causes,
    fields: new Map(pairs.filter(([name]) => name in READERS)),
    env,
    node,
    since: Number(fields.get('since') ?? 0),
  };
}

/** What the program itself has measured. */
interface Truth {
  /** How long the stall was. */
  truthMs: number;
  /** How long its thread had no CPU; null where the platform does not tell. */
  waitedMs: number | null;
}

function truthOf({ stdout }: Run): Truth {
  const line = stdout.split('\n').find((text) => text.startsWith('{"truthMs"'));
  return line === undefined ? { truthMs: NaN, waitedMs: null } : (JSON.parse(line) as Truth);
}

/** Whether the machine took more time from the program than its report may be wrong by: then it is no judge of the report. */
export function wasDisturbed(result: Run): boolean {
  return (truthOf(result).waitedMs ?? 0) > LEEWAY_MS;
}

/** Everything that is wrong with what was reported for a scenario; empty where all is right. */
export function judge(file: string, { causes, fields }: Expectation, result: Run): string[] {
  if (result.code !== 0) return [`exit code ${String(result.code)}: ${result.otherErrors}`];
  const ended = result.records.filter(({ ongoing }) => !ongoing);
  if (causes.includes('none' as Cause))
    return ended.filter(({ cause }) => !NOISE.has(cause)).map((record) => `false report: ${summary(record)}`);
  const fitting = ended.filter(({ cause }) => causes.includes(cause));
  // What the machine or the preparation added may have the same cause: then another one is meant, if there is one.
  const isNamed = ({ context }: StallRecord): boolean => context.name === (fields.get('name') ?? context.name);
  const record = fitting.find(({ cause }) => !NOISE.has(cause)) ?? fitting.find(isNamed) ?? fitting[0];
  if (record === undefined) return [`no report of ${causes.join('|')}; reported: ${ended.map(summary).join('; ')}`];
  const more = fitting.filter((other) => other !== record);
  const wrong = more.filter(({ cause }) => !NOISE.has(cause)).map((extra) => `a second report: ${summary(extra)}`);
  for (const [name, expected] of fields) {
    const actual = READERS[name]?.(record);
    if (actual !== expected) wrong.push(`${name} is ${String(actual)}, not ${expected}`);
  }
  const lines = markedLines(file, 'culprit');
  const place = record.culprit ?? record.others[0];
  if (lines.length > 0 && !(place && lines.includes(place.line) && place.file.endsWith(file.split('/').at(-1) ?? ''))) {
    wrong.push(
      `the culprit is ${place?.file ?? 'missing'}:${place?.line ?? 0} (${place?.text ?? ''}), not line ${lines.join(' or ')}`,
    );
  }
  const { truthMs: truth } = truthOf(result);
  // A busy machine makes the work around the stall longer too.
  const late = record.durationMs - truth - (record.cpu?.waitedMs ?? 0);
  if (Math.max(late, truth - record.durationMs) > Math.max(0.1 * truth, LEEWAY_MS))
    wrong.push(`duration is ${record.durationMs}, not ${truth}`);
  return wrong;
}

function summary({ cause, durationMs, context, culprit }: StallRecord): string {
  return `${cause} ${durationMs} ms ${context.name} ${culprit?.text ?? ''}`;
}
