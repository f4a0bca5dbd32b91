// Preloaded into each measured process: writes its CPU time, all threads included, where BENCH_CPU says.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.BENCH_CPU, String((user + system) / 1000));
});
