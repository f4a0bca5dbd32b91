/**
 * Where a lot of data comes from: a whole file, one that is small by its kind, a response of another server, or a request's
 * raw body, which servers limit, and what stands in that.
 */
export type LargeOrigin = 'file' | 'small file' | 'response' | 'body' | 'part of a body';

/** Of data with several origins, the one that ranks highest counts. */
const ORIGINS: readonly LargeOrigin[] = ['part of a body', 'body', 'response', 'small file', 'file'];

/** The rank of an origin, and 0 for none. */
export function rankOfOrigin(origin: LargeOrigin | undefined): number {
  return origin === undefined ? 0 : ORIGINS.indexOf(origin) + 1;
}

/** The origin of a rank. */
export function originOfRank(rank: number): LargeOrigin | undefined {
  return ORIGINS[rank - 1];
}
