import { createBlockingRule } from './utils/create-rule.ts';

export default createBlockingRule('database', 'disallow synchronous database calls that a handler reaches');
