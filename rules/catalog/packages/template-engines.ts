import type { BlockingCall, CatalogModule } from '../types.ts';

const compiles = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'compiles the whole template before it returns',
  useInstead,
});

const small = (member: string, why: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why,
  useInstead,
});

const readsSmall = (member: string, useInstead: string): BlockingCall =>
  small(member, 'reads the template before it returns', useInstead);

const pugAtStart = 'pug.compileFile() once at start-up';

const pugLike = (module: string, versions: string): CatalogModule => ({
  module,
  versions,
  kind: 'render',
  calls: [
    compiles('compile', 'pug.compile() once at start-up'),
    compiles('compileFile', pugAtStart),
    compiles('compileClient', 'a build step'),
    compiles('compileFileClient', 'a build step'),
    { ...compiles('render', 'pug.compile() once at start-up'), fakeAsync: true },
    {
      ...compiles('renderFile', pugAtStart),
      why: 'reads and compiles the template before it returns',
      fakeAsync: true,
    },
  ],
});

const ejs: CatalogModule = {
  module: 'ejs',
  versions: '^7.0.2',
  kind: 'render',
  calls: [
    { ...readsSmall('renderFile', 'ejs.renderFile(path, data, { cache: true })'), fakeAsync: true },
    small('compile', 'compiles the template before it returns', 'ejs.compile() once at start-up'),
    small('render', 'compiles the template before it returns', 'ejs.compile() once at start-up'),
  ],
};

const handlebars: CatalogModule = {
  module: 'handlebars',
  versions: '^4.7.10',
  kind: 'render',
  returns: { create: 'HandlebarsEnvironment' },
  // `create()` gives another environment with members of its own, which its class does not have.
  calls: ['', 'HandlebarsEnvironment.prototype.'].flatMap((prefix) => [
    small(`${prefix}compile`, 'compiles the template at its first use', 'Handlebars.compile() once at start-up'),
    compiles(`${prefix}precompile`, 'a build step'),
  ]),
};

const mustache: CatalogModule = {
  module: 'mustache',
  versions: '^4.2.0',
  kind: 'render',
  calls: [],
  nonBlocking: [{ member: 'render', why: 'works on a short template that it keeps parsed' }],
};

const nunjucks: CatalogModule = {
  module: 'nunjucks',
  versions: '^3.2.4',
  kind: 'render',
  returns: { configure: 'Environment' },
  calls: [
    { ...readsSmall('render', 'nunjucks.render() with a cached template'), fakeAsync: true },
    { ...readsSmall('Environment.prototype.render', 'env.render() with a cached template'), fakeAsync: true },
    { ...readsSmall('Environment.prototype.getTemplate', 'env.getTemplate() once at start-up'), fakeAsync: true },
    ...['renderString', 'Environment.prototype.renderString'].map((member) => ({
      ...small(member, 'compiles the template before it returns', 'nunjucks.compile() once at start-up'),
      fakeAsync: true,
    })),
    { ...compiles('precompile', 'a build step'), why: 'reads and compiles every template before it returns' },
  ],
};

const liquidjs: CatalogModule = {
  module: 'liquidjs',
  versions: '^10.30.1',
  kind: 'render',
  calls: [
    readsSmall('Liquid.prototype.renderFileSync', 'await engine.renderFile()'),
    readsSmall('Liquid.prototype.parseFileSync', 'await engine.parseFile()'),
    small('Liquid.prototype.renderSync', 'renders the whole template before it returns', 'await engine.render()'),
    small(
      'Liquid.prototype.parseAndRenderSync',
      'renders the whole template before it returns',
      'await engine.parseAndRender()',
    ),
    small('Liquid.prototype.evalValueSync', 'evaluates before it returns', 'await engine.evalValue()'),
  ],
};

const eta: CatalogModule = {
  module: 'eta',
  versions: '^4.6.0',
  kind: 'render',
  calls: [
    readsSmall('Eta.prototype.render', 'eta.render() with { cache: true }'),
    small('Eta.prototype.renderString', 'compiles the template before it returns', 'eta.compile() once at start-up'),
  ],
};

const twig: CatalogModule = {
  module: 'twig',
  versions: '^2.0.0',
  kind: 'render',
  calls: [small('compile', 'compiles the template before it returns', 'twig() once at start-up')],
};

const dot: CatalogModule = {
  module: 'dot',
  versions: '^1.1.3',
  kind: 'render',
  calls: [
    { ...compiles('process', 'doT.process() once at start-up'), why: 'reads and compiles a folder of templates' },
    small('template', 'compiles the template before it returns', 'doT.template() once at start-up'),
  ],
};

const artTemplate: CatalogModule = {
  module: 'art-template',
  versions: '^4.13.4',
  kind: 'render',
  calls: [
    readsSmall('default', 'template() with its cache on'),
    small('render', 'compiles the template before it returns', 'template.compile() once at start-up'),
    small('compile', 'compiles the template before it returns', 'template.compile() once at start-up'),
  ],
};

const edge: CatalogModule = {
  module: 'edge.js',
  versions: '^6.5.1',
  kind: 'render',
  returns: { 'Edge.create': 'Edge' },
  calls: [
    readsSmall('Edge.prototype.renderSync', 'await edge.render()'),
    small('Edge.prototype.renderRawSync', 'compiles the template before it returns', 'await edge.renderRaw()'),
  ],
};

/** Template engines. */
export const templateEngines: readonly CatalogModule[] = [
  pugLike('pug', '^3.0.4'),
  // Its name up to version 1.
  pugLike('jade', '^1.11.0'),
  ejs,
  handlebars,
  mustache,
  nunjucks,
  liquidjs,
  eta,
  twig,
  dot,
  artTemplate,
  edge,
];
