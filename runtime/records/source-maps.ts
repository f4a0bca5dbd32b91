import { readFileSync, statSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A position in a file, line and column from 1. */
export interface Position {
  file: string;
  line: number;
  column: number;
}

/** What the types promise and maps do not hold: a root, and a text for every source. */
interface Payload extends Omit<SourceMapPayload, 'sourceRoot' | 'sourcesContent'> {
  sourceRoot?: string;
  sourcesContent?: (string | null)[];
}

interface IndexPayload extends Payload {
  sections?: { map: Payload }[];
}

/** A map that has been read. */
interface LoadedMap {
  map: SourceMap;
  /** Original file and, where the map carries it, its text, for each source as the map spells it. */
  sources: Map<string, { file: string; text: string | undefined }>;
}

// The application can replace it, and the calls that are timed here do.
const { parse } = JSON;

const COMMENT = /\/[/*][#@]\s*sourceMappingURL=(\S+?)\s*(?:\*\/)?\s*$/gm;

/** The text of a file, or undefined where it cannot be read. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // Generated, deleted or out of reach: the caller goes on without it.
  }
}

/** When a file was last written, in milliseconds; 0 where that cannot be told. */
export function modifiedAt(file: string): number {
  try {
    return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  } catch {
    return 0; // Out of reach, or no path at all.
  }
}

/** The JSON of the map that a generated text names, inline or in a file, and the URL that its sources are relative to. */
function payloadOf(file: string, text: string): { payload: IndexPayload; base: URL } | undefined {
  const address = [...text.matchAll(COMMENT)].at(-1)?.[1];
  if (address === undefined) return undefined;
  return addressed(file, address);
}

function addressed(file: string, address: string): { payload: IndexPayload; base: URL } | undefined {
  if (address.startsWith('data:')) return inline(file, address);
  const base = new URL(address, pathToFileURL(file));
  const json = base.protocol === 'file:' ? readText(fileURLToPath(base)) : undefined;
  return json === undefined ? undefined : { payload: payloadIn(json), base };
}

function inline(file: string, address: string): { payload: IndexPayload; base: URL } | undefined {
  const comma = address.indexOf(',');
  if (comma < 0 || comma === address.length - 1) return undefined;
  const json = decode(address.slice(comma + 1), address.slice(0, comma).endsWith(';base64'));
  return { payload: payloadIn(json), base: pathToFileURL(file) };
}

/** Some servers put a line before the JSON, so that no page can run it. */
const payloadIn = (json: string): IndexPayload =>
  parse(json.startsWith(")]}'") ? json.slice(json.indexOf('\n') + 1) : json) as IndexPayload;

const decode = (data: string, base64: boolean): string =>
  base64 ? Buffer.from(data, 'base64').toString('utf8') : decodeURIComponent(data);

const BUNDLERS = ['webpack', 'webpack-internal', 'turbopack', 'vite', 'rspack'];
const PROJECT = '[project]/';

/** The path behind a bundler's own scheme and, after two slashes, its name: `webpack://app/./src/page.ts?1a2b`. */
function bundledPath(spelled: string): string | undefined {
  const scheme = spelled.indexOf('://');
  if (!BUNDLERS.includes(spelled.slice(0, Math.max(0, scheme)))) return undefined;
  const name = spelled.indexOf('/', scheme + 3);
  if (name < 0) return undefined;
  const path = spelled.slice(name + 1);
  const query = path.lastIndexOf('?');
  const file = query < 0 ? path : path.slice(0, query);
  return file.startsWith(PROJECT) ? file.slice(PROJECT.length) : file;
}

/** The path of a source as a map spells it: relative to the map, a file URL, or a bundler's own scheme. */
function originalFile(source: string, root: string, base: URL, cwd: string): string {
  const isWhole = root === '' || isAbsolute(source) || URL.canParse(source);
  const spelled = isWhole ? source : `${root.endsWith('/') ? root.slice(0, -1) : root}/${source}`;
  const bundled = bundledPath(spelled);
  if (bundled !== undefined) return resolve(cwd, bundled);
  if (isAbsolute(spelled)) return spelled;
  const url = new URL(spelled, base);
  return url.protocol === 'file:' ? fileURLToPath(url) : spelled;
}

function loaded({ payload, base }: { payload: IndexPayload; base: URL }, cwd: string): LoadedMap {
  const sources: LoadedMap['sources'] = new Map();
  for (const { sources: names, sourcesContent, sourceRoot } of payload.sections?.map(({ map }) => map) ?? [payload]) {
    names.forEach((name, index) => {
      sources.set(name, {
        file: originalFile(name, sourceRoot ?? '', base, cwd),
        text: sourcesContent?.[index] ?? undefined,
      });
    });
  }
  return { map: new SourceMap(payload as SourceMapPayload), sources };
}

/** The original position by a map, and the text of its source where the map carries it. */
function originalIn(
  { map, sources }: LoadedMap,
  line: number,
  column: number,
): (Position & { text: string | undefined }) | undefined {
  const entry = map.findEntry(line - 1, column - 1);
  if (!('originalSource' in entry) || entry.generatedLine !== line - 1) return undefined;
  const source = sources.get(entry.originalSource);
  return source && { ...source, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

/** Finds the original position of a generated one, from maps inline or beside the file, and from those that scripts carry. */
export class SourceMaps {
  readonly #cwd: string;
  readonly #carried: ReadonlyMap<string, string>;
  /** With the map that it was made of, or when its file was written. */
  readonly #maps = new Map<string, { version: string | number; loaded: LoadedMap | undefined }>();
  readonly #texts = new Map<string, string>();

  /** `carried`: `data:` URLs of maps by the file of the loaded script; others may be added later. */
  constructor(cwd: string, carried: ReadonlyMap<string, string> = new Map()) {
    this.#cwd = cwd;
    this.#carried = carried;
  }

  /** The original position; undefined where the file has no map, or the map has nothing for this place. */
  original({ file, line, column }: Position): Position | undefined {
    const found = this.#load(file);
    const original = found && originalIn(found, line, column);
    if (original === undefined) return undefined;
    const { text, ...position } = original;
    if (text !== undefined) this.#texts.set(position.file, text);
    return position;
  }

  /** The text of an original source: from disk, else as its map carries it. */
  text(file: string): string | undefined {
    return readText(file) ?? this.#texts.get(file);
  }

  #load(file: string): LoadedMap | undefined {
    if (!isAbsolute(file)) return undefined;
    const version = this.#carried.get(file) ?? modifiedAt(file);
    const known = this.#maps.get(file);
    if (known?.version === version) return known.loaded;
    let result: LoadedMap | undefined;
    try {
      const payload = typeof version === 'string' ? inline(file, version) : payloadOf(file, readText(file) ?? '');
      result = payload && loaded(payload, this.#cwd);
    } catch {
      result = undefined; // A broken map: the generated position is better than no report.
    }
    this.#maps.set(file, { version, loaded: result });
    return result;
  }
}
