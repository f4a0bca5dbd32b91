import type { HandlerFramework } from './types.ts';

const TELEGRAF = [
  ...['Start', 'Help', 'Settings', 'Command', 'On', 'Hears', 'Action', 'Use', 'InlineQuery', 'GameQuery', 'Phone'],
  ...['Email', 'Url', 'TextLink', 'TextMention', 'Mention', 'Hashtag', 'Cashtag'],
  ...['SceneEnter', 'SceneLeave', 'WizardStep'],
];
const NECORD = [
  ...['SlashCommand', 'Subcommand', 'UserCommand', 'MessageCommand', 'TextCommand', 'Button', 'StringSelect'],
  ...['UserSelect', 'RoleSelect', 'ChannelSelect', 'MentionableSelect', 'Modal', 'On', 'Once'],
];

/** Packages of others for NestJS, with decorators of their own. */
export const nestCommunity: readonly HandlerFramework[] = [
  {
    // https://github.com/golevelup/nestjs/tree/master/packages/rabbitmq#usage
    name: 'Nest RabbitMQ',
    module: '@golevelup/nestjs-rabbitmq',
    kind: 'message',
    decorated: [{ methods: ['RabbitSubscribe', 'RabbitRPC', 'RabbitHandler'], noun: 'message' }],
  },
  {
    // https://nestjs-telegraf.vercel.app
    name: 'Nest Telegraf',
    module: 'nestjs-telegraf',
    kind: 'message',
    decorated: [{ methods: TELEGRAF, noun: 'telegram' }],
  },
  {
    // https://necord.org/interactions/slash-commands
    name: 'Necord',
    module: 'necord',
    kind: 'command',
    decorated: [{ methods: NECORD, noun: 'discord' }],
  },
];
