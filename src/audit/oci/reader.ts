import { regionOfOcid } from '#catalog/regions.ts';
import type { AuditEvent, Deed, RecordPlace } from '#model/event.ts';
import type { JsonObject } from '#model/json.ts';
import { known, unknown } from '#model/known.ts';
import { scopeWith } from '#model/scope.ts';
import { channelOf } from '../channel.ts';
import { Halves } from '../halves.ts';
import { MetIds } from '../met-ids.ts';
import { objectAt, text, textAt } from '../path.ts';
import type { AuditReader, Passed, ReaderOptions, RecordReading, RecordScope } from '../reader.ts';
import { callerOf } from './actor.ts';
import { isReading, ociRow, type OciRow } from './events.ts';
import { failureOf } from './outcome.ts';
import { regionIn, saidIn, timeIn, unwrapped, type Said } from './record.ts';
import { grantsOf, subjectOf } from './subject.ts';

/** The audit log of Oracle Cloud Infrastructure. */
export const reader: AuditReader = {
  format: 'oci-audit',
  provider: 'oci',
  unwrap: unwrapped,
  candidates: null,
  open: (options) => new AuditReading(options),
};

interface Half {
  readonly row: OciRow;
  readonly deed: Deed;
  readonly said: Said;
  readonly source: RecordPlace;
}

/** What goes on behind its answer is logged when it begins and when it ends, in either order: one grouping, or one request, tells the two. */
class AuditReading implements RecordReading {
  readonly #options: ReaderOptions;
  readonly #halves = new Halves<Half>();
  readonly #met = new MetIds();

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  read(record: JsonObject, source: RecordPlace): AuditEvent | Passed {
    const said = saidIn(record);
    if (typeof said === 'string') return { passed: 'malformed', what: said };
    const { name, service, id, phase, grouping } = said;
    if (isReading(name)) return { passed: 'read-only', what: name };
    const row = ociRow(name, service, said.resourceId);
    if (row === null) return { passed: 'unlisted', what: `${service}:${name}` };
    const deed = row.deed ?? actionOf(said);
    if (deed === null) return { passed: 'no-change', what: `${name} ${text(said.parameters['action']) ?? 'without an action'}` };
    const once = id === '' ? [grouping, said.time, name, phase].join(' ') : id;
    if (this.#met.has(once)) return { passed: 'duplicate', what: name };
    this.#met.add(once);
    const half: Half = { row, deed, said, source };
    if (phase === null || grouping === null || failureOf(said) !== null) return this.#eventOf(half, half);
    const other = this.#halves.meet([grouping, name].join(' ').toLowerCase(), half, (waiting) => waiting.said.phase !== phase);
    if (other === 'waits') return { passed: 'held', what: name };
    if (other === 'goes on') return { passed: 'no-change', what: `${name} goes on` };
    return phase === 'begin' ? this.#eventOf(half, other) : this.#eventOf(other, half);
  }

  finish(): readonly AuditEvent[] {
    return this.#halves.finish((half) => (half.said.phase === 'begin' ? this.#eventOf(half, null) : this.#eventOf(null, half)));
  }

  scopeOf(record: JsonObject): RecordScope {
    const resource = textAt(record, 'data.resource_id');
    return { scope: textAt(record, 'data.compartment_id') ?? textAt(record, 'oracle.compartmentid'), region: regionIn(objectAt(record, 'data') ?? {}) ?? (resource === null ? null : regionOfOcid(resource)), time: timeIn(record) };
  }

  /** Null for a half that is not in the log. */
  #eventOf(first: Half | null, last: Half | null): AuditEvent {
    const { row, deed, said: begin, source } = (first ?? last) as Half;
    const end = (last ?? first)?.said ?? begin;
    const failure = failureOf(end);
    const subject = subjectOf(row, deed, begin, end);
    const { actor, claimed, principals } = callerOf(begin);
    const compartment = end.compartment ?? begin.compartment;
    return {
      id: begin.phase === null || begin.grouping === null ? begin.id : `${begin.grouping} ${begin.name}`,
      provider: 'oci',
      time: begin.time,
      name: begin.name,
      service: begin.service,
      deed,
      touches: row.touches,
      outcome: failure?.outcome ?? (last === null ? 'accepted' : 'success'),
      error: failure?.error ?? null,
      scope: subject?.row.scope ?? scopeWith({ compartment: compartment === null ? unknown('the record does not tell the compartment') : known(compartment) }),
      region: subject?.row.region.status === 'known' ? subject.row.region.value : null,
      actor,
      channel: channelOf(claimed, 'oci', principals, this.#options.pipelines),
      claimed,
      subjects: subject === null ? [] : [subject],
      grants: subject !== null && row.touches === 'grant' && deed !== 'delete' ? grantsOf(row, subject, begin, end) : [],
      source,
      gaps: [...(last === null ? ['the end of the call is not in the log'] : []), ...(subject === null ? ['the record does not tell what it was about'] : [])],
    };
  }
}

/** `START` and `STOP`, and softer forms of them; resets leave it as it is. */
function actionOf({ parameters }: Said): Deed | null {
  const action = text(parameters['action']) ?? '';
  return /^start$/i.test(action) ? 'start' : /^(?:soft)?stop$/i.test(action) ? 'stop' : null;
}
