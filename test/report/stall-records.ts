import type { CatalogMatch, Culprit, StallRecord } from '../../runtime/stall-record.ts';

let made = 0;

/** What a test says of a record; the rest is that of a loop in `GET /orders/:id`. */
export type Given = Partial<Omit<StallRecord, 'culprit'>> & { culprit?: Partial<Culprit> };

/** A culprit: a loop of the application. */
export function loopCulprit(given: Partial<Culprit> = {}): Culprit {
  return {
    file: '/srv/shop/app.js',
    line: 5,
    column: 39,
    function: 'totals',
    text: 'for (let day = 0; day < days; day++) sum += day % 7;',
    before: 'let sum = 0;',
    after: 'return sum;',
    share: 0.98,
    origin: 'app',
    ...given,
  };
}

/** A whole record. */
export function stallRecord({ culprit: given = {}, ...rest }: Given = {}): StallRecord {
  made += 1;
  const culprit = loopCulprit(given);
  const { file, line, column, origin } = culprit;
  return {
    version: 1,
    id: `7-test-${made}`,
    time: new Date().toISOString(),
    pid: 7,
    threadId: 0,
    ongoing: false,
    durationMs: 120,
    uncertaintyMs: 10,
    cause: 'code',
    evidence: 'All samples stand in JavaScript.',
    context: { kind: 'request', name: 'GET /orders/:id', method: 'GET', route: '/orders/:id', id: made },
    candidates: [],
    culprit,
    caller: null,
    others: [],
    frames: [{ function: culprit.function, file, line, column, origin, async: false }],
    catalog: null,
    ruleId: null,
    call: null,
    samples: 9,
    late: false,
    fingerprint: '4f1d22c09ab7',
    count: 1,
    ...rest,
  };
}

/** The catalog's entry of `fs.readFileSync`. */
export const READ_FILE: CatalogMatch = {
  module: 'node:fs',
  member: 'readFileSync',
  kind: 'fs',
  weight: 'heavy',
  useInstead: 'await fs.promises.readFile()',
};
