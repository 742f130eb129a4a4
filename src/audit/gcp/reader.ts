import type { AuditEvent, RecordPlace } from '#model/event.ts';
import type { JsonObject } from '#model/json.ts';
import { channelOf } from '../channel.ts';
import { Halves } from '../halves.ts';
import { MetIds } from '../met-ids.ts';
import type { AuditReader, Passed, ReaderOptions, RecordReading, RecordScope } from '../reader.ts';
import { text, textAt } from '../path.ts';
import { callerOf } from './actor.ts';
import { entryIn, projectIn, timeIn, unwrapped, type Entry } from './entry.ts';
import { gcpRow, type GcpRow } from './events.ts';
import { isReading } from './method.ts';
import { failureOf } from './outcome.ts';
import { scopeOf, toldBy } from './subject.ts';

/** The audit logs of Google Cloud. */
export const reader: AuditReader = {
  format: 'gcp-audit',
  provider: 'gcp',
  unwrap: unwrapped,
  candidates: null,
  open: (options) => new AuditLogReading(options),
};

interface Half {
  readonly row: GcpRow;
  readonly entry: Entry;
  readonly source: RecordPlace;
}

/**
 * What takes long is logged twice: the first entry of an operation has the request, the last one how it ended. Lists give the newest
 * first, so that either may come before the other.
 */
class AuditLogReading implements RecordReading {
  readonly #options: ReaderOptions;
  readonly #halves = new Halves<Half>();
  readonly #met = new MetIds();

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  read(record: JsonObject, source: RecordPlace): AuditEvent | Passed {
    const entry = entryIn(record);
    if (entry === null) return { passed: 'no-change', what: `entry of another log (${logOf(record)})` };
    if (typeof entry === 'string') return { passed: 'malformed', what: entry };
    const { method, operation, insertId } = entry;
    const row = gcpRow(method);
    if (row === null) return isReading(method) ? { passed: 'read-only', what: method.name } : { passed: 'unlisted', what: `${text(entry.payload['serviceName']) ?? method.api}:${method.path}` };
    if (this.#met.has(insertId)) return { passed: 'duplicate', what: method.name };
    this.#met.add(insertId);
    const half: Half = { row, entry, source };
    if (operation === null || (operation.first && (operation.last || failureOf(entry.payload) !== null))) return this.#eventOf(half, half);
    // Between the two some services log what they are about to do.
    const isEnd = operation.first || operation.last;
    const other = this.#halves.meet(`${entry.project} ${operation.id}`, half, ({ entry: { operation: one } }) => isEnd && (one?.first !== operation.first || one.last !== operation.last));
    if (other === 'waits') return { passed: 'held', what: method.name };
    if (other === 'goes on') return { passed: 'no-change', what: `${method.name} goes on` };
    return operation.first ? this.#eventOf(half, other) : this.#eventOf(other, half);
  }

  finish(): readonly AuditEvent[] {
    return this.#halves.finish((half) => this.#eventOf(half.entry.operation?.first === false ? null : half, half.entry.operation?.last === true ? half : null));
  }

  scopeOf(record: JsonObject): RecordScope {
    return { scope: projectIn(record), region: null, time: timeIn(record) };
  }

  /** @param first the half with the request @param last the one with the outcome; null for one that is not in the log */
  #eventOf(first: Half | null, last: Half | null): AuditEvent {
    const { row, entry, source } = (first ?? last) as Half;
    const failure = failureOf((last ?? first)?.entry.payload ?? {});
    const { actor, claimed, principals } = callerOf(entry);
    const { subjects, grants, gaps } = toldBy(row, numbered(entry, last?.entry), first !== null);
    const [subject] = subjects;
    return {
      id: [entry.project ?? '', entry.operation === null ? entry.insertId : entry.operation.id].join(' '),
      provider: 'gcp',
      time: entry.time,
      name: entry.method.name,
      service: text(entry.payload['serviceName']) ?? `${entry.method.api}.googleapis.com`,
      deed: row.deed ?? 'modify',
      touches: row.touches,
      // All calls that set labels take the whole of them.
      ...(row.touches === 'tags' ? { replacesTags: true } : {}),
      outcome: failure?.outcome ?? (last === null ? 'accepted' : 'success'),
      error: failure?.error ?? null,
      scope: subject?.row.scope ?? scopeOf(entry.project),
      region: subject?.row.region.status === 'known' ? subject.row.region.value : null,
      actor,
      channel: channelOf(claimed, 'gcp', principals, this.#options.pipelines),
      claimed,
      subjects,
      grants,
      source,
      gaps: [...gaps, ...(first === null && (row.deed === 'create' || row.deed === 'modify') ? ['the entry that holds the request is not in the log'] : []), ...(last === null ? ['the end of the operation is not in the log'] : [])],
    };
  }
}

/** The number of a machine may stand in the last entry alone. */
function numbered(entry: Entry, last: Entry | undefined): Entry {
  return entry.number === null && last !== undefined ? { ...entry, number: last.number, uniqueId: entry.uniqueId ?? last.uniqueId } : entry;
}

function logOf(record: JsonObject): string {
  const name = text(record['logName']) ?? textAt(record, 'resource.type') ?? 'unknown';
  return name.slice(name.lastIndexOf('/') + 1).replaceAll(/%2F/gi, '/');
}
