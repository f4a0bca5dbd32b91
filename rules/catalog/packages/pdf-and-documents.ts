import type { BlockingCall, CatalogModule } from '../types.ts';

const builds = (member: string, why: string, useInstead = 'a worker thread'): BlockingCall => ({
  member,
  weight: 'heavy',
  why,
  useInstead,
});

const inTheEnd = (member: string, work: string): BlockingCall => ({
  ...builds(member, `returns a promise, and ${work} on the loop all the same`),
  fakeAsync: true,
});

const readsPath = 'reads the whole file when it is given a path';

const pdfkit: CatalogModule = {
  module: 'pdfkit',
  versions: '^0.20.2',
  kind: 'render',
  returns: { 'new default': 'PDFDocument', 'new PDFDocument': 'PDFDocument' },
  calls: [
    {
      member: 'PDFDocument.prototype.image',
      weight: 'cheap',
      why: readsPath,
      useInstead: 'doc.image(await fs.promises.readFile(path))',
    },
    {
      member: 'PDFDocument.prototype.font',
      weight: 'cheap',
      why: readsPath,
      useInstead: 'doc.registerFont(name, await fs.promises.readFile(path))',
    },
  ],
};

const pdfLib: CatalogModule = {
  module: 'pdf-lib',
  versions: '^1.17.1',
  kind: 'render',
  returns: { 'PDFDocument.create': 'PDFDocument', 'PDFDocument.load': 'PDFDocument' },
  calls: [],
  nonBlocking: [
    { member: 'PDFDocument.load', why: 'yields to the loop between its objects' },
    { member: 'PDFDocument.prototype.save', why: 'yields to the loop between its objects' },
  ],
};

/** Version 0.2 gives a document that is laid out, 0.3 one that is laid out as soon as the caller waits. */
const pdfmake: CatalogModule = {
  module: 'pdfmake',
  versions: '^0.2.23 || ^0.3.11',
  kind: 'render',
  returns: { 'new default': 'PdfPrinter' },
  calls: [
    { ...inTheEnd('createPdf', 'lays out the whole document'), since: '0.3.0' },
    {
      ...builds('PdfPrinter.prototype.createPdfKitDocument', 'lays out the whole document before it returns'),
      removed: '0.3.0',
    },
  ],
};

const jspdf: CatalogModule = {
  module: 'jspdf',
  versions: '^4.2.1',
  kind: 'render',
  returns: { 'new default': 'jsPDF' },
  calls: [
    builds('jsPDF.prototype.output', 'writes the whole document before it returns'),
    builds('jsPDF.prototype.save', 'writes the whole document and its file before it returns'),
  ],
};

const reactPdf: CatalogModule = {
  module: '@react-pdf/renderer',
  versions: '^4.9.0',
  kind: 'render',
  calls: ['renderToBuffer', 'renderToStream', 'renderToFile', 'renderToString'].map((member) =>
    inTheEnd(member, 'lays out the whole document'),
  ),
};

/** Version 1 is a function, version 2 a class. */
const pdfParse: CatalogModule = {
  module: 'pdf-parse',
  versions: '^1.1.4 || ^2.4.5',
  kind: 'parse',
  calls: [
    { ...inTheEnd('default', 'reads every page'), removed: '2.0.0' },
    { ...inTheEnd('PDFParse.prototype.getText', 'reads every page'), since: '2.0.0' },
  ],
};

const docx: CatalogModule = {
  module: 'docx',
  versions: '^9.15.2',
  kind: 'render',
  calls: ['Packer.toBuffer', 'Packer.toBase64String'].map((member) => inTheEnd(member, 'builds the whole document')),
};

const docxtemplater: CatalogModule = {
  module: 'docxtemplater',
  versions: '^3.71.0',
  kind: 'render',
  returns: { 'new default': 'Docxtemplater' },
  calls: [
    { ...builds('new default', 'parses the whole document before it returns'), weight: 'cheap' },
    builds('Docxtemplater.prototype.render', 'fills in the whole document before it returns'),
    inTheEnd('Docxtemplater.prototype.renderAsync', 'fills in the whole document'),
  ],
};

const mammoth: CatalogModule = {
  module: 'mammoth',
  versions: '^1.13.0',
  kind: 'parse',
  calls: ['convertToHtml', 'convertToMarkdown', 'extractRawText'].map((member) =>
    inTheEnd(member, 'reads the whole document'),
  ),
};

const satori: CatalogModule = {
  module: 'satori',
  versions: '^0.63.2',
  kind: 'render',
  calls: [inTheEnd('default', 'lays out and draws the whole image')],
};

const fontkit: CatalogModule = {
  module: 'fontkit',
  versions: '^2.0.4',
  kind: 'fs',
  calls: [builds('openSync', 'reads the whole font before it returns', 'await fontkit.open()')],
  nonBlocking: [{ member: 'open', why: 'reads the file on the thread pool' }],
};

/** PDF, Word and their fonts. */
export const pdfAndDocuments: readonly CatalogModule[] = [
  pdfkit,
  pdfLib,
  pdfmake,
  jspdf,
  reactPdf,
  pdfParse,
  docx,
  docxtemplater,
  mammoth,
  satori,
  fontkit,
];
