import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plannedAction } from '#inputs/terraform/plan/actions.ts';
import { readSavedPlan } from '#inputs/terraform/saved-plan/saved-plan.ts';
import { readZip } from '#inputs/zip.ts';
import { isArray, isObject, type JsonValue } from '#model/json.ts';
import { root, scratchFolder } from '../../../commands/landrail.ts';
import { noTerraform, planOf } from '../../../docs/terraform.ts';

const scratch = scratchFolder('saved-plans');
if (noTerraform !== null) console.log(`skipped: saved plans of the real Terraform: ${noTerraform}`);

interface PlanJson {
  readonly terraform_version: string;
  readonly variables?: Readonly<Record<string, { readonly value: JsonValue }>>;
  readonly resource_changes: readonly Change[];
}

interface Change {
  readonly address: string;
  readonly mode: string;
  readonly previous_address?: string;
  readonly change: { readonly actions: readonly string[]; readonly after: JsonValue; readonly after_unknown: JsonValue; readonly importing?: object };
}

/** A mask without what it says of known values. */
function marks(mask: JsonValue | undefined): JsonValue {
  if (isArray(mask)) return mask.every((item) => marks(item) === null) ? null : mask.map(marks);
  if (!isObject(mask)) return mask === true ? true : null;
  const kept = Object.entries(mask).flatMap(([key, item]) => (marks(item) === null ? [] : [[key, marks(item)] as const]));
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

describe.skipIf(noTerraform !== null)('what a saved plan holds is what terraform show -json says of it', () => {
  test.each(['aws', 'aws-changes', 'azure', 'azure-changes', 'google', 'google-changes', 'oci', 'oci-changes'])('%s', async (cloud) => {
    const folder = join(scratch, cloud);
    mkdirSync(folder);
    cpSync(join(root, 'test/cases/three-valued', cloud), folder, { recursive: true });
    const before = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as PlanJson;
    const values = Object.entries(before.variables ?? {}).map(([name, { value }]) => [name, value] as const);
    writeFileSync(join(folder, 'terraform.tfvars.json'), JSON.stringify(Object.fromEntries(values)));
    const json = JSON.parse(planOf(folder)) as PlanJson;
    const entry = (await readZip(readFileSync(join(folder, 'tfplan')), 'tfplan')).find((one) => one.name === 'tfplan');
    if (entry === undefined) throw new Error('no plan in the archive');
    const saved = readSavedPlan(entry, 'tfplan');
    expect([saved.terraformVersion, saved.complete, saved.errored]).toEqual([json.terraform_version, true, false]);
    for (const { name, value } of saved.variables) expect(json.variables?.[name]?.value).toEqual(value);
    const told = json.resource_changes.map(({ address, previous_address: previous, change }) => [address, plannedAction(change.actions.join('+'), change.importing !== undefined, false)?.action, previous ?? null, change.after, marks(change.after_unknown)]);
    const held = saved.changes.map((one) => {
      const { value, mask } = one.values();
      return [one.address, one.action, one.previousAddress, JSON.parse(JSON.stringify(value)) as JsonValue, marks(mask)];
    });
    const byAddress = (a: readonly unknown[], b: readonly unknown[]): number => (String(a[0]) < String(b[0]) ? -1 : 1);
    expect(held.sort(byAddress)).toEqual(told.sort(byAddress));
    expect(held.length).toBeGreaterThan(1);
  });
});
