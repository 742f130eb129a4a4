import type { RegionFacts } from '#catalog/facts.ts';
import { normaliseRegion, regionOfArn, regionOfOcid, regionOfZone } from '#catalog/regions.ts';
import { isArray, type JsonValue } from '#model/json.ts';
import { absent, known, type Known } from '#model/known.ts';
import type { OtherRegion, Provider } from '#model/resource.ts';
import type { Entry } from './entry.ts';
import { isHidden, maskAt, openness } from './mask.ts';
import { headOf } from './path.ts';
import type { Place } from './standing.ts';
import type { Subject, Subjects } from './subject.ts';
import { each, isOpen, textual } from './text.ts';
import type { Field, Values } from './values.ts';

type PlacePath = RegionFacts['paths'][number];

const nowhere: Place = { region: absent, path: 'region', zone: absent };

/** Parents of parents, no deeper: a pool's cluster, a subnet's network, a record's zone. */
const generations = 4;

/** Regions by the order of each cloud (reference: the provider's own documentation of `region`, `location`, `zone`); never guessed. */
export class Places {
  readonly #subjects: Subjects;
  readonly #parents = new Map<Entry, Place>();

  constructor(subjects: Subjects) {
    this.#subjects = subjects;
  }

  of(subject: Subject, left = generations): Place {
    const { facts, cloud, standing } = subject;
    if (standing !== undefined) return standing.place;
    if (facts?.region.global === true) return { region: known('global'), path: 'region', zone: absent };
    const zone = this.#zone(subject);
    const written = writtenPlace(subject, facts?.region.paths ?? subject.types.usualPlaces(cloud));
    if (written !== null) return { ...written, zone };
    if (facts === null) return nowhere;
    const inherited = facts.region.parent === null ? null : this.#parentPlace(subject, facts.region.parent, left);
    if (inherited !== null) return { ...inherited, zone };
    const named = regionInIds(subject);
    if (named !== null) return { ...named, zone };
    // Google and Azure types without an argument for a place have none.
    if (cloud === 'azure' || (cloud === 'gcp' && facts.region.paths.length === 0)) return { ...nowhere, zone };
    return { region: subject.provider.region, path: subject.provider.name, zone };
  }

  #zone(subject: Subject): Known<string> {
    const paths = (subject.facts?.region.paths ?? subject.types.usualPlaces(subject.cloud)).filter((one) => one.holds === 'zone' || one.holds === 'availability-domain' || one.holds === 'location');
    for (const { path, holds } of paths) {
      const [first] = texts(subject, path);
      if (first === undefined || first.value.status === 'absent') continue;
      if (first.value.status !== 'known') return holds === 'location' ? absent : first.value;
      if (holds !== 'location') return first.value;
      if (regionOfZone(subject.cloud, first.value.value) !== null) return first.value;
    }
    return subject.cloud === 'gcp' && paths.some((one) => one.holds === 'zone') ? subject.provider.zone : absent;
  }

  #parentPlace(subject: Subject, argument: string, left: number): Omit<Place, 'zone'> | null {
    const [target] = subject.targets(argument);
    if (target?.entry) {
      const place = left === 0 ? null : this.#ofEntry(target.entry, left - 1);
      if (place !== null && place.region.status !== 'absent') return { region: place.region, path: `${argument} of ${target.address}` };
    }
    const id = subject.values.text(argument);
    if (id.status === 'known') {
      const location = inName.exec(id.value)?.[1];
      if (location !== undefined) return { region: regionOf(subject.cloud, 'location', location) ?? absent, path: argument };
    }
    return null;
  }

  #ofEntry(entry: Entry, left: number): Place | null {
    const before = this.#parents.get(entry);
    if (before) return before;
    const subject = this.#subjects.of(entry);
    if (subject === null) return null;
    const place = this.of(subject, left);
    this.#parents.set(entry, place);
    return place;
  }
}

/** The first argument that tells the region. What is filled in by the provider, and not known yet, says nothing. */
function writtenPlace(subject: Subject, paths: readonly PlacePath[]): Omit<Place, 'zone'> | null {
  const { cloud, values } = subject;
  for (const { path, holds } of paths) {
    for (const { path: place, value } of texts(subject, path)) {
      if (value.status === 'known') {
        const region = regionOf(cloud, holds, value.value);
        if (region !== null) return { region, path: place };
      } else if (value.status === 'oneOf') {
        const region = each(value, (one) => regionOf(cloud, holds, one));
        if (region.status !== 'absent') return { region, path: place };
      } else if (value.status === 'unknown' && isAsked(subject, path, holds)) return { region: value, path: place };
    }
  }
  const arn = cloud === 'aws' ? values.text('arn') : absent;
  const ofArn = arn.status === 'known' ? regionOfArn(arn.value) : null;
  return ofArn === null ? null : { region: known(ofArn), path: 'arn' };
}

