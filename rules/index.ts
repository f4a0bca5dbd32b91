import { createRequire } from 'node:module';
import type { ESLint, Rule } from 'eslint';
import noBlockingChildProcess from './no-blocking-child-process.ts';
import noBlockingCompression from './no-blocking-compression.ts';
import noBlockingCompute from './no-blocking-compute.ts';
import noBlockingCrypto from './no-blocking-crypto.ts';
import noBlockingDatabase from './no-blocking-database.ts';
import noBlockingFs from './no-blocking-fs.ts';
import noBlockingHttp from './no-blocking-http.ts';
import noBlockingModuleLoad from './no-blocking-module-load.ts';
import noBlockingParse from './no-blocking-parse.ts';
import noBlockingRegex from './no-blocking-regex.ts';
import noBlockingRender from './no-blocking-render.ts';
import noBlockingWait from './no-blocking-wait.ts';
import noLoopStarvation from './no-loop-starvation.ts';
import noObservedStall from './no-observed-stall.ts';
import { STRICT_OPTIONS } from './utils/options.ts';
import type { RuleDocs } from './utils/rule-docs.ts';

const manifest = createRequire(import.meta.url)('unblocked/package.json') as {
  name: string;
  version: string;
};

/** A rule as ESLint's own types have it: whoever uses the plugin may have no others. */
type PublicRule = Rule.RuleModule & { meta: { docs: RuleDocs } };

type RuleName =
  | 'no-blocking-child-process'
  | 'no-blocking-compression'
  | 'no-blocking-compute'
  | 'no-blocking-crypto'
  | 'no-blocking-database'
  | 'no-blocking-fs'
  | 'no-blocking-http'
  | 'no-blocking-module-load'
  | 'no-blocking-parse'
  | 'no-blocking-regex'
  | 'no-blocking-render'
  | 'no-blocking-wait'
  | 'no-loop-starvation'
  | 'no-observed-stall';

const rules = {
  'no-blocking-child-process': noBlockingChildProcess,
  'no-blocking-compression': noBlockingCompression,
  'no-blocking-compute': noBlockingCompute,
  'no-blocking-crypto': noBlockingCrypto,
  'no-blocking-database': noBlockingDatabase,
  'no-blocking-fs': noBlockingFs,
  'no-blocking-http': noBlockingHttp,
  'no-blocking-module-load': noBlockingModuleLoad,
  'no-blocking-parse': noBlockingParse,
  'no-blocking-regex': noBlockingRegex,
  'no-blocking-render': noBlockingRender,
  'no-blocking-wait': noBlockingWait,
  'no-loop-starvation': noLoopStarvation,
  'no-observed-stall': noObservedStall,
} as unknown as Readonly<Record<RuleName, PublicRule>>;

/** A rule in ESLint's own terms: who uses the plugin from TypeScript needs no other types. */
export interface PluginRule extends Rule.RuleModule {
  meta: Rule.RuleMetaData & { docs: RuleDocs };
}

/** A flat config; `plugins` is filled in below, because the plugin holds its own configs. */
interface Config {
  name: string;
  plugins: Record<string, ESLint.Plugin>;
  rules: Record<string, Entry>;
}

type Entry = 'error' | 'warn' | ['error', object];

/** `ofCalls` is the entry of the rules that report calls. What was observed depends on a machine, so it only warns. */
function config(name: string, ofCalls: Entry, ofStalls: Entry = 'warn'): Config {
  const entries = Object.keys(rules).map((rule) => {
    return [`unblocked/${rule}`, rule === 'no-observed-stall' ? ofStalls : ofCalls];
  });
  return { name: `unblocked/${name}`, plugins: {}, rules: Object.fromEntries(entries) as Record<string, Entry> };
}

const published = rules as unknown as Readonly<Record<string, PluginRule>>;

/** The ESLint plugin. */
const unblocked = {
  meta: { name: manifest.name, version: manifest.version, namespace: 'unblocked' },
  rules: published,
  configs: {
    /** What a handler reaches: unbounded and heavy calls, and cheap ones in a loop. */
    recommended: config('recommended', 'error'),
    /** Also cheap calls, calls that run once, and async functions that no known handler reaches. */
    strict: config('strict', ['error', STRICT_OPTIONS]),
    /** All that can be said: what `strict` reports, and observed stalls are errors too. */
    all: config('all', ['error', STRICT_OPTIONS], 'error'),
  },
};
for (const each of Object.values(unblocked.configs)) each.plugins['unblocked'] = unblocked;

export default unblocked;
export { unblocked as 'module.exports' };
