import { listeners, listening } from './listeners.ts';
import type { HandlerFramework } from './types.ts';

const AUTHORIZE = ['authorizePublish', 'authorizeSubscribe', 'authorizeForward'];
const OF_BROKER = ['authenticate', 'preConnect', 'published', ...AUTHORIZE];

/** Consumers of messages: Kafka, AMQP, NATS, MQTT, STOMP, Redis, SQS, Service Bus. */
export const consumers: readonly HandlerFramework[] = [
  {
    name: 'kafkajs',
    module: 'kafkajs',
    aliases: ['@confluentinc/kafka-javascript'],
    kind: 'message',
    returns: { 'Kafka.prototype.consumer': 'Consumer' },
    registrations: [
      {
        members: ['Consumer.prototype.run'],
        handlers: [{ at: 0, keys: ['eachMessage', 'eachBatch'] }],
        noun: 'kafka message',
        anyReceiver: true,
      },
    ],
  },
  {
    name: 'amqplib',
    module: 'amqplib',
    aliases: ['amqplib/callback_api', 'amqp-connection-manager'],
    kind: 'message',
    returns: {
      connect: 'ChannelModel',
      'ChannelModel.prototype.createChannel': 'Channel',
      'ChannelModel.prototype.createConfirmChannel': 'Channel',
      'new ConfirmChannel': 'Channel',
    },
    registrations: [
      {
        members: ['Channel', 'ConfirmChannel', 'ChannelWrapper'].map((type) => `${type}.prototype.consume`),
        handlers: [{ at: 1 }],
        noun: 'message',
        route: { at: 0 },
        anyReceiver: true,
      },
    ],
  },
  {
    name: 'NATS',
    module: 'nats',
    aliases: ['@nats-io/transport-node', '@nats-io/nats-core', '@nats-io/transport-deno'],
    kind: 'message',
    returns: { connect: 'NatsConnection' },
    registrations: [
      {
        members: ['NatsConnection.prototype.subscribe'],
        handlers: [{ at: 1, keys: ['callback'] }],
        noun: 'message',
        route: { at: 0 },
        anyReceiver: true,
      },
      {
        // https://github.com/nats-io/nats.js/tree/main/jetstream#consuming-messages
        members: ['Consumer.prototype.consume'],
        handlers: [{ at: 0, keys: ['callback'] }],
        noun: 'message',
        anyReceiver: true,
      },
      {
        // https://github.com/nats-io/nats.js/tree/main/services
        members: ['Service.prototype.addEndpoint', 'ServiceGroup.prototype.addEndpoint'],
        handlers: [{ at: 1 }, { at: 1, keys: ['handler'] }],
        noun: 'message',
        route: { at: 0 },
        anyReceiver: true,
      },
    ],
  },
  {
    name: 'MQTT',
    module: 'mqtt',
    aliases: ['async-mqtt'],
    kind: 'message',
    returns: { connect: 'MqttClient', connectAsync: 'MqttClient' },
    registrations: [listeners('mqtt', listening('MqttClient'), { at: 0, in: ['message', 'packetreceive'] })],
    // https://github.com/mqttjs/MQTT.js#handleMessage
    assigned: [{ members: ['MqttClient.prototype.handleMessage'], noun: 'mqtt' }],
  },
  {
    // https://github.com/moscajs/aedes/blob/main/docs/Aedes.md
    name: 'aedes',
    module: 'aedes',
    kind: 'message',
    returns: {
      ...{ default: 'Aedes', 'new default': 'Aedes', createBroker: 'Aedes' },
      ...{ 'Aedes.createBroker': 'Aedes', Server: 'Aedes' },
    },
    registrations: [
      listeners('mqtt', listening('Aedes')),
      {
        members: ['default', 'new default', 'createBroker', 'new Aedes', 'Aedes.createBroker'],
        handlers: [{ at: 0, keys: OF_BROKER }],
        noun: 'mqtt',
      },
    ],
    assigned: [{ members: OF_BROKER.map((name) => `Aedes.prototype.${name}`), noun: 'mqtt' }],
  },
  {
    // https://stomp-js.github.io/api-docs/latest/classes/Client.html
    name: 'STOMP',
    module: '@stomp/stompjs',
    kind: 'message',
    registrations: [
      { members: ['Client.prototype.subscribe'], handlers: [{ at: 1 }], noun: 'message', route: { at: 0 } },
    ],
  },
  {
    name: 'ioredis',
    module: 'ioredis',
    kind: 'message',
    returns: { 'new default': 'Redis', 'Redis.prototype.duplicate': 'Redis' },
    registrations: [
      listeners('redis', listening('Redis', 'Cluster'), {
        at: 0,
        in: ['message', 'pmessage', 'messageBuffer', 'pmessageBuffer', 'smessage'],
      }),
    ],
  },
  {
    name: 'redis',
    module: 'redis',
    aliases: ['@redis/client'],
    kind: 'message',
    returns: { createClient: 'RedisClientType', 'RedisClientType.prototype.duplicate': 'RedisClientType' },
    registrations: [
      {
        members: ['subscribe', 'pSubscribe', 'sSubscribe'].map((name) => `RedisClientType.prototype.${name}`),
        handlers: [{ at: 1 }],
        noun: 'redis',
        route: { at: 0 },
      },
      listeners('redis', listening('RedisClientType', 'RedisClient')),
    ],
  },
  {
    name: 'SQS consumer',
    module: 'sqs-consumer',
    kind: 'message',
    returns: { 'Consumer.create': 'Consumer' },
    registrations: [
      listeners('sqs', listening('Consumer'), {
        at: 0,
        in: ['message_received', 'message_processed', 'response_processed', 'processing_error'],
      }),
      {
        members: ['Consumer.create'],
        handlers: [{ at: 0, keys: ['handleMessage', 'handleMessageBatch'] }],
        noun: 'sqs message',
      },
    ],
  },
  {
    name: 'Service Bus',
    module: '@azure/service-bus',
    aliases: ['@azure/event-hubs'],
    kind: 'message',
    registrations: [
      {
        members: ['ServiceBusReceiver.prototype.subscribe', 'EventHubConsumerClient.prototype.subscribe'],
        handlers: [{ at: 0, keys: ['processMessage', 'processError', 'processEvents'] }],
        noun: 'message',
        anyReceiver: true,
      },
    ],
  },
  {
    // https://cody-greene.github.io/node-rabbitmq-client/latest/classes/Connection.html#createConsumer
    name: 'RabbitMQ',
    module: 'rabbitmq-client',
    kind: 'message',
    registrations: [
      {
        members: ['Connection.prototype.createConsumer'],
        handlers: [{ at: 'last' }],
        noun: 'message',
        route: { at: 0, key: 'queue' },
        anyReceiver: true,
      },
    ],
  },
  {
    // https://github.com/dashersw/cote#api
    name: 'cote',
    module: 'cote',
    kind: 'message',
    registrations: [listeners('message', listening('Responder', 'Subscriber'))],
  },
  {
    // https://blizzard.github.io/node-rdkafka/current/KafkaConsumer.html
    name: 'node-rdkafka',
    module: 'node-rdkafka',
    kind: 'message',
    returns: {
      'KafkaConsumer.createReadStream': 'ConsumerStream',
      ...Object.fromEntries(listening('KafkaConsumer').map((member) => [member, 'KafkaConsumer'])),
    },
    registrations: [
      {
        members: listening('KafkaConsumer', 'ConsumerStream'),
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['data'] },
        noun: 'kafka message',
      },
    ],
  },
];
