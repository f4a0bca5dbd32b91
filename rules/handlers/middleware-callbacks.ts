import type { HandlerFramework } from './types.ts';

const STRATEGIES = [
  ...[
    'passport-local',
    'passport-jwt',
    'passport-http-bearer',
    'passport-http',
    'passport-custom',
    'passport-headerapikey',
  ],
  ...[
    'passport-google-oauth20',
    'passport-github',
    'passport-github2',
    'passport-facebook',
    'passport-oauth2',
    'passport-saml',
  ],
  ...['@node-saml/passport-saml', 'passport-auth0', 'passport-twitter', 'passport-ldapauth', 'passport-apple'],
];

/** https://expressjs.com/en/resources/middleware/session.html, Session Store Implementation */
const STORE = ['all', 'get', 'set', 'touch', 'destroy', 'clear', 'length'];
const BODY = ['json', 'raw', 'text', 'urlencoded'];

/** What common middleware calls back for each request. */
export const middlewareCallbacks: readonly HandlerFramework[] = [
  ...STRATEGIES.map((module): HandlerFramework => ({
    name: 'passport',
    module,
    kind: 'request',
    registrations: [
      {
        members: ['new Strategy', 'new default'],
        handlers: [{ at: 'any' }, { at: 0, keys: ['secretOrKeyProvider', 'getSamlOptions', 'jwtFromRequest'] }],
        noun: module,
      },
    ],
  })),
  {
    name: 'passport',
    module: 'passport',
    kind: 'request',
    registrations: [
      { members: ['serializeUser', 'deserializeUser'], handlers: [{ at: 0 }], method: 'member' },
      // `passport.authenticate('jwt', options, callback)` stands inside a middleware and runs in its request.
      { members: ['authenticate'], handlers: [{ at: 2 }], noun: 'authenticate', route: { at: 0 } },
    ],
  },
  {
    // https://expressjs.com/en/resources/middleware/body-parser.html
    name: 'body-parser',
    module: 'body-parser',
    kind: 'request',
    registrations: [{ members: BODY, handlers: [{ at: 0, keys: ['verify', 'type', 'reviver'] }], noun: 'body' }],
  },
  {
    // https://helmetjs.github.io
    name: 'helmet',
    module: 'helmet',
    aliases: ['koa-helmet'],
    kind: 'request',
    registrations: [
      {
        members: ['default', 'contentSecurityPolicy'],
        handlers: [{ at: 0, keys: ['contentSecurityPolicy.directives.*', 'directives.*'] }],
        noun: 'helmet',
      },
    ],
  },
  {
    // https://github.com/pinojs/pino-http
    name: 'pino-http',
    module: 'pino-http',
    aliases: ['express-pino-logger', 'koa-pino-logger'],
    kind: 'request',
    registrations: [
      {
        members: ['default', 'pinoHttp'],
        handlers: [
          {
            at: 'any',
            keys: [
              ...['genReqId', 'customLogLevel', 'customProps', 'customSuccessMessage', 'customErrorMessage'],
              ...['customReceivedMessage', 'autoLogging.ignore', 'serializers.*', 'wrapSerializers.*'],
            ],
          },
        ],
        noun: 'log',
      },
    ],
  },
  {
    // https://expressjs.com/en/resources/middleware/serve-static.html
    name: 'serve-static',
    module: 'serve-static',
    kind: 'request',
    registrations: [{ members: ['default'], handlers: [{ at: 1, keys: ['setHeaders'] }], noun: 'static' }],
  },
  {
    // https://expressjs.com/en/resources/middleware/session.html
    name: 'express-session',
    module: 'express-session',
    kind: 'request',
    registrations: [
      {
        members: ['default'],
        handlers: [{ at: 0, keys: ['genid', 'cookie', ...STORE.map((name) => `store.${name}`)] }],
        noun: 'session',
      },
    ],
    classes: [{ type: 'Store', methodNames: STORE }],
  },
  {
    // https://expressjs.com/en/resources/middleware/csurf.html
    name: 'csurf',
    module: 'csurf',
    kind: 'request',
    registrations: [{ members: ['default'], handlers: [{ at: 0, keys: ['value'] }], noun: 'csrf' }],
  },
  {
    // https://github.com/Psifi-Solutions/csrf-csrf#configuration
    name: 'csrf-csrf',
    module: 'csrf-csrf',
    kind: 'request',
    registrations: [
      {
        members: ['doubleCsrf'],
        handlers: [
          { at: 0, keys: ['getSecret', 'getSessionIdentifier', 'getTokenFromRequest', 'getCsrfTokenFromRequest'] },
        ],
        noun: 'csrf',
      },
    ],
  },
  {
    // https://expressjs.com/en/resources/middleware/compression.html
    name: 'compression',
    module: 'compression',
    aliases: ['koa-compress', 'shrink-ray-current'],
    kind: 'request',
    registrations: [{ members: ['default'], handlers: [{ at: 0, keys: ['filter'] }], noun: 'compression' }],
  },
  {
    // https://github.com/LionC/express-basic-auth
    name: 'express-basic-auth',
    module: 'express-basic-auth',
    kind: 'request',
    registrations: [
      {
        members: ['default'],
        handlers: [{ at: 0, keys: ['authorizer', 'unauthorizedResponse', 'realm'] }],
        noun: 'basic auth',
      },
    ],
  },
  {
    // https://github.com/auth0/express-jwt and https://github.com/koajs/jwt
    name: 'express-jwt',
    module: 'express-jwt',
    aliases: ['koa-jwt'],
    kind: 'request',
    registrations: [
      {
        members: ['default', 'expressjwt'],
        handlers: [{ at: 0, keys: ['secret', 'isRevoked', 'getToken', 'onExpired'] }],
        noun: 'jwt',
      },
    ],
  },
  {
    name: 'DataLoader',
    module: 'dataloader',
    kind: 'resolver',
    registrations: [{ members: ['new default'], handlers: [{ at: 0 }], noun: 'batch', route: 'key' }],
  },
  {
    name: 'lru-cache',
    module: 'lru-cache',
    kind: 'request',
    registrations: [
      { members: ['new LRUCache', 'new default'], handlers: [{ at: 0, keys: ['fetchMethod'] }], noun: 'cache' },
    ],
  },
  {
    name: 'morgan',
    module: 'morgan',
    kind: 'request',
    registrations: [
      { members: ['token', 'format'], handlers: [{ at: 1 }], noun: 'log', route: { at: 0 } },
      { members: ['default'], handlers: [{ at: 0 }, { at: 1, keys: ['skip', 'stream.write'] }], noun: 'log' },
    ],
  },
  {
    name: 'express-rate-limit',
    module: 'express-rate-limit',
    aliases: ['express-slow-down'],
    kind: 'request',
    registrations: [
      {
        members: ['default', 'rateLimit'],
        handlers: [{ at: 0, keys: ['keyGenerator', 'handler', 'skip', 'max', 'limit'] }],
        noun: 'rate limit',
      },
    ],
  },
  {
    name: 'cors',
    module: 'cors',
    aliases: ['@koa/cors', '@fastify/cors'],
    kind: 'request',
    registrations: [{ members: ['default'], handlers: [{ at: 0 }, { at: 0, keys: ['origin'] }], noun: 'cors' }],
  },
];
