import { armId } from '#catalog/azure/arm-id.ts';
import type { AuditEvent, RecordPlace } from '#model/event.ts';
import { byCodePoint, type JsonObject } from '#model/json.ts';
import { inOrder } from '../halves.ts';
import type { AuditReader, Passed, ReaderOptions, RecordReading } from '../reader.ts';
import { text } from '../path.ts';
import { eventOf, type Call } from './event.ts';
import { azureRow } from './events.ts';
import { phaseOf } from './outcome.ts';
import { asRecord, categoryIn, correlationIn, operationIn, resourceIn, saidIn, statusIn, timeIn } from './record.ts';

/** The activity log of Azure. */
export const reader: AuditReader = {
  format: 'azure-activity',
  provider: 'azure',
  unwrap: asRecord,
  candidates: null,
  open: (options) => new ActivityReading(options),
};

/**
 * A call is logged when it starts, when it is accepted and when it ends, by records that share a correlation, an operation and a resource,
 * and that lists give newest first: it is told once all of them are there. Whoever makes several calls with one correlation, as Terraform
 * does in a run, starts each of them anew.
 */
export class ActivityReading implements RecordReading {
  readonly #options: ReaderOptions;
  readonly #held = new Map<string, Held>();
  /** Deployments, by their correlation: the calls that they make have the same. */
  readonly #deployments = new Map<string, string>();

  /** Events of calls that wait no longer. */
  readonly #ready: AuditEvent[] = [];
  readonly #most: number;

  /** @param most calls that are held: of more, those that have waited longest are told as they are */
  constructor(options: ReaderOptions, most = 20_000) {
    this.#options = options;
    this.#most = most;
  }

  read(record: JsonObject, source: RecordPlace): AuditEvent | Passed {
    const operation = operationIn(record) ?? '';
    if (/\/read$/i.test(operation)) return { passed: 'read-only', what: operation };
    const category = categoryIn(record);
    if (category !== null && !/^(?:administrative|write|delete|action)$/i.test(category)) return { passed: 'no-change', what: `category ${category}` };
    const status = statusIn(record);
    const phase = phaseOf(status);
    if (phase === null) return { passed: 'no-change', what: `${operation} is ${status === '' ? 'without a status' : status}` };
    const row = azureRow(operation);
    // Exports write the same name in upper case.
    if (row === null) return { passed: 'unlisted', what: operation.toLowerCase() };
    if (row.type === 'Microsoft.Resources/deployments') this.#deployment(record);
    if (row.deed === null) return { passed: 'no-change', what: row.operation };
    const said = saidIn(record);
    if (typeof said === 'string') return { passed: 'malformed', what: said };
    const key = [said.correlation ?? said.time, operation, said.resourceId].join(' ').toLowerCase();
    const call: Call = { row, records: [{ said, phase, source }] };
    const once = `${said.time} ${phase}`;
    const held = this.#held.get(key);
    if (held?.met.has(once)) return { passed: 'duplicate', what: operation };
    if (held === undefined) this.#held.set(key, { calls: [call], met: new Set([once]) });
    else {
      held.calls.push(call);
      held.met.add(once);
    }
    if (this.#held.size > this.#most) this.#release();
    return this.#ready.shift() ?? { passed: 'held', what: operation };
  }

  #deployment(record: JsonObject): void {
    const [correlation, resource] = [correlationIn(record), resourceIn(record)];
    if (correlation !== null && resource !== null) this.#deployments.set(correlation, resource);
  }

  /** Tells what was met longest ago: by now all of it is there, or what is missing is in none of these logs. A tenth at once, for what is taken from the front of a map leaves holes that are walked over. */
  #release(): void {
    let left = Math.ceil(this.#most / 10);
    for (const [key, held] of this.#held) {
      this.#held.delete(key);
      this.#ready.push(...this.#eventsOf(held));
      left -= 1;
      if (left === 0) return;
    }
  }

  #eventsOf({ calls }: Held): readonly AuditEvent[] {
    return callsIn(calls).map((call) => eventOf(call, this.#deployments.get(call.records[0]?.said.correlation ?? '') ?? null, this.#options));
  }

  finish(): readonly AuditEvent[] {
    const events = [...this.#ready, ...[...this.#held.values()].flatMap((held) => this.#eventsOf(held))];
    this.#held.clear();
    return inOrder(events);
  }

  scopeOf(record: JsonObject): { readonly scope: string | null; readonly region: string | null; readonly time: string | null } {
    const id = text(record['resourceid']) ?? text(record['_resourceid']) ?? '';
    return { scope: armId(id)?.subscription?.toLowerCase() ?? text(record['subscriptionid'])?.toLowerCase() ?? text(record['tenantid'])?.toLowerCase() ?? null, region: null, time: timeIn(record) };
  }
}

/** Records of one correlation, operation and resource, each once. */
interface Held {
  readonly calls: Call[];
  readonly met: Set<string>;
}

const ranks = { start: 0, accepted: 1, success: 2, failed: 2 } as const;

/** In the order of time; each start, and whatever follows an end, begins another call. */
function callsIn(all: readonly Call[]): readonly Call[] {
  const sorted = [...all].sort((a, b) => {
    const [one, other] = [a.records[0], b.records[0]];
    return one === undefined || other === undefined ? 0 : byCodePoint(one.said.time, other.said.time) || ranks[one.phase] - ranks[other.phase];
  });
  const calls: Call[] = [];
  for (const { row, records } of sorted) {
    const current = calls.at(-1);
    const last = current?.records.at(-1);
    const [next] = records;
    if (current === undefined || last === undefined || next === undefined || next.phase === 'start' || ranks[last.phase] === 2) calls.push({ row, records: [...records] });
    else current.records.push(...records);
  }
  return calls;
}
