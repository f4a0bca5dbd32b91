import type { Outcome, Project } from './project.ts';

/** What Vitest and Jest write as JSON. */
interface JsonReport {
  testResults: { message: string; assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
}

function fromJson(text: string): Outcome[] {
  return (JSON.parse(text) as JsonReport).testResults.flatMap(({ message, assertionResults }) =>
    // A file that could not be run has no tests, but a message.
    assertionResults.length === 0
      ? [{ name: 'a file', failed: true, message }]
      : assertionResults.map(({ title, status, failureMessages }) => ({
          name: title,
          failed: status === 'failed',
          message: failureMessages.join('\n'),
        })),
  );
}

/** Which of a project's folders is tested, and the environment of the runner. */
interface Where {
  folder?: string;
  env?: Record<string, string>;
}

/** Runs the tests of a folder with Vitest. */
export async function vitest(project: Project, where: Where, ...args: string[]): Promise<Outcome[]> {
  const { folder = 'vitest', env } = where;
  const report = ['--reporter', 'json', '--outputFile', 'report.json'];
  await project.run(folder, ['../node_modules/vitest/vitest.mjs', 'run', ...report, ...args], env);
  return fromJson(project.read(folder, 'report.json'));
}

/** Runs the tests of a folder with Jest. */
export async function jest(project: Project, { folder = 'jest' }: Where, ...args: string[]): Promise<Outcome[]> {
  await project.run(folder, ['../node_modules/jest/bin/jest.js', '--json', '--outputFile', 'report.json', ...args]);
  return fromJson(project.read(folder, 'report.json'));
}

/** Runs the tests of the folder `node-test` with Node's own runner. */
export async function nodeTest(project: Project, setup: string, ...args: string[]): Promise<Outcome[]> {
  const report = ['--test-reporter', './reporter.mjs'];
  const { output } = await project.run('node-test', ['--test', ...report, '--import', setup, ...args]);
  return output
    .split('\n')
    .filter((line) => line.startsWith('{"name"'))
    .map((line) => JSON.parse(line) as Outcome);
}
