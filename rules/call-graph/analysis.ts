import { EditedFile } from './edits/edited-file.ts';
import { withReceivers } from './edits/flow-receivers.ts';
import { showMounts } from './handlers/handler-mounts.ts';
import type { Linker } from './links/linker.ts';
import { dispatchQuestions } from './search/dispatch-questions.ts';
import { excludeBranches } from './search/excluded-branches.ts';
import { barOtherKeys, unbar } from './search/keyed-callbacks.ts';
import { lastName, leadingNames } from './search/leading.ts';
import { type IsFar, NearestFrontiers } from './search/nearest-frontiers.ts';
import { reach } from './search/reach.ts';
import type { SourceFiles } from './sources/source-files.ts';
import { weighSql, weightsNow } from './sql/sql-weights.ts';
import { type FileSummary, setterName } from './summaries/summary.ts';
import type { Evaluator } from './values/evaluate.ts';
import { Flows } from './values/flows.ts';
import type { LoadedFile } from './values/loaded-file.ts';

/** Folders of tests; such a path decides nothing by itself. */
const TEST_FOLDER = /[\\/](tests?|__tests__|__mocks__|__helpers|e2e|specs?|cypress)[\\/]/;

/** Takes the files of a project from their summaries to what handlers reach, and again when they have changed. */
export class Analysis {
  readonly #root: string;
  readonly #files: SourceFiles;
  readonly #evaluator: Evaluator;
  readonly #flows: Flows;
  readonly #linker: Linker;
  #isCurrent = false;
  /** The files of the last search. */
  #searched: readonly LoadedFile[] = [];
  #namesLookedFor: ReadonlySet<string> = new Set();
  #nearest = new NearestFrontiers([]);
  #leadingNames: ReadonlySet<string> | undefined;

  constructor(root: string, files: SourceFiles, evaluator: Evaluator, linker: Linker) {
    this.#root = root;
    this.#files = files;
    this.#evaluator = evaluator;
    this.#flows = new Flows(evaluator);
    this.#linker = linker;
  }

  /** A file has changed in what no other file can tell; `before` is what it was. */
  edited(file: LoadedFile, before: FileSummary): void {
    if (!this.#isCurrent) return;
    // The edit may have made files matter that did not, or the other way round.
    const isSameSearch = this.#files.relevant === this.#searched;
    if (isSameSearch && !this.#files.isRelevant(file.path)) return;
    const { passed } = file;
    this.#isCurrent = isSameSearch && this.#linkAlone(file, before);
    if (this.#isCurrent) return;
    // What it passed before it may pass no more.
    file.passed = passed;
    for (const each of withReceivers([file])) each.forget();
  }

  /** Links one file, with the flows as they are; whether the search would still find the same. */
  #linkAlone(file: LoadedFile, before: FileSummary): boolean {
    const { looks, wiring } = this.#evaluator;
    // Its functions have the numbers that they had.
    if (file.summary.order === undefined) return false;
    const keepsDeeds = wiring.keeps(file);
    this.#forgetDrafts();
    if (!keepsDeeds) return false;
    const edited = new EditedFile(file, before, this.#namesLookedFor);
    looks.knowsFlows = false;
    this.#linker.link(file);
    looks.knowsFlows = true;
    this.#look(() => {
      this.#linker.linkPending(file);
    });
    return edited.restore(weightsNow(this.#evaluator));
  }

  /** A file has changed, or there is another one. */
  outdate(): void {
    this.#isCurrent = false;
  }

  /** The names of functions whose call leads to a blocking call. */
  get leadingNames(): ReadonlySet<string> {
    this.update();
    return (this.#leadingNames ??= leadingNames(this.#files.relevant.flatMap(({ nodes }) => nodes)));
  }

  get isFar(): IsFar {
    this.update();
    return this.#nearest.isFar;
  }

  update(): void {
    if (this.#isCurrent) return;
    this.#leadingNames = undefined;
    const files = this.#files.relevant;
    for (const file of this.#searched) if (!this.#files.isRelevant(file.path)) file.unlink();
    for (const file of files) file.isTestSupport = this.#isTestSupport(file);
    const nodes = files.flatMap((file) => file.nodes);
    unbar(nodes);
    this.#linkAll(files);
    this.#follow(files);
    showMounts(files);
    const search = () => reach(files, dispatchQuestions(this.#evaluator));
    this.#namesLookedFor = search();
    if (barOtherKeys(nodes, this.#evaluator)) this.#namesLookedFor = search();
    excludeBranches(nodes);
    weighSql(nodes, this.#evaluator);
    this.#nearest = new NearestFrontiers(nodes);
    this.#searched = files;
    this.#isCurrent = true;
  }

  #isTestSupport({ path }: LoadedFile): boolean {
    const isInTests = (each: string) => TEST_FOLDER.test(each.slice(this.#root.length));
    return isInTests(path) && [...this.#files.importers(path)].every(isInTests);
  }

  /** The first look, at all files that what the changed ones pass now flows to. */
  #linkAll(files: readonly LoadedFile[]): void {
    const changed = files.filter(({ isLinked }) => !isLinked);
    this.#link(files);
    const receivers = [...withReceivers(changed)].slice(changed.length);
    for (const file of receivers) file.forget();
    if (receivers.length > 0) this.#link(files);
  }

  /** The first look, at what needs no knowledge of what parameters are given. */
  #link(files: readonly LoadedFile[]): void {
    this.#linker.accessorNames = accessorNames(files);
    this.#evaluator.looks.knowsFlows = false;
    const isChanged = this.#evaluator.wiring.collect(files);
    this.#forgetDrafts();
    if (isChanged) for (const { loaded } of this.#files.entries()) loaded?.forget();
    for (const file of files) if (!file.isLinked) this.#linker.link(file);
    this.#evaluator.looks.knowsFlows = true;
  }

  /** What parameters are given decides which calls there are, and so what other parameters are given. */
  #follow(files: readonly LoadedFile[]): void {
    this.#look(() => {
      this.#flows.collect(files);
      for (const file of files) this.#linker.linkPending(file);
    });
    // What the last look found to be passed may be what a handler is made of.
    this.#flows.collect(files);
    for (const file of files) file.lateMarks = this.#flows.lateHandlers(file);
  }

  /** The second look and the last. */
  #look(link: () => void): void {
    const { looks } = this.#evaluator;
    for (const isLastLook of [false, true]) {
      looks.isLastLook = isLastLook;
      link();
      this.#forgetDrafts();
    }
    looks.isLastLook = false;
  }

  #forgetDrafts(): void {
    for (const { loaded } of this.#files.entries()) loaded?.forgetDrafts();
  }
}

function accessorNames(files: readonly LoadedFile[]): Set<string> {
  const names = new Set<string>();
  for (const { kind, name } of files.flatMap(({ summary }) => summary.functions)) {
    if (kind === 'getter') names.add(lastName(name));
    if (kind === 'setter') names.add(setterName(lastName(name)));
  }
  return names;
}
