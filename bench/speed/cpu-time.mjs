// Preloaded into each measured process: writes its CPU time, all threads and ended child processes included, where BENCH_CPU
// says.
import { readFileSync, writeFileSync } from 'node:fs';

/** Milliseconds of a tick in which Linux counts a process's children. */
const TICK_MS = 10;

/** CPU time of ended children in milliseconds. */
function ofChildren() {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS; // cutime, cstime
}

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.BENCH_CPU, String((user + system) / 1000 + ofChildren()));
});
