import { types } from 'node:util';
import type { Called } from './wrapper.ts';

const { getOwnPropertyDescriptor, getPrototypeOf } = Reflect;

/** `fse.readJsonSync`, as it stands before and behind the position that V8 gives of a call. */
const BEFORE = /(?:[\w$]+\s*\??\.\s*)*$/;
const BEHIND = /^(?:new\s+)?(?:\(0,\s*)?([\w$]+(?:\s*\??\.\s*[\w$]+)*)/;

/** The names along which a line of source reaches what is called at a column. */
function pathAt(line: string, column: number): string[] {
  const before = BEFORE.exec(line.slice(0, column - 1))?.[0] ?? '';
  const behind = BEHIND.exec(line.slice(column - 1))?.[1] ?? '';
  return (before + behind).replace(/[\s?]/g, '').split('.');
}

/** How many names from the last on a call has in common with what is written in the source, the module's among them. */
function likeness({ owner, entry }: Called, written: readonly string[]): number {
  const path = entry.member.replace(/^new |^default$/, '').split('.');
  const own = [owner.module.replace(/^node:/, ''), ...path].filter((name) => name !== '').reverse();
  const differs = own.findIndex((name, index) => name !== written.at(-1 - index));
  return differs === -1 ? own.length : differs;
}

/** How far up the classes of a receiver the one stands that the method is listed of. */
function distance({ entry }: Called, classes: readonly string[]): number {
  const [type = '', isMethod] = entry.member.split('.');
  const at = isMethod === 'prototype' ? classes.indexOf(type) : -1;
  return at === -1 ? Infinity : at;
}

function classesOf(self: unknown): string[] {
  const names: string[] = [];
  let at: unknown = self;
  while (typeof at === 'object' && at !== null && !types.isProxy(at)) {
    const maker: unknown = getOwnPropertyDescriptor(at, 'constructor')?.value;
    if (typeof maker === 'function' && !types.isProxy(maker)) names.push(maker.name);
    at = getPrototypeOf(at);
  }
  return names;
}

/**
 * Which name of a function a call used, as far as that shows: packages pass on functions of others under other names.
 * `line`, `column`: where the call is written. Otherwise the first; there is one.
 */
export function nameUsed(names: readonly Called[], self: unknown, line: string, column: number): Called {
  const written = pathAt(line, column);
  const classes = classesOf(self);
  const better = (one: Called, other: Called): boolean => {
    const [likes, than] = [likeness(other, written), likeness(one, written)];
    return likes === than ? distance(other, classes) < distance(one, classes) : likes > than;
  };
  return names.reduce((best, each) => (better(best, each) ? each : best));
}
