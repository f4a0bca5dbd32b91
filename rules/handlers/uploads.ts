import type { HandlerFramework } from './types.ts';

/** https://github.com/expressjs/multer/blob/main/StorageEngine.md */
const ENGINE = ['_handleFile', '_removeFile'];
const UPLOAD = ['input', 'middleware', 'onUploadComplete', 'onUploadError'];

/** What receives files and calls back for each of them. */
export const uploads: readonly HandlerFramework[] = [
  {
    name: 'multer',
    module: 'multer',
    aliases: ['@koa/multer', 'fastify-multer'],
    kind: 'request',
    registrations: [
      { members: ['diskStorage'], handlers: [{ at: 0, keys: ['destination', 'filename'] }], noun: 'upload' },
      {
        members: ['default'],
        handlers: [{ at: 0, keys: ['fileFilter', ...ENGINE.map((name) => `storage.${name}`)] }],
        noun: 'upload',
      },
    ],
    classes: [{ type: 'StorageEngine', methodNames: ENGINE }],
  },
  {
    // https://github.com/tus/tus-node-server/tree/main/packages/server#api
    name: 'tus',
    module: '@tus/server',
    kind: 'request',
    registrations: [
      {
        members: ['new Server'],
        handlers: [
          {
            at: 0,
            keys: [
              ...['namingFunction', 'generateUrl', 'getFileIdFromRequest', 'maxSize', 'locker', 'allowedOrigins'],
              ...['onUploadCreate', 'onUploadFinish', 'onIncomingRequest', 'onResponseError'],
            ],
          },
        ],
        noun: 'upload',
      },
    ],
  },
  {
    // https://docs.uploadthing.com/file-routes
    name: 'UploadThing',
    module: 'uploadthing/next',
    aliases: ['server', 'express', 'fastify', 'h3', 'remix', 'next-legacy'].map((name) => `uploadthing/${name}`),
    kind: 'request',
    returns: {
      createUploadthing: 'Factory',
      'Factory.prototype': 'FileRoute',
      ...Object.fromEntries(UPLOAD.map((name) => [`FileRoute.prototype.${name}`, 'FileRoute'])),
    },
    registrations: [
      { members: UPLOAD.map((name) => `FileRoute.prototype.${name}`), handlers: [{ at: 0 }], noun: 'upload' },
    ],
  },
];
