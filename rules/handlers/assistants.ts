import type { HandlerFramework } from './types.ts';

const EVENTS = [
  ...['Turn', 'Message', 'MessageReaction', 'ConversationUpdate', 'MembersAdded', 'MembersRemoved', 'Event', 'Dialog'],
  ...['EndOfConversation', 'Typing', 'TokenResponseEvent', 'UnrecognizedActivityType', 'CommandActivity'],
].map((name) => `on${name}`);
const TURNS = [
  ...EVENTS.map((name) => `${name}Activity`),
  ...['run', 'onTurnActivity', 'onInvokeActivity', 'onAdaptiveCardInvoke', 'onSignInInvoke', 'onTokenResponseEvent'],
];
/** What a bot in Teams overrides. https://learn.microsoft.com/javascript/api/botbuilder/teamsactivityhandler */
const TEAMS = [
  ...['MessagingExtensionQuery', 'MessagingExtensionSelectItem', 'MessagingExtensionSubmitAction', 'AppBasedLinkQuery'],
  ...['MessagingExtensionFetchTask', 'MessagingExtensionConfigurationQuerySettingUrl', 'TaskModuleFetch'],
  ...['TaskModuleSubmit', 'CardActionInvoke', 'FileConsent', 'FileConsentAccept', 'FileConsentDecline', 'TabFetch'],
  ...['TabSubmit', 'SigninVerifyState', 'SigninTokenExchange', 'MembersAdded', 'MembersRemoved'],
].map((name) => `handleTeams${name}`);
const DIALOG = [
  ...['beginDialog', 'continueDialog', 'resumeDialog', 'onBeginDialog', 'onContinueDialog', 'onEndDialog'],
  'onPromptValidate',
];
const ADAPTERS = ['CloudAdapter', 'BotFrameworkAdapter', 'TeamsAdapter', 'BotAdapter'];
const PROMPTS = ['Activity', 'Attachment', 'Choice', 'Confirm', 'DateTime', 'Number', 'OAuth', 'Text'];

const alexa = (name: string, keys: readonly string[]) => ({
  members: [`SkillBuilders.prototype.${name}`],
  handlers: [{ at: 'any' as const }, { at: 'any' as const, keys }],
  noun: 'skill',
});
const SKILL = ['addRequestHandlers', 'addErrorHandlers', 'addRequestInterceptors', 'addResponseInterceptors'];

/** Assistants that talk through a service: Alexa skills, bots of the Bot Framework. */
export const assistants: readonly HandlerFramework[] = [
  {
    // https://developer.amazon.com/docs/alexa-skills-kit-sdk-for-nodejs/handle-requests.html
    name: 'Alexa',
    module: 'ask-sdk-core',
    aliases: ['ask-sdk', 'ask-sdk-v1adapter'],
    kind: 'request',
    returns: {
      'SkillBuilders.custom': 'SkillBuilders',
      'SkillBuilders.standard': 'SkillBuilders',
      ...Object.fromEntries(
        [...SKILL, 'withSkillId', 'withPersistenceAdapter', 'withApiClient', 'withCustomUserAgent'].map((name) => [
          `SkillBuilders.prototype.${name}`,
          'SkillBuilders',
        ]),
      ),
    },
    registrations: SKILL.map((name) => alexa(name, ['canHandle', 'handle', 'process'])),
    classes: [
      ...['RequestHandler', 'ErrorHandler'].map((type) => ({ type, methodNames: ['canHandle', 'handle'] })),
      ...['RequestInterceptor', 'ResponseInterceptor'].map((type) => ({ type, methodNames: ['process'] })),
    ],
    parameterTypes: ['HandlerInput'],
  },
  {
    // https://learn.microsoft.com/javascript/api/botbuilder-core/activityhandler
    name: 'Bot Framework',
    module: 'botbuilder',
    aliases: ['botbuilder-core', '@microsoft/agents-hosting', '@microsoft/agents-hosting-extensions-teams'],
    kind: 'message',
    registrations: [
      {
        members: EVENTS.map((name) => `ActivityHandler.prototype.${name}`),
        handlers: [{ at: 0 }],
        method: 'member',
        noun: 'bot',
        anyReceiver: true,
      },
      {
        members: ['onActivity', 'onMessage', 'onConversationUpdate', 'onTurn'].map(
          (name) => `AgentApplication.prototype.${name}`,
        ),
        handlers: [{ at: 'any' }],
        noun: 'bot',
        route: { at: 0 },
      },
    ],
    classes: [
      { type: 'ActivityHandler', methodNames: TURNS },
      { type: 'TeamsActivityHandler', methodNames: [...TURNS, ...TEAMS] },
      { type: 'Middleware', methodNames: ['onTurn'] },
      ...ADAPTERS.map((type) => ({ type, methodNames: ['onTurnError'] })),
    ],
    // https://learn.microsoft.com/javascript/api/botbuilder/cloudadapter
    assigned: [{ members: ADAPTERS.map((type) => `${type}.prototype.onTurnError`), noun: 'bot' }],
    parameterTypes: ['TurnContext'],
  },
  {
    // https://learn.microsoft.com/javascript/api/botbuilder-dialogs
    name: 'Bot Framework',
    module: 'botbuilder-dialogs',
    aliases: ['@microsoft/agents-hosting-dialogs'],
    kind: 'message',
    registrations: [
      { members: ['new WaterfallDialog'], handlers: [{ at: 1 }], noun: 'dialog', route: { at: 0 } },
      {
        members: PROMPTS.map((name) => `new ${name}Prompt`),
        handlers: [{ at: 1 }],
        noun: 'prompt',
        route: { at: 0 },
      },
    ],
    classes: ['Dialog', 'ComponentDialog', 'Prompt', 'WaterfallDialog'].map((type) => ({ type, methodNames: DIALOG })),
    parameterTypes: ['WaterfallStepContext', 'DialogContext', 'PromptValidatorContext'],
  },
];
