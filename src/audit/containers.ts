import { isArray, isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';

/** Members that hold the records of a file: S3, EventBridge and `lookup-events`, Event Hub, REST answers, Logs Explorer, Service Connector. */
const lists = ['Records', 'records', 'Events', 'events', 'value', 'items', 'entries', 'data', 'results', 'logEvents'] as const;

/** The beginning of an object whose first member is a list of records, up to the first of them. */
export const listHead = new RegExp(`^\\{\\s*"(?:${lists.join('|')})"\\s*:\\s*\\[`);
/** Bytes in which it stands. */
export const listHeadSize = 256;

/** Members by which a page says that there is another. */
const nextPage = ['NextToken', 'nextToken', 'nextLink', '@odata.nextLink', 'nextPageToken', 'opc-next-page'];

/** How deep lists stand in lists: `results` of `logContent` of … */
const deepest = 4;

/** What a parsed value holds: the records of a list, the events of test cases ({name, rule_fires, event}), else itself. What is not an object is told apart by the caller. */
export function recordsOf(value: JsonValue, depth = 0): readonly JsonValue[] {
  if (depth < deepest && isObject(value)) {
    const rows = tableRows(value);
    if (rows !== null) return rows;
    const cases = member(value, 'cases');
    if (isArray(cases)) return cases.map((one) => member(one, 'event') ?? one);
    const found = lists.map((name) => member(value, name)).filter(isArray);
    // `data` of OCI is an object, and a list of tags or subjects is none of records.
    if (found.length > 0) return found.flat().flatMap((one) => recordsOf(one, depth + 1));
  }
  return [value];
}

/** The member that says that there are more pages, null where there are none. */
export function nextPageOf(value: JsonObject): string | null {
  return nextPage.find((name) => typeof member(value, name) === 'string' && member(value, name) !== '') ?? null;
}

/** Answers that tell rows by columns: CloudTrail Lake, Athena, Log Analytics. */
function tableRows(value: JsonObject): readonly JsonObject[] | null {
  const lake = member(value, 'QueryResultRows');
  if (isArray(lake)) return lake.map((row) => Object.fromEntries(cells(row).filter(isObject).flatMap((cell) => Object.entries(cell))));
  const athena = member(member(value, 'ResultSet'), 'Rows');
  if (isArray(athena)) {
    const [head, ...rows] = athena.map((row) => cells(member(row, 'Data')).map((cell) => member(cell, 'VarCharValue') ?? null));
    return rows.map((row) => named(head ?? [], row));
  }
  const tables = member(value, 'tables');
  if (!isArray(tables)) return null;
  return tables.flatMap((table) => {
    const names = cells(member(table, 'columns')).map((column) => member(column, 'name') ?? null);
    return cells(member(table, 'rows')).map((row) => named(names, cells(row)));
  });
}

function cells(value: JsonValue | undefined): readonly JsonValue[] {
  return value !== undefined && isArray(value) ? value : [];
}

function named(names: readonly JsonValue[], row: readonly JsonValue[]): JsonObject {
  return Object.fromEntries(names.flatMap((name, index) => (typeof name === 'string' ? [[name, row[index] ?? null]] : [])));
}
