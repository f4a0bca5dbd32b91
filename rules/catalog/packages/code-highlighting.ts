import type { BlockingCall, CatalogModule } from '../types.ts';

const small = (member: string, why: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why,
  useInstead: 'a worker thread, or a bound on the size of the text',
});

const tokenises = 'splits the whole code into tokens before it returns';

const highlightJs: CatalogModule = {
  module: 'highlight.js',
  aliases: ['highlight.js/lib/core', 'highlight.js/lib/common'],
  versions: '^11.12.0',
  kind: 'render',
  calls: [
    small('highlight', tokenises),
    {
      member: 'highlightAuto',
      weight: 'heavy',
      why: 'runs the grammars of all languages over the whole code before it returns',
      useInstead: 'hljs.highlight(code, { language })',
    },
  ],
};

const prismjs: CatalogModule = {
  module: 'prismjs',
  versions: '^1.30.0',
  kind: 'render',
  calls: [small('highlight', tokenises), small('tokenize', tokenises)],
};

const shiki: CatalogModule = {
  module: 'shiki',
  versions: '^4.6.0',
  kind: 'render',
  returns: { createHighlighter: 'Highlighter', createHighlighterCoreSync: 'Highlighter' },
  calls: [
    small('Highlighter.prototype.codeToHtml', tokenises),
    small('Highlighter.prototype.codeToTokens', tokenises),
    small('Highlighter.prototype.codeToHast', tokenises),
    {
      ...small('codeToHtml', 'returns a promise, and splits the code into tokens on the loop all the same'),
      fakeAsync: true,
    },
    {
      member: 'createHighlighterCoreSync',
      weight: 'heavy',
      why: 'compiles every given grammar and theme',
      useInstead: 'createHighlighterCoreSync() once at start-up',
    },
  ],
};

const katex: CatalogModule = {
  module: 'katex',
  versions: '^0.19.1',
  kind: 'render',
  calls: [small('renderToString', 'typesets the formula before it returns')],
};

/** Code and formulas as HTML. */
export const codeHighlighting: readonly CatalogModule[] = [highlightJs, prismjs, shiki, katex];
