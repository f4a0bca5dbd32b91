import type { BlockingCall, CatalogModule } from '../types.ts';

const buildsDocument = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'parses the document and builds its whole DOM before it returns',
  useInstead: 'cheerio.load() for a small document, or a worker thread',
});

const jsdom: CatalogModule = {
  module: 'jsdom',
  versions: '^29.1.1',
  kind: 'parse',
  calls: [
    buildsDocument('new JSDOM'),
    buildsDocument('JSDOM.fragment'),
    ...['fromFile', 'fromURL'].map((name) => ({
      ...buildsDocument(`JSDOM.${name}`),
      why: 'returns a promise, and builds the whole DOM on the loop all the same once it has the document',
      fakeAsync: true,
    })),
    {
      member: 'JSDOM.prototype.serialize',
      weight: 'cheap',
      why: 'writes the whole document before it returns',
      useInstead: 'a worker thread',
    },
  ],
};

const linkedom: CatalogModule = {
  module: 'linkedom',
  versions: '^0.18.15',
  kind: 'parse',
  calls: [
    {
      ...buildsDocument('parseHTML'),
      useInstead: 'a worker thread',
      when: { largeInput: { at: 0, smaller: 'cheap' } },
    },
    {
      ...buildsDocument('DOMParser.prototype.parseFromString'),
      useInstead: 'a worker thread',
      when: { largeInput: { at: 0, smaller: 'cheap' } },
    },
  ],
};

/** Browser documents in Node. */
export const domEmulation: readonly CatalogModule[] = [jsdom, linkedom];
