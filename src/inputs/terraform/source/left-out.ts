import type { LeftOut } from '#model/input.ts';
import { shellWord } from '#model/shell-word.ts';
import { ConversionError, convert } from '../hcl/convert.ts';
import { evaluate } from '../hcl/evaluate.ts';
import { toInteger } from '../hcl/number.ts';
import type { Attribute, Expression, TemplatePart } from '../hcl/syntax.ts';
import { boolType, numberType } from '../hcl/type.ts';
import { isMapping, isMarked, isSequence, type Value } from '../hcl/value.ts';
import type { ModuleInstance } from './module-instance.ts';
import { argument, type Repeated } from './module.ts';
import type { ModuleNode } from './tree.ts';

/** A block of which `count`, `for_each` or `enabled` makes no instance, and the module around it. */
export interface Unmade {
  readonly module: ModuleInstance;
  readonly block: Repeated & { readonly enabled?: Attribute | null };
  /** Resources, or those of a module that is not called, and of all below it: address and type. */
  readonly resources: readonly (readonly [address: string, type: string])[];
  /** Before what is said of it: `module.training: `; empty for a resource. */
  readonly of: string;
}

/** @param isGiven whether somebody gave a value to a variable of the root module */
export function leftOutOf(unmade: readonly Unmade[], isGiven: (name: string) => boolean): readonly LeftOut[] {
  return unmade.flatMap(({ module, block, resources, of }) => {
    const said = emptiness(block, module);
    if (said === null) return [];
    const variables = [...variablesOf(said.expression, module)].flatMap(([name, value]) => (isMarked(value) ? [] : [{ name, value, isDefault: !isGiven(name) }]));
    const values = variables.flatMap(({ name, value, isDefault }) => {
      const text = textOf(value);
      return text === null ? [] : [`var.${name}=${text}${isDefault ? ' (its default)' : ''}`];
    });
    const open = variables.find(({ isDefault }) => isDefault);
    const needs = open === undefined ? null : `--var ${shellWord(`${open.name}=${open.value.kind === 'bool' ? String(!open.value.value) : 'VALUE'}`)}`;
    const because = `${of}${said.what}${values.length === 0 ? '' : ` with ${values.join(', ')}`}${needs === null ? '' : `; ${needs} may have it judged`}`;
    return resources.map(([address, type]) => ({ address, type, because, needs }));
  });
}

/** Of all modules below a call that makes none. */
export function resourcesBelow(node: ModuleNode, prefix: string): readonly (readonly [address: string, type: string])[] {
  const own = [...node.module.resources.values()].flatMap(({ mode, address, type }) => (mode === 'managed' ? [[`${prefix}${address}`, type] as const] : []));
  return [...own, ...[...node.calls].flatMap(([name, called]) => ('missing' in called ? [] : resourcesBelow(called, `${prefix}module.${name}.`)))];
}

/** Null where it makes none because it is refused. */
function emptiness({ count, forEach, enabled = null, file }: Unmade['block'], module: ModuleInstance): { readonly what: string; readonly expression: Expression } | null {
  const valueOf = (attribute: Attribute): Value => evaluate(attribute.value, { ...module.scope, file: module.fileOf(attribute, file) });
  if (forEach !== null) return isEmpty(valueOf(forEach)) ? { what: 'for_each is empty', expression: forEach.value } : null;
  if (count !== null) {
    const number = converted(valueOf(count), numberType);
    return number?.kind === 'number' && toInteger(number.value) === 0n ? { what: 'count is 0', expression: count.value } : null;
  }
  const is = enabled === null ? null : converted(valueOf(enabled), boolType);
  return enabled !== null && is?.kind === 'bool' && !is.value ? { what: 'enabled is false', expression: enabled.value } : null;
}

function isEmpty(value: Value): boolean {
  if (value.sensitive) return false;
  if (isMapping(value)) return value.members.size === 0 && value.open === null;
  return isSequence(value) && value.items.length === 0 && value.open === null;
}

function converted(value: Value, type: typeof numberType): Value | null {
  try {
    return convert(value, type);
  } catch (error) {
    if (error instanceof ConversionError) return null;
    throw error;
  }
}

/** As far as it is short, and may be printed. */
function textOf(value: Value): string | null {
  if (value.kind === 'bool') return String(value.value);
  if (value.kind === 'string') return value.value.length > 40 ? null : value.value;
  if (value.kind === 'number') return toInteger(value.value)?.toString() ?? null;
  if (isMapping(value)) return value.members.size === 0 ? '{}' : null;
  return isSequence(value) && value.items.length === 0 ? '[]' : null;
}

/** Variables of the root module that an expression asks, through locals and calls, and their values. */
function variablesOf(expression: Expression, around: ModuleInstance): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  const seen = new Map<ModuleInstance, Set<Expression>>();
  const waiting: { readonly one: Expression; readonly module: ModuleInstance }[] = [];
  const follow = (parts: readonly Expression[], module: ModuleInstance): void => {
    const known = seen.get(module) ?? new Set();
    seen.set(module, known);
    for (const one of parts.toReversed()) if (!known.has(one)) waiting.push({ one, module });
  };
  follow([expression], around);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { one, module } = next;
    // A local may be asked for many times by one that is asked for many times.
    seen.get(module)?.add(one);
    if (one.kind !== 'attribute' || one.object.kind !== 'variable') {
      follow(partsOf(one), module);
      continue;
    }
    const { name } = one;
    if (one.object.name === 'local') {
      const local = module.node.module.locals.get(name);
      if (local !== undefined) follow([local.attribute.value], module);
    } else if (one.object.name === 'var') {
      const variable = module.node.module.variables.get(name);
      if (variable === undefined) continue;
      if (module.called === null) found.set(name, module.variable(variable));
      else {
        const given = argument(module.called.call.block, name);
        if (given !== null) follow([given.value], module.called.parent);
      }
    }
  }
  return found;
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'attribute':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'splat':
      return [expression.object, expression.each];
    case 'template':
      return expression.parts.flatMap(inTemplate);
    case 'tuple':
      return expression.items;
    case 'object':
      return expression.items.flatMap(({ key, value }) => [key, value]);
    case 'for':
      return [expression.collection, ...(expression.key === null ? [] : [expression.key]), expression.value, ...(expression.condition === null ? [] : [expression.condition])];
    case 'call':
      return expression.args;
    case 'conditional':
      return [expression.condition, expression.then, expression.else];
    case 'binary':
      return [expression.left, expression.right];
    case 'unary':
      return [expression.operand];
    default:
      return [];
  }
}

function inTemplate(part: TemplatePart): readonly Expression[] {
  if (part.kind === 'interpolation') return [part.value];
  if (part.kind === 'if') return [part.condition, ...[...part.then, ...part.else].flatMap(inTemplate)];
  return part.kind === 'for' ? [part.collection, ...part.body.flatMap(inTemplate)] : [];
}
