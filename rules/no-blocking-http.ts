import { createBlockingRule } from './utils/create-rule.ts';

export default createBlockingRule('http', 'disallow synchronous network requests that a handler reaches');
