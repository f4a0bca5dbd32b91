import type { BlockingCall, CatalogModule } from '../types.ts';

const compiles = (member: string, why: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why,
  useInstead: 'a worker thread, or a job outside the request',
});

/** Sync up to version 4; from 5 on it returns a promise and renders on the loop all the same. */
const mjml: CatalogModule = {
  module: 'mjml',
  versions: '^4.18.0 || ^5.4.1',
  kind: 'render',
  calls: [
    { ...compiles('default', 'compiles the whole mail on the loop, with a promise or without'), fakeAsync: true },
  ],
};

const inlines = 'applies every style rule to the whole document before it returns';

const juice: CatalogModule = {
  module: 'juice',
  // Without what takes a file or fetches what a mail links to.
  aliases: ['juice/client'],
  versions: '^11.1.1',
  kind: 'render',
  calls: [
    compiles('default', inlines),
    compiles('inlineContent', inlines),
    compiles('juiceDocument', inlines),
    ...['juiceResources', 'juiceFile'].map((member) => ({
      ...compiles(member, 'takes a callback, and inlines the styles on the loop all the same'),
      fakeAsync: true,
    })),
  ],
};

const cssInline: CatalogModule = {
  module: '@css-inline/css-inline',
  versions: '^0.21.2',
  kind: 'render',
  calls: ['inline', 'inlineFragment'].map((member) => ({ ...compiles(member, inlines), weight: 'cheap' })),
};

const mailparser: CatalogModule = {
  module: 'mailparser',
  versions: '^3.14.2',
  kind: 'parse',
  calls: [
    {
      ...compiles('simpleParser', 'returns a promise, and turns the HTML into text on the loop all the same'),
      weight: 'cheap',
      fakeAsync: true,
    },
  ],
};

const reactEmail: CatalogModule = {
  module: '@react-email/render',
  versions: '^2.3.1',
  kind: 'render',
  calls: [],
  nonBlocking: [{ member: 'render', why: 'renders a usual mail in milliseconds' }],
};

/** Mails. */
export const mailRendering: readonly CatalogModule[] = [mjml, juice, cssInline, mailparser, reactEmail];
