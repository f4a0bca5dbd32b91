import path from 'node:path';
import { stylesFor } from '../../runtime/reporters/colour.ts';
import { codeFrame } from '../../runtime/reporters/code-frame.ts';
import type { LintMessage } from '../lint-result.ts';
import type { Formatter } from './index.ts';

/** For a terminal: each finding with its place, its code frame and its message. */
export const stylish: Formatter = (results, { cwd, colour }) => {
  const styles = stylesFor(colour);
  const shown: string[] = [];
  let errors = 0;
  let warnings = 0;
  for (const { filePath, messages, source } of results) {
    const lines = source?.split(/\r\n|[\n\r\u2028\u2029]/) ?? [];
    for (const message of messages) {
      if (message.severity === 2) errors++;
      else warnings++;
      const level = message.severity === 2 ? styles.red('error') : styles.yellow('warning');
      const place = `${path.relative(cwd, filePath)}:${message.line}:${message.column}`;
      shown.push(`${styles.bold(place)}  ${level}  ${styles.dim(message.ruleId ?? 'does not parse')}`);
      shown.push(`  ${message.message}`);
      if (lines.length > 0)
        shown.push(
          '',
          indent(codeFrame(lines, frameOf(message), { mark: styles.red, dim: (text) => text }).join('\n')),
        );
      shown.push('');
    }
  }
  if (errors + warnings === 0) return '';
  const files = results.filter(({ messages }) => messages.length > 0).length;
  const counts = [count(errors, 'error'), count(warnings, 'warning')].filter((part) => part !== '').join(', ');
  return `${shown.join('\n')}\n${styles.bold(`${counts} in ${count(files, 'file')}`)}\n`;
};

function frameOf({ line, column, endLine, endColumn }: LintMessage) {
  return { line, column, ...(endLine === line && endColumn !== undefined && { endColumn }) };
}

const indent = (text: string) => text.replaceAll(/^/gm, '  ');
const count = (number: number, noun: string) => (number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`);
