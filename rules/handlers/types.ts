/** What the event loop calls the handler for. */
export type HandlerKind = 'request' | 'message' | 'resolver' | 'job' | 'command' | 'event' | 'timer';

/** Which functions among a registration's arguments are handlers. */
export interface HandlerArgument {
  /** Argument index; `any` for every argument, `last` for the last one. */
  at: number | 'any' | 'last';
  /**
   * Take the functions under these keys of an object argument, or of each object in an array. A key may be a path:
   * `config.handler`; `*` stands for any one name, and as the last step for every function however deep (a map of
   * resolvers). A function on the way stands for what it returns (`fields: () => ({ ... })`); `()` as a step says so of one
   * that returns the handler itself (`interceptors.()`), and `prototype.*` are a class's methods. Without keys, the
   * argument itself: a function, an array of them, or a wrapper call around one.
   */
  keys?: readonly string[];
}

/** Text for the chain, read from literal arguments: a route, a topic, a field. */
export interface LabelSource {
  at: number;
  key?: string;
  /** Look at the arguments of the member of this name that the call is chained to: `router.route('/x').get(...)`. */
  of?: string;
}

/** A call that hands handlers to a framework. */
export interface Registration {
  /** Member paths as in the catalog: `Application.prototype.get`. A last segment `*` stands for any name. */
  members: readonly string[];
  handlers: readonly HandlerArgument[];
  kind?: HandlerKind;
  /** Where the route, topic or field name stands; `key`: the property or variable that the call's result is put under. */
  route?: LabelSource | 'key';
  /** The HTTP method, or `member`: the registering member's own name in upper case. */
  method?: 'member' | LabelSource;
  /** A word that goes before the route: `ws`, `job`. */
  noun?: string;
  /** Only calls whose literal argument `at` is one of `in` (and none of `notIn`) register a handler. */
  only?: { at: number; in?: readonly string[]; notIn?: readonly string[] };
  /**
   * The member's name is enough where what it is called on cannot be evaluated, in a package that depends on the module.
   */
  anyReceiver?: boolean;
  /** Member paths of the types that the framework passes to the handler: `['Request', 'Response']`; empty for one of no known type. */
  parameters?: readonly string[];
  /** Member path of the type that the handler's `this` has. */
  receiver?: string;
}

/** Functions that are put under a name of something of the framework's: `adapter.onTurnError = ...`. */
export interface AssignedHandlers {
  /** Member paths: `CloudAdapter.prototype.onTurnError`. */
  members: readonly string[];
  kind?: HandlerKind;
  /** A word that goes before the name. */
  noun?: string;
}

/** A call that puts things on the object that the framework passes to every handler. */
export interface ContextSource {
  /** Member paths, as in a registration. */
  members: readonly string[];
  /** What has the members that are put there: objects, or functions that return one. */
  from: readonly HandlerArgument[];
  /** ... or what is put there itself, under the name that this argument says. */
  name?: number;
  /** Member path of that object's type, and its module where that is another one. */
  type: string;
  module?: string;
}

/** Decorated classes and methods. */
export interface DecoratedHandlers {
  /** Member paths of method decorators that make the method a handler; the route is their first argument. */
  methods?: readonly string[];
  /** Class decorators under which every method named in `methodNames` (`*`: any but the constructor) is a handler. */
  classes?: readonly { decorator: string; methodNames: readonly string[] | '*' }[];
  /** Which class decorators hold the route's prefix. */
  prefixes?: readonly string[];
  /**
   * What the label is: `decorator`: the decorator in upper case and the path with its prefix (`GET /orders`); `field`: the
   * decorator and the field (`Query.orders`); another word goes before the route; without one, the method's own name.
   */
  noun?: string;
  kind?: HandlerKind;
}

