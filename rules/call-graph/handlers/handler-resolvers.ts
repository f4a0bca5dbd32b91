import type { FunctionNode, HandlerMark } from '../links/function-node.ts';
import type { Packages } from '../sources/packages.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { Found, type HandlerArguments } from './handler-arguments.ts';
import { termName } from './handler-labels.ts';
import { nameOf, ownName } from './handler-shapes.ts';

const ROOTS = ['Query', 'Mutation', 'Subscription'];
const TYPE = /^[A-Z]/;
/** https://www.apollographql.com/docs/apollo-server/using-federation/api/apollo-subgraph, https://graphql.org/graphql-js/type/ */
const OF_TYPES = ['__resolveReference', '__resolveType', '__isTypeOf'];
const KEYS = ['resolve', 'subscribe'];
/** Packages whose schemas have resolvers. */
const GRAPHQL = ['graphql', '@graphql-tools/utils', '@graphql-tools/schema', 'graphql-tools', '@apollo/server'];
/** Names of what has a resolver, whatever parameters that one takes. */
const FIELD = /^field|field(?:Config)?$/i;

/** Finds GraphQL resolvers by the shape of the object that they stand in. */
export class HandlerResolvers {
  readonly #arguments: HandlerArguments;
  readonly #packages: Packages;

  constructor(args: HandlerArguments, packages: Packages) {
    this.#arguments = args;
    this.#packages = packages;
  }

  find(file: LoadedFile): [FunctionNode, HandlerMark][] {
    return [...this.#ofObjects(file), ...this.#assigned(file)];
  }

  /** `fieldConfig.resolve = async (source, args, context, info) => ...`, as directives of a schema wrap a field. */
  #assigned(file: LoadedFile): [FunctionNode, HandlerMark][] {
    const assigned = file.summary.memberAssignments.filter(({ name }) => KEYS.includes(name));
    if (assigned.length === 0 || !this.#packages.depends(file.path, GRAPHQL)) return [];
    return assigned.flatMap(({ target, value }) => {
      const isField = FIELD.test(termName(file.summary, target));
      const found = new Found();
      this.#arguments.collect({ file, id: value }, found);
      return [...found.keys()].flatMap((node): [FunctionNode, HandlerMark][] =>
        isField || isOfResolver(node) ? [[node, marked(fieldName(node))]] : [],
      );
    });
  }

  #ofObjects(file: LoadedFile): [FunctionNode, HandlerMark][] {
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
        marked(key === '' ? fieldName(node) : key),
      ]);
    });
  }
}

function marked(label: string): HandlerMark {
  return { framework: 'GraphQL', kind: 'resolver', label, certain: true };
}

/** `(source, args, context, info)`, by how many there are. */
function isOfResolver({ summary: { params } }: FunctionNode): boolean {
  return params.length === 3 || params.length === 4;
}

/** `orders` for `orders.resolve`; for a field that has no name of its own, the function that makes it. */
function fieldName(node: FunctionNode): string {
  const own = ownName(node).replace(/(^|\.)(resolve|subscribe)$/, '');
  return own !== '' ? own : (nameOf(node) ?? 'a field');
}
