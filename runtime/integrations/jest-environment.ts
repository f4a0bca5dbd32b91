import { createRequire } from 'node:module';
import { join } from 'node:path';
import { assertInstalled } from './canary.ts';
import { expectNoStall, toNotStall } from './expectations.ts';
import type { TestOptions } from './test-options.ts';
import { begin, end, watched, watchTest } from './test-runs.ts';

/** Where tests find what they may use: they run in a realm of their own. */
const DOOR = Symbol.for('unblocked.jest');

/** What tests may use. */
const api = { assertInstalled, expectNoStall, toNotStall, watchTest };

/** A test of jest-circus. */
interface CircusTest {
  name: string;
  parent?: CircusTest;
  errors: unknown[];
}

interface CircusEvent {
  name: string;
  test?: CircusTest;
}

interface ProjectConfig {
  rootDir: string;
  testEnvironmentOptions: { unblocked?: TestOptions };
}

/** What this file uses of Jest's environments. */
export interface Environment {
  global: object;
  setup(): Promise<void>;
  teardown(): Promise<void>;
  handleTestEvent?(event: CircusEvent, state: unknown): Promise<void> | void;
}

/** The class of an environment. */
export type EnvironmentClass = new (
  config: { projectConfig: ProjectConfig },
  context: { testPath: string },
) => Environment;

/** The describe blocks and the test, without the block that stands for the file. */
const fullName = ({ name, parent }: CircusTest): string =>
  parent === undefined || parent.name === 'ROOT_DESCRIBE_BLOCK' ? name : `${fullName(parent)} ${name}`;

/**
 * Gives an environment of Jest in which every test is watched. Options stand under `unblocked` in
 * `testEnvironmentOptions`.
 *
 * @example module.exports = watchEnvironment(require('jest-environment-jsdom').TestEnvironment);
 */
export function watchEnvironment(base: EnvironmentClass): EnvironmentClass {
  return class WatchedEnvironment extends base {
    readonly #options: TestOptions;
    readonly #file: string;
    readonly #ids = new Map<CircusTest, string>();

    constructor(config: { projectConfig: ProjectConfig }, context: { testPath: string }) {
      super(config, context);
      this.#options = watched(config.projectConfig.testEnvironmentOptions.unblocked ?? {});
      this.#file = context.testPath;
    }

    override async setup(): Promise<void> {
      await super.setup();
      Object.defineProperty(this.global, DOOR, { value: api, configurable: true });
    }

    override async handleTestEvent(event: CircusEvent, state: unknown): Promise<void> {
      await super.handleTestEvent?.(event, state);
      const { name, test } = event;
      if (test === undefined) return;
      if (name === 'test_start')
        await begin({ id: this.#idOf(test), name: fullName(test), file: this.#file }, this.#options);
      if (name === 'test_done' || name === 'test_skip') {
        const error = await end(this.#idOf(test));
        if (error !== undefined) test.errors.push(error);
      }
    }

    #idOf(test: CircusTest): string {
      const id = this.#ids.get(test) ?? `${this.#file} ${this.#ids.size}`;
      this.#ids.set(test, id);
      return id;
    }
  };
}

/** Packages that lead from a project to Jest's own environment, each a dependency of the one before it. */
const CHAIN = ['jest', 'jest-cli', 'jest-config'];

/** Jest's own environment for Node, where the project has it or where Jest has it. */
function nodeEnvironment(): EnvironmentClass | undefined {
  let require = createRequire(join(process.cwd(), 'package.json'));
  for (const name of CHAIN) {
    if (resolvable(require, 'jest-environment-node') !== undefined) break;
    const next = resolvable(require, name);
    if (next === undefined) return undefined;
    require = createRequire(next);
  }
  return (require('jest-environment-node') as { TestEnvironment: EnvironmentClass }).TestEnvironment;
}

function resolvable(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Jest's own environment, watched; undefined where it is not installed. */
export function environment(): EnvironmentClass | undefined {
  const own = nodeEnvironment();
  return own && watchEnvironment(own);
}

/** What `unblocked/jest` is. In the tests' realm it has no `watchEnvironment`. */
export const door = { ...api, watchEnvironment };

/** What `unblocked/jest` is. */
export type Door = typeof door;
