import type { Dimension } from '#model/features.ts';
import type { HistoryStatus, Night, ScopeStatus } from '#model/history.ts';
import { byCodePoint } from '#model/json.ts';
import { ProblemError } from '#model/problem.ts';
import { severities, type Severity } from '#model/severity.ts';
import { rowsOf, type Row } from './duckdb.ts';
import type { History } from './history.ts';

export async function statusOf(history: History): Promise<HistoryStatus> {
  const { connection } = history;
  const scopes = await rowsOf(connection, 'SELECT provider, scope_id, min(happened_at) AS from_at, max(happened_at) AS to_at, count(DISTINCT id) AS events FROM events GROUP BY provider, scope_id ORDER BY provider, scope_id');
  const known = await rowsOf(connection, 'SELECT provider, scope_id, dimension, count(DISTINCT key_value) AS found FROM seen_days GROUP BY provider, scope_id, dimension');
  const quarantined = await rowsOf(connection, 'SELECT * FROM quarantine q WHERE NOT EXISTS (SELECT 1 FROM approvals a WHERE a.provider = q.provider AND (a.scope_id = q.scope_id OR a.scope_id = \'*\') AND a.dimension = q.dimension AND a.key_value = q.key_value) ORDER BY since, provider, scope_id, dimension, key_value');
  const approved = await rowsOf(connection, 'SELECT provider, scope_id, dimension, key_value, owner, ticket, reason, CAST(expires AS VARCHAR) AS expires FROM approvals ORDER BY expires, provider, scope_id, dimension, key_value');
  return {
    scopes: scopes.map((row) => ({ provider: text(row, 'provider'), scope: text(row, 'scope_id'), from: text(row, 'from_at'), to: text(row, 'to_at'), events: Number(row['events']), known: countsOf(known.filter((one) => one['provider'] === row['provider'] && one['scope_id'] === row['scope_id'])) })),
    quarantined: quarantined.map((row) => ({ provider: text(row, 'provider'), scope: text(row, 'scope_id'), dimension: text(row, 'dimension'), key: text(row, 'key_value'), since: text(row, 'since'), detection: text(row, 'detection') })),
    approved: approved.map((row) => ({ provider: text(row, 'provider'), scope: text(row, 'scope_id'), dimension: text(row, 'dimension'), key: text(row, 'key_value'), owner: text(row, 'owner'), ticket: typeof row['ticket'] === 'string' ? row['ticket'] : null, reason: text(row, 'reason'), expires: text(row, 'expires') })),
    nights: await nightsOf(history),
  };
}

/** Nights that reports were made of, the oldest first. */
async function nightsOf(history: History): Promise<readonly Night[]> {
  const { connection } = history;
  const nights = new Map<string, { from: string; to: string; counts: Record<string, number>; findings: Record<Severity, number> | null }>();
  const nightOf = (row: Row): { counts: Record<string, number>; findings: Record<Severity, number> | null } => {
    const [from, to] = [text(row, 'window_from'), text(row, 'window_to')];
    const night = nights.get(`${from} ${to}`) ?? { from, to, counts: {}, findings: null };
    nights.set(`${from} ${to}`, night);
    return night;
  };
  for (const row of await rowsOf(connection, 'SELECT window_from, window_to, verdict, items FROM nights ORDER BY window_to, window_from, verdict')) nightOf(row).counts[text(row, 'verdict')] = Number(row['items']);
  for (const row of await rowsOf(connection, 'SELECT window_from, window_to, severity, findings FROM night_findings')) {
    const night = nightOf(row);
    const severity = severities.find((one) => one === row['severity']);
    if (severity === undefined) continue;
    night.findings ??= { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
    night.findings[severity] = Number(row['findings']);
  }
  return [...nights.values()].toSorted((a, b) => byCodePoint(a.to, b.to) || byCodePoint(a.from, b.from));
}

/** Nights of a trend. */
const mostNights = 30;

/** The last of the nights that had ended before this one did. */
export async function trendOf(history: History, { to }: Pick<Night, 'to'>): Promise<readonly Night[]> {
  return (await nightsOf(history)).filter((night) => night.to < to).slice(-mostNights);
}

/** One report for each window: a night that is judged again takes the place of what was said of it. */
export async function addNight({ connection }: History, { from, to, counts, findings }: Night): Promise<void> {
  const window = 'CAST($from AS TIMESTAMP), CAST($to AS TIMESTAMP)';
  for (const table of ['nights', 'night_findings']) await connection.run(`DELETE FROM ${table} WHERE (window_from, window_to) = (${window})`, { from, to });
  for (const [verdict, items] of Object.entries(counts)) if (items > 0) await connection.run(`INSERT INTO nights VALUES (${window}, $verdict, $items)`, { from, to, verdict, items });
  for (const [severity, count] of Object.entries(findings ?? {})) await connection.run(`INSERT INTO night_findings VALUES (${window}, $severity, $count)`, { from, to, severity, count });
}

/** Parquet, sorted by time, as Trino and Athena read it. @throws ProblemError where it cannot be written */
export async function exportEvents(history: History, { path, shown }: { readonly path: string; readonly shown: string }): Promise<number> {
  const [found] = await rowsOf(history.connection, 'SELECT count(*) AS found FROM events');
  try {
    await history.connection.run(`COPY (SELECT * FROM events ORDER BY happened_at, id, part) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!message.startsWith('IO Error')) throw error;
    throw new ProblemError({ code: 'history-export', message: `${shown} cannot be written: ${message.split('\n')[0]?.replaceAll(path, shown)}`, where: shown, hint: 'name a file in a folder that is there, with room and the right to write' });
  }
  return Number(found?.['found'] ?? 0);
}

function countsOf(rows: readonly Row[]): ScopeStatus['known'] {
  const of = (dimension: Dimension): number => Number(rows.find((row) => row['dimension'] === dimension)?.['found'] ?? 0);
  return { user: of('user'), region: of('region'), image: of('image'), type: of('type'), service: of('service') };
}

function text(row: Row, name: string): string {
  const value = row[name];
  return typeof value === 'string' ? value : '';
}
