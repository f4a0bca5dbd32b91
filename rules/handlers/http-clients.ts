import type { HandlerFramework, Registration } from './types.ts';

const INTERCEPTED = ['request', 'response'].map((name) => `interceptors.${name}.use`);

/** Hooks in the options of a client that is made for them. */
const hooksOf = (members: readonly string[], at: number): Registration => ({
  members,
  handlers: [{ at, keys: ['hooks.*'] }],
  noun: 'hook',
});

/** What a client calls for each request that a server sends on, and what makes clients with options of their own. */
export const httpClients: readonly HandlerFramework[] = [
  {
    // https://axios-http.com/docs/interceptors
    name: 'axios',
    module: 'axios',
    kind: 'request',
    inServers: true,
    returns: { create: 'AxiosInstance' },
    registrations: [
      {
        members: INTERCEPTED.flatMap((name) => [name, `AxiosInstance.prototype.${name}`, `Axios.prototype.${name}`]),
        handlers: [{ at: 0 }, { at: 1 }],
        noun: 'interceptor',
      },
    ],
  },
  {
    // https://github.com/sindresorhus/got/blob/main/documentation/9-hooks.md
    name: 'got',
    module: 'got',
    kind: 'request',
    inServers: true,
    returns: { extend: 'Got', 'Got.prototype.extend': 'Got' },
    registrations: [hooksOf(['extend', 'Got.prototype.extend'], 0)],
  },
  {
    // https://github.com/sindresorhus/ky#hooks
    name: 'ky',
    module: 'ky',
    kind: 'request',
    inServers: true,
    returns: { create: 'Ky', extend: 'Ky', 'Ky.prototype.create': 'Ky', 'Ky.prototype.extend': 'Ky' },
    registrations: [hooksOf(['create', 'extend', 'Ky.prototype.create', 'Ky.prototype.extend'], 0)],
  },
];
