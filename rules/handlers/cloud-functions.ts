import type { HandlerFramework, Registration } from './types.ts';

const TRIGGERS = [
  ...[
    'http',
    'get',
    'put',
    'post',
    'patch',
    'deleteRequest',
    'timer',
    'storageBlob',
    'storageQueue',
    'serviceBusQueue',
  ],
  ...['serviceBusTopic', 'eventHub', 'eventGrid', 'cosmosDB', 'sql', 'mySql', 'generic', 'webPubSub', 'mcpTool'],
];
/** Second-generation triggers of Firebase, by the module that exports them. */
const FIREBASE: Readonly<Record<string, readonly string[]>> = {
  https: ['onRequest', 'onCall'],
  firestore: ['Created', 'Updated', 'Deleted', 'Written'].flatMap((change) => [
    `onDocument${change}`,
    `onDocument${change}WithAuthContext`,
  ]),
  database: ['onValueCreated', 'onValueUpdated', 'onValueDeleted', 'onValueWritten'],
  storage: ['onObjectFinalized', 'onObjectDeleted', 'onObjectArchived', 'onObjectMetadataUpdated'],
  scheduler: ['onSchedule'],
  pubsub: ['onMessagePublished'],
  tasks: ['onTaskDispatched'],
  identity: ['beforeUserCreated', 'beforeUserSignedIn', 'beforeEmailSent', 'beforeSmsSent'],
  eventarc: ['onCustomEventPublished'],
  remoteConfig: ['onConfigUpdated'],
  testLab: ['onTestMatrixCompleted'],
  'alerts/crashlytics': [
    ...['onNewFatalIssuePublished', 'onNewNonfatalIssuePublished', 'onRegressionAlertPublished'],
    ...['onStabilityDigestPublished', 'onVelocityAlertPublished', 'onNewAnrIssuePublished'],
  ],
  'alerts/appDistribution': ['onNewTesterIosDevicePublished', 'onInAppFeedbackPublished'],
  'alerts/performance': ['onThresholdAlertPublished'],
  'alerts/billing': ['onPlanUpdatePublished', 'onPlanAutomatedUpdatePublished'],
};
/** First-generation builders, which a trigger is chained to. */
const BUILDERS: Readonly<Record<string, string>> = {
  'firestore.document': 'Builder',
  'database.ref': 'Builder',
  'database.instance.ref': 'Builder',
  'pubsub.schedule': 'Builder',
  'pubsub.topic': 'Builder',
  'storage.object': 'Builder',
  'storage.bucket': 'Bucket',
  'auth.user': 'Builder',
  'analytics.event': 'Builder',
  'testLab.testMatrix': 'Builder',
};
/** What stands before a first-generation trigger: `functions.region('...').runWith({ ... })`. */
const CONFIGURED = ['region', 'runWith'];
const CHAINED = [
  ...['onCreate', 'onUpdate', 'onDelete', 'onWrite', 'onRun', 'onPublish', 'onFinalize', 'onArchive', 'onLog'],
  ...['onComplete', 'beforeCreate', 'beforeSignIn'],
];
const RETURNS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    CONFIGURED.flatMap((name) => [
      [name, 'FunctionBuilder'],
      [`FunctionBuilder.prototype.${name}`, 'FunctionBuilder'],
    ]),
  ),
  ...BUILDERS,
  ...Object.fromEntries(Object.entries(BUILDERS).map(([name, type]) => [`FunctionBuilder.prototype.${name}`, type])),
  ...Object.fromEntries(['timeZone', 'retryConfig'].map((name) => [`Builder.prototype.${name}`, 'Builder'])),
  'Bucket.prototype.object': 'Builder',
};

const last = (members: readonly string[]): Registration => ({
  members,
  handlers: [{ at: 'last' }],
  noun: 'function',
  route: { at: 0 },
});

const firebase = (module: string, members: readonly string[]): HandlerFramework => ({
  name: 'Firebase',
  module,
  kind: 'event',
  registrations: [last(members)],
});

