/** Cases, as `rule/case`, whose marks the engine does not meet yet, and why; a test turns red when one is met. */
export const KNOWN_SHORTFALLS: ReadonlyMap<string, string> = new Map();
