import type { Analysis } from './analysis.ts';
import { exportsThatDiffer } from './edits/file-interface.ts';
import { withReceivers } from './edits/flow-receivers.ts';
import type { ImportMap } from './sources/import-map.ts';
import type { Entry, SourceFiles } from './sources/source-files.ts';
import type { FileSummary } from './summaries/summary.ts';
import type { LoadedFile } from './values/loaded-file.ts';
import type { Wiring } from './values/wiring.ts';

/** Takes changes of files: what others could tell of a change is read and linked again. */
export class Changes {
  readonly #files: SourceFiles;
  readonly #imports: ImportMap;
  readonly #wiring: Wiring;
  readonly #analysis: Analysis;

  constructor(files: SourceFiles, imports: ImportMap, wiring: Wiring, analysis: Analysis) {
    this.#files = files;
    this.#imports = imports;
    this.#wiring = wiring;
    this.#analysis = analysis;
  }

  /** Puts another text in place; other files are linked again only if they could tell the difference. */
  replace(entry: Entry, text: string): void {
    const before = entry.loaded?.summary;
    this.#files.replace(entry, text);
    if (!entry.loaded) {
      this.#analysis.outdate();
      return;
    }
    this.#imports.forget(entry.loaded);
    if (before !== undefined && this.#looksAlike(entry.loaded, before)) {
      this.#analysis.edited(entry.loaded, before);
      return;
    }
    this.#analysis.outdate();
    const dependents = withReceivers([entry.loaded, ...this.#imports.dependents(entry.loaded)]);
    // What is put on a framework's context flows to handlers that nothing of what these files pass leads to.
    const areOnContexts = [...dependents].some(({ contexts }) => contexts.length > 0);
    if (areOnContexts || this.#wiring.dependsOn(entry.loaded)) this.#forgetAll();
    else for (const dependent of dependents) dependent.forget();
  }

  /** Whether no other file can tell what a file was from what it is. */
  #looksAlike(file: LoadedFile, before: FileSummary): boolean {
    const names = exportsThatDiffer(before, file.summary);
    if (names === undefined || names.size === 0) return names !== undefined;
    // What else a file exports decides what stands for all of it, where it has no default export, or no ES exports.
    const isOfWhole = ({ exports }: FileSummary) => exports.length === 0 || exports.some(([name]) => name === '=');
    if (names.has('default') || isOfWhole(before) || isOfWhole(file.summary)) return false;
    return !this.#imports.mayUse(file, names);
  }

  /** Files have come or gone: any import may lead elsewhere. */
  relinkAll(): void {
    this.#imports.forgetAll();
    this.#forgetAll();
    this.#analysis.outdate();
  }

  #forgetAll(): void {
    for (const { loaded } of this.#files.entries()) loaded?.forget();
  }
}
