import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import unblocked from '../../rules/index.ts';
import type { LintMessage } from '../lint-result.ts';
import type { Formatter } from './index.ts';

/** SARIF 2.1.0. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: Formatter = (results, { cwd }) => {
  const rules = Object.entries(unblocked.rules).map(([name, { meta }]) => ({
    id: `unblocked/${name}`,
    shortDescription: { text: meta.docs.description },
    helpUri: meta.docs.url,
  }));
  const uri = (file: string) => path.relative(cwd, file).split(path.sep).map(encodeURIComponent).join('/');
  const run = {
    tool: { driver: { name: unblocked.meta.name, version: unblocked.meta.version, rules } },
    originalUriBaseIds: { SRCROOT: { uri: `${pathToFileURL(cwd).href}/` } },
    columnKind: 'utf16CodeUnits',
    results: results.flatMap(({ filePath, messages }) =>
      messages.map((message) => ({
        ruleId: message.ruleId ?? 'unblocked/parse',
        level: message.severity === 2 ? 'error' : 'warning',
        message: { text: message.message },
        locations: [{ physicalLocation: physicalLocation(uri(filePath), message) }],
        partialFingerprints: { 'unblocked/v1': fingerprint(uri(filePath), message) },
      })),
    ),
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] })}\n`;
};

function physicalLocation(uri: string, { line, column, endLine, endColumn }: LintMessage) {
  const region = { startLine: line, startColumn: column, endLine: endLine ?? line, endColumn: endColumn ?? column };
  return { artifactLocation: { uri, uriBaseId: 'SRCROOT' }, region };
}

/** Stays the same when the finding moves to another line. */
function fingerprint(uri: string, { ruleId, unblocked: data, message }: LintMessage): string {
  const text = data ? [...data.chain, ...data.culprits.map(({ call }) => call)].join('\0') : message;
  return createHash('sha256')
    .update(`${uri}\0${ruleId ?? ''}\0${text}`)
    .digest('hex')
    .slice(0, 32);
}
