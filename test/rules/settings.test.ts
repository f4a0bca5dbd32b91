import { describe, expect, it } from 'vitest';
import { frameworks } from '../../rules/handlers/index.ts';
import { readSettings } from '../../rules/utils/settings.ts';

const CALL = { module: '@acme/ledger', member: 'readAll', kind: 'fs' };
const REGISTRATION = { members: ['subscribe'], handlers: [{ at: 1 }], route: { at: 0 } };
const BUS = { name: 'Acme bus', module: '@acme/bus', kind: 'message', registrations: [REGISTRATION] };

describe('settings.unblocked', () => {
  it.each([
    ['an unknown setting', { catalogue: [] }, '.catalogue is []; accepted: root, catalog, handlers, stalls, cache or'],
    ['a relative root', { root: 'src' }, '.root is "src"; accepted: an absolute path.'],
    ['a cache that is no folder', { cache: true }, '.cache is true; accepted: an absolute path, or false.'],
    ['a call without a member', { catalog: [{ module: 'a' }] }, '.catalog[0].member is missing; accepted: a non-empty'],
    ['an unknown kind', { catalog: [{ ...CALL, kind: 'file' }] }, '.catalog[0].kind is "file"; accepted: fs, child-'],
    [
      'an unknown field',
      { catalog: [{ ...CALL, advice: 'x' }] },
      '.catalog[0].advice is "x"; accepted: the fields mod',
    ],
    ['an advice that is no text', { catalog: [{ ...CALL, useInstead: 1 }] }, '.catalog[0].useInstead is 1; accepted: '],
    [
      'a framework without a kind',
      { handlers: [{ ...BUS, kind: undefined }] },
      '.handlers[0].kind is missing; accepted',
    ],
    [
      'a misspelt field',
      { handlers: [{ ...BUS, registration: [] }] },
      '.handlers[0].registration is []; accepted: the',
    ],
    [
      'members that are no list',
      { handlers: [{ ...BUS, registrations: [{ ...REGISTRATION, members: 'subscribe' }] }] },
      '.handlers[0].registrations[0].members is "subscribe"; accepted: an array of non-empty strings.',
    ],
    [
      'an argument without its number',
      { handlers: [{ ...BUS, registrations: [{ ...REGISTRATION, handlers: [1] }] }] },
      '.handlers[0].registrations[0].handlers[0] is 1; accepted: an object with at, keys.',
    ],
    [
      'a convention without exports',
      { handlers: [{ ...BUS, conventions: [{ path: '^jobs/' }] }] },
      '.handlers[0].conventions[0].exports is missing; accepted: an array of names, or ',
    ],
  ])('is refused with %s, and the message says what is accepted', (_, settings, message) => {
    expect(() => readSettings(settings)).toThrow(`settings.unblocked${message}`);
  });

  it('takes what README shows, and every framework that is known here', () => {
    const settings = { catalog: [CALL], handlers: [BUS, ...frameworks] };
    expect(readSettings(settings)).toBe(settings);
  });
});
