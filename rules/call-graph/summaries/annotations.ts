import type { Comment } from 'oxc-parser';

type Annotation = 'blocking' | 'nonblocking';

/** What may stand between an annotation and the function that it is about. */
const BEFORE_FUNCTION = /^\s*(?:export\s+(?:default\s+)?)?(?:(?:const|let|var)\s+[\w$]+\s*=\s*)?/;

/** JSDoc's `@blocking` and `@nonblocking`, by where the code begins that follows them. */
export class Annotations {
  readonly #byStart = new Map<number, Annotation>();

  read(comments: readonly Comment[], text: string): void {
    for (const { type, value, end } of comments) {
      if (type !== 'Block' || !value.startsWith('*')) continue;
      const tag = /@(blocking|nonblocking)\b/.exec(value)?.[1];
      if (tag !== 'blocking' && tag !== 'nonblocking') continue;
      const gap = BEFORE_FUNCTION.exec(text.slice(end, end + 200))?.[0] ?? '';
      this.#byStart.set(end + gap.length, tag);
    }
  }

  /** The annotation of the code that begins there. */
  at(start: number): Annotation | undefined {
    return this.#byStart.get(start);
  }
}
