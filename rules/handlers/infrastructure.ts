import type { HandlerFramework, Registration } from './types.ts';

const callbacks = (members: readonly string[], handlers: Registration['handlers']): Registration => ({
  members,
  handlers,
  noun: 'function',
  route: { at: 0 },
});
const library = (module: string, registrations: readonly Registration[]): HandlerFramework => ({
  name: 'Pulumi',
  module,
  kind: 'event',
  registrations,
});
const EVENTS = ['onEvent', 'onObjectCreated', 'onObjectRemoved'];
const SOURCES = ['s3.Bucket', 's3.BucketV2', 'sns.Topic', 'sqs.Queue', 'dynamodb.Table', 'kinesis.Stream'];
const WATCHED = ['cloudwatch.EventRule', 'cloudwatch.LogGroup'];
const OF_BUCKETS = ['Finalized', 'Deleted', 'Archived', 'MetadataUpdated'].map((event) => `onObject${event}`);
const TRIGGERED = ['HttpEventSubscription', 'HttpFunction', 'TimerSubscription', 'TimerFunction'];

/**
 * Programs that deploy: the functions in them which are deployed as functions of a cloud. All else that they do is done once.
 * https://www.pulumi.com/docs/iac/concepts/functions/function-serialization/
 */
export const infrastructure: readonly HandlerFramework[] = [
  library('@pulumi/aws', [
    callbacks(['new lambda.CallbackFunction'], [{ at: 1, keys: ['callback', 'callbackFactory.()'] }]),
    callbacks(
      [...SOURCES, ...WATCHED].flatMap((type) => EVENTS.map((event) => `${type}.prototype.${event}`)),
      [{ at: 1 }],
    ),
    callbacks(['cloudwatch.onSchedule'], [{ at: 2 }]),
  ]),
  library('@pulumi/aws-apigateway', [callbacks(['new RestAPI'], [{ at: 1, keys: ['routes.eventHandler'] }])]),
  library('@pulumi/awsx', [
    callbacks(['new apigateway.API', 'new classic.apigateway.API'], [{ at: 1, keys: ['routes.eventHandler'] }]),
  ]),
  library('@pulumi/gcp', [
    callbacks(
      ['HttpCallbackFunction', 'CallbackFunction'].map((type) => `new cloudfunctions.${type}`),
      [{ at: 1 }, { at: 1, keys: ['callback', 'callbackFactory.()'] }],
    ),
    callbacks(
      [...OF_BUCKETS.map((event) => `storage.Bucket.prototype.${event}`), 'pubsub.Topic.prototype.onMessagePublished'],
      [{ at: 1 }],
    ),
  ]),
  library('@pulumi/azure', [
    callbacks(
      TRIGGERED.map((type) => `new appservice.${type}`),
      [
        { at: 1, keys: ['callback'] },
        { at: 'last', keys: ['callback'] },
      ],
    ),
  ]),
];
