import { LIFE_CYCLE } from './listeners.ts';
import type { HandlerFramework } from './types.ts';

const STARTS = [...LIFE_CYCLE, 'clientReady', 'ClientReady', 'shardReady', 'debug', 'warn'];
const GATEWAY = [
  ...['interactionCreate', 'messageCreate', 'messageUpdate', 'messageDelete', 'messageReactionAdd', 'typingStart'],
  ...[
    'messageReactionRemove',
    'guildCreate',
    'guildDelete',
    'guildMemberAdd',
    'guildMemberUpdate',
    'guildMemberRemove',
  ],
  ...['voiceStateUpdate', 'presenceUpdate', 'channelCreate', 'channelDelete', 'threadCreate', 'roleUpdate'],
];
const COLLECT = [
  ...['awaitMessages', 'awaitReactions', 'awaitModalSubmit', 'awaitMessageComponent', 'createMessageCollector'],
  ...['createReactionCollector', 'createMessageComponentCollector'],
];
const listen = (...types: string[]) =>
  types.flatMap((type) => ['on', 'once', 'addListener'].map((name) => `${type}.prototype.${name}`));

const BOLT = [
  ...['authorize', 'customRoutes.handler', 'customPropertiesExtractor', 'dispatchErrorHandler'],
  ...['processEventErrorHandler', 'unhandledRequestHandler', 'convoStore.*', 'installationStore.*'],
  ...['installerOptions.stateStore.*', 'installerOptions.callbackOptions.*'],
];

