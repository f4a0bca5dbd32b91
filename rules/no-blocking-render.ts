import { createBlockingRule } from './utils/create-rule.ts';

export default createBlockingRule(
  'render',
  'disallow rendering to a string and compiling templates, styles and code where a handler reaches it',
);
