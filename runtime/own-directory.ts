import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where this package's runtime stands, with a separator at its end: no report names a file below it. */
export const OWN_DIRECTORY = dirname(fileURLToPath(import.meta.url)) + sep;

/** The same as a URL. */
export const OWN_URL = new URL('.', import.meta.url).href;
