import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** As much of a plan as is changed or compared here; the rest is kept as it is. */
export interface PlanJson {
  readonly relevant_attributes?: readonly unknown[];
  readonly resource_changes: readonly ChangeJson[];
}

interface ChangeJson {
  readonly type: string;
  readonly change: { readonly after: Record<string, unknown> | null; readonly after_unknown: Record<string, unknown> };
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
