import { createBlockingRule } from './utils/create-rule.ts';

export default createBlockingRule(
  'crypto',
  'disallow synchronous key derivation, key generation and other heavy cryptography that a handler reaches',
);
