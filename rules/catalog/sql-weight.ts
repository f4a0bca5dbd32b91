/** Stands in a text of SQL for what cannot be read from the source: a value, or a table's name. */
export const HOLE = '\0';

/** A name, also quoted, qualified, or a part that cannot be read. */
const NAME = String.raw`(?:[\w$\0]+|"[^"]+"|\`[^\`]+\`|\[[^\]]+\])(?:\.(?:[\w$\0]+|"[^"]+"|\`[^\`]+\`|\*))?`;
/** A value that a column is compared with: a parameter, a text, a number. */
const PARAMETER = String.raw`(?:\?\d*|[:@$]\w+|\0|'[^']*')`;
const NUMBER = String.raw`(?:-?\d+|true|false|null)`;

const COMPARISON = new RegExp(
  String.raw`^(${NAME}) ?(=|==|is|is not|[<>]=?|!=|<>) ?(?:(${PARAMETER})|${NUMBER})$`,
  'i',
);
const FROM_ONE_TABLE = new RegExp(
  String.raw`^select (.+?) from (${NAME})(?: (?:as )?\w+)??(?: where (.+?))?( limit 1)?$`,
  'i',
);
const EXISTS = /^select exists ?\( ?(.+?) ?\)(?: as \w+)?$/i;

/** The greatest or the least of a column, of which an index has the first or the last entry. */
const EXTREME = /^(?:(?:coalesce|ifnull) ?\( ?)?(?:max|min) ?\( ?([\w.]+) ?\)(?: ?, ?-?\d+ ?\))?(?: (?:as )?\w+)?$/i;
/** Functions of one row's values that take no time. */
const SMALL_FUNCTIONS = /\b(?:coalesce|ifnull|lower|upper|date|datetime)(?= ?\()/gi;

/** Tables of the schema, which has as many rows as the database has tables. */
const SCHEMA = /^(?:\w+\.)?(?:sqlite_(?:temp_)?(?:master|schema)|sqlite_sequence|pragma_\w+)$/i;
/** Statements about the connection; those that go through the whole database are left out. */
const ABOUT_CONNECTION =
  /^(?:pragma (?!\S*(?:check|optimize|wal_checkpoint|vacuum|rekey)\b)|begin(?: deferred)?(?: transaction)?$|savepoint\b)/i;

/** Columns that hold whole texts and files, by the last word of their names, and tables of such. */
const CONTENTS =
  /(?:^|[^a-z])(?:contents?|data|blobs?|body|bodies|texts?|html|json|xml|markdown|payloads?|documents?|snapshots?)$/i;

/**
 * Whether SQL that runs on the loop is known by its text to take microseconds: it reads one row by a key, the greatest value of
 * a column, or the schema. Writing is none of it: each commit waits for the disk, unless the program has changed how
 * SQLite keeps its journal. `rows`: how many are taken of those that it gives.
 */
export function isLightSql(text: string, rows: 'first' | 'all'): boolean {
  const sql = text
    .replace(/'(?:[^']|'')*'/g, "'text'")
    .replace(/--[^\n]*(?:\n|$)|\/\*[^]*?\*\//g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ ?;$/, '');
  if (sql.includes(';')) return false;
  if (ABOUT_CONNECTION.test(sql)) return true;
  const [, exists] = EXISTS.exec(sql) ?? [];
  if (exists !== undefined) return isLightSql(exists, 'first');
  return isLightSelect(sql, rows);
}

function isLightSelect(sql: string, rows: 'first' | 'all'): boolean {
  if (/\b(?:join|group by|having|union|intersect|except|distinct|over)\b/i.test(sql)) return false;
  if ((sql.match(/\bselect\b/gi) ?? []).length > 1) return false;
  const schema = /^select .+? from ([\w.]+)(?:\([^()]*\))?(?: (?:where|order by) .+)?$/i.exec(sql)?.[1];
  if (schema !== undefined && SCHEMA.test(schema)) return true;
  if (/ order by /i.test(sql)) return false;
  const [, columns = '', table = '', where, limit] = FROM_ONE_TABLE.exec(sql) ?? [];
  const tests = where?.split(/ and /i).map((each) => COMPARISON.exec(each) ?? undefined) ?? [];
  if (table === '' || tests.includes(undefined)) return false;
  const [, extreme] = EXTREME.exec(columns) ?? [];
  // An index is gone through from its end until the flags hold.
  if (extreme !== undefined) return tests.every((test) => isKey(extreme) && test?.[3] === undefined);
  const isOne = rows === 'first' || limit !== undefined || tests.some((test) => findsOnly(test, table));
  return isOne && tests.some((test) => findsKey(test)) && areSmall(columns, table);
}

/** Whether a comparison leads to where a row stands in an index: any column may be a key but one that is compared with a flag. */
function findsKey([, column = '', operator = '', parameter]: readonly string[] = []): boolean {
  if (/^(?:is not|!=|<>)$/i.test(operator)) return false;
  return isKey(column) || (/^(?:==?|is)$/i.test(operator) && parameter !== undefined);
}

/** Whether a comparison leaves one row at most: by the table's own key, `id` or `orderId` of `orders`. */
function findsOnly([, column = '', operator = '']: readonly string[] = [], table: string): boolean {
  const [key = '', owner = ''] = [column, table].map((name) => name.replace(/^.*\.|[^a-z]/gi, '').toLowerCase());
  return /^(?:==?|is)$/i.test(operator) && (/^(?:row)?id$/.test(key) || key === `${owner.replace(/s$/, '')}id`);
}

/** A column that is a key by its name. */
const isKey = (column: string): boolean => /(?:^|_|\W)id\W?$|[a-z]Id\W?$|^rowid$/.test(column);

/** Whether the values of a row that are asked for are known to be short. */
function areSmall(columns: string, table: string): boolean {
  const values = columns.replace(SMALL_FUNCTIONS, '');
  if (values === columns ? /[(\0]/.test(columns) : /\w ?\(|\0/.test(values)) return false;
  const names = values.split(/[,()]/).map((each) => each.trim().replace(/ (?:as )?\w+$/i, ''));
  return names.every((name) => !holdsContents(/\*$/.test(name) ? table : name));
}

/** `noteContent`, `body_html`, `"blobs"`, and not `blobId` or `metadata`. */
const holdsContents = (name: string): boolean =>
  CONTENTS.test(name.replace(/\W+$/, '').replace(/([a-z])([A-Z])/g, '$1_$2'));
