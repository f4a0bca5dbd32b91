/** What the event loop calls the handler for. */
export type HandlerKind = 'request' | 'message' | 'resolver' | 'job' | 'command' | 'event' | 'timer';

/** Which functions among a registration's arguments are handlers. */
export interface HandlerArgument {
  /** Argument index; `any` for every argument. */
  at: number | 'any';
  /**
   * Take the functions under these keys of an object argument; `*` takes every function in it, however deep (a map of
   * resolvers). Without keys, the argument itself: a function, an array of them, or a wrapper call around one.
   */
  keys?: readonly string[] | '*';
}

/** Text for the chain, read from literal arguments: a route, a topic, a field. */
export interface LabelSource {
  at: number;
  key?: string;
}

/** A call that hands handlers to a framework. */
export interface Registration {
  /** Member paths as in the catalog: `Application.prototype.get`. A last segment `*` stands for any name. */
  members: readonly string[];
  handlers: readonly HandlerArgument[];
  kind?: HandlerKind;
  /** Where the route, topic or field name stands. */
  route?: LabelSource;
  /** The HTTP method, or `member`: the registering member's own name in upper case. */
  method?: 'member' | LabelSource;
  /** Only calls whose literal argument `at` is one of `in` (and none of `notIn`) register a handler. */
  only?: { at: number; in?: readonly string[]; notIn?: readonly string[] };
  /** Member paths of the types that the framework passes to the handler: `['Request', 'Response']`. */
  parameters?: readonly string[];
}

/** Decorated classes and methods. */
export interface DecoratedHandlers {
  /** Member paths of method decorators that make the method a handler; `route` is their first argument. */
  methods?: readonly string[];
  /** Member paths of class decorators under which every public method named in `methodNames` (`*`: any) is a handler. */
  classes?: readonly { decorator: string; methodNames: readonly string[] | '*' }[];
  /** Which class decorators hold the route's prefix. */
  prefixes?: readonly string[];
  kind?: HandlerKind;
}

/** Files whose exports are handlers because of where they lie or what directive they carry. */
export interface FileConvention {
  /** Matched against the path from the project root, with `/`. */
  path?: string;
  /** The file, or the exported function itself, begins with this directive: `use server`. */
  directive?: string;
  /** Names of exports that are handlers; `*` for every function. For an object, `keys` of it as in HandlerArgument. */
  exports: readonly string[] | '*';
  keys?: readonly string[] | '*';
  kind?: HandlerKind;
  /** A module that must be a dependency of the nearest package.json, so that a path alone never decides. */
  dependency?: string;
}

/** A class that the framework calls: `extends Command`, `implements NestMiddleware`. */
export interface HandlerClass {
  /** Member path of the superclass or implemented interface. */
  type: string;
  methodNames: readonly string[];
  kind?: HandlerKind;
}

/** One framework's handlers, as data. */
export interface HandlerFramework {
  name: string;
  /** Canonical specifier; `global` for globals (`setInterval`). */
  module: string;
  aliases?: readonly string[];
  /** Default kind. */
  kind: HandlerKind;
  /** As in the catalog: which calls and `new` give which types. */
  returns?: Readonly<Record<string, string>>;
  registrations?: readonly Registration[];
  decorated?: DecoratedHandlers;
  classes?: readonly HandlerClass[];
  conventions?: readonly FileConvention[];
  /** Member paths of types: an exported or property function whose parameter is annotated so is a handler. */
  parameterTypes?: readonly string[];
}
