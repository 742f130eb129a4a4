import { armId } from '#catalog/azure/arm-id.ts';
import type { AuditEvent, Deed, RecordPlace } from '#model/event.ts';
import { channelOf } from '../channel.ts';
import type { ReaderOptions } from '../reader.ts';
import { callerOf } from './actor.ts';
import type { AzureRow } from './events.ts';
import { failureOf, writeOf, type Step } from './outcome.ts';
import type { Said } from './record.ts';
import { grantsOf, scopeOf, subjectOf } from './subject.ts';

/** One call, by its records in the order of time. */
export interface Call {
  readonly row: AzureRow;
  readonly records: (Step & { readonly source: RecordPlace })[];
}

/** @param deployment the ARM id of the deployment that made the call, where one did */
export function eventOf({ row, records }: Call, deployment: string | null, { pipelines }: ReaderOptions): AuditEvent {
  const all = records.map(({ said }) => said);
  const first = all[0] as Said;
  const end = records.find(({ phase }) => phase === 'failed') ?? records.find(({ phase }) => phase === 'success') ?? records.at(-1);
  const [last, phase] = [end?.said ?? first, end?.phase ?? 'start'];
  const said = (of: (one: Said) => boolean): Said => all.find(of) ?? first;
  const failure = phase === 'failed' ? failureOf(records) : null;
  const write = row.deed === 'write' ? writeOf(records) : null;
  // What did not come about is told as what it may have been: the making of something.
  const deed: Deed = row.deed === 'write' ? (write ?? (failure === null ? 'modify' : 'create')) : (row.deed ?? 'modify');
  const mayCreate = row.deed === 'write' && write === null && failure === null;
  const subject = subjectOf(row, {
    resourceId: first.resourceId,
    deed: mayCreate ? 'create' : deed,
    request: said(({ request }) => request !== null).request,
    response: failure === null ? ([...all].reverse().find(({ response }) => response !== null)?.response ?? null) : null,
    isCut: all.every(({ request, response }) => request === null && response === null) && all.some(({ gaps }) => gaps.length > 0),
    location: said(({ location }) => location !== null && !/^global$/i.test(location)).location,
  });
  const { actor, claimed, principals } = callerOf(mergedCaller(all));
  return {
    id: [first.correlation ?? 'no correlation', first.operation, first.resourceId, first.time].join(' ').toLowerCase(),
    provider: 'azure',
    time: first.time,
    name: row.operation,
    service: row.operation.slice(0, row.operation.indexOf('/')),
    deed,
    ...(mayCreate ? { mayCreate } : {}),
    ...(deployment === null ? {} : { partOf: deployment }),
    touches: row.touches,
    outcome: failure?.outcome ?? (phase === 'success' ? 'success' : 'accepted'),
    error: failure?.error ?? null,
    scope: subject?.row.scope ?? scopeOf(armId(first.resourceId) ?? { subscription: null, resourceGroup: null, type: null, name: '', parent: null }),
    region: subject?.row.region.status === 'known' ? subject.row.region.value : null,
    actor,
    channel: channelOf(claimed, 'azure', principals, pipelines),
    claimed,
    subjects: subject === null ? [] : [subject],
    grants: subject !== null && row.touches === 'grant' && deed === 'create' ? grantsOf(subject) : [],
    source: (end ?? records[0])?.source ?? { file: '', record: 0 },
    gaps: [
      ...new Set([
        ...(mayCreate ? ['the records do not tell whether it was made or changed'] : []),
        ...(subject === null ? [`the resource id is not one of ${row.type}`] : []),
        ...(phase === 'start' || phase === 'accepted' ? ['the end of the call is not in the log'] : []),
        ...last.gaps,
        ...all.flatMap(({ gaps }) => gaps),
      ]),
    ],
  };
}

/** Not every record of a call has all that is known of the caller. */
function mergedCaller(all: readonly Said[]): Said {
  const first = all[0] as Said;
  const filled = <K extends keyof Said>(key: K): Said[K] => all.find((said) => said[key] !== null)?.[key] ?? first[key];
  return { ...first, caller: filled('caller'), claims: filled('claims'), evidence: filled('evidence'), address: filled('address'), tenant: filled('tenant') };
}
