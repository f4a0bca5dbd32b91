import type { HandlerFramework, Registration } from './types.ts';

const options = (members: readonly string[], at: Registration['handlers'], noun = 'auth'): Registration => ({
  members,
  handlers: at,
  noun,
});
const ADAPTER = [
  ...['createUser', 'getUser', 'getUserByEmail', 'getUserByAccount', 'updateUser', 'linkAccount', 'createSession'],
  ...['getSessionAndUser', 'updateSession', 'deleteSession', 'createVerificationToken', 'useVerificationToken'],
];
const OAUTH2_MODEL = [
  ...['generateAccessToken', 'generateRefreshToken', 'generateAuthorizationCode', 'getAccessToken', 'getRefreshToken'],
  ...['getAuthorizationCode', 'getClient', 'getUser', 'getUserFromClient', 'saveToken', 'saveAuthorizationCode'],
  ...['revokeToken', 'revokeAuthorizationCode', 'validateScope', 'validateRedirectUri', 'verifyScope'],
];
const AUTH_JS = [
  ...['callbacks.*', 'events.*', 'jwt.encode', 'jwt.decode'],
  ...ADAPTER.map((name) => `adapter.${name}`),
  ...['providers.authorize', 'providers.profile', 'providers.sendVerificationRequest'],
];
const PROVIDER = ['authorize', 'profile', 'sendVerificationRequest'];
const PROVIDERS = [
  ...['apple', 'auth0', 'azure-ad', 'cognito', 'discord', 'email', 'facebook', 'github', 'gitlab', 'google'],
  ...['keycloak', 'line', 'linkedin', 'microsoft-entra-id', 'nodemailer', 'okta', 'resend', 'slack', 'spotify'],
  ...['twitch', 'twitter'],
];
const BETTER_AUTH = [
  ...['emailAndPassword.*', 'emailVerification.*', 'databaseHooks.*', 'hooks.before', 'hooks.after'],
  ...['socialProviders.*', 'user.deleteUser.*', 'user.changeEmail.*', 'onAPIError.onError'],
];
const OIDC = [
  ...['findAccount', 'findAccount.claims', 'interactions.url', 'renderError', 'loadExistingGrant', 'extraTokenClaims'],
  ...['issueRefreshToken', 'rotateRefreshToken', 'features.*', 'ttl.*', 'clientBasedCORS', 'extraParams.*'],
];

/** What packages for signing in call back while they answer a request. */
export const auth: readonly HandlerFramework[] = [
  {
    // https://authjs.dev/reference/core#authconfig
    name: 'Auth.js',
    module: 'next-auth',
    aliases: ['next-auth/next', '@auth/core', '@auth/express', '@auth/sveltekit', '@auth/solid-start'],
    kind: 'request',
    registrations: [
      options(
        ['default', 'Auth', 'ExpressAuth', 'SvelteKitAuth', 'SolidAuth', 'getServerSession'],
        [{ at: 'any' }, { at: 'any', keys: AUTH_JS }],
      ),
    ],
    // The options often stand in a file of their own, to be merged with others.
    conventions: [
      {
        exports: ['authOptions', 'authConfig', 'nextAuthOptions'],
        keys: AUTH_JS,
        dependency: ['next-auth', '@auth/core', '@auth/express', '@auth/sveltekit'],
      },
    ],
  },
  {
    name: 'Auth.js',
    module: 'next-auth/providers/credentials',
    aliases: [
      ...['core', 'express', 'sveltekit'].map((name) => `@auth/${name}/providers/credentials`),
      ...PROVIDERS.flatMap((name) => [`next-auth/providers/${name}`, `@auth/core/providers/${name}`]),
    ],
    kind: 'request',
    registrations: [options(['default'], [{ at: 0, keys: PROVIDER }])],
  },
  {
    // https://www.better-auth.com/docs/reference/options
    name: 'Better Auth',
    module: 'better-auth',
    aliases: ['better-auth/minimal'],
    kind: 'request',
    registrations: [options(['betterAuth'], [{ at: 0, keys: BETTER_AUTH }])],
  },
  {
    // https://www.better-auth.com/docs/concepts/hooks
    name: 'Better Auth',
    module: 'better-auth/api',
    aliases: ['better-auth/plugins'],
    kind: 'request',
    registrations: [options(['createAuthMiddleware', 'createAuthEndpoint'], [{ at: 'last' }])],
  },
  {
    // https://github.com/panva/node-oidc-provider/blob/main/docs/README.md#configuration-options
    name: 'oidc-provider',
    module: 'oidc-provider',
    kind: 'request',
    registrations: [options(['new default', 'new Provider'], [{ at: 1, keys: OIDC }], 'oidc')],
  },
  {
    // https://node-oauthoauth2-server.readthedocs.io/en/master/model/overview.html
    name: 'OAuth2 server',
    module: '@node-oauth/oauth2-server',
    aliases: ['oauth2-server', '@node-oauth/express-oauth-server', 'express-oauth-server'],
    kind: 'request',
    registrations: [options(['new default'], [{ at: 0, keys: OAUTH2_MODEL.map((name) => `model.${name}`) }], 'oauth2')],
  },
];
