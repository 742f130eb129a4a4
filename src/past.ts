import type { Window } from '#config/window.ts';
import { loadDuckdb } from '#history/duckdb.ts';
import { featuresOf } from '#history/features.ts';
import type { HistoryPlace } from '#history/file.ts';
import { History } from '#history/history.ts';
import { quarantine, type Alert } from '#history/known.ts';
import type { Observation } from '#history/observation.ts';
import { addNight, trendOf } from '#history/status.ts';
import type { Claim } from '#model/finding.ts';
import { dimensions, type Features } from '#model/features.ts';
import type { Night } from '#model/history.ts';
import type { JudgedEvent } from '#model/judged.ts';
import type { Problem } from '#model/problem.ts';
import { scopeIn } from '#model/resource.ts';

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

  /** What alerted is not learned. */
  async learn(events: readonly JudgedEvent[], claims: readonly Claim[]): Promise<void> {
    if (this.#history !== null) await quarantine(this.#history, alertsOf(events, claims));
  }

  /** Remembers the report. @returns those of nights before */
  async remember({ counts, findings }: Pick<Night, 'counts' | 'findings'>): Promise<readonly Night[]> {
    if (this.#history === null) return [];
    await addNight(this.#history, { ...this.#window, counts, findings });
    return trendOf(this.#history, this.#window);
  }

  async commit(): Promise<void> {
    await this.#history?.commit();
  }

  async close(): Promise<void> {
    await this.#history?.close();
  }
}

/** What a detection of values that were never seen has failed: the argument is the dimension, what it is about the value. */
function alertsOf(events: readonly JudgedEvent[], claims: readonly Claim[]): readonly Alert[] {
  const byId = new Map(events.map(({ event }) => [event.id, event]));
  return claims.flatMap(({ guardrail, verdict, detected, evidence }) => {
    const dimension = dimensions.find((one) => one === evidence.path);
    const event = detected?.event == null ? undefined : byId.get(detected.event.id);
    if (!guardrail.startsWith('previously-unseen-') || verdict !== 'fail' || dimension === undefined || event === undefined || detected?.about == null) return [];
    return [{ provider: event.provider, scope: scopeIn(event.scope) ?? '', dimension, key: detected.about, since: event.time, detection: guardrail, event: event.id }];
  });
}
