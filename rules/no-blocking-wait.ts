import { createBlockingRule } from './utils/create-rule.ts';

export default createBlockingRule(
  'wait',
  'disallow sleeping, prompting and waiting for another thread where a handler reaches it',
);
