import type { AuditEvent } from '#model/event.ts';
import { byCodePoint } from '#model/json.ts';

/** Calls that are logged when they begin and when they end, in either order: the half that comes first waits for the other one. */
export class Halves<Half> {
  readonly #waiting = new Map<string, Half>();

  /** @returns the half that has waited, and waits no longer; `goes on` where one waits of which this is not the other half */
  meet(key: string, half: Half, isOther: (waiting: Half) => boolean): Half | 'waits' | 'goes on' {
    const waiting = this.#waiting.get(key);
    if (waiting === undefined) {
      this.#waiting.set(key, half);
      return 'waits';
    }
    if (!isOther(waiting)) return 'goes on';
    this.#waiting.delete(key);
    return waiting;
  }

  /** Those whose other half is not in the log, once all is read. */
  finish(eventOf: (half: Half) => AuditEvent): readonly AuditEvent[] {
    const events = inOrder([...this.#waiting.values()].map(eventOf));
    this.#waiting.clear();
    return events;
  }
}

export function inOrder(events: readonly AuditEvent[]): readonly AuditEvent[] {
  return events.toSorted((a, b) => byCodePoint(a.time, b.time) || byCodePoint(a.id, b.id));
}
