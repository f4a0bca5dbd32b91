/** An object whose methods are timed. */
interface Holder {
  holder: object;
  members: readonly string[];
}

/** A module whose blocking calls are timed when the program has loaded it. */
interface LateModule {
  /** The catalog's module. */
  module: string;
  /** End of its file's name, or the name of a module of Node. */
  name: RegExp | string;
  holders: (exported: unknown) => Holder[];
}

type Exports = Record<string, unknown>;

/** The functions of an addon that its package exports as they are. */
function functions(module: string, file: string, members: readonly string[]): LateModule {
  return {
    module,
    name: new RegExp(String.raw`[\\/]node_modules[\\/]${module.replace('/', String.raw`[\\/]`)}[\\/]${file}$`),
    holders: (exported) => [{ holder: exported as object, members }],
  };
}

/** The prototypes of the classes that a module exports. */
function methods(exported: unknown, classes: Record<string, readonly string[]>): Holder[] {
  return Object.entries(classes).flatMap(([name, members]) => {
    const { prototype } = ((exported as Exports | undefined)?.[name] ?? {}) as { prototype?: unknown };
    return typeof prototype === 'object' && prototype !== null ? [{ holder: prototype, members }] : [];
  });
}

const STATEMENT = ['run', 'get', 'all', 'iterate'];

/** Native calls that leave no frame: a sample that comes after one of them would blame the line after it. */
export const LATE_MODULES: readonly LateModule[] = [
  {
    module: 'node:sqlite',
    name: 'sqlite',
    holders: (exported) => methods(exported, { DatabaseSync: ['exec'], StatementSync: STATEMENT }),
  },
  {
    module: 'better-sqlite3',
    name: /[\\/]node_modules[\\/]better-sqlite3[\\/].*[\\/]better_sqlite3\.node$/,
    holders: (exported) => methods(exported, { Database: ['exec'], Statement: STATEMENT }),
  },
  functions('bcrypt', String.raw`bcrypt\.js`, ['hashSync', 'compareSync']),
  functions('@node-rs/bcrypt', String.raw`index\.js`, ['hashSync', 'compareSync', 'verifySync']),
  functions('@node-rs/argon2', String.raw`index\.js`, ['hashSync', 'verifySync']),
  functions('snappy', String.raw`index\.js`, ['compressSync', 'uncompressSync']),
];
