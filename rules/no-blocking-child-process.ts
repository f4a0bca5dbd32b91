import { createBlockingRule } from './utils/create-rule.ts';

export default createBlockingRule('child-process', 'disallow waiting for a subprocess where a handler reaches it');
