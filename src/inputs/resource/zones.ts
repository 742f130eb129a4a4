import { known, unknown, type Known } from '#model/known.ts';
import { isArray } from '#model/json.ts';
import type { Indexes } from './shape-argument.ts';
import type { Subject } from './subject.ts';
import { each, isOpen } from './text.ts';

/** GKE spreads what stands in a region over three of its zones, unless it is told which. */
const zonesOfRegion = 3;

const nodePool = 'google_container_node_pool';

/** In how many zones the nodes of a pool are, which GKE counts in each of them. `indexes`: of a pool within a cluster. */
export function zonesOf(subject: Subject, indexes: Indexes): Known<number> {
  // A pool that exists lists its zones, and a cluster those of the pools that do not.
  if (subject.format.stage === 'inventory') return (indexes.length > 0 ? named(subject, 'nodePools[].locations', indexes.slice(0, 1)) : null) ?? named(subject, 'locations', []) ?? known(1);
  const isPool = subject.entry.type === nodePool;
  const own = isPool ? named(subject, 'node_locations', []) : indexes.length > 0 ? named(subject, 'node_pool[].node_locations', indexes.slice(0, 1)) : null;
  if (own !== null) return own;
  const cluster = isPool ? clusterOf(subject) : subject;
  const ofCluster = cluster === null ? null : named(cluster, 'node_locations', []);
  const place = placeOf(subject) ?? (cluster === null ? null : placeOf(cluster));
  if (place === null) return hidden(subject) ? unknown('in how many zones its nodes are is not known') : known(1);
  if (ofCluster !== null && place.status === 'known') {
    // A cluster in one zone names the others.
    if (ofCluster.status === 'known' && isZone(place.value)) return known(ofCluster.value + 1);
    return ofCluster;
  }
  if (place.status === 'known') return known(zonesAt(place.value));
  return place.status === 'oneOf' ? each(place, (one) => known(zonesAt(one))) : place.status === 'unknown' ? place : known(1);
}

function zonesAt(place: string): number {
  return isZone(place) ? 1 : zonesOfRegion;
}

function isZone(place: string): boolean {
  return /-[a-z]$/.test(place);
}

/** How many zones an argument names; null where nobody wrote it. */
function named({ values }: Subject, path: string, indexes: Indexes): Known<number> | null {
  const [field] = values.fields(path, indexes);
  if (field === undefined) return null;
  if (!isOpen(field.value)) return field.value.status === 'known' && isArray(field.value.value) && field.value.value.length > 0 ? known(field.value.value.length) : null;
  if (!values.has(path.replace('[]', ''))) return null;
  return field.value.status === 'unknown' ? field.value : unknown(field.value.because, field.value.refs);
}

/** Null where nobody wrote it: the provider has it from the cluster, or from its own settings. */
function placeOf({ values }: Subject): Known<string> | null {
  const place = values.text('location');
  return place.status === 'absent' || (place.status === 'unknown' && !values.configured('location')) ? null : place;
}

function hidden({ values }: Subject): boolean {
  return values.text('location').status === 'unknown';
}

function clusterOf(subject: Subject): Subject | null {
  const target = subject.targets('cluster').find(({ entry }) => entry !== null);
  return target?.entry ? subject.other(target.entry) : null;
}
