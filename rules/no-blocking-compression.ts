import { createBlockingRule } from './utils/create-rule.ts';

export default createBlockingRule(
  'compression',
  'disallow synchronous compression and decompression that a handler reaches',
);
