const HERITAGE = /\bclass\b[^{;]*?\b(?:extends|implements)\s+([^{]+)/g;
const BOUND =
  /(?:\bimport\s+(?:type\s+)?([^'"`;]+?)\s+from\s*|\b(?:const|let|var)\s+([^=;]+?)\s*=\s*require\(\s*)(['"`])([^'"`\n]+)\3/g;
/** What is imported from somewhere else than a path of the project's, by names that types may have. */
const FROM_PACKAGE = /\bimport\s+(?:type\s+)?\{([^}]*)\}\s*from\s*['"]((?!node:)[\w@][^'"\n]*)['"]/g;

/** What a text's classes descend from, and which types of packages it uses. */
export interface ScannedTypes {
  /** Specifiers of what its classes extend or implement. */
  bases: string[];
  /** Names of what its classes implement of packages, each after its specifier. */
  implemented: string[];
  /** Names of what it annotates values with, likewise: such a class may stand behind them. */
  annotated: string[];
}

/** What the text alone tells of types. */
export function scannedTypes(text: string): ScannedTypes {
  const names = new Set(heritage(text));
  const ofPackages = namesOfPackages(text);
  return {
    bases: names.size === 0 ? [] : basesOf(text, names),
    implemented: ofPackages.filter(([name]) => names.has(name)).map(([, key]) => key),
    annotated: ofPackages.filter(([name]) => text.includes(`: ${name}`)).map(([, key]) => key),
  };
}

function heritage(text: string): string[] {
  if (!/\b(?:extends|implements)\b/.test(text)) return [];
  return [...text.matchAll(HERITAGE)].flatMap(([, list = '']) => list.match(/[$\w]+/g) ?? []);
}

/** The specifiers from which what classes extend or implement is imported. */
function basesOf(text: string, names: ReadonlySet<string>): string[] {
  return [...text.matchAll(BOUND)].flatMap(([, imported, required, , specifier = '']) =>
    ((imported ?? required)?.match(/[$\w]+/g) ?? []).some((name) => names.has(name)) ? [specifier] : [],
  );
}

/** Names that types may have, by what the file calls them and with the specifier that they come from. */
function namesOfPackages(text: string): [name: string, key: string][] {
  return [...text.matchAll(FROM_PACKAGE)].flatMap(([, list = '', specifier = '']) =>
    [...list.matchAll(/\b([A-Z]\w*)(?:\s+as\s+(\w+))?/g)].map(([, name = '', local = name]): [string, string] => [
      local,
      `${specifier} ${name}`,
    ]),
  );
}
