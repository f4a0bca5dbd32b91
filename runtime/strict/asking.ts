import type { Resolved } from './facades.ts';

/** A specifier, and the address of the module that it stands in. */
export type Asked = readonly [specifier: string, parentURL: string];

/** Work that asks where specifiers lead (undefined: nowhere), be the answer there at once or later. */
export type Asking<T> = Generator<Asked, T, Resolved | undefined>;

/** What comes of the work where each answer is there at once; `resolve` throws where a specifier leads nowhere. */
export function answered<T>(asking: Asking<T>, resolve: (...asked: Asked) => Resolved): T {
  const answer = (asked: Asked): Resolved | undefined => {
    try {
      return resolve(...asked);
    } catch {
      return undefined; // The import that is under way says it.
    }
  };
  let step = asking.next();
  while (step.done !== true) step = asking.next(answer(step.value));
  return step.value;
}

/** The same where answers come later. */
export async function answeredLater<T>(asking: Asking<T>, resolve: (...asked: Asked) => Promise<Resolved>): Promise<T> {
  let step = asking.next();
  while (step.done !== true) step = asking.next(await resolve(...step.value).catch(() => undefined));
  return step.value;
}
