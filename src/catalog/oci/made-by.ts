import { isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Attribution, Maker } from '#model/maker.ts';

/**
 * What made a resource and answers for it, and what says so: the pool of a node or an instance, by the tags that Oracle sets and the metadata of
 * OKE; the network of the lists and tables that every network begins with.
 */
export function makerOf(type: string, values: JsonObject): Maker | null {
  return type === 'oci_core_instance' ? poolOf(values) : networkOf(values);
}

const begins = /^Default (?:Security List|Route Table|DHCP Options) for /;

function networkOf(values: JsonObject): Maker | null {
  const network = text(values['vcn_id']);
  return network !== null && begins.test(text(values['display_name']) ?? '') ? { id: network, by: 'name' } : null;
}

/** System tags are Oracle's alone; metadata and defined tags are whoever may set them. */
function poolOf(values: JsonObject): Maker | null {
  const systemTags = (isObject(values['system_tags']) ? Object.values(values['system_tags']) : []).flatMap((tags) => (isObject(tags) ? Object.values(tags) : [tags]));
  const candidates: readonly (readonly [value: JsonValue | undefined, by: Attribution])[] = [
    [values['instance_pool_id'], 'member'],
    [member(values['metadata'], 'oke-pool-id'), 'forgeable-tag'],
    [member(values['defined_tags'], 'Oracle-Tags.CreatedBy'), 'forgeable-tag'],
    ...systemTags.map((tag) => [tag, 'reserved-tag'] as const),
  ];
  for (const [value, by] of candidates) {
    const id = text(value);
    if (id !== null && /^ocid1\.(?:nodepool|instancepool|clusternetwork)\./.test(id)) return { id, by };
  }
  return null;
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
