import { existsSync } from 'node:fs';

const folder = new URL('../../dist/', import.meta.url);

/** Whether the build has made this file of `dist/`. */
export function isBuilt(path) {
  return existsSync(new URL(path, folder));
}

/** Imports a built file of `dist/`; throws an error that says what to do where it is missing. */
export async function importBuilt(path) {
  if (!isBuilt(path)) throw new Error(`dist/${path} is missing: run \`npm run build\` first.`);
  return import(new URL(path, folder).href);
}
