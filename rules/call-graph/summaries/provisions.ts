import type { CallExpression } from 'oxc-parser';
import { LOADED } from '../values/tokens.ts';
import { span } from './call-expressions.ts';
import { expression, textOf } from './expressions.ts';
import { pathPattern } from './path-patterns.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import type { Term, TermId } from './summary.ts';

/**
 * Containers: what is provided under a token (a name, a symbol, a class) is what is asked for by that token, wherever
 * that is. `{ provide: STORE, useClass: FileStore }` and `@Inject(STORE)`; `{ provide: 'job:mail', ... }` and `moduleRef.get('job:' + name)`; `bind(STORE).to(FileStore)` and `get(STORE)`;
 * `register({ store: asClass(FileStore) })`, `loadModules(['stores/*.js'])` and `cradle.store`; `app.set('store', store)` and `req.app.get('store')`.
 */

/** The member of a token that holds what is provided under it. */
const PROVIDED = 'provided';
/** Names of things that are asked for what they hold. */
const CONTAINER =
  /(?:^|[._])(?:app|application|server|c|ctx|context|cradle|strapi)$|(?:container|scope|injector|modulere?f)$/i;
const ASK = /^(?:get|getOrThrow|resolve|service)$/;
/** How awilix wraps what it is to hold; and the methods that give the same wrapper again. */
const WRAPPERS = new Set(['asClass', 'asFunction', 'asValue']);
const SAME_WRAPPER = new Set([
  'singleton',
  'scoped',
  'transient',
  'proxy',
  'classic',
  'disposer',
  'inject',
  'setLifetime',
]);
const MAX_CHAIN = 6;

type Provider = { of: TermId; as: 'class' | 'factory' | 'value' };

/** What is provided under the token that a term is; unknown where the term names none. */
export function provided(b: SummaryBuilder, token: TermId): TermId {
  const { k } = b.get(token);
  const isToken = k === 'literal' || k === 'variable' || k === 'member' || k === 'text';
  return isToken ? b.member(b.term({ k: 'token', of: token }), PROVIDED) : UNKNOWN;
}

/** `container.get(STORE)`, `req.app.get('store')`: what a container is asked for. */
export function askedFor(b: SummaryBuilder, node: CallExpression, called: Term, args: readonly TermId[]): TermId {
  const [token = UNKNOWN] = args;
  if (called.k !== 'member' || called.name === null || !ASK.test(called.name) || token === UNKNOWN) return UNKNOWN;
  const isContainer = node.callee.type === 'MemberExpression' && CONTAINER.test(textOf(node.callee.object));
  return isContainer || node.typeArguments ? provided(b, token) : UNKNOWN;
}

/** Notes what a call provides. */
export function noteProvision(b: SummaryBuilder, node: CallExpression, called: Term, args: readonly TermId[]): void {
  const [first = UNKNOWN, second = UNKNOWN] = args;
  if (called.k !== 'member' || called.name === null || first === UNKNOWN) return;
  switch (called.name) {
    case 'register':
      if (second !== UNKNOWN) provide(b, node, first, providerOf(b, second));
      else provideAll(b, node, first);
      return;
    case 'loadModules':
      noteLoadedModules(b, node, first);
      return;
    case 'registerSingleton':
      provide(b, node, first, second === UNKNOWN ? undefined : { of: second, as: 'class' });
      return;
    case 'registerInstance':
      provide(b, node, first, { of: second, as: 'value' });
      return;
    case 'set':
      if (node.callee.type === 'MemberExpression' && CONTAINER.test(textOf(node.callee.object)))
        provide(b, node, first, { of: second, as: 'value' });
      return;
    case 'to':
    case 'toConstantValue':
    case 'toDynamicValue': {
      const as = called.name === 'to' ? 'class' : called.name === 'toConstantValue' ? 'value' : 'factory';
      provide(b, node, boundToken(b, node), { of: first, as });
    }
  }
}

/** `STORE` of `container.bind(STORE).to(FileStore)`. */
function boundToken(b: SummaryBuilder, { callee }: CallExpression): TermId {
  const bind = callee.type === 'MemberExpression' ? callee.object : callee;
  if (bind.type !== 'CallExpression' || !/\bbind$/.test(textOf(bind.callee))) return UNKNOWN;
  const [token] = bind.arguments;
  const isName = token?.type === 'Identifier' || token?.type === 'MemberExpression' || token?.type === 'Literal';
  return isName ? expression(b, token) : UNKNOWN;
}

