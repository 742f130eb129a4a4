import { isArray, member, type JsonValue } from '#model/json.ts';
import type { Target } from '../../resource/subject.ts';
import { keyText, moduleAddress, tokens, type AddressStep, type InstanceKey } from '../address.ts';
import { references, type ConfigModule } from './configuration.ts';
import type { Plan } from './plan.ts';

/** Where a reference stands: a module instance, and the key of the resource instance in it. */
export interface Standpoint {
  readonly module: ConfigModule;
  readonly steps: readonly AddressStep[];
  readonly key: InstanceKey;
}

/** More hops than this through variables and outputs is no configuration that a person wrote. */
const hops = 32;

/** The resources that an expression refers to, through variables of modules and outputs; data sources are left out. */
export function targets(plan: Plan, expression: JsonValue | undefined, from: Standpoint, left = hops): readonly Target[] {
  if (expression === undefined || left === 0) return [];
  const named = references(expression);
  const byKey = isByKey(named);
  const found = new Map<string, Target>();
  for (const reference of named) {
    for (const target of follow(plan, reference, byKey, from, left)) if (!found.has(target.address)) found.set(target.address, target);
  }
  return [...found.values()];
}

/** Whether what is referred to depends on the key of the instance that refers to it. */
export function isByKey(named: readonly string[]): boolean {
  return named.some((one) => one === 'count.index' || one.startsWith('each.'));
}

function follow(plan: Plan, reference: string, byKey: boolean, from: Standpoint, left: number): readonly Target[] {
  const parts = tokens(reference);
  const [head, name] = parts;
  if (typeof head !== 'string' || typeof name !== 'string') return [];
  if (head === 'var') {
    const { parent } = from.module;
    const step = from.steps.at(-1);
    if (parent === null || step === undefined) return [];
    const argument = member(parent.call(from.module.names.at(-1) ?? '')?.arguments, name);
    return targets(plan, argument, { module: parent, steps: from.steps.slice(0, -1), key: step.key }, left - 1);
  }
  if (head === 'module') {
    const keyed = typeof parts[2] === 'object' ? parts[2].key : null;
    const output = parts[keyed === null ? 2 : 3];
    const call = from.module.call(name);
    if (call === null || typeof output !== 'string') return [];
    const key = keyed === '*' ? null : (keyed ?? (byKey ? from.key : null));
    return targets(plan, call.module.outputExpression(output), { module: call.module, steps: [...from.steps, { name, key }], key: null }, left - 1);
  }
  if (['data', 'local', 'each', 'count', 'path', 'terraform', 'tofu', 'self'].includes(head)) return [];
  const key = typeof parts[2] === 'object' ? parts[2].key : null;
  const attribute = parts[key === null ? 2 : 3];
  return instances(plan, head, name, key, byKey, from).map((target) => ({ ...target, attribute: typeof attribute === 'string' ? attribute : '' }));
}

/** `key` `*` or null with several instances: all of them, unless the referring instance picks the one of its own key. */
function instances(plan: Plan, type: string, name: string, key: InstanceKey | '*', byKey: boolean, from: Standpoint): readonly Omit<Target, 'attribute'>[] {
  const configAddress = `${from.module.path === '' ? '' : `${from.module.path}.`}${type}.${name}`;
  const wanted = key === '*' ? null : (key ?? (byKey ? from.key : null));
  const inModule = moduleAddress(from.steps);
  const picked = wanted === null ? null : plan.entry(`${inModule === '' ? '' : `${inModule}.`}${type}.${name}${keyText(wanted)}`);
  if (picked !== null) return [{ address: picked.address, type, entry: picked }];
  const exact = plan.instancesIn(inModule, configAddress);
  // Keys of modules that are not known match any.
  const here = exact.length > 0 ? exact : from.steps.some((step) => step.key === null) ? plan.instances(configAddress).filter((entry) => inside(entry.modules, from.steps)) : [];
  const chosen = wanted === null ? here : here.filter((entry) => entry.key === wanted);
  const all = chosen.length > 0 ? chosen : here;
  if (all.length === 0) return from.module.resource(`${type}.${name}`) === null ? [] : [{ address: configAddress, type, entry: null }];
  return all.map((entry) => ({ address: entry.address, type, entry }));
}

/** Module keys that are not known (null beside a key) match any. */
function inside(modules: readonly AddressStep[], steps: readonly AddressStep[]): boolean {
  return steps.every((step, index) => {
    const module = modules[index];
    return module !== undefined && module.name === step.name && (step.key === null || module.key === null || module.key === step.key);
  });
}

/** References as the root of the configuration would write them: through the arguments of module calls, other names with their module in front. */
export function origins(named: readonly string[], module: ConfigModule, left = hops): readonly string[] {
  const found = new Set<string>();
  for (const reference of named) {
    const parts = tokens(reference);
    if (parts[0] === 'count' || parts[0] === 'each') continue;
    if (parts[0] !== 'var' || module.parent === null || left === 0) {
      found.add(module.path === '' ? reference : `${module.path}.${reference}`);
      continue;
    }
    const { parent } = module;
    const name = String(parts[1]);
    const argument = member(parent.call(module.names.at(-1) ?? '')?.arguments, name);
    const outer = argument === undefined ? [] : origins(references(argument), parent, left - 1);
    if (outer.length === 0) found.add(`${module.path}.${reference}`);
    for (const one of outer) found.add(one);
  }
  return [...found];
}

/** The expression of an argument, `network_interface[].subnet_id`, in a block of the configuration; blocks of a list are taken together. */
export function expressionAt(expressions: JsonValue | undefined, path: string): JsonValue | undefined {
  let at: JsonValue | undefined = expressions;
  for (const part of path.split('.')) {
    const name = part.replace(/\[.*$/, '');
    const next: JsonValue[] = [];
    for (const block of isArray(at) ? at : [at]) {
      // An expression for the whole object stands for each of its parts.
      const inner = isArray(member(block, 'references')) ? block : member(block, name);
      if (isArray(inner)) next.push(...inner);
      else if (inner !== undefined) next.push(inner);
    }
    if (next.length === 0) return undefined;
    at = next.length === 1 ? next[0] : next;
  }
  return at;
}
