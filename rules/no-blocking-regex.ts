import { createBlockingRule } from './utils/create-rule.ts';

export default createBlockingRule('regex', "disallow super-linear regular expressions on a request's data");
