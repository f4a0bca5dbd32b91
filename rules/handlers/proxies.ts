import type { HandlerFramework } from './types.ts';

const PROXIED = ['proxyReq', 'proxyReqWs', 'proxyRes', 'econnreset'];

/** What passes requests on, and asks how. */
export const proxies: readonly HandlerFramework[] = [
  {
    // https://github.com/http-party/node-http-proxy#listening-for-proxy-events
    name: 'http-proxy',
    module: 'http-proxy',
    aliases: ['http-proxy-3', 'httpxy'],
    kind: 'request',
    returns: { createProxyServer: 'Proxy', createServer: 'Proxy', createProxy: 'Proxy', 'new default': 'Proxy' },
    registrations: [
      {
        members: ['Proxy.prototype.on'],
        handlers: [{ at: 1 }],
        only: { at: 0, in: PROXIED },
        noun: 'proxy',
        route: { at: 0 },
      },
    ],
  },
  {
    // https://github.com/villadora/express-http-proxy#options
    name: 'express-http-proxy',
    module: 'express-http-proxy',
    kind: 'request',
    registrations: [
      {
        members: ['default'],
        handlers: [
          { at: 0 },
          {
            at: 1,
            keys: [
              ...['proxyReqPathResolver', 'filter', 'userResDecorator', 'userResHeaderDecorator', 'proxyErrorHandler'],
              ...['proxyReqOptDecorator', 'proxyReqBodyDecorator', 'skipToNextHandlerFilter'],
            ],
          },
        ],
        noun: 'proxy',
      },
    ],
  },
  {
    name: 'http-proxy-middleware',
    module: 'http-proxy-middleware',
    kind: 'request',
    registrations: [
      {
        members: ['createProxyMiddleware'],
        handlers: [
          { at: 'any', keys: ['router', 'pathRewrite', 'pathFilter', 'on.*', 'onProxyReq', 'onProxyRes', 'onError'] },
        ],
        noun: 'proxy',
      },
    ],
  },
];
