import type { HandlerFramework } from './types.ts';

const SMTP = ['onConnect', 'onAuth', 'onMailFrom', 'onRcptTo', 'onData', 'onClose'];

/** Servers of protocols other than HTTP. */
export const protocolServers: readonly HandlerFramework[] = [
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
