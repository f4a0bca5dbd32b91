import type { Node } from 'oxc-parser';

/** Whether a node below, in the same function, passes the test. */
export function some(node: Node, test: (node: Node) => boolean): boolean {
  return test(node) || (!isOwnFunction(node) && childrenOf(node).some((child) => some(child, test)));
}

/** Whether the code below is another function's. */
export const isOwnFunction = ({ type }: Node): boolean => /Function|^Class/.test(type);

/** The nodes directly below one. */
export function childrenOf(node: Node): Node[] {
  return Object.entries(node).flatMap(([key, child]: [string, unknown]) =>
    key === 'parent' ? [] : (Array.isArray(child) ? (child as unknown[]) : [child]).filter(isNode),
  );
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
