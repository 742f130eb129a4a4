import type { Window } from '#config/window.ts';
import { loadDuckdb } from '#history/duckdb.ts';
import { featuresOf } from '#history/features.ts';
import type { HistoryPlace } from '#history/file.ts';
import { History } from '#history/history.ts';
import { quarantine, type Alert } from '#history/known.ts';
import { scopeOf, type Observation } from '#history/observation.ts';
import { addNight, nightsOf, type Night } from '#history/status.ts';
import type { Claim } from '#model/finding.ts';
import type { Dimension, Features } from '#model/features.ts';
import type { JudgedEvent } from '#model/judged.ts';
import type { Problem } from '#model/problem.ts';

/** Detections of a value that was never seen, by their ids. */
const unseen: Readonly<Record<string, Dimension>> = {
  'previously-unseen-user': 'user',
  'previously-unseen-region': 'region',
  'previously-unseen-image': 'image',
  'previously-unseen-instance-type': 'type',
};

/** What was seen before a report, as far as anything tells it: a history, or what the logs hold from before its window. */
export class Past {
  readonly #history: History | null;
  readonly #window: Window;
  readonly notices: readonly Problem[];

  private constructor(history: History | null, window: Window, notices: readonly Problem[]) {
    this.#history = history;
    this.#window = window;
    this.notices = notices;
  }

  /** @throws ProblemError for a file that cannot be used, and for one that is named where DuckDB is not installed */
  static async open(place: HistoryPlace | null, window: Window): Promise<Past> {
    if (place === null) return new Past(null, window, []);
    if (place.file === null && loadDuckdb(place.cwd) === null) {
      return new Past(null, window, [{ code: 'history-duckdb', message: 'DuckDB is not installed, so that nothing is known of what was seen before', where: null, hint: 'npm install @duckdb/node-api, or --no-history' }]);
    }
    return new Past(await History.open(place), window, []);
  }

  async add(observations: readonly Observation[]): Promise<void> {
    await this.#history?.add(observations);
  }

  /** By event of the window. Null where nothing tells. */
  async features(): Promise<ReadonlyMap<string, Features> | null> {
    if (this.#history === null) return null;
    await this.#history.take();
    return featuresOf(this.#history, this.#window);
  }

  /** What alerted is not learned; the report is remembered. */
  async learn(events: readonly JudgedEvent[], claims: readonly Claim[], counts: Night['counts']): Promise<void> {
    if (this.#history === null) return;
    await quarantine(this.#history, alertsOf(events, claims));
    await addNight(this.#history, { ...this.#window, counts });
  }

  async nights(): Promise<readonly Night[]> {
    return this.#history === null ? [] : nightsOf(this.#history);
  }

  async commit(): Promise<void> {
    await this.#history?.commit();
  }

  async close(): Promise<void> {
    await this.#history?.close();
  }
}

function alertsOf(events: readonly JudgedEvent[], claims: readonly Claim[]): readonly Alert[] {
  const byId = new Map(events.map((one) => [one.event.id, one]));
  return claims.flatMap(({ guardrail, verdict, detected }) => {
    const dimension = unseen[guardrail];
    const found = detected?.event == null ? undefined : byId.get(detected.event.id);
    const seen = dimension === undefined ? undefined : found?.features?.seen[dimension];
    if (dimension === undefined || found === undefined || seen === undefined || verdict !== 'fail') return [];
    return [{ provider: found.event.provider, scope: scopeOf(found.event.scope), dimension, key: seen.key, since: found.event.time, detection: guardrail, event: found.event.id }];
  });
}
