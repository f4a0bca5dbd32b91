import type { BlockingCall, CatalogModule } from '../types.ts';

const small = (member: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'parses and renders the whole text before it returns',
  useInstead: 'a worker thread, or a bound on the size of the text',
});

const smallInTheEnd = (member: string): BlockingCall => ({
  ...small(member),
  why: 'returns a promise, and works through the whole text on the loop all the same',
  fakeAsync: true,
});

const ofText = ['parse', 'parseInline', 'lexer', 'parser'];

/** Up to version 3 the module is the function; it has always had the others as its own members too. */
const marked: CatalogModule = {
  module: 'marked',
  versions: '^3.0.8 || ^18.2.1',
  kind: 'render',
  calls: [
    { ...small('default'), removed: '4.0.0' },
    { ...small('marked'), since: '4.0.0' },
    ...ofText.map(small),
    ...ofText.map((name) => ({ ...small(`marked.${name}`), since: '4.0.0' })),
    ...['Lexer.lex', 'Lexer.prototype.lex', 'Parser.parse'].map(small),
    { ...small('Marked.prototype.parse'), since: '5.1.0' },
    { ...small('Marked.prototype.parseInline'), since: '5.1.0' },
  ],
};

const markdownIt: CatalogModule = {
  module: 'markdown-it',
  versions: '^15.0.3',
  kind: 'render',
  returns: {
    'new default': 'MarkdownIt',
    default: 'MarkdownIt',
    'MarkdownIt.prototype.use': 'MarkdownIt',
    'MarkdownIt.prototype.set': 'MarkdownIt',
    'MarkdownIt.prototype.enable': 'MarkdownIt',
    'MarkdownIt.prototype.disable': 'MarkdownIt',
    'MarkdownIt.prototype.configure': 'MarkdownIt',
  },
  calls: ['render', 'renderInline', 'parse'].map((name) => small(`MarkdownIt.prototype.${name}`)),
};

const showdown: CatalogModule = {
  module: 'showdown',
  versions: '^2.1.0',
  kind: 'render',
  calls: [small('Converter.prototype.makeHtml')],
};

const remarkable: CatalogModule = {
  module: 'remarkable',
  versions: '^2.0.1',
  kind: 'render',
  calls: ['render', 'renderInline', 'parse'].map((name) => small(`Remarkable.prototype.${name}`)),
};

const processor = (module: string, factory: string, versions: string): CatalogModule => ({
  module,
  versions,
  kind: 'render',
  returns: { [factory]: 'Processor', 'Processor.prototype.use': 'Processor' },
  calls: [
    small('Processor.prototype.processSync'),
    small('Processor.prototype.runSync'),
    small('Processor.prototype.parse'),
    small('Processor.prototype.stringify'),
    ...(module === 'remark' ? [smallInTheEnd('Processor.prototype.process')] : []),
  ],
});

/** Markdown, and the processors that it is made of. */
export const markdown: readonly CatalogModule[] = [
  marked,
  markdownIt,
  showdown,
  remarkable,
  processor('unified', 'unified', '^11.0.5'),
  processor('remark', 'remark', '^15.0.1'),
  processor('rehype', 'rehype', '^13.0.2'),
];
