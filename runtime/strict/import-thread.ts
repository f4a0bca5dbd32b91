// Hooks of module loading for a Node that has none in the program's own thread: this runs in the thread of `module.register()`.
import { answeredLater } from './asking.ts';
import { Facades, type Loaded, type ResolveContext, type Resolved } from './facades.ts';

/** What the thread is given. */
export interface Started {
  /** Whether strict mode is on. */
  active: Int32Array;
}

type Resolve = (specifier: string, context: ResolveContext) => Promise<Resolved>;
type Load = (url: string, context: object) => Promise<Loaded>;

const facades = new Facades();
let active: Int32Array = new Int32Array(1);

export function initialize(data: Started): void {
  ({ active } = data);
}

export async function resolve(specifier: string, context: ResolveContext, next: Resolve): Promise<Resolved> {
  const resolved = await next(specifier, context);
  if (Atomics.load(active, 0) === 0) return resolved;
  const asked = { ...context };
  return answeredLater(facades.instead(specifier, resolved, asked), (other, parentURL) =>
    next(other, { ...asked, parentURL }),
  );
}

export async function load(url: string, context: object, next: Load): Promise<Loaded> {
  return facades.at(url) ?? next(url, context);
}
