import v8 from 'node:v8';

/** What V8 calls the flags in the versions of Node that have been tried: it says so on stderr where it does not know one. */
const FLAGS = [
  { from: 20, to: 21, flags: ['--interrupt-budget=1000000'] },
  { from: 22, to: 26, flags: ['--invocation-count-for-turbofan=50000', '--invocation-count-for-maglev=2000'] },
];

/**
 * Has V8 optimise only what runs a lot. A lint is over before the machine code of most of its functions has paid for being made:
 * it takes 5 to 35 % less CPU time so (see `docs/how-it-works.md`).
 */
export function delayTierUp(): void {
  const major = Number.parseInt(process.versions.node, 10);
  for (const { from, to, flags } of FLAGS)
    if (major >= from && major <= to) for (const flag of flags) v8.setFlagsFromString(flag);
}
