import type { HandlerFramework } from './types.ts';

const INTERCEPTED = ['request', 'response'].map((name) => `interceptors.${name}.use`);

/** What a client calls for each request that a server sends on. */
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
];