/** Functions of Azure, Google, Firebase, Vercel, Netlify, Twilio and Appwrite, which one process runs for many events. */
export const cloudFunctions: readonly HandlerFramework[] = [
  {
    name: 'Azure Functions',
    module: '@azure/functions',
    kind: 'event',
    registrations: [
      {
        members: TRIGGERS.map((name) => `app.${name}`),
        handlers: [{ at: 1 }, { at: 1, keys: ['handler'] }],
        noun: 'function',
        route: { at: 0 },
        parameters: ['HttpRequest', 'InvocationContext'],
      },
      {
        members: ['app.hook.preInvocation', 'app.hook.postInvocation'],
        handlers: [{ at: 0 }],
        noun: 'function hook',
      },
    ],
    // The third generation finds its functions beside a function.json.
    conventions: [
      {
        path: '(?:^|/)(?<route>[^/]+)/index\\.[cm]?[jt]s$',
        exports: ['default', 'run'],
        parameter: '^_?context$',
        dependency: ['@azure/functions', 'azure-functions-core-tools'],
      },
      { exports: '*', parameter: '^_?context$', dependency: 'serverless-azure-functions' },
    ],
    parameterTypes: ['InvocationContext', 'HttpRequest', 'Context'],
    handlerTypes: ['HttpHandler', 'TimerHandler', 'AzureFunction', 'EventGridHandler', 'ServiceBusQueueHandler'],
  },
  {
    name: 'Google Functions',
    module: '@google-cloud/functions-framework',
    kind: 'request',
    registrations: [last(['http', 'cloudEvent', 'typed'])],
    // Without a registration, a function is deployed by the name that the main file exports it under.
    conventions: [
      {
        path: '(?:^|/)(index|function)\\.[cm]?[jt]s$',
        exports: '*',
        parameter: '^_?(cloudEvent|event|message|file|(pubsub|pubSub)(Message|Event))$',
        dependency: '@google-cloud/functions-framework',
        kind: 'event',
      },
    ],
    handlerTypes: ['HttpFunction', 'CloudEventFunction', 'EventFunction', 'HandlerFunction'],
  },
  ...['firebase-functions', 'firebase-functions/v1', 'firebase-functions/v2'].map((module): HandlerFramework => ({
    ...firebase(module, [
      ...Object.entries(FIREBASE).flatMap(([name, triggers]) =>
        triggers.map((trigger) => `${name.replace('/', '.')}.${trigger}`),
      ),
      'remoteConfig.onUpdate',
      ...['https.onRequest', 'https.onCall', 'remoteConfig.onUpdate'].map(
        (name) => `FunctionBuilder.prototype.${name}`,
      ),
      ...CHAINED.map((name) => `Builder.prototype.${name}`),
    ]),
    returns: RETURNS,
  })),
  ...Object.entries(FIREBASE).flatMap(([name, triggers]) => [
    firebase(`firebase-functions/${name}`, triggers),
    firebase(`firebase-functions/v2/${name}`, triggers),
  ]),
  {
    // https://vercel.com/docs/functions/functions-api-reference
    name: 'Vercel',
    module: '@vercel/node',
    kind: 'request',
    conventions: [
      {
        path: '^api/(?!(?:.*/)?[_.])(?<route>.+)\\.[cm]?[jt]sx?$',
        exports: ['default', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
        dependency: ['@vercel/node', '@vercel/functions', 'vercel'],
      },
    ],
    parameterTypes: ['VercelRequest', 'VercelResponse'],
    handlerTypes: ['VercelApiHandler'],
  },
  {
    // https://docs.netlify.com/build/functions/get-started/
    name: 'Netlify',
    module: '@netlify/functions',
    kind: 'request',
    registrations: [{ members: ['builder', 'schedule', 'stream'], handlers: [{ at: 'last' }], noun: 'function' }],
    conventions: [
      {
        path: '(?:^|/)functions/(?<route>[^/]+?)(?:/(?:\\k<route>|index))?\\.[cm]?[jt]s$',
        exports: ['default', 'handler'],
        dependency: ['@netlify/functions', 'netlify-cli'],
      },
    ],
    handlerTypes: ['Handler', 'BackgroundHandler', 'StreamingHandler'],
  },
  {
    // https://www.twilio.com/docs/serverless/functions-assets/functions/invocation
    name: 'Twilio',
    module: '@twilio-labs/serverless-runtime-types',
    aliases: ['@twilio-labs/serverless-runtime-types/types'],
    kind: 'request',
    conventions: [
      {
        exports: ['handler'],
        parameter: '^_?context$',
        dependency: ['twilio', 'twilio-run', '@twilio/runtime-handler', '@twilio-labs/serverless-runtime-types'],
      },
    ],
    handlerTypes: ['ServerlessFunctionSignature'],
  },
  {
    // https://appwrite.io/docs/products/functions/develop
    name: 'Appwrite',
    module: 'node-appwrite',
    kind: 'request',
    conventions: [{ exports: ['default'], parameter: '^_?context$', dependency: 'node-appwrite' }],
  },
];
