import { createBlockingRule } from './utils/create-rule.ts';

export default createBlockingRule(
  'compute',
  'disallow long computations by known packages where a handler reaches them',
);
