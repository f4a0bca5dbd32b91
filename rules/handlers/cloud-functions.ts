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
  firestore: ['onDocumentCreated', 'onDocumentUpdated', 'onDocumentDeleted', 'onDocumentWritten'],
  database: ['onValueCreated', 'onValueUpdated', 'onValueDeleted', 'onValueWritten'],
  storage: ['onObjectFinalized', 'onObjectDeleted', 'onObjectArchived', 'onObjectMetadataUpdated'],
  scheduler: ['onSchedule'],
  pubsub: ['onMessagePublished'],
  tasks: ['onTaskDispatched'],
  identity: ['beforeUserCreated', 'beforeUserSignedIn'],
};
/** First-generation builders, which a trigger is chained to. */
const BUILDERS: Readonly<Record<string, string>> = {
  'firestore.document': 'Builder',
  'database.ref': 'Builder',
  'pubsub.schedule': 'Builder',
  'pubsub.topic': 'Builder',
  'storage.object': 'Builder',
  'auth.user': 'Builder',
};
const CHAINED = ['onCreate', 'onUpdate', 'onDelete', 'onWrite', 'onRun', 'onPublish', 'onFinalize'];

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

/** Functions of Azure, Google and Firebase, which one process runs for many events. */
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
    ],
    parameterTypes: ['InvocationContext', 'HttpRequest'],
    handlerTypes: ['HttpHandler', 'TimerHandler', 'AzureFunction', 'EventGridHandler', 'ServiceBusQueueHandler'],
  },
  {
    name: 'Google Functions',
    module: '@google-cloud/functions-framework',
    kind: 'request',
    registrations: [last(['http', 'cloudEvent'])],
    handlerTypes: ['HttpFunction', 'CloudEventFunction', 'EventFunction', 'HandlerFunction'],
  },
  ...['firebase-functions', 'firebase-functions/v1', 'firebase-functions/v2'].map((module): HandlerFramework => ({
    ...firebase(module, [
      ...Object.entries(FIREBASE).flatMap(([name, triggers]) => triggers.map((trigger) => `${name}.${trigger}`)),
      ...CHAINED.map((name) => `Builder.prototype.${name}`),
    ]),
    returns: BUILDERS,
  })),
  ...Object.entries(FIREBASE).flatMap(([name, triggers]) => [
    firebase(`firebase-functions/${name}`, triggers),
    firebase(`firebase-functions/v2/${name}`, triggers),
  ]),
];
