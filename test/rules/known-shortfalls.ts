/** Cases, as `rule/case`, whose marks the engine does not meet yet, and why; a test turns red when one is met. */
export const KNOWN_SHORTFALLS: ReadonlyMap<string, string> = new Map([
  [
    'no-blocking-fs/inner-callbacks',
    'the result of `req.query.names.map(fn)` counts as `fn`, so that passing it to `res.json()` makes `fn` an entry of its own',
  ],
]);
