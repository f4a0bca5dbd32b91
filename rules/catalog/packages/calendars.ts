import type { BlockingCall, CatalogModule } from '../types.ts';

const reads = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads the whole calendar and parses it before it returns',
  useInstead: 'await ical.async.parseFile(), or a worker thread',
});

const parses = (member: string, useInstead = 'a worker thread'): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'parses the whole calendar before it returns',
  useInstead,
  when: { largeInput: { at: 0 } },
});

const withoutCallback = { callback: false };
const inPieces = 'await ical.async.parseICS()';

/** Its `async.parseICS()` goes through two thousand lines at a time. */
const nodeIcal: CatalogModule = {
  module: 'node-ical',
  versions: '^0.26.1',
  kind: 'parse',
  calls: [
    reads('sync.parseFile'),
    { ...reads('parseFile'), when: withoutCallback },
    parses('sync.parseICS', inPieces),
    { ...parses('parseICS', inPieces), when: { largeInput: { at: 0 }, ...withoutCallback } },
  ],
  nonBlocking: [
    { member: 'async.parseFile', why: 'reads on the thread pool, and parses in pieces' },
    { member: 'async.parseICS', why: 'parses in pieces' },
  ],
};

const icalJs: CatalogModule = { module: 'ical.js', versions: '^2.2.1', kind: 'parse', calls: [parses('parse')] };

/** Calendars in the iCalendar format. */
export const calendars: readonly CatalogModule[] = [nodeIcal, icalJs];
