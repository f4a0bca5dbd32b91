import type { FunctionNode, HandlerMark } from './function-node.ts';
import type { Found, HandlerArguments } from './handler-arguments.ts';
import { nameOf, ownName } from './handler-shapes.ts';
import type { LoadedFile } from './loaded-file.ts';

const ROOTS = ['Query', 'Mutation', 'Subscription'];
const KEYS = ['resolve', 'subscribe'];

/** Finds GraphQL resolvers by the shape of the object that they stand in. */
export class HandlerResolvers {
  readonly #arguments: HandlerArguments;

  constructor(args: HandlerArguments) {
    this.#arguments = args;
  }

  find(file: LoadedFile): [FunctionNode, HandlerMark][] {
    return file.summary.objects.flatMap(({ props }) => {
      const ids = new Map(props);
      const found: Found = new Map();
      const written = (name: string) => (ids.get(name) ?? []).map((id) => ({ file, id }));
      // `{ type: Order, resolve(root, args) {} }`: a field with its type.
      if (ids.has('type'))
        for (const key of KEYS) for (const each of written(key)) this.#arguments.collect(each, found);
      // `{ Query: { orders() {} } }`: a map of resolvers.
      for (const root of ROOTS) if (ids.has(root)) this.#arguments.collectKeys(written(root), ['*'], found, root);
      return [...found].map(([node, key]): [FunctionNode, HandlerMark] => [
        node,
        { framework: 'GraphQL', kind: 'resolver', label: key === '' ? fieldName(node) : key, certain: true },
      ]);
    });
  }
}

/** `orders` for `orders.resolve`; for a field that has no name of its own, the function that makes it. */
function fieldName(node: FunctionNode): string {
  const own = ownName(node).replace(/(^|\.)(resolve|subscribe)$/, '');
  return own !== '' ? own : (nameOf(node) ?? 'a field');
}
