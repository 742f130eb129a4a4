import { assetPlaces, assetTypes } from '../assets.ts';
import { normaliseRegion, regionOfZone } from '../regions.ts';
import { member, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import { behind } from './asset-name.ts';

/** Where an asset stands, and which argument says so. */
interface Place {
  readonly region: Known<string>;
  readonly path: string;
  readonly zone: Known<string>;
}

const nowhere: Place = { region: absent, path: 'location', zone: absent };

/** Places are few, and their resources many. */
const met = new Map<string, Place>();

/** Members that say where most resources are, in the order in which they are asked. */
const usual = ['location', 'zone', 'region'];
const collections = ['zones', 'regions', 'locations'];

/**
 * Where an asset stands: as the answer says beside it, else as it says itself, else as its name does. `global` beside a cluster of
 * Dataproc is the endpoint that serves it; the machines stand in a zone.
 */
export function placeOf(type: string, name: string, beside: string | null, data: JsonObject | null): Place {
  const own = assetPlaces(type);
  if (beside !== null && (own.length === 0 || beside !== 'global')) return at(beside, 'resource.location');
  for (const path of own) {
    const text = textAt(data, path);
    if (text !== null && !text.endsWith('/global')) return at(located(text), path);
  }
  if (beside !== null) return at(beside, 'resource.location');
  for (const key of usual) {
    const text = textAt(data, key);
    if (text !== null) return at(text, key);
  }
  for (const collection of collections) {
    const part = behind(name, collection);
    if (part !== null && part !== '-') return at(part, 'name');
  }
  return name.includes('/global/') || assetTypes.factsOf(type)?.region.global === true ? at('global', 'name') : nowhere;
}

/** The place within a URL of something else: of a subnetwork, its region. */
function located(text: string): string {
  for (const collection of collections) {
    const part = behind(text, collection);
    if (part !== null) return part;
  }
  return text;
}

function at(written: string, path: string): Place {
  const key = `${path} ${written}`;
  const before = met.get(key);
  if (before !== undefined) return before;
  const region = regionOfZone('gcp', written);
  const place: Place = written.startsWith('http') && !collections.some((collection) => behind(written, collection) !== null) ? { region: unknown(`its ${path} is cut off`), path, zone: absent } : { region: known(region ?? normaliseRegion('gcp', written)), path, zone: region === null ? absent : known(written.slice(written.lastIndexOf('/') + 1).toLowerCase()) };
  if (met.size < most) met.set(key, place);
  return place;
}

const most = 1000;

function textAt(data: JsonObject | null, path: string): string | null {
  let value: JsonValue | undefined = data ?? undefined;
  for (const key of path.split('.')) value = member(value, key);
  return typeof value === 'string' && value !== '' ? value : null;
}
