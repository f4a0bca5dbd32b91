import { createBlockingRule } from './utils/create-rule.ts';

export default createBlockingRule('module-load', 'disallow loading modules synchronously inside a handler');
