import type { BlockingCall, CatalogModule } from '../types.ts';

const parses = (
  member: string,
  useInstead = 'new WritableStream() of htmlparser2, or a worker thread',
): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'parses the whole document before it returns',
  useInstead,
  when: { largeInput: { at: 0, smaller: 'cheap' } },
});

const converts = (member: string): BlockingCall => ({
  member,
  weight: 'cheap',
  heavyInput: { at: 0 },
  why: 'parses and converts the whole text before it returns',
  useInstead: 'a worker thread, or a bound on the size of the text',
});

const cheerio: CatalogModule = {
  module: 'cheerio',
  aliases: ['cheerio/slim', 'cheerio/lib/slim'],
  versions: '^0.22.0 || ^1.2.0',
  kind: 'parse',
  calls: [
    parses('load', 'cheerio.decodeStream()'),
    { ...parses('loadBuffer', 'cheerio.decodeStream()'), since: '1.0.0' },
    // `cheerio(selector, html)` parses the document that it looks in.
    { ...parses('default'), when: { largeInput: { at: 1, smaller: 'cheap' } }, removed: '1.0.0' },
  ],
};

const parse5: CatalogModule = {
  module: 'parse5',
  versions: '^8.1.1',
  kind: 'parse',
  calls: [parses('parse', 'new ParserStream() of parse5-parser-stream'), parses('parseFragment', 'a worker thread')],
};

const htmlparser2: CatalogModule = {
  module: 'htmlparser2',
  versions: '^6.1.0 || ^12.0.0',
  kind: 'parse',
  calls: [
    parses('parseDocument', 'createDocumentStream()'),
    parses('parseFeed', 'a worker thread'),
    { ...parses('parseDOM', 'createDocumentStream()'), removed: '11.0.0' },
  ],
};

const nodeHtmlParser: CatalogModule = {
  module: 'node-html-parser',
  versions: '^9.0.7',
  kind: 'parse',
  calls: [parses('parse')],
};

const html5parser: CatalogModule = {
  module: 'html5parser',
  versions: '^3.0.0',
  kind: 'parse',
  calls: [parses('parse'), parses('tokenize')],
};

const sanitizeHtml: CatalogModule = {
  module: 'sanitize-html',
  versions: '^2.17.5',
  kind: 'parse',
  calls: [converts('default')],
};

const xss: CatalogModule = {
  module: 'xss',
  versions: '^1.0.15',
  kind: 'parse',
  calls: [converts('default'), converts('filterXSS'), converts('FilterXSS.prototype.process')],
};

const dompurify: CatalogModule = {
  module: 'dompurify',
  versions: '^3.4.18',
  kind: 'parse',
  returns: { default: 'DOMPurify' },
  calls: [converts('DOMPurify.prototype.sanitize')],
};

const isomorphicDompurify: CatalogModule = {
  module: 'isomorphic-dompurify',
  versions: '^3.19.0',
  kind: 'parse',
  calls: [converts('sanitize')],
};

const turndown: CatalogModule = {
  module: 'turndown',
  versions: '^7.2.5',
  kind: 'parse',
  returns: { 'new default': 'TurndownService' },
  calls: [converts('TurndownService.prototype.turndown')],
};

const htmlToText: CatalogModule = {
  module: 'html-to-text',
  versions: '^5.1.1 || ^10.0.1',
  kind: 'parse',
  calls: [
    { ...converts('convert'), since: '8.0.0' },
    { ...converts('htmlToText'), since: '6.0.0' },
    { ...converts('fromString'), removed: '9.0.0' },
  ],
};

const readability: CatalogModule = {
  module: '@mozilla/readability',
  versions: '^0.6.0',
  kind: 'parse',
  calls: [
    {
      member: 'Readability.prototype.parse',
      weight: 'heavy',
      why: 'walks and rewrites the whole document several times before it returns',
      useInstead: 'a worker thread',
    },
  ],
};

/** HTML as text: parsing, cleaning and converting it. */
export const htmlParsers: readonly CatalogModule[] = [
  cheerio,
  parse5,
  htmlparser2,
  nodeHtmlParser,
  html5parser,
  sanitizeHtml,
  xss,
  dompurify,
  isomorphicDompurify,
  turndown,
  htmlToText,
  readability,
];
