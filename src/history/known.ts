import type { Provider } from '#model/resource.ts';
import type { Dimension } from '#model/features.ts';
import { rowsOf } from './duckdb.ts';
import type { History } from './history.ts';
import { columnOf } from './schema.ts';

/** One value in one scope; `*` stands for every scope of the provider. */
export interface ValueKey {
  readonly provider: Provider;
  readonly scope: string;
  readonly dimension: Dimension;
  readonly key: string;
}

export interface Alert extends ValueKey {
  /** When the event was that raised it, UTC, ISO 8601. */
  readonly since: string;
  readonly detection: string;
  readonly event: string;
}

export interface Approval {
  readonly owner: string;
  readonly ticket: string | null;
  readonly reason: string;
  /** `YYYY-MM-DD`, the last day on which it holds. */
  readonly expires: string;
}

const same = 'provider = $provider AND dimension = $dimension AND key_value = $key AND ($scope = \'*\' OR scope_id = $scope)';

function valuesOf({ provider, scope, dimension, key }: ValueKey): Record<string, string> {
  return { provider, scope, dimension, key };
}

/** A value that alerted is not learned until somebody has approved it. The first alert counts. */
export async function quarantine(history: History, alerts: readonly Alert[]): Promise<void> {
  for (const alert of alerts) {
    await history.connection.run(
      `INSERT INTO quarantine SELECT $provider, $scope, $dimension, $key, CAST($since AS TIMESTAMP), $detection, $event WHERE NOT EXISTS (SELECT 1 FROM quarantine WHERE ${same})`,
      { ...valuesOf(alert), since: alert.since, detection: alert.detection, event: alert.event },
    );
  }
}

/** How many values of the history it covers: 0 for one that was never seen, which is approved all the same. */
export async function approve(history: History, value: ValueKey, approval: Approval, now: Date): Promise<number> {
  const known = valuesOf(value);
  const [seen] = await rowsOf(history.connection, `SELECT count(*) AS found FROM (SELECT DISTINCT scope_id FROM seen_days WHERE ${same} UNION SELECT DISTINCT scope_id FROM quarantine WHERE ${same}) s`, known);
  await history.connection.run(`DELETE FROM approvals WHERE provider = $provider AND dimension = $dimension AND key_value = $key AND scope_id = $scope`, known);
  await history.connection.run('INSERT INTO approvals VALUES ($provider, $scope, $dimension, $key, $owner, $ticket, $reason, CAST($expires AS DATE), CAST($now AS TIMESTAMP))', { ...known, ...approval, now: now.toISOString() });
  return Number(seen?.['found'] ?? 0);
}

/** Takes a value out with all events that brought it, and what was approved of it. How many events. */
export async function forget(history: History, value: ValueKey): Promise<number> {
  const known = valuesOf(value);
  const where = `provider = $provider AND ${columnOf[value.dimension]} = $key AND ($scope = '*' OR scope_id = $scope)`;
  const { dimension: _, ...named } = known;
  const [found] = await rowsOf(history.connection, `SELECT count(DISTINCT id) AS found FROM events WHERE ${where}`, named);
  await history.connection.run(`DELETE FROM events WHERE ${where}`, named);
  for (const table of ['quarantine', 'approvals']) await history.connection.run(`DELETE FROM ${table} WHERE ${same}`, known);
  await history.rebuild();
  return Number(found?.['found'] ?? 0);
}

/** Takes out events from before a time. How many. */
export async function forgetBefore(history: History, time: string): Promise<number> {
  const [found] = await rowsOf(history.connection, 'SELECT count(DISTINCT id) AS found FROM events WHERE happened_at < CAST($time AS TIMESTAMP)', { time });
  await history.connection.run('DELETE FROM events WHERE happened_at < CAST($time AS TIMESTAMP)', { time });
  await history.rebuild();
  return Number(found?.['found'] ?? 0);
}
