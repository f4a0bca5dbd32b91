import type { ScannedTypes } from './scan-types.ts';

type Types = Pick<ScannedTypes, 'implemented' | 'annotated'>;

/** Who implements types of packages, and who annotates values with them: no import leads from one to the other. */
export class PackageTypes {
  readonly #types = new Map<string, Types>();
  /** Files by the types that they annotate values with; made when somebody asks. */
  #annotators: Map<string, string[]> | undefined;

  /** Notes the types of a file; whether they are others than before. */
  update(file: string, { implemented, annotated }: Types): boolean {
    const known = this.#types.get(file);
    if (isSame(implemented, known?.implemented) && isSame(annotated, known?.annotated)) return false;
    if (implemented.length + annotated.length === 0) this.#types.delete(file);
    else this.#types.set(file, { implemented, annotated });
    this.#annotators = undefined;
    return true;
  }

  remove(file: string): void {
    if (this.#types.delete(file)) this.#annotators = undefined;
  }

  /** The files with values that may be of a class of this file. */
  annotatorsOf(file: string): string[] {
    const { implemented = [] } = this.#types.get(file) ?? {};
    if (implemented.length === 0) return [];
    const annotators = (this.#annotators ??= this.#byType());
    return implemented.flatMap((type) => annotators.get(type) ?? []);
  }

  #byType(): Map<string, string[]> {
    const files = new Map<string, string[]>();
    for (const [file, { annotated }] of this.#types)
      for (const type of annotated) {
        const known = files.get(type);
        if (known) known.push(file);
        else files.set(type, [file]);
      }
    return files;
  }
}

function isSame(some: readonly string[], others: readonly string[] = []): boolean {
  return some.length === others.length && some.every((each, at) => each === others[at]);
}
