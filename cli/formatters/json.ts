import type { Formatter } from './index.ts';

/** ESLint's own JSON. */
export const json: Formatter = (results) => `${JSON.stringify(results)}\n`;
