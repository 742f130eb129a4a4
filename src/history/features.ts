import { dimensions, type Baseline, type Dimension, type Features, type Launches, type SeenBefore } from '#model/features.ts';
import { baselineOf, blockOf, daysBetween, hourOf, hoursBetween, together, type Sums } from './baseline.ts';
import { rowsOf, type Row } from './duckdb.ts';
import type { History } from './history.ts';
import { columnOf, derived, learnable } from './schema.ts';

/** Half open, UTC, ISO 8601. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/**
 * What the history says of each event of the window, by id. Only what came before the window counts as known, so that a night that is
 * judged again is judged the same. The events must have been taken in.
 */
export async function featuresOf(history: History, window: Window): Promise<ReadonlyMap<string, Features>> {
  const { connection } = history;
  const at = { from: window.from, to: window.to };
  await connection.run(`CREATE OR REPLACE TEMP TABLE night AS SELECT ${ofNight}, dense_rank() OVER (ORDER BY ${alikeBy}) AS alike FROM events WHERE happened_at >= CAST($from AS TIMESTAMP) AND happened_at < CAST($to AS TIMESTAMP)`, at);
  await connection.run(`CREATE OR REPLACE TEMP TABLE night_keys AS ${nightKeys}`);
  const from = { from: window.from };
  const known = new Known(
    await rowsOf(connection, seenBefore, from),
    await rowsOf(connection, 'SELECT k.*, min(q.since) AS since FROM night_keys k JOIN quarantine q ON q.provider = k.provider AND q.scope_id = k.scope_id AND q.dimension = k.dimension AND q.key_value = k.key_value WHERE q.since < CAST($from AS TIMESTAMP) GROUP BY k.provider, k.scope_id, k.dimension, k.key_value', from),
    await rowsOf(connection, 'SELECT k.*, a.owner, a.ticket, a.reason, CAST(a.expires AS VARCHAR) AS expires FROM night_keys k JOIN approvals a ON a.provider = k.provider AND (a.scope_id = k.scope_id OR a.scope_id = \'*\') AND a.dimension = k.dimension AND a.key_value = k.key_value WHERE a.expires >= CAST(CAST($from AS TIMESTAMP) AS DATE) ORDER BY a.expires, a.approved_at', from),
  );
  // What is usual changes: hours of long ago say nothing of tonight.
  const since = hourOf(Date.parse(window.from)) - baselineDays * 86_400_000;
  const launched = new Launched(
    await rowsOf(connection, 'SELECT provider, scope_id, min(first_at) AS first_at FROM observed_days GROUP BY provider, scope_id'),
    await rowsOf(connection, hoursBefore, { ...from, since: new Date(since).toISOString() }),
    await rowsOf(connection, hoursOfNight),
    Date.parse(window.from),
    since,
  );
  const alike = await rowsOf(connection, 'SELECT alike, provider, scope_id, principal, region, image, shape, service, max(machines) AS machines, min(happened_at) AS happened_at FROM night GROUP BY alike, provider, scope_id, principal, region, image, shape, service');
  const features = new Map(alike.map((row) => [numberOf(row['alike']), featuresIn(row, known, launched)]));
  const night = await connection.runAndReadAll('SELECT id, CAST(alike AS INTEGER) AS alike FROM night ORDER BY happened_at, id, part');
  const [ids = [], kinds = []] = night.getColumnsJS();
  return byEvent(ids.map(String), kinds.map(Number), features);
}

/** Days that launches are compared with, as many as Splunk's baselines take. */
const baselineDays = 90;

/** What is asked of events of the night: there may be hundreds of thousands. */
const ofNight = 'id, part, provider, scope_id, happened_at, deed, outcome, principal, region, image, shape, service, machines';
/** By which the features of an event are told. */
const alikeBy = "provider, scope_id, principal, region, image, shape, service, machines > 0, date_trunc('hour', happened_at)";

const nightKeys = dimensions.map((dimension) => `SELECT DISTINCT provider, scope_id, '${dimension}' AS dimension, ${columnOf[dimension]} AS key_value FROM night WHERE ${columnOf[dimension]} IS NOT NULL`).join(' UNION ALL ');

