import type { HandlerFramework } from './types.ts';

const REGISTER = ['tool', 'registerTool', 'resource', 'registerResource', 'prompt', 'registerPrompt'];

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
        members: ['setRequestHandler', 'setNotificationHandler'].map((name) => `McpServer.prototype.server.${name}`),
        handlers: [{ at: 1 }],
        noun: 'mcp request',
      },
    ],
  },
  {
    name: 'MCP',
    module: '@modelcontextprotocol/sdk/server/index.js',
    aliases: ['@modelcontextprotocol/sdk/server/index', '@modelcontextprotocol/sdk/server'],
    kind: 'command',
    registrations: [
      {
        members: ['setRequestHandler', 'setNotificationHandler'].map((name) => `Server.prototype.${name}`),
        handlers: [{ at: 1 }],
        noun: 'mcp request',
        anyReceiver: true,
      },
    ],
  },
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
    ],
  },
];
