import type { BlockingCall, CatalogModule } from '../types.ts';

const asks = (member: string): BlockingCall => ({
  member,
  weight: 'unbounded',
  why: 'waits until somebody has typed an answer',
  useInstead: 'await readline.promises.createInterface().question()',
});

const questions =
  'question prompt keyIn keyInYN keyInYNStrict keyInPause keyInSelect questionEMail questionFloat questionInt questionNewPassword questionPath promptCL promptCLLoop promptLoop promptSimShell'.split(
    ' ',
  );

/** Packages that ask a question in the terminal and wait for the answer. */
export const prompts: readonly CatalogModule[] = [
  { module: 'readline-sync', versions: '^1.4.10', kind: 'wait', calls: questions.map(asks) },
  {
    module: 'prompt-sync',
    versions: '^4.2.0',
    kind: 'wait',
    returns: { default: 'Prompt' },
    calls: [asks('Prompt.prototype'), asks('Prompt.prototype.hide')],
    nonBlocking: [{ member: 'default', why: 'only makes the function that asks' }],
  },
];
