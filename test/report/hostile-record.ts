import type { StallRecord } from '../../runtime/stall-record.ts';
import { loopCulprit, stallRecord } from './stall-records.ts';

/** What would run, load, break out of its element or hide, if a page took it for more than text. */
export const HOSTILE =
  '</script></style></title></pre><img src=x onerror=window.owned=1><svg onload=window.owned=1>' +
  '<!--<script>window.owned=1</script>"\'`><a href="javascript:window.owned=1">${window.owned=1}{{owned}}\u2028\u202E\u0000';

const NUMBERS = new Set(['version', 'share']);

/** A record with the hostile text in every field that holds text, wherever it stands. */
export function hostileRecord(given: Partial<StallRecord> = {}): StallRecord {
  const record = stallRecord({
    cause: 'native',
    caller: loopCulprit(),
    others: [loopCulprit()],
    candidates: [{ kind: 'request', name: 'GET /a', method: 'GET', route: '/a', path: '/a' }],
    call: { name: 'readFileSync', durationMs: 3 },
    catalog: { module: 'node:fs', member: 'readFileSync', kind: 'fs', weight: 'heavy', useInstead: 'x' },
    ruleId: 'no-blocking-fs',
    run: 'run',
    origin: [{ function: 'queue', file: '/srv/shop/queue.js', line: 3, column: 2, origin: 'app', async: false }],
    profile: [{ function: 'total', file: '/srv/shop/app.js', line: 5, share: 0.4, isExact: true }],
    late: true,
  });
  return { ...(poisoned(record) as StallRecord), time: record.time, cause: record.cause, ...given };
}

function poisoned(value: unknown): unknown {
  if (typeof value === 'string') return value === 'app' ? value : `${value}${HOSTILE}`;
  if (Array.isArray(value)) return value.map(poisoned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, NUMBERS.has(key) ? each : poisoned(each)] as const);
  return Object.fromEntries(entries);
}
