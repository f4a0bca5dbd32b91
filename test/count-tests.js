// Prints how many tests passed and failed, from the file that Vitest's JSON reporter wrote: `node test/count-tests.js <file>`.
// A test file that cannot be loaded, and an error outside of every test, count as one failure each.
import { readFileSync } from 'node:fs';

export function countTests(file) {
  const { success, numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  ).length;
  const failed = numFailedTests + broken;
  return {
    passed: numPassedTests,
    failed: success ? failed : Math.max(1, failed),
    skipped: numPendingTests,
    /** What tests tell of themselves. */
    figures: testResults.flatMap(({ assertionResults }) => assertionResults.flatMap(({ meta }) => meta?.figure ?? [])),
  };
}

if (process.argv[1] === import.meta.filename) {
  const { passed, failed } = countTests(process.argv[2]);
  process.stdout.write(`${passed} ${failed}\n`);
}
