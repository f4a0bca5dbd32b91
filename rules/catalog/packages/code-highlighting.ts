import type { BlockingCall, CatalogModule } from '../types.ts';

const small = (member: string, why: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why,
  useInstead: 'a worker thread, or a bound on the size of the text',
});

const tokenises = 'splits the whole code into tokens before it returns';

const guessesLanguage = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'runs the grammars of all languages over the whole code before it returns',
  useInstead,
});

const highlightJs: CatalogModule = {
  module: 'highlight.js',
  // The second was the core up to version 10.
  aliases: ['highlight.js/lib/core', 'highlight.js/lib/highlight', 'highlight.js/lib/common'],
  versions: '^11.12.0',
  kind: 'render',
  calls: [small('highlight', tokenises), guessesLanguage('highlightAuto', 'hljs.highlight(code, { language })')],
};

/** Up to version 1 functions of the module, from version 3 on of what it makes. */
const lowlight: CatalogModule = {
  module: 'lowlight',
  versions: '^1.20.0 || ^3.3.0',
  kind: 'render',
  returns: { createLowlight: 'Lowlight' },
  calls: [
    { ...small('highlight', tokenises), removed: '2.0.0' },
    { ...guessesLanguage('highlightAuto', 'lowlight.highlight(language, code)'), removed: '2.0.0' },
    { ...small('Lowlight.prototype.highlight', tokenises), since: '3.0.0' },
    { ...guessesLanguage('Lowlight.prototype.highlightAuto', 'lowlight.highlight(language, code)'), since: '3.0.0' },
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
  versions: '^1.29.2 || ^4.6.0',
  kind: 'render',
  returns: {
    createHighlighter: 'Highlighter',
    createHighlighterCoreSync: 'Highlighter',
    // Its name up to version 1.
    getHighlighter: 'Highlighter',
  },
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
export const codeHighlighting: readonly CatalogModule[] = [highlightJs, lowlight, prismjs, shiki, katex];
