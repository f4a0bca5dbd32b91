import type { Registration } from './types.ts';

/** Events of a life, not of traffic: their listeners run once, at its beginning or its end. */
export const LIFE_CYCLE: readonly string[] = (
  'exit beforeExit disconnect uncaughtException uncaughtExceptionMonitor unhandledRejection rejectionHandled warning ' +
  'SIGTERM SIGINT SIGHUP SIGQUIT SIGUSR1 SIGUSR2 SIGBREAK SIGWINCH listening ready open connect connected reconnect ' +
  'close closed error end finish shutdown stop start started online offline spawn drain pause resume pipe unpipe init ' +
  'newListener removeListener reconnecting boot booted bootstrap bootstrapped loaded initialized initialised initializing'
).split(' ');

/** Methods that take an event's name and a listener. */
export const LISTEN: readonly string[] = ['on', 'addListener', 'once', 'prependListener', 'prependOnceListener'];

/** The methods of these types that take a listener. */
export const listening = (...types: readonly string[]): string[] =>
  types.flatMap((type) => LISTEN.map((name) => `${type}.prototype.${name}`));

/** Listeners of events, of traffic all but those of a life. */
export const listeners = (
  noun: string,
  members: readonly string[],
  only: Registration['only'] = { at: 0, notIn: LIFE_CYCLE },
): Registration => ({ members, handlers: [{ at: 1 }], only, noun, route: { at: 0 } });
