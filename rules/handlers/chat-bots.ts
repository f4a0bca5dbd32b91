import { LIFE_CYCLE } from './listeners.ts';
import type { HandlerFramework } from './types.ts';

const STARTS = [...LIFE_CYCLE, 'clientReady', 'shardReady', 'debug', 'warn'];
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
const listen = (...types: string[]) =>
  types.flatMap((type) => ['on', 'once', 'addListener'].map((name) => `${type}.prototype.${name}`));

const TELEGRAF = [
  ...['on', 'use', 'start', 'help', 'settings', 'command', 'hears', 'action', 'inlineQuery', 'gameQuery', 'reaction'],
  ...['email', 'url', 'phone', 'mention', 'hashtag', 'cashtag', 'textLink', 'textMention', 'filter', 'drop', 'guard'],
  'catch',
];
const GRAMMY = [
  ...['on', 'use', 'command', 'hears', 'callbackQuery', 'gameQuery', 'inlineQuery', 'chosenInlineResult', 'reaction'],
  ...['preCheckoutQuery', 'shippingQuery', 'chatType', 'filter', 'drop', 'branch', 'fork', 'lazy', 'route', 'catch'],
];

/** Names that say enough where the bot comes from a file that is not read. */
const CLEAR = ['command', 'hears', 'action', 'callbackQuery', 'inlineQuery'];

const composer = (
  name: string,
  module: string,
  types: readonly string[],
  names: readonly string[],
): HandlerFramework => {
  const members = types.flatMap((type) => names.map((member) => `${type}.prototype.${member}`));
  return {
    name,
    module,
    kind: 'message',
    returns: Object.fromEntries(members.map((member) => [member, member.replace(/\.prototype.*/, '')])),
    registrations: [true, false].map((anyReceiver) => ({
      members: members.filter((member) => CLEAR.includes(member.replace(/^.*\./, '')) === anyReceiver),
      handlers: [{ at: 'any' }],
      noun: 'bot',
      route: { at: 0 },
      parameters: ['Context'],
      anyReceiver,
    })),
    parameterTypes: ['Context'],
  };
};

/** Bots: Discord, Telegram, Slack, Botkit. */
export const chatBots: readonly HandlerFramework[] = [
  {
    name: 'discord.js',
    module: 'discord.js',
    kind: 'message',
    registrations: [
      {
        members: listen('Client', 'ShardingManager', 'InteractionCollector', 'MessageCollector'),
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
    ],
    conventions: [
      {
        exports: ['default'],
        keys: ['execute', 'run', 'autocomplete', 'callback'],
        dependency: 'discord.js',
        parameter: '^_?(interaction|message|msg|i|client|member|reaction|oldState)$',
        kind: 'command',
      },
      {
        exports: ['execute', 'run', 'autocomplete', 'callback'],
        dependency: 'discord.js',
        parameter: '^_?(interaction|message|msg|i|client|member|reaction|oldState)$',
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
      { type: 'Precondition', methodNames: ['chatInputRun', 'messageRun', 'contextMenuRun'] },
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
  composer('Telegraf', 'telegraf', ['Telegraf', 'Composer', 'Scenes.BaseScene', 'Scenes.WizardScene'], TELEGRAF),
  {
    name: 'Telegraf',
    module: 'telegraf',
    kind: 'message',
    registrations: [
      {
        members: ['BaseScene', 'WizardScene'].flatMap((type) =>
          ['enter', 'leave'].map((name) => `Scenes.${type}.prototype.${name}`),
        ),
        handlers: [{ at: 'any' }],
        noun: 'bot scene',
      },
      { members: ['new Scenes.WizardScene'], handlers: [{ at: 'any' }], noun: 'bot scene', route: { at: 0 } },
    ],
  },
  composer('grammY', 'grammy', ['Bot', 'Composer'], GRAMMY),
  {
    name: 'node-telegram-bot-api',
    module: 'node-telegram-bot-api',
    kind: 'message',
    returns: { 'new default': 'TelegramBot' },
    registrations: [
      {
        members: ['on', 'once', 'onText', 'onReplyToMessage'].map((name) => `TelegramBot.prototype.${name}`),
        handlers: [{ at: 'any' }],
        only: { at: 0, notIn: [...LIFE_CYCLE, 'polling_error', 'webhook_error'] },
        noun: 'bot',
        route: { at: 0 },
      },
    ],
  },
  {
    name: 'Slack Bolt',
    module: '@slack/bolt',
    kind: 'message',
    registrations: [
      // https://docs.slack.dev/tools/bolt-js/reference#initialization-options
      { members: ['new App'], handlers: [{ at: 0, keys: ['authorize', 'customRoutes.handler'] }], noun: 'slack' },
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
];
