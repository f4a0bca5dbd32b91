import { createBlockingRule } from './utils/create-rule.ts';

export default createBlockingRule('fs', 'disallow synchronous file system calls that a handler reaches');
