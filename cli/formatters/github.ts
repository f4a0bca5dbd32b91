import path from 'node:path';
import type { Formatter } from './index.ts';

const escapeData = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** GitHub workflow commands. https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions */
export const github: Formatter = (results, { cwd }) =>
  results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ severity, line, column, endLine, endColumn, ruleId, message }) => {
        const file = path.relative(cwd, filePath).replaceAll(path.sep, '/');
        const properties = {
          file,
          line,
          endLine: endLine ?? line,
          col: column,
          endColumn: endColumn ?? column,
          title: ruleId ?? 'unblocked',
        };
        const text = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
        return `::${severity === 2 ? 'error' : 'warning'} ${text.join(',')}::${escapeData(message)}\n`;
      }),
    )
    .join('');
