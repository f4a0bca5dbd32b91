import type { HandlerFramework, Registration } from './types.ts';

/** `registerHelper(name, fn)`, or an object of helpers by their names. */
const helpers = (...members: readonly string[]): Registration => ({
  members,
  handlers: [{ at: 0, keys: ['*'] }, { at: 1 }],
  noun: 'helper',
  route: { at: 0 },
  // Helpers are often registered by a function that is given the environment.
  anyReceiver: true,
});

/** A registration of a function, or of what holds it, under a name. */
const named = (noun: string, keys: readonly string[], ...members: readonly string[]): Registration => ({
  members,
  handlers: [{ at: 1 }, ...(keys.length > 0 ? [{ at: 1, keys }] : [])],
  noun,
  route: { at: 0 },
  anyReceiver: true,
});

/** A package that renders an application's views with an environment of Handlebars, which it shows as `handlebars`. */
const handlebarsViews = (module: string, type: string): HandlerFramework => ({
  name: module,
  module,
  kind: 'request',
  returns: { create: type, [`${type}.prototype.create`]: type },
  registrations: [
    helpers(
      ...['', `${type}.prototype.`].flatMap((prefix) => [
        ...['registerHelper', 'registerAsyncHelper'].map((name) => prefix + name),
        `${prefix}handlebars.registerHelper`,
      ]),
    ),
  ],
});

/** Functions that are called for parts of each text that is rendered, in servers: generators of sites render at their start. */
const markup = (module: string, keys: readonly string[], ...members: readonly string[]): HandlerFramework => ({
  name: module,
  module,
  kind: 'request',
  inServers: true,
  registrations: [{ members, handlers: [{ at: 'any', keys }], noun: 'renderer' }],
});

/**
 * What a template calls each time it is rendered, which servers do for requests. Handlebars itself and LiquidJS are as often
 * what a generator of files uses, so their own registrations are not here.
 */
export const templateHelpers: readonly HandlerFramework[] = [
  // https://github.com/pillarjs/hbs#helpers-and-partials
  handlebarsViews('hbs', 'Instance'),
  // https://github.com/TryGhost/express-hbs#helpers
  handlebarsViews('express-hbs', 'ExpressHbs'),
  {
    // https://github.com/express-handlebars/express-handlebars#helpers
    name: 'express-handlebars',
    module: 'express-handlebars',
    kind: 'request',
    returns: { create: 'ExpressHandlebars' },
    registrations: [
      {
        // Before version 6, the package itself is what is now `engine`.
        members: ['engine', 'create', 'new ExpressHandlebars', 'default'],
        handlers: [{ at: 0, keys: ['helpers.*'] }],
        noun: 'helper',
      },
      helpers('ExpressHandlebars.prototype.handlebars.registerHelper'),
    ],
  },
  {
    // https://mozilla.github.io/nunjucks/api.html#environment
    name: 'Nunjucks',
    module: 'nunjucks',
    kind: 'request',
    returns: {
      configure: 'Environment',
      ...Object.fromEntries(
        ['addFilter', 'addGlobal', 'addExtension'].map((name) => [`Environment.prototype.${name}`, 'Environment']),
      ),
    },
    registrations: [
      named('filter', [], 'Environment.prototype.addFilter'),
      named('helper', ['*'], 'Environment.prototype.addGlobal'),
      // The method that a tag's `CallExtension` names, which is `run` by convention.
      named('tag', ['run'], 'Environment.prototype.addExtension'),
    ],
  },
  // https://github.com/markdown-it/markdown-it#syntax-highlighting
  markup('markdown-it', ['highlight'], 'new default', 'default', 'MarkdownIt.prototype.set'),
  // https://marked.js.org/using_pro: before version 5, the highlighter is one of its options.
  markup(
    'marked',
    ['highlight', 'walkTokens', 'renderer.*', 'hooks.*'],
    ...['use', 'setOptions', 'parse'].flatMap((name) => [name, `marked.${name}`, `Marked.prototype.${name}`]),
    ...['marked', 'new Marked', 'default'],
  ),
  // https://github.com/markedjs/marked-highlight
  markup('marked-highlight', ['highlight'], 'markedHighlight'),
  {
    // https://pugjs.org/language/filters.html: they run when a template is compiled, which these calls do each time.
    name: 'Pug',
    module: 'pug',
    kind: 'request',
    registrations: [{ members: ['render', 'renderFile'], handlers: [{ at: 1, keys: ['filters.*'] }], noun: 'filter' }],
  },
];
