import { kindOf } from '#catalog/live-types.ts';
import type { DriftItem, EventRef } from '#model/drift.ts';
import type { AuditEvent } from '#model/event.ts';
import { byCodePoint } from '#model/json.ts';
import { scopeIn } from '#model/resource.ts';
import { isNewer, toldEvent } from './event-ref.ts';

interface Attempt {
  readonly event: Pick<AuditEvent, 'name' | 'service' | 'provider' | 'region' | 'scope' | 'error' | 'outcome'>;
  readonly type: string;
  /** Of the last one: it may name what it was about. */
  message: string | null;
  first: EventRef;
  last: EventRef;
  count: number;
  machines: number;
}

/** Calls that were to make something and did not. Those of one caller that failed alike are one item: a probe asks a thousand times. */
export class Attempts {
  readonly #byKey = new Map<string, Attempt>();

  add({ name, service, provider, region, scope, error, outcome, subjects }: AuditEvent, ref: EventRef): void {
    const rows = subjects.length === 0 ? [null] : subjects;
    for (const subject of rows) {
      const type = subject?.row.type ?? service;
      const key = JSON.stringify([provider, scopeIn(scope), region, name, service, error?.code ?? null, outcome, ref.principal, ref.channel, type]);
      const before = this.#byKey.get(key);
      const machines = subject?.count ?? 0;
      if (before === undefined) {
        this.#byKey.set(key, { event: { name, service, provider, region, scope, error, outcome }, type, message: error?.message ?? null, first: ref, last: ref, count: 1, machines });
        continue;
      }
      before.count += 1;
      before.machines += machines;
      if (isNewer(ref, before.last)) [before.last, before.message] = [ref, error?.message ?? null];
      if (isNewer(before.first, ref)) before.first = ref;
    }
  }

  *items(): Iterable<DriftItem> {
    const all = [...this.#byKey].sort(([a], [b]) => byCodePoint(a, b));
    for (const [, attempt] of all) yield itemOf(attempt);
  }
}

function itemOf({ event, type, message, first, last, count, machines }: Attempt): DriftItem {
  const { provider, region, scope, name, error, outcome } = event;
  const why = [error?.code, message].filter((one) => typeof one === 'string').join(': ');
  return {
    verdict: 'attempt',
    resource: { address: `${name} ${scopeIn(scope) ?? ''} ${region ?? ''} ${last.principal}`.replaceAll(/\s+/g, ' '), type, provider, kind: kindOf(provider, type), stage: 'event', action: 'create', id: null, region, name, scope },
    declared: null,
    live: null,
    created: null,
    last,
    parent: null,
    changed: [],
    lived: null,
    evidence: [
      `tried by ${toldEvent(last)}`,
      why === '' ? outcome : `${outcome}: ${why}`,
      ...(count === 1 ? [] : [`${count} times, first at ${first.time}`]),
      ...(machines > 1 ? [`for ${machines} machines in all`] : []),
    ],
    needs: null,
    terraform: null,
    ignored: null,
  };
}
