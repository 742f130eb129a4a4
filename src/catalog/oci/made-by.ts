import { isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';

/**
 * The OCID of what made a resource and answers for it: the pool of a node or an instance, by the tags that Oracle sets and the metadata of
 * OKE; the network of the lists and tables that every network begins with.
 */
export function madeBy(type: string, values: JsonObject): string | null {
  if (type === 'oci_core_instance') return poolOf(values);
  const network = text(values['vcn_id']);
  return network !== null && begins.test(text(values['display_name']) ?? '') ? network : null;
}

const begins = /^Default (?:Security List|Route Table|DHCP Options) for /;

function poolOf(values: JsonObject): string | null {
  const candidates = [
    values['instance_pool_id'],
    member(values['metadata'], 'oke-pool-id'),
    member(values['defined_tags'], 'Oracle-Tags.CreatedBy'),
    ...(isObject(values['system_tags']) ? Object.values(values['system_tags']) : []).flatMap((tags) => (isObject(tags) ? Object.values(tags) : [tags])),
  ];
  return candidates.map(text).find((one) => one !== null && /^ocid1\.(?:nodepool|instancepool|clusternetwork)\./.test(one)) ?? null;
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
