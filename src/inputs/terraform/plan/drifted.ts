import { isObject, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { withLikelySecrets } from '../likely-secrets.ts';
import { parseAddress } from '../address.ts';
import type { StateEntry } from '../state/entry.ts';
import { providerOfSource } from '../state/provider-name.ts';
import { configAddressOf } from '../state/raw-state.ts';
import { readHeader } from './change-header.ts';
import type { PlanEntry } from './entry.ts';
import type { Plan } from './plan.ts';

/**
 * Objects that Terraform found changed or gone when it looked, as code has them: values that the plan puts back. What it does not put
 * back, or changes as well, is not known. `resource_drift` of https://developer.hashicorp.com/terraform/internals/json-format
 */
export function driftedObjects(plan: Plan, planned: ReadonlyMap<string, PlanEntry>): readonly StateEntry[] {
  return plan.list('resource_drift').flatMap((span): readonly StateEntry[] => {
    const { address, mode, type, name, providerName, deposed, actions } = readHeader(plan.document, span);
    if (mode !== 'managed' || deposed !== '' || parseAddress(address) === null || (actions !== 'update' && actions !== 'delete')) return [];
    return [{
      address, previousAddress: null, mode, type, name, action: 'exists', conditional: null, judged: true, source: null,
      configAddress: configAddressOf(address), provider: providerOfSource(providerName, type), deposed, tainted: false, dependencies: [], identity: undefined, hasValues: true,
      value: () => valueOf(member(plan.document.value(span), 'change')),
      stated: () => {
        const change = member(plan.document.value(span), 'change');
        const value = valueOf(change);
        const entry = planned.get(address);
        const after = actions === 'delete' || entry === undefined ? value : member(member(plan.document.value(entry.span), 'change'), 'after');
        return { value, mask: changed(value, after), sensitive: withLikelySecrets(value, member(change, 'before_sensitive')), complete: true, because: 'the plan changes it' };
      },
    }];
  });
}

function valueOf(change: JsonValue | undefined): JsonObject {
  const before = member(change, 'before');
  return isObject(before) ? before : {};
}

function changed(value: JsonObject, after: JsonValue | undefined): Readonly<Record<string, true>> {
  return Object.fromEntries(Object.entries(value).filter(([key, one]) => JSON.stringify(one) !== JSON.stringify(member(after, key))).map(([key]) => [key, true]));
}
