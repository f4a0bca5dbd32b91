import type { BlockingCall, CatalogModule } from '../types.ts';

const loads = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'builds a vocabulary of a hundred thousand tokens before it returns',
  useInstead: `${member}() once at start-up`,
});

const encodes = (member: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'splits the whole text into tokens before it returns',
  useInstead: 'a worker thread',
});

const jsTiktoken: CatalogModule = {
  module: 'js-tiktoken',
  versions: '^1.0.21',
  kind: 'compute',
  returns: { getEncoding: 'Tiktoken', encodingForModel: 'Tiktoken' },
  calls: [loads('getEncoding'), loads('encodingForModel'), loads('new Tiktoken'), encodes('Tiktoken.prototype.encode')],
};

const tiktoken: CatalogModule = {
  module: 'tiktoken',
  // Its former name.
  aliases: ['@dqbd/tiktoken'],
  versions: '^1.0.22',
  kind: 'compute',
  returns: { get_encoding: 'Tiktoken', encoding_for_model: 'Tiktoken' },
  calls: [
    loads('get_encoding'),
    loads('encoding_for_model'),
    encodes('Tiktoken.prototype.encode'),
    encodes('Tiktoken.prototype.encode_ordinary'),
  ],
};

const gptTokenizer: CatalogModule = {
  module: 'gpt-tokenizer',
  versions: '^4.0.0',
  kind: 'compute',
  calls: ['encode', 'encodeChat', 'countTokens'].map(encodes),
};

/** Tokens of language models. */
export const tokenizers: readonly CatalogModule[] = [jsTiktoken, tiktoken, gptTokenizer];
