import { createBlockingRule } from './utils/create-rule.ts';

export default createBlockingRule(
  'parse',
  'disallow parsing whole files, bodies, archives and spreadsheets synchronously where a handler reaches it',
);
