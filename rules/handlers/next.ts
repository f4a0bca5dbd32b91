import type { HandlerFramework } from './types.ts';

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const dependency = 'next';

/** Next.js 13 to 16. https://nextjs.org/docs/app/api-reference/file-conventions */
export const next: HandlerFramework = {
  name: 'Next',
  module: 'next',
  kind: 'request',
  conventions: [
    { path: '(?:^|/)app/(?<route>.*?)/?route\\.[cm]?[jt]sx?$', exports: VERBS, dependency },
    { path: '(?:^|/)pages/(?<route>api/.+)\\.[cm]?[jt]sx?$', exports: ['default'], dependency },
    {
      path: '(?:^|/)pages/(?<route>.+)\\.[cm]?[jt]sx?$',
      exports: ['getServerSideProps', 'getInitialProps'],
      dependency,
    },
    {
      path: '(?:^|/)app/(?<route>.*?)/?(?:page|layout)\\.[cm]?[jt]sx?$',
      exports: ['default', 'generateMetadata'],
      dependency,
      unlessExports: ['generateStaticParams'],
      unlessDirective: 'use client',
    },
    { path: '(?:^|/)(?:middleware|proxy)\\.[cm]?[jt]s$', exports: ['default', 'middleware', 'proxy'], dependency },
    { directive: 'use server', exports: '*', dependency },
  ],
  parameterTypes: ['NextApiRequest', 'NextApiResponse'],
  handlerTypes: ['NextApiHandler', 'GetServerSideProps'],
};

/** Request types of `next/server`. */
export const nextServer: HandlerFramework = {
  name: 'Next',
  module: 'next/server',
  kind: 'request',
  registrations: [{ members: ['after'], handlers: [{ at: 0 }], noun: 'after' }],
  parameterTypes: ['NextRequest'],
  handlerTypes: ['NextMiddleware', 'NextProxy'],
};
