import type { LintResult } from '../lint-result.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { sarif } from './sarif.ts';
import { stylish } from './stylish.ts';

export interface FormatContext {
  cwd: string;
  colour: boolean;
}

/** Turns results into the text that is printed. */
export type Formatter = (results: readonly LintResult[], context: FormatContext) => string;

export const formatters: Readonly<Record<string, Formatter>> = { stylish, json, sarif, github };
