/** What the oracle saw for one size of the input, or one delay of the peer; times in milliseconds. */
export interface Seen {
  size: number;
  duration: number;
  gap: number;
  /** What one of many calls took, less the time without a CPU. */
  cost?: number;
}

/** The part of a row that a judgement reads. */
export interface Row {
  how: 'grows' | 'waits' | 'repeats' | 'holds';
}

/** The part of a catalog entry that a judgement reads; a non-finding has no weight. */
export interface Entry {
  weight?: 'unbounded' | 'heavy' | 'cheap';
  fakeAsync?: boolean;
}

interface Judgement {
  judge: (row: Row, entry: Entry, seen: readonly Seen[]) => { ok: boolean; evidence: string };
}

const file = new URL('../../fixtures/prove/judge.mjs', import.meta.url);

/** The judgement of fixtures/prove, which is plain JavaScript. */
export const { judge } = (await import(file.href)) as Judgement;
