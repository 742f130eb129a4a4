import type { Outline } from '../../outline.ts';

const graphKeys = ['total_records', 'totalRecords', 'skip_token', '$skipToken', 'skipToken', 'resultTruncated'];

/** In bytes; Azure Resource Manager itself takes 2,048 characters. */
const longestId = 4096;

/** `az graph query`, and the REST answer of Resource Graph. */
export function isGraph(it: Outline): boolean {
  return it.kind === 'object' && it.has('data') && graphKeys.some((key) => it.has(key));
}

/** Lists of what makes machines of its own: read before those. */
export function isArmMakers(it: Outline): boolean {
  return isArmList(it) && /\/(?:managedClusters|virtualMachineScaleSets)\/[^/]+$/i.test(itemOf(it)?.text('id', longestId) ?? '');
}

/** Answers of Azure Resource Manager: `az … list`, `az … show`, `az rest`; an empty list, and what it says instead of one. */
export function isArmList(it: Outline): boolean {
  if (isEmptyList(it) || it.inner('error')?.kindOf('code') === 'string') return true;
  const item = itemOf(it);
  return item !== null && isArmItem(item) && !isGroup(item);
}

export function isArmItem(item: Outline): boolean {
  return /^\/(?:subscriptions|providers)\//i.test(item.text('id', longestId) ?? '') && !item.has('operationName') && !item.has('eventTimestamp');
}

/** `az account management-group list`, `show --expand --recurse`, `entities list`. */
export function isManagementGroups(it: Outline): boolean {
  const item = itemOf(it);
  return item !== null && isArmItem(item) && isGroup(item);
}

function isGroup(item: Outline): boolean {
  return /^\/providers\/Microsoft\.Management\/managementGroups\/[^/]+$/i.test(item.text('id') ?? '') || item.text('type') === '/subscriptions';
}

function itemOf(it: Outline): Outline | null {
  if (it.kind === 'array') {
    const first = it.first();
    // Pages of `jq -s`.
    return first?.kindOf('value') === 'array' && !first.has('id') ? itemOf(first) : first;
  }
  return it.kindOf('value') === 'array' ? (it.inner('value')?.first() ?? null) : it;
}

function isEmptyList(it: Outline): boolean {
  return it.kind === 'object' && it.kindOf('value') === 'array' && it.inner('value')?.first() === null && it.keys.every((key) => ['value', 'nextLink', 'count', 'id'].includes(key));
}
