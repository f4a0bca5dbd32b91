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

/** The browser's build, which servers load too. */
const pdfmakeBuild: CatalogModule = {
  module: 'pdfmake/build/pdfmake',
  aliases: ['pdfmake/build/pdfmake.js', 'pdfmake/build/pdfmake.min', 'pdfmake/build/pdfmake.min.js'],
  versions: '^0.2.23',
  kind: 'render',
  returns: { createPdf: 'CreatedPdf' },
  calls: ['getBuffer', 'getBase64', 'getDataUrl'].map((name) => ({
    ...builds(
      `CreatedPdf.prototype.${name}`,
      'takes a callback, and lays out the whole document on the loop all the same',
    ),
    fakeAsync: true,
  })),
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
  // Its own entry point takes a program that loads it as a module for a test, and reads a file that is not there.
  aliases: ['pdf-parse/lib/pdf-parse', 'pdf-parse/lib/pdf-parse.js'],
  versions: '^1.1.4 || ^2.4.5',
  kind: 'parse',
  calls: [
    { ...inTheEnd('default', 'reads every page'), removed: '2.0.0' },
    { ...inTheEnd('PDFParse.prototype.getText', 'reads every page'), since: '2.0.0' },
  ],
};

const pageInTheEnd = (member: string, work: string): BlockingCall => ({ ...inTheEnd(member, work), weight: 'cheap' });

/** Without a browser's workers its worker runs on the loop, a page at a time. */
const pdfjs: CatalogModule = {
  module: 'pdfjs-dist',
  aliases: ['pdf', 'pdf.js', 'pdf.mjs'].flatMap((file) => [
    `pdfjs-dist/build/${file}`,
    `pdfjs-dist/legacy/build/${file}`,
  ]),
  versions: '^4.10.38',
  kind: 'parse',
  returns: {
    getDocument: 'PDFDocumentLoadingTask',
    'PDFDocumentLoadingTask.prototype.promise.getPage': 'PDFPageProxy',
  },
  calls: [
    pageInTheEnd('PDFPageProxy.prototype.getTextContent', 'reads the whole page'),
    pageInTheEnd('PDFPageProxy.prototype.getOperatorList', 'reads the whole page'),
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

const textToSvg: CatalogModule = {
  module: 'text-to-svg',
  versions: '^3.1.5',
  kind: 'render',
  returns: { loadSync: 'TextToSVG', 'new default': 'TextToSVG' },
  calls: [
    {
      ...builds('loadSync', 'reads and parses the whole font before it returns', 'TextToSVG.load() with a callback'),
      kind: 'fs',
    },
    ...['getSVG', 'getPath', 'getD'].map((name): BlockingCall => ({
      ...builds(`TextToSVG.prototype.${name}`, 'draws the outline of every letter before it returns'),
      weight: 'cheap',
    })),
  ],
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
  pdfmakeBuild,
  jspdf,
  reactPdf,
  pdfParse,
  pdfjs,
  docx,
  docxtemplater,
  mammoth,
  satori,
  textToSvg,
  fontkit,
];