/** Bots: Discord, Slack, Botkit, Hubot, Twitch, WhatsApp. */
export const chatBots: readonly HandlerFramework[] = [
  {
    name: 'discord.js',
    module: 'discord.js',
    kind: 'message',
    registrations: [
      {
        // What is heard once is the start: `client.once(Events.ClientReady, ...)`.
        members: listen('Client', 'ShardingManager', 'InteractionCollector', 'MessageCollector').filter(
          (member) => !member.endsWith('.once'),
        ),
        handlers: [{ at: 1 }],
        only: { at: 0, notIn: STARTS },
        noun: 'discord',
        route: { at: 0 },
      },
      {
        members: listen('BaseClient'),
        handlers: [{ at: 1 }],
        only: { at: 0, in: GATEWAY },
        noun: 'discord',
        route: { at: 0 },
        anyReceiver: true,
      },
      {
        // https://discordjs.guide/popular-topics/collectors: asked of each message or reaction in the meantime.
        members: COLLECT.map((name) => `TextChannel.prototype.${name}`),
        handlers: [{ at: 0, keys: ['filter'] }],
        noun: 'discord filter',
        anyReceiver: true,
      },
    ],
    conventions: [
      {
        exports: ['default'],
        keys: ['execute', 'run', 'autocomplete', 'callback'],
        dependency: 'discord.js',
        parameter: '^_?(interaction|message|msg|i|client|member|reaction|oldState)$',
        unlessTrue: 'once',
        kind: 'command',
      },
      {
        exports: ['execute', 'run', 'autocomplete', 'callback'],
        dependency: 'discord.js',
        parameter: '^_?(interaction|message|msg|i|client|member|reaction|oldState)$',
        unlessTrue: 'once',
        kind: 'command',
      },
    ],
    parameterTypes: [
      'ChatInputCommandInteraction',
      'CommandInteraction',
      'ButtonInteraction',
      'AutocompleteInteraction',
      'ModalSubmitInteraction',
      'Interaction',
      'Message',
    ],
  },
  {
    name: 'Sapphire',
    module: '@sapphire/framework',
    kind: 'command',
    classes: [
      { type: 'Command', methodNames: ['chatInputRun', 'messageRun', 'contextMenuRun', 'autocompleteRun'] },
      { type: 'Listener', methodNames: ['run'] },
      { type: 'InteractionHandler', methodNames: ['run', 'parse'] },
      ...['Precondition', 'AllFlowsPrecondition'].map((type) => ({
        type,
        methodNames: ['chatInputRun', 'messageRun', 'contextMenuRun'],
      })),
    ],
  },
  {
    name: 'discordx',
    module: 'discordx',
    kind: 'command',
    decorated: [
      {
        methods: [
          'Slash',
          'On',
          'ButtonComponent',
          'ModalComponent',
          'SelectMenuComponent',
          'SimpleCommand',
          'ContextMenu',
        ],
        noun: 'discord',
      },
    ],
    // https://discordx.js.org/docs/discordx/decorators/general/guard
    handlerTypes: ['GuardFunction'],
  },
  {
    name: 'Slack Bolt',
    module: '@slack/bolt',
    kind: 'message',
    registrations: [
      // https://docs.slack.dev/tools/bolt-js/reference#initialization-options
      {
        members: ['new App', ...['HTTP', 'Express', 'SocketMode', 'AwsLambda'].map((name) => `new ${name}Receiver`)],
        handlers: [{ at: 0, keys: BOLT }],
        noun: 'slack',
      },
      {
        members: [
          'event',
          'message',
          'command',
          'action',
          'view',
          'shortcut',
          'options',
          'function',
          'use',
          'error',
          'step',
        ].map((name) => `App.prototype.${name}`),
        handlers: [{ at: 'any' }],
        noun: 'slack',
        route: { at: 0 },
      },
    ],
    handlerTypes: ['Middleware'],
  },
  {
    // https://github.com/howdyai/botkit/blob/main/packages/docs/core.md
    name: 'Botkit',
    module: 'botkit',
    kind: 'message',
    registrations: [
      {
        members: ['hears', 'interrupts'].map((name) => `Botkit.prototype.${name}`),
        handlers: [{ at: 2 }],
        noun: 'bot',
        route: { at: 0 },
        anyReceiver: true,
      },
      { members: ['Botkit.prototype.on'], handlers: [{ at: 1 }], noun: 'bot', route: { at: 0 } },
    ],
  },
  {
    // https://hubotio.github.io/hubot/scripting.html
    name: 'Hubot',
    module: 'hubot',
    kind: 'message',
    registrations: [
      {
        members: ['respond', 'hear', 'topic', 'catchAll'].map((name) => `Robot.prototype.${name}`),
        handlers: [{ at: 'last' }],
        noun: 'bot',
        route: { at: 0 },
        anyReceiver: true,
      },
    ],
  },
  {
    // https://github.com/tmijs/docs/blob/gh-pages/_posts/v1.4.2/2019-03-03-Events.md
    name: 'tmi.js',
    module: 'tmi.js',
    kind: 'message',
    returns: { 'new client': 'Client' },
    registrations: [
      {
        members: listen('Client'),
        handlers: [{ at: 1 }],
        only: { at: 0, notIn: [...STARTS, 'connecting', 'logon', 'disconnected', 'ping', 'pong'] },
        noun: 'twitch',
        route: { at: 0 },
      },
    ],
  },
  {
    // https://docs.wwebjs.dev/Client.html
    name: 'whatsapp-web.js',
    module: 'whatsapp-web.js',
    kind: 'message',
    registrations: [
      {
        members: listen('Client'),
        handlers: [{ at: 1 }],
        only: {
          at: 0,
          notIn: [...STARTS, 'qr', 'code', 'authenticated', 'auth_failure', 'loading_screen', 'disconnected'],
        },
        noun: 'whatsapp',
        route: { at: 0 },
      },
    ],
  },
  {
    // https://baileys.wiki/docs/socket/receiving-updates
    name: 'Baileys',
    module: '@whiskeysockets/baileys',
    aliases: ['baileys'],
    kind: 'message',
    returns: { default: 'Socket', makeWASocket: 'Socket' },
    registrations: [
      {
        members: ['Socket.prototype.ev.on'],
        handlers: [{ at: 1 }],
        only: { at: 0, notIn: ['creds.update', 'connection.update'] },
        noun: 'whatsapp',
        route: { at: 0 },
      },
      { members: ['Socket.prototype.ev.process'], handlers: [{ at: 0 }], noun: 'whatsapp' },
    ],
  },
];
