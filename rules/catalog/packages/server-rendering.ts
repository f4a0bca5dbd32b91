import type { BlockingCall, CatalogModule } from '../types.ts';

const renders = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'renders the whole component tree before it returns',
  useInstead,
});

/** Renderers that only join strings: tens of thousands of elements in ten milliseconds. */
const rendersFast = (member: string, useInstead: string): BlockingCall => ({
  ...renders(member, useInstead),
  weight: 'cheap',
});

const react: CatalogModule = {
  module: 'react-dom/server',
  versions: '^18.3.1',
  kind: 'render',
  calls: [
    renders('renderToString', 'renderToPipeableStream()'),
    renders('renderToStaticMarkup', 'renderToPipeableStream()'),
  ],
};

const preact: CatalogModule = {
  module: 'preact-render-to-string',
  versions: '^6.8.2',
  kind: 'render',
  calls: ['default', 'render', 'renderToString', 'renderToStaticMarkup'].map((member) =>
    rendersFast(member, 'renderToPipeableStream() of preact-render-to-string/stream-node'),
  ),
};

const svelte: CatalogModule = {
  module: 'svelte/server',
  versions: '^5.57.3',
  kind: 'render',
  calls: [rendersFast('render', 'a bound on the size of the page')],
};

const solid: CatalogModule = {
  module: 'solid-js/web',
  versions: '^1.9.19',
  kind: 'render',
  calls: [rendersFast('renderToString', 'renderToStream()')],
};

/** Vue and React Email render on the loop as well; their promises wait for the data of components. */
const vue: CatalogModule = {
  module: '@vue/server-renderer',
  aliases: ['vue/server-renderer'],
  versions: '^3.5.45',
  kind: 'render',
  calls: [],
  nonBlocking: [
    { member: 'renderToString', why: 'waits for components, and renders a usual page in milliseconds' },
    { member: 'renderToNodeStream', why: 'renders in chunks' },
  ],
};

/** Pages rendered on the server. */
export const serverRendering: readonly CatalogModule[] = [react, preact, svelte, solid, vue];
