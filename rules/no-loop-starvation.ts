import { createBlockingRule } from './utils/create-rule.ts';

export default createBlockingRule(
  'starvation',
  'disallow loops without an exit and ticks that queue themselves, which never let the event loop turn',
);