/**
 * Whether an argument that is not known decides. AWS and OCI have a zone only within the region of the provider; a zone that is not
 * known hides nothing there. `region` of AWS is computed wherever it is left out: without a configuration it says no more than the provider.
 */
function isAsked({ cloud, values }: Subject, path: string, holds: PlacePath['holds']): boolean {
  if (cloud === 'aws') return holds !== 'zone' && values.has(path);
  return holds !== 'availability-domain' && values.configured(path);
}

function regionOf(cloud: Provider, holds: PlacePath['holds'], written: string): Known<string> | null {
  if (written.trim() === '') return null;
  const ofZone = holds === 'region' ? null : regionOfZone(cloud, written);
  if (ofZone !== null) return known(ofZone);
  if (cloud === 'aws') {
    // Where copies go is named by ARN in places; game servers may stand in a location of their owner's.
    const ofArn = regionOfArn(written);
    if (ofArn !== null) return known(ofArn);
    if (written.startsWith('custom-')) return null;
  }
  return holds === 'zone' || holds === 'availability-domain' ? null : known(normaliseRegion(cloud, written));
}

/** Regions beside the main one: replicas, geo locations, parts of a dual region. Blocks that nobody wrote, and that the provider computes, are none. */
export function otherRegionsOf(subject: Subject): readonly OtherRegion[] {
  return (subject.facts?.region.others ?? []).flatMap((path) =>
    texts(subject, path).flatMap(({ path: place, value }) => {
      if (value.status === 'absent' || (value.status === 'unknown' && !isWritten(subject, path, place))) return [];
      const name = value.status === 'known' ? (regionOf(subject.cloud, 'location', value.value) ?? absent) : value.status === 'oneOf' ? each(value, (one) => regionOf(subject.cloud, 'location', one)) : value;
      return [{ path: place, name }];
    }),
  );
}

/** Whether something unknown is there at all: in the configuration, as an element of a list that is known to be there (a dynamic block), or as an argument of a plan without a configuration. */
function isWritten({ values }: Subject, path: string, place: string): boolean {
  const head = headOf(path);
  return values.has(head) || place.startsWith(`${head}[`) || (head === path && values.configured(head));
}

/** Names of Google have the place in them. Of OCI its own OCID, and those of what it is attached to, carry the region's key. */
function regionInIds(subject: Subject): Omit<Place, 'zone'> | null {
  if (subject.cloud === 'gcp' && subject.facts?.region.paths.length !== 0) return regionInNames(subject);
  if (subject.cloud !== 'oci') return null;
  for (const { path } of [{ path: 'id' }, ...(subject.facts?.relations ?? [])]) {
    for (const { path: place, value } of texts(subject, path)) {
      const region = value.status === 'known' ? regionOfOcid(value.value) : null;
      if (region !== null) return { region: known(region), path: place };
    }
  }
  return null;
}

function regionInNames({ values, cloud }: Subject): Omit<Place, 'zone'> | null {
  for (const path of ['self_link', 'id']) {
    const name = values.text(path);
    const location = name.status === 'known' ? inName.exec(name.value)?.[1] : undefined;
    const region = location === undefined ? null : regionOf(cloud, 'location', location);
    if (region !== null) return { region, path };
  }
  return null;
}

const inName = /(?:^|\/)(?:locations|regions|zones)\/([^/]+)/;

interface Text {
  readonly path: string;
  readonly value: Known<string>;
}

/** Texts at a path; each element of a list of texts by itself. */
function texts(subject: Subject, path: string): readonly Text[] {
  const found: Text[] = [];
  for (const { path: place, value, mask } of subject.values.fields(path)) {
    if (isOpen(value)) found.push({ path: place, value: textual(value) });
    if (value.status !== 'known') continue;
    if (isArray(value.value)) found.push(...elements(subject.values, place, value.value, mask));
    else if (typeof value.value === 'string') found.push({ path: place, value: known(value.value) });
  }
  return found;
}

function elements(values: Values, place: string, list: readonly JsonValue[], mask: Field['mask']): readonly Text[] {
  const found = list.flatMap((one, index): readonly Text[] => {
    const path = `${place}[${index}]`;
    const inner = maskAt(mask, index, one);
    if (isHidden(inner)) return [{ path, value: textual(values.hidden(inner, path)) }];
    return typeof one === 'string' ? [{ path, value: known(one) }] : [];
  });
  const more = openness(mask);
  return more === null ? found : [...found, { path: place, value: more }];
}
