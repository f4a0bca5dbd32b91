import type { HandlerFramework } from './types.ts';

const SMTP = ['onConnect', 'onAuth', 'onMailFrom', 'onRcptTo', 'onData', 'onClose'];

const LDAP = ['bind', 'search', 'add', 'del', 'modify', 'modifyDN', 'compare', 'exop', 'unbind', 'use', 'after'];
const RPC = ['Server', 'server'].flatMap((name) => [name, `new ${name}`]);
const METHOD = ['Method', 'method'].flatMap((name) => [name, `new ${name}`]);

/** Servers of protocols other than HTTP, and of calls that HTTP only carries. */
export const protocolServers: readonly HandlerFramework[] = [
  {
    // https://github.com/tedeh/jayson#server-side
    name: 'JSON-RPC',
    module: 'jayson',
    aliases: ['jayson/promise'],
    kind: 'request',
    returns: Object.fromEntries(RPC.map((name) => [name, 'Server'])),
    registrations: [
      {
        members: RPC,
        handlers: [
          { at: 0, keys: ['*'] },
          { at: 1, keys: ['router'] },
        ],
        noun: 'rpc',
      },
      { members: METHOD, handlers: [{ at: 'any' }, { at: 0, keys: ['handler'] }], noun: 'rpc', route: 'key' },
      { members: ['Server.prototype.method'], handlers: [{ at: 1 }], noun: 'rpc', route: { at: 0 } },
      { members: ['Server.prototype.methods'], handlers: [{ at: 0, keys: ['*'] }], noun: 'rpc' },
    ],
  },
  {
    // https://github.com/vpulim/node-soap#soaplisten-server-path-services-wsdl-callback
    name: 'SOAP',
    module: 'soap',
    kind: 'request',
    returns: { listen: 'Server' },
    registrations: [
      {
        members: ['listen'],
        handlers: [
          { at: 2, keys: ['*'] },
          { at: 1, keys: ['services.*'] },
        ],
        noun: 'soap',
      },
    ],
    assigned: [
      {
        members: ['log', 'authenticate', 'authorizeConnection'].map((name) => `Server.prototype.${name}`),
        noun: 'soap',
      },
    ],
  },
  {
    // http://ldapjs.org/server.html
    name: 'LDAP server',
    module: 'ldapjs',
    kind: 'request',
    returns: { createServer: 'Server', 'new Server': 'Server' },
    registrations: [
      {
        members: LDAP.map((name) => `Server.prototype.${name}`),
        handlers: [{ at: 'any' }],
        noun: 'ldap',
        method: 'member',
        route: { at: 0 },
      },
    ],
  },
  {
    // https://developers.homebridge.io/#/api/characteristics
    name: 'Homebridge',
    module: 'hap-nodejs',
    aliases: ['homebridge'],
    kind: 'request',
    registrations: [
      {
        members: ['Characteristic.prototype.onGet', 'Characteristic.prototype.onSet'],
        handlers: [{ at: 0 }],
        noun: 'characteristic',
        anyReceiver: true,
      },
    ],
  },
  {
    // https://nodemailer.com/extras/smtp-server
    name: 'SMTP server',
    module: 'smtp-server',
    kind: 'message',
    registrations: [
      {
        members: ['new SMTPServer'],
        handlers: [{ at: 0, keys: SMTP }],
        noun: 'smtp',
      },
    ],
    assigned: [{ members: SMTP.map((name) => `SMTPServer.prototype.${name}`), noun: 'smtp' }],
  },
  {
    // https://github.com/mscdex/ssh2#server-examples
    name: 'SSH server',
    module: 'ssh2',
    kind: 'message',
    registrations: [
      { members: ['new Server'], handlers: [{ at: 'any' }], noun: 'ssh connection', parameters: ['Connection'] },
      {
        members: ['Connection.prototype.on', 'Connection.prototype.once'],
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['authentication', 'session', 'request', 'tcpip', 'openssh.streamlocal'] },
        noun: 'ssh',
        route: { at: 0 },
      },
      {
        members: ['Session.prototype.on', 'Session.prototype.once'],
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['exec', 'shell', 'sftp', 'subsystem', 'pty'] },
        noun: 'ssh',
        route: { at: 0 },
        anyReceiver: true,
      },
    ],
  },
];
