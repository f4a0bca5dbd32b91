import type { SampleTree, StallRecord } from '../../runtime/stall-record.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
/** Milliseconds from none to a third of a year. */
const isDuration: Check = (value) => isNumber(value) && (value as number) >= 0 && (value as number) <= 1e10;
const isFlag: Check = (value) => typeof value === 'boolean';
const isTime: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const context = shape({ kind: isText, name: isText, method: optional(isText), route: optional(isText) });
const place = { file: isText, line: isNumber, column: isNumber, function: isText, origin: isText };
const frames = listOf(shape({ ...place, async: isFlag }));
const profiled = shape({ function: isText, file: isText, line: isNumber, share: isNumber, isExact: isFlag });
const culprit = shape({ ...place, text: isText, before: isText, after: isText, share: isNumber });

const tuple =
  (...checks: Check[]): Check =>
  (value) =>
    Array.isArray(value) && value.length === checks.length && checks.every((check, index) => check(value[index]));
const isIndex: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
const isNode: Check = (value) => value === -1 || isIndex(value);

const treeShape = shape({
  files: listOf(isText),
  frames: listOf(tuple(isText, isIndex, isNumber, isNumber, isNumber)),
  nodes: listOf(tuple(isNode, isIndex)),
  samples: listOf(tuple(isNode, (us) => isNumber(us) && (us as number) >= 0)),
});

/** A tree whose indexes lead somewhere, each node's to one before it. */
const isSampleTree: Check = (value) => {
  if (!treeShape(value)) return false;
  const { files, frames, nodes, samples } = value as SampleTree;
  return (
    frames.every(([, file]) => file < files.length) &&
    nodes.every(([caller, frame], index) => caller < index && frame < frames.length) &&
    samples.every(([node]) => node < nodes.length)
  );
};

/** What of a record is read here or by a report; a field that is not listed may hold anything. */
const record = shape({
  version: (value) => value === 1,
  id: isText,
  time: isTime,
  pid: isNumber,
  threadId: isNumber,
  ongoing: isFlag,
  durationMs: isDuration,
  uncertaintyMs: isDuration,
  cause: isText,
  evidence: isText,
  context,
  candidates: listOf(context),
  culprit: orNull(culprit),
  caller: orNull(culprit),
  others: listOf(culprit),
  frames,
  catalog: orNull(shape({ module: isText, member: isText, kind: isText, weight: isText, useInstead: isText })),
  ruleId: orNull(isText),
  call: optional(orNull(shape({ name: isText, durationMs: isDuration }))),
  samples: isNumber,
  sampleTree: optional(isSampleTree),
  profile: optional(listOf(profiled)),
  origin: optional(frames),
  late: isFlag,
  fingerprint: isText,
});

/** Whether a value of a log is the record of a stall, in the version that is understood here. */
export function isStallRecord(value: unknown): value is StallRecord {
  return record(value);
}
