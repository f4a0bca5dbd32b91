import type { TermId } from '../summaries/summary.ts';
import type { LoadedFile } from './loaded-file.ts';
import { NO_VALUES, type Values } from './values.ts';

/** A term of a file. */
export interface Place {
  file: LoadedFile;
  term: TermId;
}

/** What an answer leaned on that was not known: parameters, and anything else that flows. */
export interface Leans {
  parameters: { file: LoadedFile; id: TermId }[];
  elsewhere: boolean;
}

/**
 * The project is looked at several times, for what parameters are given decides which calls there are, and so what other
 * parameters are given. This says what the present look knows of what flows (see `flows.ts`).
 */
export class Looks {
  /** Values that calls pass to parameters, and that middleware hangs on the request. */
  parameterFlow: (file: LoadedFile, fn: number, index: number) => Values = () => NO_VALUES;
  receiverFlow: (file: LoadedFile, fn: number) => Values = () => NO_VALUES;
  /** The places in which calls pass something to a parameter. */
  passedTo: (file: LoadedFile, fn: number, index: number) => readonly Place[] = () => [];
  requestMember: (name: string) => Values = () => NO_VALUES;
  /** Whether the flows are known yet. Before, a result that leans on one is not remembered. */
  knowsFlows = false;
  /** Whether the flows are all there. Before, results are remembered for this look only. */
  isLastLook = false;
  /** How often a flow was asked for and gave nothing. */
  unresolved = 0;
  /** Takes what is asked for before the flows are known, while somebody wants to know. */
  leans: Leans | undefined;

  /** Results of this look may change with the next one. */
  get isDraft(): boolean {
    return this.knowsFlows && !this.isLastLook;
  }

  /** Whether a result leans on nothing unknown, by how often something was unknown before it was asked for. */
  isSettledSince(unresolved: number): boolean {
    return this.knowsFlows || this.unresolved === unresolved;
  }

  /** What flows to a parameter. */
  ofParameter(file: LoadedFile, id: TermId, read: () => Values): Values {
    if (!this.knowsFlows) this.leans?.parameters.push({ file, id });
    return this.#read(read);
  }

  /** Where what flows to a parameter stands, once that is known. */
  argumentsOf(file: LoadedFile, fn: number, index: number): readonly Place[] {
    this.noteOpen();
    return this.knowsFlows ? this.passedTo(file, fn, index) : [];
  }

  /** Anything else that flows. */
  flow(read: () => Values): Values {
    if (this.leans) this.leans.elsewhere = true;
    return this.#read(read);
  }

  /** Notes that what is put on a framework's own instance is not known before the flows are. */
  noteOpen(): void {
    if (!this.knowsFlows) this.flow(() => NO_VALUES);
  }

  #read(read: () => Values): Values {
    const values = this.knowsFlows ? read() : NO_VALUES;
    if (values.length === 0) this.unresolved++;
    return values;
  }
}
