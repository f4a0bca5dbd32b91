import type { BlockingCall, CatalogModule } from '../types.ts';

const reads = (
  member: string,
  useInstead = 'new ExcelJS.stream.xlsx.WorkbookReader(), or a worker thread',
): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'decompresses and parses the whole workbook before it returns',
  useInstead,
});

const writes = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'builds and compresses the whole workbook before it returns',
  useInstead: 'new ExcelJS.stream.xlsx.WorkbookWriter(), or a worker thread',
});

const walksRows = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'walks every row before it returns',
  useInstead,
});

/** https://docs.sheetjs.com: everything is sync, `writeFileAsync` up to its last step included. */
const sheetJs = (module: string, versions: string): CatalogModule => ({
  module,
  aliases: module === 'xlsx' ? ['xlsx/xlsx.mjs'] : [],
  versions,
  kind: 'parse',
  calls: [
    reads('read'),
    reads('readFile'),
    reads('readFileSync'),
    writes('write'),
    writes('writeXLSX'),
    writes('writeFile'),
    writes('writeFileSync'),
    writes('writeFileXLSX'),
    { ...writes('writeFileAsync'), fakeAsync: true },
    walksRows('utils.sheet_to_json', 'a worker thread'),
    walksRows('utils.sheet_to_csv', 'XLSX.stream.to_csv()'),
    walksRows('utils.sheet_to_html', 'XLSX.stream.to_html()'),
    walksRows('utils.json_to_sheet', 'a worker thread'),
    walksRows('utils.aoa_to_sheet', 'a worker thread'),
  ],
});

const nodeXlsx: CatalogModule = {
  module: 'node-xlsx',
  versions: '^0.24.0',
  kind: 'parse',
  calls: [reads('parse'), reads('parseMetadata'), writes('build')],
};

const inTheEnd = (member: string, work: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: `returns a promise, and ${work} on the loop all the same`,
  useInstead,
  fakeAsync: true,
});

const inParts = 'new ExcelJS.stream.xlsx.WorkbookWriter()';

/** Only compression runs elsewhere; what reads a workbook lets the loop turn between its parts. */
const exceljs: CatalogModule = {
  module: 'exceljs',
  versions: '^4.4.0',
  kind: 'parse',
  calls: [
    ...['writeBuffer', 'writeFile', 'write'].map((name) =>
      inTheEnd(`Workbook.prototype.xlsx.${name}`, 'writes the whole workbook', inParts),
    ),
    inTheEnd('Workbook.prototype.csv.writeBuffer', 'writes every row', 'a stream of the fast-csv package'),
  ],
};

const excel4node: CatalogModule = {
  module: 'excel4node',
  versions: '^1.8.2',
  kind: 'parse',
  returns: { 'new Workbook': 'Workbook' },
  calls: [inTheEnd('Workbook.prototype.writeToBuffer', 'writes the whole workbook', 'a worker thread')],
};

const readExcelFile: CatalogModule = {
  module: 'read-excel-file/node',
  versions: '^9.3.17',
  kind: 'parse',
  calls: ['default', 'readSheet'].map((member) =>
    inTheEnd(member, 'parses the whole workbook', 'new ExcelJS.stream.xlsx.WorkbookReader(), or a worker thread'),
  ),
};

/** Spreadsheets. */
export const spreadsheets: readonly CatalogModule[] = [
  sheetJs('xlsx', '^0.18.5'),
  sheetJs('@e965/xlsx', '^0.20.3'),
  sheetJs('xlsx-js-style', '^1.2.0'),
  nodeXlsx,
  exceljs,
  excel4node,
  readExcelFile,
];