/** Days before the one in which the window begins are in the derived table; of that day the part before the window is read from the events. */
const seenBefore = `
  SELECT provider, scope_id, dimension, key_value, min(first_at) AS first_at, max(last_at) AS last_at, sum(times) AS times FROM (
    SELECT d.* FROM seen_days d WHERE d.day < CAST(CAST($from AS TIMESTAMP) AS DATE)
    UNION ALL
    ${derived.seen_days("(SELECT * FROM events WHERE happened_at >= date_trunc('day', CAST($from AS TIMESTAMP)) AND happened_at < CAST($from AS TIMESTAMP)) e")}
  ) s WHERE EXISTS (SELECT 1 FROM night_keys k WHERE k.provider = s.provider AND k.scope_id = s.scope_id AND k.dimension = s.dimension AND k.key_value = s.key_value)
  GROUP BY provider, scope_id, dimension, key_value`;

/** 1970-01-05 was a Monday. */
const block = "(CASE WHEN date_diff('day', DATE '1970-01-05', CAST(hour_at AS DATE)) % 7 >= 5 THEN 'weekend ' ELSE 'week ' END) || CAST(CAST(floor(extract(hour FROM hour_at) / 4) AS INTEGER) AS VARCHAR)";

/** Of the principals of the night, and of all together (null): hours with launches, by block. */
const hoursBefore = `
  WITH both_kinds AS (
    SELECT provider, scope_id, principal, hour_at, sum(machines) AS machines FROM launch_hours h
    WHERE hour_at < date_trunc('hour', CAST($from AS TIMESTAMP)) AND hour_at >= CAST($since AS TIMESTAMP) AND EXISTS (SELECT 1 FROM night n WHERE n.provider = h.provider AND n.scope_id = h.scope_id AND n.principal = h.principal AND n.machines > 0)
    GROUP BY provider, scope_id, principal, hour_at
    UNION ALL
    SELECT provider, scope_id, CAST(NULL AS VARCHAR) AS principal, hour_at, sum(machines) AS machines FROM launch_hours h
    WHERE hour_at < date_trunc('hour', CAST($from AS TIMESTAMP)) AND hour_at >= CAST($since AS TIMESTAMP) AND EXISTS (SELECT 1 FROM night n WHERE n.provider = h.provider AND n.scope_id = h.scope_id AND n.machines > 0)
    GROUP BY provider, scope_id, hour_at
  )
  SELECT provider, scope_id, principal, ${block} AS block, sum(machines) AS machines, sum(machines * machines) AS squares, max(machines) AS most
  FROM both_kinds GROUP BY provider, scope_id, principal, ${block}`;

const hoursOfNight = `
  SELECT provider, scope_id, principal, date_trunc('hour', happened_at) AS hour_at, sum(machines) AS machines, count(*) AS times FROM night
  WHERE machines > 0 AND ${learnable} GROUP BY provider, scope_id, principal, date_trunc('hour', happened_at)`;

/** What was seen before the window, what alerted, what was approved. */
class Known {
  readonly #seen: ReadonlyMap<string, Row>;
  readonly #quarantined: ReadonlyMap<string, Row>;
  readonly #approved: ReadonlyMap<string, Row>;

  constructor(seen: readonly Row[], quarantined: readonly Row[], approved: readonly Row[]) {
    this.#seen = byKey(seen);
    this.#quarantined = byKey(quarantined);
    this.#approved = byKey(approved);
  }

