import path from 'node:path';
import type { AskTypes, TypedCall } from '../call-graph/search/typed-edges.ts';

/** What is used of TypeScript's own nodes, which are looked at by their shape: no version of it is loaded here. */
interface TypeNode {
  readonly end: number;
  readonly expression?: TypeNode;
  readonly arguments?: readonly TypeNode[];
  readonly name?: TypeNode;
  readonly body?: TypeNode;
  /** A declaration's annotation. */
  readonly type?: TypeNode;
  readonly symbol?: { readonly declarations?: readonly TypeNode[] };
  readonly escapedText?: unknown;
  getStart(): number;
  getSourceFile(): TypeNode & { readonly fileName: string; readonly isDeclarationFile: boolean };
  forEachChild(visit: (child: TypeNode) => void): void;
}

interface Checker {
  getResolvedSignature(call: TypeNode): { readonly declaration?: TypeNode } | undefined;
  getSymbolAtLocation(name: TypeNode): { readonly valueDeclaration?: TypeNode } | undefined;
}

interface Program {
  getTypeChecker(): Checker;
  getSourceFile(file: string): TypeNode | undefined;
}

/**
 * Asks for the calls of a file that only a type checker resolves: methods of values whose type is inferred
 * (`inject(Store).load()`). Only methods of the given names are asked for; none where the program cannot tell. Undefined where
 * the linter has no program.
 */
export function typedCalls(services: unknown, file: string): AskTypes | undefined {
  const { program } = (services ?? {}) as { program?: Program | null };
  if (!program) return undefined;
  return (names) => {
    if (names.size === 0) return [];
    try {
      const source = program.getSourceFile(file);
      return source ? callsIn(source, names, () => program.getTypeChecker()) : [];
    } catch {
      return []; // Types are an extra: whatever a program cannot answer is not known.
    }
  };
}

function callsIn(source: TypeNode, names: ReadonlySet<string>, checkerOf: () => Checker): TypedCall[] {
  const calls: TypedCall[] = [];
  const visit = (node: TypeNode): void => {
    const name = node.arguments && node.expression?.name?.escapedText;
    if (node.expression && typeof name === 'string' && names.has(name)) {
      // A program builds its checker when it is first asked for, which is slow.
      const call = typedCall(node, node.expression, checkerOf());
      if (call) calls.push(call);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return calls;
}

function typedCall(node: TypeNode, { expression: receiver }: TypeNode, checker: Checker): TypedCall | undefined {
  if (!receiver || !isInferred(receiver, checker)) return undefined;
  const declared = checker.getResolvedSignature(node)?.declaration;
  // Of an overloaded function, the declaration that has a body. An interface has none: its implementers are not guessed.
  const callee = declared?.body ? declared : declared?.symbol?.declarations?.find(({ body }) => body !== undefined);
  if (!callee?.body) return undefined;
  const { fileName, isDeclarationFile } = callee.getSourceFile();
  if (isDeclarationFile || /[\\/]node_modules[\\/]/.test(fileName)) return undefined;
  return { start: node.getStart(), end: node.end, file: path.resolve(fileName), body: callee.body.getStart() };
}

/** Whether a value's type is written nowhere near it: what it says itself (`this`, `new`, an annotation) needs no checker. */
function isInferred(receiver: TypeNode, checker: Checker): boolean {
  let root = receiver;
  while (root.expression && root.arguments === undefined) root = root.expression;
  if (root.arguments !== undefined) return true;
  if (root.escapedText === undefined) return false;
  const declaration = checker.getSymbolAtLocation(root)?.valueDeclaration;
  return declaration !== undefined && declaration.type === undefined;
}
