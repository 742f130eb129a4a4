import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Open, Unsure, type Mask } from '../../../../src/inputs/resource/mask.ts';
import type { Instance } from '../../../../src/inputs/terraform/source/instance.ts';
import type { Result } from '../../../../src/index.ts';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../../../src/model/json.ts';

const planFactory = fileURLToPath(new URL('../../../../../shared/tools/plan-factory/plan-factory', import.meta.url));

/** Why no plan can be made here; null where it can. */
export const noPlans = ((): string | null => {
  if (!existsSync(planFactory)) return 'plan-factory is not beside the checkout';
  const build = spawnSync(planFactory, ['build'], { encoding: 'utf8' });
  return build.status === 0 ? null : `plan-factory cannot be built: ${build.stderr.trim().split('\n').at(-1) ?? ''}`;
})();

interface More {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Changes of managed resources by address, as the real Terraform plans them; null where it refuses the configuration.
 * @param values a file of values for it alone; the plan goes beside it, so that the folder is source and nothing else
 * @param more arguments of Terraform, and values of variables in its environment
 */
export function planned(folder: string, values: string, more: More = { args: [], environment: {} }): ReadonlyMap<string, JsonValue> | null {
  const environment = Object.entries(more.environment).map(([name, value]) => [`TF_VAR_${name}`, value]);
  const run = spawnSync(planFactory, ['plan', folder, `-var-file=${values}`, ...more.args], { encoding: 'utf8', env: { ...process.env, ...Object.fromEntries(environment) } });
  if (run.status !== 0) return null;
  const path = join(dirname(values), 'plan.json');
  renameSync(join(folder, 'plan.json'), path);
  for (const left of ['tfplan', '.terraform']) rmSync(join(folder, left), { recursive: true, force: true });
  const plan = JSON.parse(readFileSync(path, 'utf8')) as JsonValue;
  const changes = member(plan, 'resource_changes');
  const managed = (isArray(changes) ? changes : []).filter((change) => member(change, 'mode') === 'managed');
  return new Map(managed.map((change) => [String(member(change, 'address')), member(change, 'change') ?? null]));
}

/** Where instances and a plan contradict each other. What is undecided contradicts nothing. */
export function contradictions(instances: readonly Instance[], plan: ReadonlyMap<string, JsonValue>): readonly string[] {
  const found: string[] = [];
  const exact = new Map(instances.map((instance) => [instance.address, instance]));
  const symbolic = instances.filter((instance) => instance.address.includes('[*]')).map((instance) => ({ instance, form: formOf(instance.address) }));
  for (const { address, possible } of instances) if (possible === null && !plan.has(address)) found.push(`${address} is not planned`);
  for (const [address, change] of plan) {
    const instance = exact.get(address) ?? symbolic.find((one) => one.form.test(address))?.instance;
    if (instance === undefined) found.push(`${address} is planned, and not declared`);
    else found.push(...valuesOf(instance, member(change, 'after') ?? null, member(change, 'after_unknown') ?? null).map((one) => `${address}${one}`));
  }
  return found;
}

/** `a[*].b` -> every `a[0].b`, `a["k"].b`. */
function formOf(address: string): RegExp {
  const key = '(?:\\[(?:\\d+|"(?:[^"\\\\]|\\\\.)*")\\])';
  return new RegExp(`^${address.split('[*]').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join(`${key}?`)}$`);
}

function valuesOf(instance: Instance, after: JsonValue, unknown: JsonValue): readonly string[] {
  const { value, mask } = instance.stated();
  const found: string[] = [];
  for (const [name, stated] of Object.entries(value)) {
    const its = isObject(mask as JsonValue) ? (mask as Record<string, Mask>)[name] : undefined;
    // Blocks that nobody wrote, or that a dynamic block makes none of, may be computed.
    if (isArray(stated) && stated.length === 0) continue;
    if (member(unknown, name) === true && stated !== null && its === undefined) found.push(`.${name}: ${JSON.stringify(stated)}, and not known in the plan`);
    else compare(stated, its, member(after, name), `.${name}`, found);
  }
  const region = member(instance.provider().stated().value, 'region');
  const regional = member(after, 'region');
  if (instance.type.startsWith('aws_') && regional !== undefined && regional !== region) found.push(`.region: ${String(region)} by its provider, ${String(regional)} in the plan`);
  return found;
}

/** Everything that is stated has to be planned; a plan says more. */
function compare(stated: JsonValue | undefined, mask: Mask | undefined, theirs: JsonValue | undefined, path: string, found: string[]): void {
  if (mask instanceof Unsure) {
    const { known } = mask;
    if (known.status === 'oneOf' && theirs !== undefined && theirs !== null && !known.values.map(String).includes(String(theirs))) found.push(`${path}: one of ${known.values.join(', ')}; ${JSON.stringify(theirs)} in the plan`);
    return;
  }
  if (stated === undefined || stated === null) return;
  const [inner, open] = mask instanceof Open ? [mask.members, true] : [mask, false];
  if (isArray(stated)) compareLists(stated, inner, open, theirs, path, found);
  else if (isObject(stated)) compareObjects(stated, inner, open, theirs, path, found);
  else if (String(stated) !== String(theirs)) found.push(`${path}: ${JSON.stringify(stated)}, ${JSON.stringify(theirs)} in the plan`);
}

/** Sets have an order of their own. */
function compareLists(stated: readonly JsonValue[], mask: Mask | undefined, open: boolean, theirs: JsonValue | undefined, path: string, found: string[]): void {
  if (open && stated.length === 0) return;
  if (!isArray(theirs) || (open ? theirs.length < stated.length : theirs.length !== stated.length)) {
    found.push(`${path}: ${JSON.stringify(stated)}, ${JSON.stringify(theirs)} in the plan`);
    return;
  }
  const left = [...theirs];
  for (const [index, one] of stated.entries()) {
    const its = isArray(mask as JsonValue) ? (mask as readonly Mask[])[index] : undefined;
    const same = left.findIndex((other) => {
      const differences: string[] = [];
      compare(one, its, other, '', differences);
      return differences.length === 0;
    });
    if (same < 0) found.push(`${path}[${index}]: ${JSON.stringify(one)}, ${JSON.stringify(left)} in the plan`);
    else left.splice(same, 1);
  }
}

const tags = /^\.(tags|labels|freeform_tags)$/;

function compareObjects(stated: JsonObject, mask: Mask | undefined, open: boolean, theirs: JsonValue | undefined, path: string, found: string[]): void {
  if (!isObject(theirs)) {
    found.push(`${path}: ${JSON.stringify(stated)}, ${JSON.stringify(theirs)} in the plan`);
    return;
  }
  const masks = isObject(mask as JsonValue) ? (mask as Record<string, Mask>) : {};
  for (const key of Object.keys(stated)) compare(stated[key], masks[key], theirs[key], `${path}.${key}`, found);
  if (open || !tags.test(path)) return;
  for (const key of Object.keys(theirs)) if (!Object.hasOwn(stated, key) && !Object.hasOwn(masks, key)) found.push(`${path}.${key}: not stated, ${JSON.stringify(theirs[key])} in the plan`);
}

/** Verdicts of the source that the plan contradicts: a fail that is none there, a fail there of which the source says nothing. */
export function contradictedVerdicts(source: Result, plan: Result): readonly string[] {
  const keys = ({ findings }: Result, verdicts: readonly string[]): readonly string[] => findings.filter((one) => verdicts.includes(one.verdict)).map((one) => `${one.guardrail} ${one.resource?.address ?? ''}`);
  const forms = keys(source, ['fail', 'undecided']).map(formOf);
  const failing = new Set(keys(plan, ['fail']));
  // A plan does not hold the few values that one may have which is known after the apply; of nothing else may it leave open what source decides.
  const after = plan.findings.filter(({ verdict, evidence }) => verdict === 'undecided' && evidence.needs === 'known after apply');
  const open = [...failing, ...keys({ ...plan, findings: after }, ['undecided'])];
  return [
    ...keys(source, ['fail']).filter((key) => !open.some((one) => formOf(key).test(one))).map((key) => `${key} fails in the source, and not in the plan`),
    ...[...failing].filter((key) => !forms.some((form) => form.test(key))).map((key) => `${key} fails in the plan, and passes in the source`),
  ];
}
