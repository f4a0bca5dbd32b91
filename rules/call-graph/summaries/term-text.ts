import type { LoadedFile } from '../values/loaded-file.ts';
import type { TermId } from './summary.ts';

/** A term as a person would name it. */
export function termText(file: LoadedFile, id: TermId): string {
  const term = file.summary.terms[id];
  switch (term?.k) {
    case 'member':
      return `${termText(file, term.of)}.${term.name ?? '[...]'}`;
    case 'variable':
      return file.summary.variables[term.variable]?.name ?? '(...)';
    case 'global':
      return term.name;
    case 'this':
      return 'this';
    case 'call':
      return `${termText(file, term.callee)}()`;
    default:
      return '(...)';
  }
}
