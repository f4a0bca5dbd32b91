import { LIFE_CYCLE } from './listeners.ts';
import type { HandlerFramework } from './types.ts';

const TELEGRAF = [
  ...['on', 'use', 'start', 'help', 'settings', 'command', 'hears', 'action', 'inlineQuery', 'gameQuery', 'reaction'],
  ...['email', 'url', 'phone', 'mention', 'hashtag', 'cashtag', 'textLink', 'textMention', 'filter', 'drop', 'guard'],
  'catch',
];
const GRAMMY = [
  ...['on', 'use', 'command', 'hears', 'callbackQuery', 'gameQuery', 'inlineQuery', 'chosenInlineResult', 'reaction'],
  ...['preCheckoutQuery', 'shippingQuery', 'chatType', 'filter', 'drop', 'branch', 'fork', 'lazy', 'route', 'catch'],
];

const SESSION = ['initial', 'getSessionKey', 'storage.*'];
const MENU = ['Menu', 'MenuRange'].flatMap((type) =>
  ['text', 'submenu', 'back', 'dynamic', 'url', 'webApp', 'row', 'append', 'addRange'].map(
    (name) => `${type}.prototype.${name}`,
  ),
);

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

/** Bots of Telegram. https://telegraf.js.org and https://grammy.dev */
export const telegram: readonly HandlerFramework[] = [
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
    // https://grammy.dev/plugins/session
    name: 'grammY',
    module: 'grammy',
    kind: 'message',
    registrations: [{ members: ['session', 'lazySession'], handlers: [{ at: 0, keys: SESSION }], noun: 'bot session' }],
  },
  {
    // https://grammy.dev/plugins/menu
    name: 'grammY',
    module: '@grammyjs/menu',
    kind: 'message',
    returns: Object.fromEntries(MENU.map((member) => [member, member.replace(/\..*/, '')])),
    registrations: [
      { members: MENU, handlers: [{ at: 'any' }, { at: 0, keys: ['text'] }], noun: 'bot menu', route: { at: 0 } },
    ],
  },
  {
    // https://grammy.dev/plugins/router
    name: 'grammY',
    module: '@grammyjs/router',
    kind: 'message',
    registrations: [
      { members: ['new Router'], handlers: [{ at: 0 }], noun: 'bot router' },
      {
        members: ['Router.prototype.route', 'Router.prototype.otherwise'],
        handlers: [{ at: 'any' }],
        noun: 'bot',
        route: { at: 0 },
      },
    ],
  },
  {
    // https://grammy.dev/plugins/conversations
    name: 'grammY',
    module: '@grammyjs/conversations',
    kind: 'message',
    registrations: [{ members: ['createConversation'], handlers: [{ at: 0 }], noun: 'bot conversation' }],
    parameterTypes: ['Conversation'],
  },
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
];
