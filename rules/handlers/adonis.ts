import type { FileConvention, HandlerFramework } from './types.ts';

const HOOKS = ['Save', 'Create', 'Update', 'Delete', 'Find', 'Fetch', 'Paginate'].flatMap((name) => [
  `before${name}`,
  `after${name}`,
]);

/** Routes, the kernel and the emitter name a class, which the framework makes for each request: a file's default export. */
const inAdonis = (folder: string, methods: string, rest: Partial<FileConvention> = {}): FileConvention => ({
  path: `(?:^|/)${folder}/`,
  exports: ['default'],
  keys: [`prototype.${methods}`],
  dependency: '@adonisjs/core',
  ...rest,
});

/** AdonisJS 5 and 6. https://docs.adonisjs.com */
export const adonis: readonly HandlerFramework[] = [
  {
    name: 'AdonisJS',
    module: '@adonisjs/core/http',
    aliases: ['@ioc:Adonis/Core/HttpContext'],
    kind: 'request',
    conventions: [
      inAdonis('(?:controllers|Controllers)', '*'),
      inAdonis('(?:middleware|Middleware)', 'handle'),
      inAdonis('(?:listeners|Listeners)', '*', { kind: 'event' }),
      // https://docs.adonisjs.com/guides/security/authorization#using-policies
      inAdonis('(?:policies|Policies)', '*'),
      // https://github.com/RomainLanz/adonis-bull-queue
      inAdonis('(?:jobs|Jobs)', 'handle', { kind: 'job' }),
    ],
    classes: [{ type: 'ExceptionHandler', methodNames: ['handle', 'report'] }],
    parameterTypes: ['HttpContext', 'HttpContextContract'],
  },
  {
    // https://lucid.adonisjs.com/docs/model-hooks
    name: 'AdonisJS',
    module: '@adonisjs/lucid/orm',
    aliases: ['@ioc:Adonis/Lucid/Orm'],
    kind: 'event',
    decorated: [{ methods: HOOKS, noun: 'hook' }],
  },
];
