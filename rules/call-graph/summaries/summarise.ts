import { settleAssignments } from './assignments.ts';
import { hoistBlock, hoistVars } from './bindings.ts';
import { parse } from './parse.ts';
import { statements } from './statements.ts';
import { SummaryBuilder } from './summary-builder.ts';
import type { FileSummary, ParseProblem } from './summary.ts';

const TEST_FRAMEWORKS =
  /^(node:test|vitest|@jest\/globals|mocha|ava|tap|jasmine|@playwright\/test|uvu|supertest|chai)$/;
const TEST_GLOBALS = new Set(['describe', 'it', 'test', 'beforeEach', 'beforeAll', 'suite']);

/** Summarises one file, or says where it does not parse. `text` must not begin with a byte order mark. */
export function summarise(file: string, text: string): FileSummary | ParseProblem {
  try {
    return summaryOf(file, text);
  } catch (error) {
    if (error instanceof RangeError && /call stack/.test(error.message)) return TOO_DEEP;
    throw error;
  }
}

/** Thousands of expressions or branches, each inside the one before it: there is no room on the stack for so many. */
const TOO_DEEP: ParseProblem = { message: 'its code is nested too deeply', offset: 0 };

function summaryOf(file: string, text: string): FileSummary | ParseProblem {
  const parsed = parse(file, text);
  if ('message' in parsed) return parsed;
  const { program, comments, problem } = parsed;
  const b = new SummaryBuilder();
  if (problem) b.summary.problem = problem;
  b.annotations.read(comments, text);
  b.addFunction({ name: '', kind: 'module', start: 0, end: text.length, parent: -1 });
  const [first] = program.body;
  if (first && 'directive' in first && typeof first.directive === 'string') b.summary.directive = first.directive;
  for (const node of program.body) hoistVars(b, node, b.scope);
  hoistBlock(b, program.body);
  b.moduleBody = program.body;
  statements(b, program.body);
  settleAssignments(b);
  b.summary.isTest = isTest(b);
  return b.finish();
}

function isTest(b: SummaryBuilder): boolean {
  if (b.summary.imports.some(({ source, typeOnly }) => !typeOnly && TEST_FRAMEWORKS.test(source))) return true;
  return b.functionAt(0).calls.some(({ callee }) => {
    const term = b.get(callee);
    return term.k === 'global' && TEST_GLOBALS.has(term.name);
  });
}
