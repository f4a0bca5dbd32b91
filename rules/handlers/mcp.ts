import type { HandlerFramework, Registration } from './types.ts';

const HANDLER = ['setRequestHandler', 'setNotificationHandler'];
const REGISTER = ['tool', 'registerTool', 'resource', 'registerResource', 'prompt', 'registerPrompt'];

/** What every server, and what carries its messages, calls for them. */
const FALLBACKS = ['onerror', 'oninitialized', 'fallbackRequestHandler', 'fallbackNotificationHandler'];
const assigned = (...types: string[]) => [
  { members: types.flatMap((type) => FALLBACKS.map((name) => `${type}.${name}`)), noun: 'mcp' },
];
const transport = (file: string, type: string): HandlerFramework => ({
  name: 'MCP',
  module: `@modelcontextprotocol/sdk/server/${file}.js`,
  kind: 'command',
  assigned: [{ members: ['onmessage', 'onerror'].map((name) => `${type}.prototype.${name}`), noun: 'mcp' }],
});

const completable: Registration = { members: ['completable'], handlers: [{ at: 1 }], noun: 'mcp completion' };

/** Servers of the Model Context Protocol. */
export const mcp: readonly HandlerFramework[] = [
  {
    name: 'MCP',
    module: '@modelcontextprotocol/sdk/server/mcp.js',
    aliases: ['@modelcontextprotocol/sdk/server/mcp', '@modelcontextprotocol/server'],
    kind: 'command',
    registrations: [
      {
        members: REGISTER.map((name) => `McpServer.prototype.${name}`),
        handlers: [{ at: 'last' }],
        noun: 'mcp',
        route: { at: 0 },
        anyReceiver: true,
      },
      {
        members: ['McpServer.prototype.server', 'Server.prototype'].flatMap((server) =>
          HANDLER.map((name) => `${server}.${name}`),
        ),
        handlers: [{ at: 'last' }],
        noun: 'mcp request',
      },
      {
        members: ['new ResourceTemplate'],
        handlers: [{ at: 1, keys: ['list', 'complete.*'] }],
        noun: 'mcp resource',
        route: { at: 0 },
      },
      completable,
      // It makes a server for each request.
      { members: ['createMcpHandler'], handlers: [{ at: 0 }], noun: 'mcp server' },
    ],
    assigned: assigned('McpServer.prototype.server', 'Server.prototype'),
  },
  {
    // https://modelcontextprotocol.io/specification/2025-06-18/basic/authorization
    name: 'MCP',
    module: '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js',
    aliases: ['@modelcontextprotocol/express', '@modelcontextprotocol/hono', '@modelcontextprotocol/fastify'],
    kind: 'request',
    registrations: [
      { members: ['requireBearerAuth'], handlers: [{ at: 0, keys: ['verifier.verifyAccessToken'] }], noun: 'mcp auth' },
    ],
  },
  {
    name: 'MCP',
    module: '@modelcontextprotocol/sdk/server/auth/router.js',
    kind: 'request',
    registrations: [
      {
        members: ['mcpAuthRouter'],
        handlers: [{ at: 0, keys: ['provider.*', 'provider.clientsStore.*'] }],
        noun: 'mcp auth',
      },
    ],
  },
  {
    name: 'MCP',
    module: '@modelcontextprotocol/sdk/server/auth/provider.js',
    kind: 'request',
    classes: [
      { type: 'OAuthServerProvider', methodNames: '*' },
      { type: 'OAuthTokenVerifier', methodNames: ['verifyAccessToken'] },
    ],
  },
  {
    name: 'MCP',
    module: '@modelcontextprotocol/sdk/server/completable.js',
    kind: 'command',
    registrations: [completable],
  },
  {
    name: 'MCP',
    module: '@modelcontextprotocol/sdk/server/index.js',
    aliases: ['@modelcontextprotocol/sdk/server/index', '@modelcontextprotocol/sdk/server'],
    kind: 'command',
    registrations: [
      {
        members: HANDLER.map((name) => `Server.prototype.${name}`),
        handlers: [{ at: 1 }],
        noun: 'mcp request',
        anyReceiver: true,
      },
    ],
    assigned: assigned('Server.prototype'),
  },
  transport('stdio', 'StdioServerTransport'),
  transport('sse', 'SSEServerTransport'),
  transport('streamableHttp', 'StreamableHTTPServerTransport'),
  {
    name: 'FastMCP',
    module: 'fastmcp',
    kind: 'command',
    registrations: [
      {
        members: ['addTool', 'addResource', 'addPrompt', 'addResourceTemplate'].map(
          (name) => `FastMCP.prototype.${name}`,
        ),
        handlers: [{ at: 0, keys: ['execute', 'load'] }],
        noun: 'mcp',
        route: { at: 0, key: 'name' },
      },
      { members: ['new FastMCP'], handlers: [{ at: 0, keys: ['authenticate'] }], noun: 'mcp' },
    ],
  },
  {
    // https://mcp-framework.com/docs/Tools/tools-overview
    name: 'mcp-framework',
    module: 'mcp-framework',
    kind: 'command',
    classes: [
      { type: 'MCPTool', methodNames: ['execute'] },
      { type: 'MCPPrompt', methodNames: ['generateMessages'] },
      { type: 'MCPResource', methodNames: ['read'] },
    ],
  },
];