/** Files whose exports are handlers because of where they lie, what they look like or what directive they carry. */
export interface FileConvention {
  /**
   * A regular expression on the path from the folder of the package.json that has the dependency (or from the root of
   * the disk where there is no `dependency`), with `/`. Its group `route` goes into the label.
   */
  path?: string;
  /** The file, or the function itself, begins with this directive: `use server`. */
  directive?: string;
  /** Names of exports that are handlers; `*` for every function. `default` is `module.exports` as well. */
  exports: readonly string[] | '*';
  /** For objects: the functions under these keys, as in HandlerArgument. */
  keys?: readonly string[];
  kind?: HandlerKind;
  /** A dependency of the nearest package.json (any of them), so that a path or a name alone never decides. */
  dependency?: string | readonly string[];
  /** A regular expression on the name of the handler's first parameter. */
  parameter?: string;
  /** A file that exports any of these, and not as `false`, runs at build time. */
  unlessExports?: readonly string[];
  /** What is exported beside a member of this name that is `true` runs at start-up. */
  unlessTrue?: string;
  /** A file or function that begins with this directive does not run on the server. */
  unlessDirective?: string;
}

/** A class that the framework calls: `extends Command`, `implements NestMiddleware`. */
export interface HandlerClass {
  /** Member path of the superclass, of the implemented interface, or of the mixin that gives the superclass. */
  type: string;
  /** `*`: any but the constructor; `value.()`: what the method `value` returns. */
  methodNames: readonly string[] | '*';
  kind?: HandlerKind;
}

/** A call that hands functions to a framework which are no handlers but register some: plugins. */
export interface Plugin {
  /** Member paths, as in a registration. */
  members: readonly string[];
  /** Which argument is the plugin, or holds it under these keys. */
  at: HandlerArgument['at'];
  keys?: readonly string[];
  /** Member paths of the types that the framework passes to the plugin, and their module where that is another one. */
  parameters: readonly string[];
  module?: string;
  /** Which argument the framework hands on as the plugin's last parameter: its options. */
  options?: number;
}

/** Functions that get a framework's instance as their first parameter, by their type or by what their parameters are called. */
export interface PluginShape {
  /** Member paths of function types: `const plugin: FastifyPluginAsync = ...`. */
  functionTypes: readonly string[];
  /** A regular expression on the name of the first parameter, in a package that depends on the module. */
  parameter: string;
  /** ... and those on the names of the first two, which together say as much. */
  pair?: readonly [string, string];
  /** Member path of the type of that instance. */
  instance: string;
}

/** One framework's handlers, as data. */
export interface HandlerFramework {
  name: string;
  /** Canonical specifier; `global` for globals (`setInterval`). */
  module: string;
  aliases?: readonly string[];
  /** Default kind. */
  kind: HandlerKind;
  /** Its handlers count in servers only: in a package that is a command line nobody else waits for them. */
  inServers?: true;
  /** Command lines hand their commands to it as well (`--cron`): such a handler need not serve anybody. */
  inCommands?: true;
  /** As in the catalog: which calls and `new` give which types. */
  returns?: Readonly<Record<string, string>>;
  /** Member paths of properties, and the types that they have: `FastifyRequest.prototype.server`. */
  properties?: Readonly<Record<string, string>>;
  registrations?: readonly Registration[];
  plugins?: readonly Plugin[];
  pluginShape?: PluginShape;
  contexts?: readonly ContextSource[];
  assigned?: readonly AssignedHandlers[];
  /** Member paths of objects whose members every request has: `Application.prototype.locals`. */
  shared?: readonly string[];
  /** Classes of data that projects extend: the package calls none of an heir's methods but those that are listed as handlers. */
  models?: readonly string[];
  decorated?: readonly DecoratedHandlers[];
  classes?: readonly HandlerClass[];
  conventions?: readonly FileConvention[];
  /** Member paths of types: an exported or property function whose parameter is annotated so is a handler. */
  parameterTypes?: readonly string[];
  /** Member paths of function types: a function annotated so is a handler (`const list: RequestHandler = ...`); `Interceptor.()`: what it returns. */
  handlerTypes?: readonly string[];
}
