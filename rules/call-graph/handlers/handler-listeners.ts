import { LIFE_CYCLE } from '../../handlers/listeners.ts';
import type { CallSite, MemberAssignment, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Value } from '../values/values.ts';
import { Found, type HandlerArguments } from './handler-arguments.ts';
import { literalText, memberName, receiverName, termName } from './handler-labels.ts';

const LISTEN = new Set(['on', 'addListener', 'once', 'prependListener']);
/** The same, where the name of what they are called on says that it sends events. */
const SUBSCRIBE = new Set([...LISTEN, 'subscribe', 'consume']);
/** Words that end the name of an event that comes when something ends. */
const ENDING = /(disconnect|disconnected|shutdown|exit|exited|stopped|terminated)$/i;
/** Events that are traffic whoever sends them. */
const TRAFFIC = new Set(
  (
    'message messages msg request connection upgrade job command notification packet interactionCreate ' +
    'messageCreate callback_query input'
  ).split(' '),
);
/** Names of things whose events are traffic, whatever they are called. */
const EMITTER =
  /socket|^wss?$|^io$|(^|[a-z])(conn|connection|Connection)$|bus$|emitter|(^|[a-z])(bot|Bot)$|consumer|queue|subscriber|^sub$|hub$|broker|mqtt|pubsub|events$|change_?stream$/i;

/** A listener found by what its registration looks like. */
export interface Listener {
  label: string;
  found: Found;
}

/** Recognises listeners on emitters of unknown origin by the event's or the emitter's name. */
export class HandlerListeners {
  readonly #evaluator: Evaluator;
  readonly #arguments: HandlerArguments;

  constructor(evaluator: Evaluator, args: HandlerArguments) {
    this.#evaluator = evaluator;
    this.#arguments = args;
  }

  ofCall(file: LoadedFile, site: CallSite, callees: readonly Value[]): Listener | undefined {
    if (site.args.length === 0 || !this.#couldListen(callees)) return undefined;
    const member = memberName(file, site);
    const receiver = receiverName(file, site);
    // Elements of a page, as jQuery users write them.
    if (receiver.startsWith('$')) return undefined;
    // `eventBus.onMessage(handler)`: an emitter with a method for each event.
    const named = EMITTER.test(receiver) ? /^on([A-Z]\w*)$/.exec(member)?.[1] : undefined;
    const listens = EMITTER.test(receiver) ? SUBSCRIBE : LISTEN;
    const event = listens.has(member) ? this.#eventOf(file, site.args[0] ?? 0) : named;
    if (event === undefined || ENDING.test(event)) return undefined;
    if (LIFE_CYCLE.some((each) => each.toLowerCase() === event.toLowerCase())) return undefined;
    if (!TRAFFIC.has(event) && !EMITTER.test(receiver)) return undefined;
    const found = new Found();
    for (const id of site.args) this.#arguments.collect({ file, id }, found);
    return found.size > 0 ? { label: `${nounOf(receiver)} ${event}`, found } : undefined;
  }

  /** `socket.onmessage = (event) => ...`, on what sends events by its name. */
  ofAssignment(file: LoadedFile, { target, name, value }: MemberAssignment): Listener | undefined {
    const event = /^on(message|request|connection|connect|data)$/.exec(name)?.[1];
    const receiver = termName(file.summary, target);
    if (event === undefined || !EMITTER.test(receiver)) return undefined;
    const found = new Found();
    this.#arguments.collect({ file, id: value }, found);
    return found.size > 0 ? { label: `${nounOf(receiver)} ${event}`, found } : undefined;
  }

  /** An event's name; a class of events goes by its own. */
  #eventOf(file: LoadedFile, id: TermId): string | undefined {
    const [only] = this.#evaluator.evaluate(file, id);
    if (only?.k === 'class') return only.file.summary.classes[only.class]?.name;
    return literalText(this.#evaluator, file, id);
  }

  #couldListen(callees: readonly Value[]): boolean {
    const { externals } = this.#evaluator;
    return callees.every(
      (callee) =>
        callee.k === 'function' ||
        (callee.k === 'external' && callee.module !== 'global' && !externals.knows(callee.module)),
    );
  }

  /** `function poll() { ...; setTimeout(poll, 1000); }`: a timeout that its own handler sets again. */
  ofTimeout(file: LoadedFile, site: CallSite, callees: readonly Value[]): Listener | undefined {
    const isTimeout = callees.some(
      (each) => each.k === 'external' && each.module === 'global' && each.path === 'setTimeout',
    );
    if (!isTimeout) return undefined;
    const around = file.nodes.find((node) => node.summary.calls.includes(site));
    const found = new Found();
    this.#arguments.collect({ file, id: site.args[0] ?? 0 }, found);
    for (const [node] of found) {
      const setsItself =
        around !== undefined &&
        (node === around || around.isInside(node) || this.#calls(node.file, node.index, around.index));
      if (!setsItself) found.delete(node);
    }
    return found.size > 0 ? { label: '', found } : undefined;
  }

  /** Whether one function of a file calls another of it: `setTimeout(() => poll(), 1000)` in `poll`. */
  #calls(file: LoadedFile, from: number, to: number): boolean {
    return (file.summary.functions[from]?.calls ?? []).some(({ callee }) =>
      this.#evaluator
        .evaluate(file, callee)
        .some((value) => value.k === 'function' && value.file === file && value.fn === to),
    );
  }
}

function nounOf(receiver: string): string {
  if (/^wss?$|websocket/i.test(receiver)) return 'ws';
  return /socket|^io$/i.test(receiver) ? 'socket' : 'event';
}
