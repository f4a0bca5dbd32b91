import type { JSONSchema4 } from '@typescript-eslint/utils/json-schema';
import type { Weight } from '../catalog/types.ts';

/** The options that every `no-blocking-*` rule takes. */
export interface RuleOptions {
  /**
   * The lowest weight that is reported. A cheap call in a loop counts as heavy.
   * @default 'heavy'
   */
  weight: Weight;
  /**
   * Calls that are never reported (`fs.readFileSync`, `readFileSync` or `node:fs.readFileSync`), and files whose
   * blocking calls are never reported (patterns as in a `.gitignore`, from the project root).
   * @default {}
   */
  allow: { calls?: readonly string[]; files?: readonly string[] };
  /**
   * Also report async functions that no known handler reaches and that no start-up code calls.
   * @default false
   */
  unsure: boolean;
  /**
   * Also report calls behind a lazy guard (`cache ??= readFileSync()`), which run once only, and those of development or installation only.
   * @default false
   */
  once: boolean;
}

export const DEFAULT_OPTIONS: RuleOptions = { weight: 'heavy', allow: {}, unsure: false, once: false };

/** What `strict` sets. */
export const STRICT_OPTIONS: RuleOptions = { weight: 'cheap', allow: {}, unsure: true, once: true };

const strings = { type: 'array', items: { type: 'string' } } as const;

/** JSON schema of the options, for ESLint. */
export const OPTIONS_SCHEMA = {
  type: 'object',
  properties: {
    weight: {
      type: 'string',
      enum: ['cheap', 'heavy', 'unbounded'],
      description: 'The lowest weight that is reported.',
    },
    allow: {
      type: 'object',
      properties: {
        calls: { ...strings, description: 'Calls that are never reported.' },
        files: { ...strings, description: 'Files whose blocking calls are never reported.' },
      },
      additionalProperties: false,
      description: 'Calls and files that are never reported.',
    },
    unsure: { type: 'boolean', description: 'Also report async functions that no known handler reaches.' },
    once: {
      type: 'boolean',
      description:
        'Also report calls behind a lazy guard, which run once only, and those of development or installation only.',
    },
  },
  additionalProperties: false,
} satisfies JSONSchema4;

/** JSON schema of the options of `no-observed-stall`, which are those of `settings.unblocked.stalls` too. */
export const OBSERVATION_SCHEMA = {
  type: 'object',
  properties: {
    log: { type: 'string', minLength: 1, description: 'The log to read, from the project root.' },
    maxAge: {
      type: 'number',
      minimum: 0,
      exclusiveMinimum: true,
      description: 'Days after which a stall no longer counts.',
    },
  },
  additionalProperties: false,
} satisfies JSONSchema4;
