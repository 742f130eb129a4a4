import { dimensions, type Dimension } from '#model/features.ts';

/** Raised when a table changes: a file of a newer one is refused, of an older one brought up. */
export const schemaVersion = 2;

/** In SQL that DuckDB and Trino share, so that the same views can stand over a log lake: https://trino.io/docs/current/sql.html */
const events = `
  id VARCHAR, part INTEGER, provider VARCHAR, scope_id VARCHAR, happened_at TIMESTAMP, name VARCHAR, service VARCHAR, deed VARCHAR, outcome VARCHAR,
  principal VARCHAR, channel VARCHAR, region VARCHAR, resource_type VARCHAR, kind VARCHAR, shape VARCHAR, image VARCHAR, machines BIGINT, source VARCHAR`;

const nightFindings = 'CREATE TABLE night_findings (window_from TIMESTAMP, window_to TIMESTAMP, severity VARCHAR, findings BIGINT)';

export const schema: readonly string[] = [
  'CREATE TABLE meta (version INTEGER, created TIMESTAMP)',
  `CREATE TABLE events (${events})`,
  // Parts of what the views below say, one for each import: a night is judged without reading all events again.
  'CREATE TABLE seen_days (provider VARCHAR, scope_id VARCHAR, dimension VARCHAR, key_value VARCHAR, day DATE, first_at TIMESTAMP, last_at TIMESTAMP, times BIGINT)',
  'CREATE TABLE launch_hours (provider VARCHAR, scope_id VARCHAR, principal VARCHAR, hour_at TIMESTAMP, machines BIGINT, times BIGINT)',
  'CREATE TABLE observed_days (provider VARCHAR, scope_id VARCHAR, day DATE, first_at TIMESTAMP)',
  'CREATE TABLE quarantine (provider VARCHAR, scope_id VARCHAR, dimension VARCHAR, key_value VARCHAR, since TIMESTAMP, detection VARCHAR, event_id VARCHAR)',
  'CREATE TABLE approvals (provider VARCHAR, scope_id VARCHAR, dimension VARCHAR, key_value VARCHAR, owner VARCHAR, ticket VARCHAR, reason VARCHAR, expires DATE, approved_at TIMESTAMP)',
  'CREATE TABLE nights (window_from TIMESTAMP, window_to TIMESTAMP, verdict VARCHAR, items BIGINT)',
  nightFindings,
];

/** Version of a file -> what brings it up to the next one. */
export const steps: Readonly<Record<number, readonly string[]>> = { 1: [nightFindings] };

/** Events while they come in. */
export const incoming = `CREATE TEMP TABLE incoming (${events.replace('happened_at TIMESTAMP', 'happened_at VARCHAR')})`;
export const columns = ['id', 'part', 'provider', 'scope_id', 'happened_at', 'name', 'service', 'deed', 'outcome', 'principal', 'channel', 'region', 'resource_type', 'kind', 'shape', 'image', 'machines', 'source'] as const;

/** What makes a value known: something was made with it. A failure teaches nothing. */
export const learnable = "deed = 'create' AND outcome IN ('success', 'accepted')";

/** The column that holds the values of a dimension. */
export const columnOf: Readonly<Record<Dimension, string>> = { user: 'principal', region: 'region', image: 'image', type: 'shape', service: 'service' };

/** The derived tables, over `events` or a part of it. Only columns that a table has are in it: nothing is said of a null. */
export const derived: Readonly<Record<'seen_days' | 'launch_hours' | 'observed_days', (from: string) => string>> = {
  seen_days: (from) => dimensions.map((dimension) => {
    const column = columnOf[dimension];
    const notEverywhere = dimension === 'region' ? " AND region <> 'global'" : '';
    return `SELECT provider, scope_id, '${dimension}' AS dimension, ${column} AS key_value, CAST(happened_at AS DATE) AS day, min(happened_at) AS first_at, max(happened_at) AS last_at, count(*) AS times FROM ${from} WHERE ${learnable} AND ${column} IS NOT NULL${notEverywhere} GROUP BY provider, scope_id, ${column}, CAST(happened_at AS DATE)`;
  }).join(' UNION ALL '),
  launch_hours: (from) => `SELECT provider, scope_id, principal, date_trunc('hour', happened_at) AS hour_at, sum(machines) AS machines, count(*) AS times FROM ${from} WHERE ${learnable} AND machines > 0 GROUP BY provider, scope_id, principal, date_trunc('hour', happened_at)`,
  observed_days: (from) => `SELECT provider, scope_id, CAST(happened_at AS DATE) AS day, min(happened_at) AS first_at FROM ${from} GROUP BY provider, scope_id, CAST(happened_at AS DATE)`,
};
