import type { Window } from '#config/window.ts';
import { loadDuckdb } from '#history/duckdb.ts';
import { featuresOf } from '#history/features.ts';
import type { HistoryPlace } from '#history/file.ts';
import { History } from '#history/history.ts';
import { quarantine, type Alert } from '#history/known.ts';
import type { Observation } from '#history/observation.ts';
import { addNight, trendOf } from '#history/status.ts';
import type { AuditEvent } from '#model/event.ts';
import type { Claim } from '#model/finding.ts';
import { dimensions, type Features } from '#model/features.ts';
import type { Night } from '#model/history.ts';
import type { Problem } from '#model/problem.ts';
import { scopeIn } from '#model/resource.ts';

/** What was seen before a report, as far as anything tells it: a history, or what the logs hold from before its window. */
export class Past {
  #history: History | null;
  /** Whether a file remembers what this run has seen. */
  readonly #isKept: boolean;
  readonly #window: Window;
  /** Of a history that is not kept: when the log of each scope begins, by day. */
  readonly #begins = new Map<string, string>();
  readonly notices: readonly Problem[];

  private constructor(history: History | null, isKept: boolean, window: Window, notices: readonly Problem[]) {
    this.#history = history;
    this.#isKept = isKept;
    this.#window = window;
    this.notices = notices;
  }

  /** @throws ProblemError for a file that cannot be used, and for one that is named where DuckDB is not installed */
  static async open(place: HistoryPlace | null, window: Window): Promise<Past> {
    if (place === null) return new Past(null, false, window, []);
    if (place.file === null && loadDuckdb(place.cwd) === null) {
      return new Past(null, false, window, [{ code: 'history-duckdb', message: 'DuckDB is not installed, so the history cannot be read', where: null, hint: 'npm install @duckdb/node-api, or --no-history' }]);
    }
    return new Past(await History.open(place), place.file !== null, window, []);
  }

  /** Whether it has to be told of an event: a file remembers all; tonight's features need what teaches, and how far back the log of a scope goes. */
  takes(event: AuditEvent): boolean {
    if (this.#history === null || this.#isKept) return this.#history !== null;
    return teaches(event) || this.#begin(event);
  }

  /** Whether it has to be told what such an event is about. */
  asks(event: AuditEvent): boolean {
    return this.#history !== null && (teaches(event) || (this.#isKept && event.time >= this.#window.from));
  }

  #begin({ provider, scope, time }: AuditEvent): boolean {
    const day = `${provider} ${scopeIn(scope) ?? ''} ${time.slice(0, 10)}`;
    const before = this.#begins.get(day);
    if (before !== undefined && before <= time) return false;
    this.#begins.set(day, time);
    return true;
  }

  async add(observations: readonly Observation[]): Promise<void> {
    await this.#history?.add(observations);
  }

  /** By event of the window. Null where nothing tells. What no file keeps is not asked again: it is let go. */
  async features(): Promise<ReadonlyMap<string, Features> | null> {
    if (this.#history === null) return null;
    await this.#history.take();
    const features = await featuresOf(this.#history, this.#window);
    if (!this.#isKept) await this.close();
    return features;
  }

  /** What alerted is not learned. */
  async learn(events: Iterable<AuditEvent>, claims: readonly Claim[]): Promise<void> {
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
    const history = this.#history;
    this.#history = null;
    await history?.close();
  }
}

/** Whether values may be known by it from then on. */
function teaches({ deed, mayCreate }: AuditEvent): boolean {
  return deed === 'create' || mayCreate === true;
}

/** What a detection of values that were never seen has failed: the argument is the dimension, what it is about the value. */
function alertsOf(events: Iterable<AuditEvent>, claims: readonly Claim[]): readonly Alert[] {
  const unseen = claims.filter(({ guardrail, verdict }) => guardrail.startsWith('previously-unseen-') && verdict === 'fail');
  const ids = new Set(unseen.map(({ detected }) => detected?.event?.id));
  const byId = new Map<string, AuditEvent>();
  if (ids.size > 0) for (const event of events) if (ids.has(event.id)) byId.set(event.id, event);
  return unseen.flatMap(({ guardrail, detected, evidence }) => {
    const dimension = dimensions.find((one) => one === evidence.path);
    const event = detected?.event == null ? undefined : byId.get(detected.event.id);
    if (dimension === undefined || event === undefined || detected?.about == null) return [];
    return [{ provider: event.provider, scope: scopeIn(event.scope) ?? '', dimension, key: detected.about, since: event.time, detection: guardrail, event: event.id }];
  });
}
