import type { Outline } from '../../outline.ts';

/** `oci search resource structured-search`. */
export function isOciSearch(it: Outline): boolean {
  if (it.inner('data')?.kindOf('items') === 'array' && it.inner('data')?.inner('items')?.first() === null) return true;
  const item = itemOf(it);
  return item !== null && isSearched(item) && !isCompartment(item);
}

/** `oci iam compartment list`, and a search for compartments. */
export function isOciCompartments(it: Outline): boolean {
  const item = itemOf(it);
  return item !== null && isOciItem(item) && isCompartment(item);
}

/** Lists of what makes machines and lists of its own: read before those. */
export function isOciMakers(it: Outline): boolean {
  return isOciList(it) && /^ocid1\.(?:nodepool|instancepool|clusternetwork|vcn)\./.test(itemOf(it)?.text('id') ?? '');
}

/** `oci <service> <thing> list` and `get`, and the same of the SDKs and of REST; an empty list, and what stands in place of one. */
export function isOciList(it: Outline): boolean {
  if (isEmptyList(it) || isFailure(it)) return true;
  const item = itemOf(it);
  return item !== null && isOciItem(item) && !isSearched(item) && !isCompartment(item);
}

export function isOciItem(item: Outline): boolean {
  if (item.kind !== 'object' || eventKeys.some((key) => item.has(key))) return false;
  return idKeys.some((key) => /^ocid1\./i.test(item.text(key) ?? ''));
}

const eventKeys = ['event-type', 'eventType', 'event_type', 'cloud-events-version', 'cloudEventsVersion'];
const idKeys = ['id', 'identifier', 'compartment-id', 'compartmentId', 'compartment_id'];

function isSearched(item: Outline): boolean {
  return item.has('identifier') && (item.has('resource-type') || item.has('resourceType') || item.has('resource_type'));
}

function isCompartment(item: Outline): boolean {
  return /^ocid1\.(?:compartment|tenancy)\./.test(item.text('id') ?? item.text('identifier') ?? '');
}

function itemOf(it: Outline): Outline | null {
  if (it.kind === 'array') {
    const first = it.first();
    // Answers of `jq -s`.
    return first?.has('data') === true && !first.has('id') ? itemOf(first) : first;
  }
  const data = it.inner('data') ?? it;
  if (data.kind === 'array') return data.first();
  return data.kindOf('items') === 'array' ? (data.inner('items')?.first() ?? null) : data;
}

function isEmptyList(it: Outline): boolean {
  return it.kind === 'object' && it.kindOf('data') === 'array' && it.inner('data')?.first() === null && it.keys.every((key) => key === 'data' || key === 'etag' || key.startsWith('opc-'));
}

function isFailure(it: Outline): boolean {
  return it.kindOf('code') === 'string' && it.kindOf('message') === 'string' && it.keys.every((key) => failureKeys.has(key.replaceAll('-', '_')));
}

const failureKeys = new Set(['code', 'message', 'status', 'opc_request_id', 'operation_name', 'request_endpoint', 'target_service', 'timestamp', 'client_version', 'logging_tips', 'troubleshooting_tips', 'originalMessage', 'originalMessageTemplate', 'messageArguments']);
