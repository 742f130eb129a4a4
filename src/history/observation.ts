import type { AuditEvent } from '#model/event.ts';
import type { Kind, Resource } from '#model/resource.ts';

/** An event, and what its subjects are as resources, in the same order, as far as a history remembers it; null for what is none. */
export interface Observation {
  readonly event: AuditEvent;
  readonly resources: readonly (Pick<Resource, 'type' | 'kind' | 'region' | 'shapes' | 'image'> | null)[];
}

/** What runs somebody's programs: a shape of a database cannot mine. */
const machines: ReadonlySet<Kind> = new Set(['instance', 'instance-group', 'k8s-nodepool', 'k8s-cluster', 'container', 'batch', 'ml']);

/** One line of the table of events: the subjects of an event that are alike. */
export interface EventRow {
  readonly part: number;
  readonly region: string | null;
  readonly type: string | null;
  readonly kind: Kind | null;
  readonly shape: string | null;
  readonly image: string | null;
  /** Launched, or asked for where nothing was; 0 for what is no machine. */
  readonly machines: number;
}

/** Never none, so that a call without subjects is remembered as well. */
export function rowsOfEvent({ event, resources }: Observation): readonly EventRow[] {
  const rows = new Map<string, EventRow>();
  const deed = deedOf(event);
  const made = new Set(event.subjects.map(({ row }) => row.id));
  for (const [index, subject] of event.subjects.entries()) {
    const resource = resources[index];
    if (resource == null) continue;
    const region = resource.region.status === 'known' ? resource.region.value : event.region;
    const image = resource.image.status === 'known' ? resource.image.value : null;
    // What a fleet answers with are machines for which the fleet stands already.
    const isPart = subject.row.madeBy !== null && made.has(subject.row.madeBy);
    const runs = deed === 'create' && machines.has(resource.kind) && !isPart;
    const shapes = resource.shapes.flatMap(({ name }) => (name.status === 'known' ? [name.value] : []));
    // Only the first place counts the machines: alternatives of a fleet are not launched all.
    for (const [place, shape] of (shapes.length === 0 ? [null] : shapes).entries()) {
      const key = JSON.stringify([resource.type, region, shape, image]);
      const before = rows.get(key);
      const count = (before?.machines ?? 0) + (runs && place === 0 ? subject.count : 0);
      rows.set(key, { part: before?.part ?? rows.size, region, type: resource.type, kind: resource.kind, shape, image, machines: count });
    }
  }
  return rows.size === 0 ? [{ part: 0, region: event.region, type: null, kind: null, shape: null, image: null, machines: 0 }] : [...rows.values()];
}

/** A call that writes whether or not there was something may have made it: detections judge it so, and it is known from then on. */
export function deedOf({ deed, mayCreate, touches }: AuditEvent): AuditEvent['deed'] {
  return mayCreate === true && touches === null ? 'create' : deed;
}
