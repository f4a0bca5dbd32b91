import type { FunctionNode, HandlerMark } from './function-node.ts';
import { Found, type HandlerArguments } from './handler-arguments.ts';
import { nameOf, ownName } from './handler-shapes.ts';
import type { LoadedFile } from './loaded-file.ts';

const ROOTS = ['Query', 'Mutation', 'Subscription'];
const TYPE = /^[A-Z]/;
/** https://www.apollographql.com/docs/apollo-server/using-federation/api/apollo-subgraph, https://graphql.org/graphql-js/type/ */
const OF_TYPES = ['__resolveReference', '__resolveType', '__isTypeOf'];
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
      const found = new Found();
      const written = (name: string) => (ids.get(name) ?? []).map((id) => ({ file, id }));
      // `{ type: Order, resolve(root, args) {} }`: a field with its type.
      if (ids.has('type'))
        for (const key of KEYS) for (const each of written(key)) this.#arguments.collect(each, found);
      // `{ Query: { orders() {} }, Order: { items() {} } }`: a map of resolvers.
      if (ROOTS.some((root) => ids.has(root)))
        for (const type of [...ids.keys()].filter((name) => TYPE.test(name)))
          this.#arguments.collectKeys(written(type), ['*'], found, type);
      // `{ __resolveReference() {} }`: what the name says of itself.
      for (const key of OF_TYPES) for (const each of written(key)) this.#arguments.collect(each, found, key);
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
