import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** As much of a plan as is changed or compared here; the rest is kept as it is. */
export interface PlanJson {
  readonly relevant_attributes?: readonly unknown[];
  readonly resource_changes: readonly ChangeJson[];
}

interface ChangeJson {
  readonly address: string;
  readonly type: string;
  readonly change: { readonly actions: readonly string[]; readonly after: Record<string, unknown> | null; readonly after_unknown: Record<string, unknown> };
}

export function planOf(folder: string): PlanJson {
  return JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as PlanJson;
}

/** The plan without its time; Terraform writes relevant_attributes in no particular order. */
export function comparable(plan: PlanJson): unknown {
  return { ...plan, timestamp: null, relevant_attributes: (plan.relevant_attributes ?? []).map((one) => JSON.stringify(one)).sort() };
}

/** What the aws provider wrote before version 6: no `region`, but for buckets, where it was computed. Derived by hand from a plan of version 6. */
export function withoutRegions(plan: PlanJson): PlanJson {
  return {
    ...plan,
    resource_changes: plan.resource_changes.map((entry) => {
      if (!entry.type.startsWith('aws_') || entry.change.after === null) return entry;
      const { region: _, ...after } = entry.change.after;
      const { region: __, ...unknown } = entry.change.after_unknown;
      return { ...entry, change: { ...entry.change, after, after_unknown: entry.type === 'aws_s3_bucket' ? { ...unknown, region: true } : unknown } };
    }),
  };
}

/**
 * What Terraform 1.11 does not write by itself: `fresh` with a count that is put off to a later plan, and `reborn` created while the old
 * object is forgotten. Derived by hand (https://developer.hashicorp.com/terraform/internals/json-format#plan-representation).
 */
export function putOff(plan: PlanJson): PlanJson & { readonly deferred_changes: readonly unknown[]; readonly complete: boolean } {
  const fresh = 'aws_sqs_queue.fresh';
  return {
    ...plan,
    resource_changes: plan.resource_changes
      .filter(({ address }) => address !== fresh)
      .map((entry) => (entry.address === 'aws_instance.reborn' ? { ...entry, change: { ...entry.change, actions: ['create', 'forget'] } } : entry)),
    deferred_changes: plan.resource_changes
      .filter(({ address }) => address === fresh)
      .map((entry) => ({ reason: 'instance_count_unknown', resource_change: { ...entry, address: `${fresh}[*]`, index_unknown: true } })),
    complete: false,
  };
}
