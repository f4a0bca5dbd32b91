import type { ClassSummary, FileSummary, FunctionSummary, ObjectSummary, Variable } from './summary.ts';

/** The summary of a file without anything in it. */
export const emptySummary = (): FileSummary => ({
  terms: [{ k: 'unknown' }],
  imports: [],
  variables: [],
  functions: [],
  classes: [],
  objects: [],
  exports: [],
  starExports: [],
  memberAssignments: [],
  functionMembers: [],
  isTest: false,
});

/** A class of which nothing is known but its name. */
export const emptyClass = (name: string): ClassSummary => ({
  name,
  superClass: 0,
  implements: [],
  members: [],
  statics: [],
  construct: -1,
  fields: -1,
  decorators: [],
});

export const NO_FUNCTION: FunctionSummary = {
  name: '',
  kind: 'function',
  start: -1,
  end: -1,
  async: false,
  generator: false,
  parent: 0,
  class: -1,
  static: false,
  object: -1,
  prototypeOf: -1,
  params: [],
  returns: [],
  calls: [],
  reads: [],
  decorators: [],
};
export const NO_VARIABLE: Variable = { name: '', fn: 0, values: [] };
export const NO_OBJECT: ObjectSummary = { props: [], spreads: [], computed: [] };
