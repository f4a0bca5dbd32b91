import { adonis } from './adonis.ts';
import { agents } from './agents.ts';
import { apostrophe } from './apostrophe.ts';
import { applicationFrameworks } from './application-frameworks.ts';
import { assistants } from './assistants.ts';
import { astro } from './astro.ts';
import { auth } from './auth.ts';
import { chatBots } from './chat-bots.ts';
import { cloudFunctions } from './cloud-functions.ts';
import { consumers } from './consumers.ts';
import { contentSystems } from './content-systems.ts';
import { contracts } from './contracts.ts';
import { decoratedControllers } from './decorated-controllers.ts';
import { editorExtensions } from './editor-extensions.ts';
import { egg } from './egg.ts';
import { electron } from './electron.ts';
import { elysia } from './elysia.ts';
import { encore } from './encore.ts';
import { express } from './express.ts';
import { fastify } from './fastify.ts';
import { fetchServers } from './fetch-servers.ts';
import { graphql } from './graphql.ts';
import { hapi } from './hapi.ts';
import { hono } from './hono.ts';
import { infrastructure } from './infrastructure.ts';
import { jobs } from './jobs.ts';
import { koaMiddleware } from './koa-middleware.ts';
import { koa } from './koa.ts';
import { lambda } from './lambda.ts';
import { logging } from './logging.ts';
import { mcp } from './mcp.ts';
import { medusa } from './medusa.ts';
import { middlewareCallbacks } from './middleware-callbacks.ts';
import { modelHooks } from './model-hooks.ts';
import { moleculer } from './moleculer.ts';
import { nestCommunity } from './nest-community.ts';
import { nest } from './nest.ts';
import { next, nextPackages, nextServer } from './next.ts';
import { nodeEvents } from './node-events.ts';
import { nodeHttp } from './node-http.ts';
import { nodeSockets } from './node-sockets.ts';
import { nuxt } from './nuxt.ts';
import { operations } from './operations.ts';
import { otherServers } from './other-servers.ts';
import { protocolServers } from './protocol-servers.ts';
import { proxies } from './proxies.ts';
import { qwik } from './qwik.ts';
import { remix } from './remix.ts';
import { httpClients } from './http-clients.ts';
import { observables } from './observables.ts';
import { resilience } from './resilience.ts';
import { startFrameworks } from './start-frameworks.ts';
import { sveltekit } from './sveltekit.ts';
import { telegram } from './telegram.ts';
import { templateHelpers } from './template-helpers.ts';
import { timers } from './timers.ts';
import { trpc } from './trpc.ts';
import type { HandlerFramework } from './types.ts';
import { uploads } from './uploads.ts';
import { validation } from './validation.ts';
import { webSockets } from './web-sockets.ts';
import { webhooks } from './webhooks.ts';

/** Every framework whose handlers are known. */
export const frameworks: readonly HandlerFramework[] = [
  ...nodeHttp,
  express,
  fastify,
  ...koa,
  ...koaMiddleware,
  ...hono,
  ...nest,
  ...nestCommunity,
  ...decoratedControllers,
  next,
  nextServer,
  ...nextPackages,
  ...remix,
  ...sveltekit,
  ...nuxt,
  apostrophe,
  ...applicationFrameworks,
  ...adonis,
  ...egg,
  ...astro,
  ...httpClients,
  ...observables,
  ...resilience,
  ...startFrameworks,
  qwik,
  ...trpc,
  ...contracts,
  ...graphql,
  ...webSockets,
  ...jobs,
  ...consumers,
  moleculer,
  ...lambda,
  ...cloudFunctions,
  ...infrastructure,
  ...fetchServers,
  ...chatBots,
  ...telegram,
  ...assistants,
  ...webhooks,
  ...mcp,
  ...agents,
  ...medusa,
  electron,
  hapi,
  elysia,
  ...encore,
  ...otherServers,
  ...middlewareCallbacks,
  ...uploads,
  ...proxies,
  ...validation,
  ...auth,
  ...contentSystems,
  ...modelHooks,
  ...logging,
  ...operations,
  ...templateHelpers,
  ...editorExtensions,
  ...timers,
  ...nodeEvents,
  ...nodeSockets,
  ...protocolServers,
];