  of(row: Row, dimension: Dimension): SeenBefore | null {
    const key = row[columnOf[dimension]];
    if (typeof key !== 'string') return null;
    const at = keyOf({ ...row, dimension, key_value: key });
    const seen = this.#seen.get(at);
    const approved = this.#approved.get(at);
    return {
      key,
      first: textOf(seen?.['first_at']),
      last: textOf(seen?.['last_at']),
      times: numberOf(seen?.['times']),
      quarantined: textOf(this.#quarantined.get(at)?.['since']),
      approved: approved === undefined ? null : { owner: textOf(approved['owner']) ?? '', ticket: textOf(approved['ticket']), reason: textOf(approved['reason']) ?? '', expires: textOf(approved['expires']) ?? '' },
    };
  }
}

function byKey(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function keyOf(row: Row): string {
  return JSON.stringify([row['provider'], row['scope_id'], row['dimension'], row['key_value']]);
}

/** Launches per hour, before the window and in it. */
class Launched {
  readonly #observed = new Map<string, number>();
  /** By scope, principal (or null for all) and block (or null for all). */
  readonly #before = new Map<string, Sums>();
  readonly #night = new Map<string, { machines: number; events: number }>();
  readonly #from: number;
  readonly #since: number;

  constructor(observed: readonly Row[], before: readonly Row[], night: readonly Row[], from: number, since: number) {
    this.#from = from;
    this.#since = since;
    for (const row of observed) this.#observed.set(placeOf(row), timeOf(row['first_at']));
    for (const row of before) {
      const sums = { sum: numberOf(row['machines']), squares: numberOf(row['squares']), max: numberOf(row['most']) };
      for (const of of [null, textOf(row['block'])]) {
        const key = JSON.stringify([placeOf(row), textOf(row['principal']), of]);
        this.#before.set(key, together(this.#before.get(key), sums));
      }
    }
    for (const row of night) {
      const [place, time] = [placeOf(row), timeOf(row['hour_at'])];
      for (const principal of [textOf(row['principal']), null]) {
        const key = JSON.stringify([place, principal, time]);
        const sum = this.#night.get(key) ?? { machines: 0, events: 0 };
        this.#night.set(key, { machines: sum.machines + numberOf(row['machines']), events: sum.events + numberOf(row['times']) });
      }
    }
  }

  observed(row: Row): Features['observed'] {
    const from = this.#observed.get(placeOf(row));
    if (from === undefined || from >= this.#from) return { from: null, days: 0 };
    return { from: new Date(from).toISOString(), days: daysBetween(from, this.#from) };
  }

  of(row: Row): Launches {
    const [place, time, principal] = [placeOf(row), timeOf(row['happened_at']), textOf(row['principal'])];
    const hour = hourOf(time);
    const baseline = (who: string | null, block: string | null): Baseline => baselineOf(this.#before.get(JSON.stringify([place, who, block])), hoursBetween(Math.max(this.#since, this.#observed.get(place) ?? this.#from), this.#from, block));
    const all = this.#night.get(JSON.stringify([place, null, hour]));
    return {
      hour: new Date(hour).toISOString(),
      machines: this.#night.get(JSON.stringify([place, principal, hour]))?.machines ?? 0,
      principal: baseline(principal, null),
      block: baseline(principal, blockOf(time)),
      everybody: { machines: all?.machines ?? 0, events: all?.events ?? 0, hours: baseline(null, null), block: baseline(null, blockOf(time)) },
    };
  }
}

/** Rows that are alike have the same features: of a night there are few, however many events it has. */
function byEvent(ids: readonly string[], alike: readonly number[], known: ReadonlyMap<number, Features>): ReadonlyMap<string, Features> {
  const features = new Map<string, Features>();
  for (const [index, id] of ids.entries()) {
    const one = known.get(alike[index] ?? -1);
    if (one === undefined) continue;
    const before = features.get(id);
    features.set(id, before === undefined ? one : { observed: one.observed, seen: leastKnown(before.seen, one.seen), launches: one.launches ?? before.launches });
  }
  return features;
}

function featuresIn(row: Row, known: Known, launched: Launched): Features {
  const seen: Partial<Record<Dimension, SeenBefore>> = {};
  for (const dimension of dimensions) {
    const said = known.of(row, dimension);
    if (said !== null) seen[dimension] = said;
  }
  return { observed: launched.observed(row), seen, launches: numberOf(row['machines']) > 0 ? launched.of(row) : null };
}

/** Of what two rows of one event bring. */
function leastKnown(one: Features['seen'], other: Features['seen']): Features['seen'] {
  const seen = { ...one };
  for (const dimension of dimensions) {
    const [before, said] = [seen[dimension], other[dimension]];
    if (said !== undefined && (before === undefined || isLessKnown(said, before))) seen[dimension] = said;
  }
  return seen;
}

/** What alerted first, then what was never seen, then what was seen less often. */
function isLessKnown(one: SeenBefore, other: SeenBefore): boolean {
  return rankOf(one) < rankOf(other);
}

function rankOf({ quarantined, approved, times }: SeenBefore): number {
  if (approved !== null) return Infinity;
  return quarantined === null ? times : -1;
}

function placeOf(row: Row): string {
  return JSON.stringify([row['provider'], row['scope_id']]);
}

function textOf(value: Row[string] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: Row[string] | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function timeOf(value: Row[string] | undefined): number {
  return typeof value === 'string' ? Date.parse(value) : NaN;
}
