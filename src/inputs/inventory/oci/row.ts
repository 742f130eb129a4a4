import { ociType } from '#catalog/oci.ts';
import { normaliseRegion, regionOfOcid, regionOfZone } from '#catalog/regions.ts';
import { terraformTypes } from '#catalog/terraform.ts';
import { isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent, known, unknown } from '#model/known.ts';
import type { Scope } from '#model/resource.ts';
import type { Ancestry } from '../ancestry.ts';
import type { Told } from '../answers.ts';
import { making } from '#model/maker.ts';
import type { LiveRow } from '#model/live-row.ts';
import { scopeWith } from '#model/scope.ts';
import { stranger } from '../stranger.ts';
import { asArguments } from '#catalog/oci/arguments.ts';
import { makerOf } from '#catalog/oci/made-by.ts';
import { compartmentPath, isTenancy } from './scope.ts';
import { inTerraformWords } from '#catalog/oci/words.ts';

/** One resource of a list, a get or a search, in kebab case or camel case; null for what is none. */
export function rowOf(item: JsonValue, told: Told, ancestry: Ancestry): LiveRow | null {
  const written = isObject(item) ? inTerraformWords(item) : {};
  const named = text(written['id']) ?? text(written['identifier']);
  const ocid = named?.startsWith('OCID1.') === true ? named.toLowerCase() : named;
  const type = typeOf(ocid, written);
  if (type === null) {
    told.malformed(`no resource of OCI among them: ${stranger(item)}`);
    return null;
  }
  // The tenancy itself, in lists of compartments that ask for it.
  if (ocid !== null && isTenancy(ocid)) {
    told.nothing();
    return null;
  }
  const searched = written['identifier'] !== undefined;
  const values = asArguments(type, searched ? { ...objectOf(written['additional_details']), ...written } : written);
  const name = text(values['display_name']) ?? text(values['name']) ?? ocid ?? '';
  const bucket = type === 'oci_objectstorage_bucket' ? bucketId(values) : null;
  const id = bucket ?? ocid ?? '';
  const place = placeOf(type, ocid, values, told);
  return {
    type,
    id,
    aliases: [...new Set([ocid ?? id, name])].filter((one) => one !== id),
    name,
    ...place,
    scope: scopeOf(values, ancestry),
    values,
    untold: searched ? {} : untoldOf(type, values),
    partial: searched ? 'a search tells of a resource no more than its name, place and tags' : null,
    gone: goneOf(values),
    ...making(makerOf(type, values)),
    recorded: text(values['time_updated']) ?? text(values['time_modified']),
  };
}

/** `ocid1.<kind>.<realm>.[region].<unique>` (https://docs.oracle.com/iaas/Content/General/Concepts/identifiers.htm). Buckets have none in lists: a namespace and a name tell them. */
function typeOf(ocid: string | null, values: JsonObject): string | null {
  const kind = ocid === null ? null : (/^ocid1\.([^.]+)\./.exec(ocid)?.[1] ?? null);
  if (kind !== null) return ociType(kind);
  const searched = text(values['resource_type']);
  if (searched !== null) return ociType(searched);
  return bucketId(values) === null ? null : 'oci_objectstorage_bucket';
}

/** As Terraform has it. */
function bucketId({ namespace, name }: JsonObject): string | null {
  return typeof namespace === 'string' && typeof name === 'string' ? `n/${namespace}/b/${name}` : null;
}

/** Instances of old regions say the region's key. */
function placeOf(type: string, ocid: string | null, values: JsonObject, told: Told): Pick<LiveRow, 'region' | 'regionPath' | 'zone'> {
  const domain = text(values['availability_domain']);
  const zone = domain === null ? absent : known(domain);
  if (terraformTypes.factsOf(type)?.region.global === true || ofTenancy.test(type)) return { region: known('global'), regionPath: 'region', zone };
  const region = text(values['region']);
  if (region !== null) return { region: known(normaliseRegion('oci', region)), regionPath: 'region', zone };
  const ofDomain = domain === null ? null : regionOfZone('oci', domain);
  if (ofDomain !== null) return { region: known(ofDomain), regionPath: 'availability_domain', zone };
  const ofOcid = ocid === null ? null : regionOfOcid(ocid);
  if (ofOcid !== null) return { region: known(ofOcid), regionPath: 'id', zone };
  const { region: given } = told.given;
  const why = type === 'oci_objectstorage_bucket' ? 'buckets are listed without their region' : 'the answer does not tell the region, and the OCID has none';
  return { region: given === null ? unknown(`${why}; --provider-region oci=REGION tells it`) : known(normaliseRegion('oci', given)), regionPath: 'region', zone };
}

function scopeOf(values: JsonObject, ancestry: Ancestry): Scope {
  const compartment = text(values['compartment_id']);
  if (compartment === null) return scopeWith({ compartment: unknown('the answer does not tell the compartment') });
  return scopeWith({ compartment: known(compartment), path: compartmentPath(compartment, ancestry) });
}

/** Services of a whole tenancy. */
const ofTenancy = /^oci_(?:identity|dns|budget|health_checks|waas)_/;

/** Lists are summaries of some types: no argument that would name a machine is there. Buckets are listed without tags, unless they are asked for. */
function untoldOf(type: string, values: JsonObject): Readonly<Record<string, string>> {
  const untold: Record<string, string> = {};
  const heads = (terraformTypes.factsOf(type)?.shapes ?? []).map(({ path }) => path.replace(/[.[].*$/, ''));
  const [first] = heads;
  if (first !== undefined && heads.every((head) => values[head] === undefined)) untold[first] = 'this list is a summary; get tells it';
  if (type === 'oci_objectstorage_bucket' && isMissing(values['freeform_tags']) && isMissing(values['defined_tags'])) {
    for (const name of ['freeform_tags', 'defined_tags']) untold[name] = 'buckets are listed without tags (--fields tags adds them)';
  }
  return untold;
}

function isMissing(value: JsonValue | undefined): boolean {
  return value === undefined || value === null;
}

/** An instance that is stopped still is there, with its boot volume, and is judged. */
function goneOf(values: JsonObject): string | null {
  const state = text(values['lifecycle_state']) ?? text(values['state']) ?? '';
  if (/^terminat/i.test(state)) return 'terminated';
  return /delet/i.test(state) ? 'deleted' : null;
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
