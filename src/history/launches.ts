import type { LaunchHour } from '#model/drift.ts';
import { byCodePoint } from '#model/json.ts';
import { scopeIn } from '#model/resource.ts';
import { deedOf, rowsOfEvent, type Observation } from './observation.ts';

/** Machines launched per clock hour, scope and principal, counted as a history counts them. */
export class Launches {
  readonly #hours = new Map<string, LaunchHour>();

  add(observation: Observation): void {
    const { event } = observation;
    if (deedOf(event) !== 'create' || (event.outcome !== 'success' && event.outcome !== 'accepted')) return;
    const machines = rowsOfEvent(observation).reduce((sum, row) => sum + row.machines, 0);
    if (machines === 0) return;
    const hour = `${event.time.slice(0, 13)}:00:00.000Z`;
    const [scope, { principal }] = [scopeIn(event.scope), event.actor];
    const key = JSON.stringify([hour, event.provider, scope, principal]);
    this.#hours.set(key, { hour, provider: event.provider, scope, principal, machines: (this.#hours.get(key)?.machines ?? 0) + machines });
  }

  /** Sorted. */
  get hours(): readonly LaunchHour[] {
    return [...this.#hours].toSorted(([a], [b]) => byCodePoint(a, b)).map(([, hour]) => hour);
  }
}
