/** From this age on, in milliseconds, a stall that lasts is reported whatever is known of it. */
export const LONG_HANG_MS = 1000;

/** A stall that lasts is reported at the threshold and at these ages, in milliseconds. */
const HANG_REPORTS_MS = [LONG_HANG_MS, 10_000, 60_000];

/** The latest age at which a stall of this age is to be reported; undefined while it has reached none. */
export function dueHangReport(age: number, threshold: number): number | undefined {
  return [threshold, ...HANG_REPORTS_MS].findLast((at) => age >= at && at >= threshold);
}
