// Without regular expressions and without Node's parser of URLs: a sample asks, and the program may stand in either.

/** What comes before the query and the fragment. */
export function withoutQuery(address: string): string {
  const ends = [address.indexOf('?'), address.indexOf('#')].filter((at) => at >= 0);
  return address.slice(0, Math.min(address.length, ...ends));
}

/**
 * The path of a script by its address; loaders and Vite mark versions of a module by a query. Throws a URIError where the
 * address is no URL that Node writes.
 */
export function filePathOf(address: string, windows = process.platform === 'win32'): string {
  if (!address.startsWith('file://')) return address;
  const path = decodeURIComponent(withoutQuery(address.slice('file://'.length)));
  if (!windows) return path;
  const isLocal = path.startsWith('/');
  return (isLocal ? path.slice(1) : `//${path}`).replaceAll('/', '\\');
}
