import type { HandlerMark } from '../links/function-node.ts';
import type { CallSite, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { literalText, memberName } from './handler-labels.ts';
import { exported } from './handler-origins.ts';

/** A router that stands under a path of another one; without a parent, the path that it gives itself. */
export interface Mount {
  child: string;
  parent: string | undefined;
  prefix: string;
}

const MOUNT = new Set(['use', 'register', 'route', 'mount']);
/** Methods that give a router in another form. */
const SAME_ROUTER = new Set(
  (
    'routes middleware callback basePath prefix withTypeProvider getRouter route use get post put patch delete all head ' +
    'options'
  ).split(' '),
);
const MAX_DEPTH = 8;

/** Knows routers by where they are kept, and which stands under which path of which other. */
export class HandlerMounts {
  readonly #evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** The router that a call's member is called on. */
  routerOf(file: LoadedFile, site: CallSite): string | undefined {
    const callee = file.summary.terms[site.callee];
    return callee?.k === 'member' ? this.#keys(file, callee.of)[0] : undefined;
  }

  /** Notes what a call mounts. */
  note(file: LoadedFile, site: CallSite): void {
    if (!MOUNT.has(memberName(file, site)) || site.args.length === 0) return;
    const parent = this.routerOf(file, site);
    if (parent === undefined) return;
    const text = literalText(this.#evaluator, file, site.args[0] ?? 0);
    const isPath = text?.startsWith('/') === true;
    const prefix = isPath ? text : (literalText(this.#evaluator, file, site.args[1] ?? 0, 'prefix') ?? '');
    for (const id of isPath ? site.args.slice(1) : site.args)
      for (const child of [...this.#keys(file, id), ...this.#pluginKeys(file, id)])
        if (child !== parent) file.mounts.push({ child, parent, prefix });
  }

  /** A plugin's first parameter is the router that it is registered on. */
  #pluginKeys(file: LoadedFile, id: TermId): string[] {
    return this.#evaluator
      .evaluate(file, id)
      .flatMap((value) => (value.k === 'function' ? [`${value.file.path} parameter ${value.fn} 0`] : []));
  }

  #keys(file: LoadedFile, id: TermId, depth = 0): string[] {
    const { terms, variables } = file.summary;
    const term = terms[id];
    if (!term || depth > MAX_DEPTH) return [];
    const follow = (target: LoadedFile, ids: readonly TermId[]) =>
      ids.flatMap((each) => this.#keys(target, each, depth + 1));
    switch (term.k) {
      case 'variable': {
        const values = variables[term.variable]?.values ?? [];
        const leads = values.filter((each) => LEADS.has(terms[each]?.k ?? ''));
        if (leads.length > 0) return follow(file, leads);
        const key = `${file.path} variable ${term.variable}`;
        for (const each of values) this.#noteOwn(file, each, key);
        return [key];
      }
      case 'parameter':
        return [`${file.path} parameter ${term.fn} ${term.index}`];
      case 'import':
      case 'require': {
        const target = this.#evaluator.importTarget(file, term.import);
        if (!target || !('file' in target)) return [];
        const name = term.k === 'import' ? term.name : 'default';
        return exported(this.#evaluator, target.file, name).flatMap((each) =>
          this.#keys(each.file, each.id, depth + 1),
        );
      }
      case 'member': {
        const found = this.#evaluator.evaluate(file, term.of);
        const own = found.find((value) => value.k === 'instance' || value.k === 'object' || value.k === 'made');
        if (own) return [`${own.file.path} ${own.k} ${'class' in own ? own.class : ''} ${term.name ?? ''}`];
        const module = found.find((value) => value.k === 'module');
        return module && term.name !== null
          ? exported(this.#evaluator, module.file, term.name).flatMap((each) =>
              this.#keys(each.file, each.id, depth + 1),
            )
          : [];
      }
      case 'call': {
        const callee = terms[term.callee];
        if (callee?.k === 'member' && callee.name !== null && SAME_ROUTER.has(callee.name))
          return follow(file, [callee.of]);
        return this.#evaluator
          .evaluate(file, term.callee)
          .flatMap((value) =>
            value.k === 'function' ? follow(value.file, value.file.summary.functions[value.fn]?.returns ?? []) : [],
          );
      }
      default:
        return [];
    }
  }

  /** `new Router({ prefix: '/api' })`, `new Hono().basePath('/api')`. */
  #noteOwn(file: LoadedFile, id: TermId, child: string): void {
    const term = file.summary.terms[id];
    if (term?.k !== 'new' && term?.k !== 'call') return;
    const callee = file.summary.terms[term.callee];
    const isBase = callee?.k === 'member' && callee.name === 'basePath';
    const prefix = literalText(this.#evaluator, file, term.args[0] ?? 0, isBase ? undefined : 'prefix');
    if (prefix === undefined || file.mounts.some((each) => each.child === child && each.parent === undefined)) return;
    file.mounts.push({ child, parent: undefined, prefix });
  }
}

const LEADS = new Set(['import', 'require', 'parameter', 'member']);

/** Gives handlers' labels the paths under which their routers are mounted. */
export function showMounts(files: readonly LoadedFile[]): void {
  const above = new Map<string, Mount[]>();
  for (const file of files)
    for (const mount of file.mounts) above.set(mount.child, [...(above.get(mount.child) ?? []), mount]);
  for (const file of files)
    for (const each of file.marks) {
      const [, mark] = each;
      if (mark.router === undefined) continue;
      const prefix = prefixOf(above, mark.router, new Set());
      each[1] = { ...mark, label: withPrefix(mark, prefix) };
    }
}

function prefixOf(above: ReadonlyMap<string, readonly Mount[]>, key: string, seen: Set<string>): string {
  if (seen.has(key)) return '';
  seen.add(key);
  const mounts = above.get(key) ?? [];
  const own = mounts.find(({ parent }) => parent === undefined)?.prefix ?? '';
  const outer = mounts.find(({ parent }) => parent !== undefined);
  return join(outer?.parent === undefined ? '' : join(prefixOf(above, outer.parent, seen), outer.prefix), own);
}

function join(a: string, b: string): string {
  return `${a.replace(/\/+$/, '')}${b === '' || b === '/' ? '' : b.startsWith('/') ? b : `/${b}`}`;
}

/** `GET /:id` under `/orders` is `GET /orders/:id`. */
function withPrefix({ route = '' }: HandlerMark, prefix: string): string {
  if (prefix === '') return route;
  const [, verb = '', place = ''] = /^([A-Z]+)(?: (\/.*))?$/.exec(route) ?? [];
  return verb === '' ? route : `${verb} ${join(prefix, place)}`;
}
