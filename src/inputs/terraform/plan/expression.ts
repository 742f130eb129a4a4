import { isArray, isObject, member, type JsonValue } from '#model/json.ts';
import { absent, known, unknown, type Known } from '#model/known.ts';
import { keyText, moduleAddress, tokens, type AddressStep, type InstanceKey } from '../address.ts';
import { references, type ConfigModule } from './configuration.ts';
import type { Plan } from './plan.ts';

/** Where an expression stands: its module, and which instance of it; null keys where the instance does not matter or is not known. */
export interface Scope {
  readonly module: ConfigModule;
  readonly steps: readonly AddressStep[] | null;
}

type Part = ReturnType<typeof tokens>[number];

/** More hops than this through variables and outputs is no configuration that a person wrote. */
const hops = 32;

/**
 * What an expression of the configuration comes to, as far as a plan tells. A plan lists constants and the names of what else an
 * expression refers to, not the expression: with one single reference the value of that reference is taken, and the caller has to
 * check that it is a plausible value, since `"${var.geo}-1"` and `var.geo` look the same.
 */
export class Expressions {
  readonly #plan: Plan;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  value(expression: JsonValue | undefined, scope: Scope, left = hops): Known<JsonValue> {
    if (expression === undefined) return absent;
    if (isObject(expression) && Object.hasOwn(expression, 'constant_value')) {
      const constant = expression['constant_value'];
      return constant === undefined || constant === null ? absent : known(constant);
    }
    const named = references(expression);
    const [only, ...others] = named;
    if (only === undefined) return unknown('computed by an expression that the plan does not show');
    if (others.length > 0) return unknown('computed from several values', named);
    return this.reference(only, scope, left);
  }

  /** The value that a reference such as `var.region` or `module.net.vpc_id` stands for. */
  reference(reference: string, scope: Scope, left = hops): Known<JsonValue> {
    if (left === 0) return unknown('computed through too many modules', [reference]);
    const parts = tokens(reference);
    const [head, name] = parts;
    if (head === 'var' && typeof name === 'string') return along(this.#variable(name, scope, left), parts.slice(2), reference);
    if (head === 'each') return along(this.#each(name === 'key', scope, left), parts.slice(2), reference);
    if (head === 'module' && typeof name === 'string') return this.#output(name, parts.slice(2), scope, reference, left);
    if (head === 'data') return this.#dataSource(parts, scope, reference);
    if (head === 'local') return unknown('a local value, which a plan does not show', [reference]);
    return this.#resource(parts, scope, reference);
  }

  #variable(name: string, scope: Scope, left: number): Known<JsonValue> {
    const { parent } = scope.module;
    if (parent === null) {
      const value = this.#plan.variable(name);
      if (value === undefined) return unknown('a variable without a value in the plan', [`var.${name}`]);
      return value === null ? absent : known(value);
    }
    const call = parent.call(scope.module.names.at(-1) ?? '');
    const argument = call?.arguments[name];
    if (call !== null && argument !== undefined && Object.hasOwn(call.arguments, name)) {
      return this.value(argument, { module: parent, steps: scope.steps }, left - 1);
    }
    const fallback = scope.module.variableDefault(name);
    return fallback === undefined ? unknown('a variable without a value in the plan', [`${scope.module.path}.var.${name}`]) : fallback === null ? absent : known(fallback);
  }

  /** In the arguments of a module call: the key or value of the module instance that is one level below `scope`. */
  #each(key: boolean, scope: Scope, left: number): Known<JsonValue> {
    const step = scope.steps?.[scope.module.names.length];
    if (step === undefined || typeof step.key !== 'string') return unknown('differs between the instances of a module', [key ? 'each.key' : 'each.value']);
    if (key) return known(step.key);
    const call = scope.module.call(step.name);
    const forEach = this.value(call?.forEach, { module: scope.module, steps: scope.steps }, left - 1);
    if (forEach.status === 'known' && isObject(forEach.value)) {
      const value = member(forEach.value, step.key);
      if (value !== undefined) return value === null ? absent : known(value);
    }
    // Of a set the value is the key. A function call without references (toset of constants) shows as an empty expression.
    if ((forEach.status === 'known' && isArray(forEach.value)) || references(call?.forEach).length === 0) return known(step.key);
    return unknown('the value of a for_each that the plan does not show', ['each.value']);
  }

  #output(moduleName: string, rest: readonly Part[], scope: Scope, reference: string, left: number): Known<JsonValue> {
    const keyed = typeof rest[0] === 'object' ? rest[0].key : null;
    const path = keyed === null ? rest : rest.slice(1);
    const [output] = path;
    const call = scope.module.call(moduleName);
    const expression = typeof output === 'string' ? call?.module.outputExpression(output) : undefined;
    if (call === null || expression === undefined) return unknown('known after apply', [reference]);
    const steps = scope.steps === null || keyed === '*' ? null : [...scope.steps.slice(0, scope.module.names.length), { name: moduleName, key: keyed }];
    return along(this.value(expression, { module: call.module, steps }, left - 1), path.slice(1), reference);
  }

  #dataSource(parts: readonly Part[], scope: Scope, reference: string): Known<JsonValue> {
    const [, type, name] = parts;
    if (typeof type !== 'string' || typeof name !== 'string' || scope.steps === null) return unknown('read from a data source', [reference]);
    const key = typeof parts[3] === 'object' ? parts[3].key : null;
    const values = this.#plan.priorState.values(`${prefixOf(scope.steps)}data.${type}.${name}${keyText(key)}`);
    if (values === undefined) return unknown('a data source that is read while applying', [reference]);
    return along(known(values), parts.slice(key === null ? 3 : 4), reference);
  }

  #resource(parts: readonly Part[], scope: Scope, reference: string): Known<JsonValue> {
    const [type, name] = parts;
    if (typeof type !== 'string' || typeof name !== 'string' || scope.steps === null) return unknown('known after apply', [reference]);
    const key = typeof parts[2] === 'object' ? parts[2].key : null;
    const entry = this.#plan.entry(`${prefixOf(scope.steps)}${type}.${name}${keyText(key)}`);
    if (entry === null) return unknown('known after apply', [reference]);
    const { value: planned } = this.#plan.valuesOf(entry);
    const value = isObject(planned) ? along(known(planned), parts.slice(key === null ? 2 : 3), reference) : absent;
    return value.status === 'known' ? value : unknown('known after apply', [reference]);
  }
}

/** Follows attribute names and indexes into a value. */
function along(start: Known<JsonValue>, parts: readonly Part[], reference: string): Known<JsonValue> {
  if (start.status !== 'known') return start;
  let value: JsonValue | undefined = start.value;
  for (const part of parts) {
    const key: InstanceKey | '*' = typeof part === 'string' ? part : part.key;
    value = isArray(value) && typeof key === 'number' ? value[key] : member(value, String(key));
    if (value === undefined) return unknown('not in the plan', [reference]);
  }
  return value === undefined || value === null ? absent : known(value);
}

function prefixOf(steps: readonly AddressStep[]): string {
  const address = moduleAddress(steps);
  return address === '' ? '' : `${address}.`;
}