/** `{ provide: STORE, useClass: FileStore }`, wherever it stands. */
export function noteProvider(b: SummaryBuilder, object: number): void {
  const token = b.memberValue(object, 'provide');
  if (token !== undefined) provide(b, undefined, token, ofObject(b, object));
}

function provideAll(b: SummaryBuilder, node: CallExpression, id: TermId): void {
  const term = b.valueOf(id);
  if (term?.k !== 'object') return;
  for (const [name, value] of b.memberValues(term.object))
    provide(b, node, b.term({ k: 'literal', value: name }), wrapped(b, value));
}

function providerOf(b: SummaryBuilder, id: TermId): Provider | undefined {
  const term = b.valueOf(id);
  return term?.k === 'object' ? ofObject(b, term.object) : wrapped(b, id);
}

function ofObject(b: SummaryBuilder, object: number): Provider | undefined {
  for (const [name, as] of [
    ['useClass', 'class'],
    ['useFactory', 'factory'],
    ['useValue', 'value'],
  ] as const) {
    const of = b.memberValue(object, name);
    if (of !== undefined) return { of, as };
  }
  const other = b.memberValue(object, 'useExisting') ?? b.memberValue(object, 'useToken');
  return other === undefined ? undefined : { of: provided(b, other), as: 'value' };
}

/** `asClass(Store).singleton()`. */
function wrapped(b: SummaryBuilder, id: TermId): Provider | undefined {
  let term: Term | undefined = b.valueOf(id);
  for (let step = 0; step < MAX_CHAIN && term?.k === 'call'; step++) {
    const callee: Term | undefined = b.valueOf(term.callee);
    if (callee?.k !== 'member' && callee?.k !== 'import') return undefined;
    const name = callee.name ?? '';
    if (WRAPPERS.has(name)) {
      const of = term.args[0] ?? UNKNOWN;
      return { of, as: name === 'asClass' ? 'class' : name === 'asFunction' ? 'factory' : 'value' };
    }
    if (callee.k !== 'member' || !SAME_WRAPPER.has(name)) return undefined;
    term = b.valueOf(callee.of);
  }
  return undefined;
}

/** `loadModules(['services/*.js'])`: what each file exports is provided under the file's name. */
function noteLoadedModules(b: SummaryBuilder, node: CallExpression, patterns: TermId): void {
  const list = b.valueOf(patterns);
  for (const item of list?.k === 'array' ? list.items : []) {
    const term = b.get(item);
    for (const pattern of foldersOf(b, term.k === 'array' ? (term.items[0] ?? UNKNOWN) : item)) {
      const folder = b.term({ k: 'folder', import: b.import(pattern) });
      const container = b.term({ k: 'token', of: UNKNOWN });
      b.summary.memberAssignments.push({ target: container, name: LOADED, value: folder });
      const callee = b.or(folder, b.member(folder, 'default'));
      b.addCall({ ...span(node, node.callee), callee, args: [container], isNew: true, text: textOf(node.callee) });
    }
  }
}

/** `./stores/*` of `stores/*.js`. Patterns are relative to where the program runs: the file's folder, or one above it. */
function foldersOf(b: SummaryBuilder, id: TermId): string[] {
  const term = b.get(id);
  const text = term.k === 'literal' ? String(term.value) : pathPattern(b.summary, id);
  const [, folder] = /^((?:[^*]*\/)?[^*/]+\/)[^/]*\*/.exec(text ?? '') ?? [];
  if (folder === undefined || folder.startsWith('/')) return [];
  return /^\.\.?\//.test(folder) ? [`${folder}*`] : ['./', '../'].map((up) => `${up}${folder}*`);
}

function provide(b: SummaryBuilder, node: CallExpression | undefined, token: TermId, provider?: Provider): void {
  if (!provider || provider.of === UNKNOWN || token === UNKNOWN) return;
  const { of, as } = provider;
  // What a container makes gets the container's other things: by name, as its first argument.
  const args = [b.term({ k: 'token', of: UNKNOWN })];
  const value = as === 'value' ? of : b.term({ k: as === 'class' ? 'new' : 'call', callee: of, args });
  b.summary.memberAssignments.push({ target: b.term({ k: 'token', of: token }), name: PROVIDED, value });
  if (as !== 'value' && node)
    b.addCall({ ...span(node, node.callee), callee: of, args, isNew: as === 'class', text: textOf(node.callee) });
}
