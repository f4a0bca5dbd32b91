// docs/runtime.md's tables of the stall record: the fields of its interfaces, with what stands above each.
import { readFile } from 'node:fs/promises';
import ts from 'typescript';
import { between, table } from './markdown.js';

const sources = ['stall-record', 'watched/trace-context'].map(
  (name) => new URL(`../../runtime/${name}.ts`, import.meta.url),
);

/** Interfaces that have a table, in this order, each with what it is in a record. */
const TABLES = {
  StallRecord: 'The record',
  StallContext: '`context`, `candidates`',
  Culprit: '`culprit`, `caller`, `others`',
  StallFrame: '`frames`, `origin`',
  CatalogMatch: '`catalog`',
  TimedCall: '`call`',
  ProfiledLine: '`profile`',
  SampleTree: '`sampleTree`',
  TraceContext: '`trace`',
};

/** Renders docs/runtime.md: its own text, with a table for each part of a record between its markers. */
export async function renderRecordFields(document) {
  const files = await Promise.all(sources.map(parsed));
  const declared = files.flatMap(({ statements }) => statements).filter(ts.isInterfaceDeclaration);
  const interfaces = new Map(declared.map((each) => [each.name.text, each]));
  const parts = Object.entries(TABLES).map(([name, title]) => `**${title}**\n\n${fieldsTable(interfaces.get(name))}`);
  return between(document, 'record', parts.join('\n\n'));
}

async function parsed(source) {
  return ts.createSourceFile(source.pathname, await readFile(source, 'utf8'), ts.ScriptTarget.Latest, true);
}

function fieldsTable({ members }) {
  const rows = members.map((member) => {
    const name = member.name.getText();
    const about = ts.getTextOfJSDocComment(member.jsDoc?.at(-1)?.comment) ?? '';
    return [`\`${name}\``, `\`${member.type.getText()}\``, member.questionToken ? 'may be missing' : 'always', about];
  });
  return table(['field', 'type', 'there', 'meaning'], rows);
}
