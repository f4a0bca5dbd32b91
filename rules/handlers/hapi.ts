import type { HandlerFramework } from './types.ts';

/** https://hapi.dev/api */
export const hapi: HandlerFramework = {
  name: 'hapi',
  module: '@hapi/hapi',
  aliases: ['hapi'],
  kind: 'request',
  returns: { server: 'Server', Server: 'Server', 'new Server': 'Server' },
  registrations: [
    {
      members: ['Server.prototype.route'],
      handlers: [
        {
          at: 0,
          keys: [
            'handler',
            ...['options', 'config'].flatMap((name) =>
              [
                'handler',
                'pre',
                'pre.method',
                'ext.*',
                'validate.*',
                'payload.failAction',
                'response.failAction',
                'response.schema',
              ].map((path) => `${name}.${path}`),
            ),
          ],
        },
      ],
      method: { at: 0, key: 'method' },
      route: { at: 0, key: 'path' },
      parameters: ['Request', 'ResponseToolkit'],
    },
    {
      members: ['Server.prototype.ext'],
      handlers: [{ at: 1 }, { at: 0, keys: ['method'] }],
      only: { at: 0, notIn: ['onPreStart', 'onPostStart', 'onPreStop', 'onPostStop'] },
      noun: 'ext',
      route: { at: 0 },
    },
    {
      members: ['Server.prototype.auth.scheme'],
      handlers: [{ at: 1, keys: ['authenticate', 'payload', 'response', 'verify'] }],
      noun: 'auth',
      route: { at: 0 },
    },
    {
      members: ['Server.prototype.auth.strategy'],
      handlers: [{ at: 2, keys: ['validate', 'validateFunc', 'verify', 'key'] }],
      noun: 'auth',
      route: { at: 0 },
    },
    {
      members: ['Server.prototype.events.on'],
      handlers: [{ at: 1 }],
      only: { at: 0, notIn: ['start', 'stop', 'closing', 'route', 'cachePolicy'] },
      noun: 'event',
      route: { at: 0 },
    },
    {
      members: ['Server.prototype.method'],
      handlers: [{ at: 1 }, { at: 0, keys: ['method'] }],
      noun: 'method',
      route: { at: 0 },
    },
    {
      // https://hapi.dev/api/#server.decorate()
      members: ['Server.prototype.handler'],
      handlers: [{ at: 1, keys: ['()'] }],
      noun: 'handler',
      route: { at: 0 },
    },
    {
      members: ['Server.prototype.decorate'],
      handlers: [{ at: 2, keys: ['()'] }],
      only: { at: 0, in: ['handler'] },
      noun: 'handler',
      route: { at: 1 },
    },
    {
      members: ['Server.prototype.decorate'],
      handlers: [{ at: 2 }],
      only: { at: 0, in: ['toolkit', 'request', 'response'] },
      noun: 'toolkit',
      route: { at: 1 },
    },
    {
      members: ['server', 'Server', 'new Server'],
      handlers: [
        { at: 0, keys: ['routes.validate.failAction', 'routes.payload.failAction', 'routes.response.failAction'] },
      ],
      noun: 'server',
    },
  ],
  // A plugin is an object with `register(server, options)`. https://hapi.dev/api/#plugins
  plugins: [
    {
      members: ['Server.prototype.register'],
      at: 0,
      keys: ['register', 'plugin.register', 'plugin.plugin.register'],
      parameters: ['Server'],
    },
  ],
  pluginShape: {
    functionTypes: [],
    parameter: '^server$',
    pair: ['^(?:srv|host|plugin)$', '^_?(?:opts|options)$'],
    instance: 'Server',
  },
  parameterTypes: ['ResponseToolkit', 'Request'],
  handlerTypes: ['Lifecycle.Method'],
};
