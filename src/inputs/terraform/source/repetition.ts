import { unknown as unknownBecause, type Unknown } from '#model/known.ts';
import { ConversionError, convert } from '../hcl/convert.ts';
import { evaluate } from '../hcl/evaluate.ts';
import { toInteger } from '../hcl/number.ts';
import { reasonOf } from '../hcl/reason-of.ts';
import type { Scope } from '../hcl/scope.ts';
import type { Attribute } from '../hcl/syntax.ts';
import { anyType, boolType, numberType } from '../hcl/type.ts';
import { count as counted, entriesOf, isMapping, isMarked, isSequence, string, unknown, type Value } from '../hcl/value.ts';
import type { Context } from './context.ts';
import { every, type Key } from './key.ts';
import type { Repeated } from './module.ts';

/** One of the instances that `count` and `for_each` make of a block. */
export interface Repetition {
  readonly key: Key;
  readonly each: { readonly key: Value; readonly value: Value } | null;
  readonly count: Value | null;
  /** Why it may not be there; null where it is. */
  readonly possible: Unknown | null;
}

/** More than this many instances of one block are no configuration that anybody applies. */
const mostOfOne = 20_000;
const mostOfAll = 100_000;
/** With those that are called once in what is repeated. */
const mostMade = 200_000;

const single: readonly Repetition[] = [{ key: null, each: null, count: null, possible: null }];

type Repeatable = Repeated & { readonly enabled: Attribute | null };

/** @param scope of the module around the block */
export function repetitions(block: Repeatable, fileOf: (attribute: Attribute) => string, scope: Scope, context: Context): readonly Repetition[] {
  const all = repetitionsOf(block, fileOf, scope, context);
  context.made += all.length;
  if (context.made <= mostMade) return all;
  if (!context.isFull) context.refuse('terraform-too-many', `this configuration makes more than ${mostMade} instances of modules and resources`, block.file, block.block.headerRange, 'check the plan of this configuration; those beyond were not judged');
  context.isFull = true;
  return [];
}

function repetitionsOf(block: Repeatable, fileOf: (attribute: Attribute) => string, scope: Scope, context: Context): readonly Repetition[] {
  const { count, forEach, enabled } = block;
  if (forEach !== null) return new Repeating(forEach, fileOf(forEach), context).forEach(evaluate(forEach.value, { ...scope, file: fileOf(forEach) }));
  if (count !== null) return new Repeating(count, fileOf(count), context).count(evaluate(count.value, { ...scope, file: fileOf(count) }));
  return enabled === null ? single : ifEnabled(evaluate(enabled.value, { ...scope, file: fileOf(enabled) }));
}

function ifEnabled(value: Value): readonly Repetition[] {
  const enabled = converted(value, boolType);
  if (enabled.kind === 'bool') return enabled.value ? single : [];
  return [{ key: null, each: null, count: null, possible: reasonOf([enabled]) }];
}

/** What does not convert is not known: Terraform refuses it, and then there is no instance that could be wrong. */
function converted(value: Value, type: typeof numberType): Value {
  try {
    return convert(value, type);
  } catch (error) {
    if (error instanceof ConversionError) return unknown(type, unknownBecause(`Terraform refuses it: ${error.message}`));
    throw error;
  }
}

class Repeating {
  readonly #attribute: Attribute;
  readonly #file: string;
  readonly #context: Context;

  constructor(attribute: Attribute, file: string, context: Context) {
    this.#attribute = attribute;
    this.#file = file;
    this.#context = context;
  }

  count(value: Value): readonly Repetition[] {
    const number = converted(value, numberType);
    if (number.kind === 'unknown') return [this.#symbolic(number, 'count')];
    const whole = number.kind === 'number' ? toInteger(number.value) : null;
    if (whole === null || whole < 0n) return this.#refuse('count is a whole number, 0 or more');
    if (!this.#fits(whole)) return this.#tooMany(whole);
    return Array.from({ length: Number(whole) }, (_, index) => ({ key: index, each: null, count: counted(index), possible: null }));
  }

  forEach(value: Value): readonly Repetition[] {
    // Keys stand in addresses, which everybody sees.
    if (value.sensitive || ((value.kind === 'set' || isSequence(value)) && isMarked(value))) return this.#refuse('for_each is sensitive');
    if (value.kind === 'unknown') return [this.#symbolic(value, 'each')];
    if (value.kind === 'null') return this.#refuse('for_each is null');
    if (isMapping(value)) {
      if (!this.#fits(BigInt(value.members.size))) return this.#tooMany(BigInt(value.members.size));
      const known = entriesOf(value).map(([key, one]): Repetition => ({ key, each: { key: string(key), value: one }, count: null, possible: null }));
      return value.open === null ? known : [...known, this.#symbolic(unknown(anyType, value.open.reason), 'each')];
    }
    if (value.kind === 'set' || (isSequence(value) && value.items.length === 0)) {
      const also = value.open?.also ?? [];
      const names = [...value.items, ...also].filter((item) => item.kind === 'string');
      if (names.length + value.items.filter((item) => item.kind === 'unknown').length < value.items.length) return this.#refuse('for_each is a set of other things than texts');
      if (!this.#fits(BigInt(names.length))) return this.#tooMany(BigInt(names.length));
      const known = names.map((item): Repetition => ({ key: item.value, each: { key: item, value: item }, count: null, possible: null }));
      const open = value.open !== null || value.items.some((item) => item.kind === 'unknown');
      return open ? [...known, this.#symbolic(unknown(anyType, value.open?.reason ?? reasonOf(value.items)), 'each')] : known;
    }
    return this.#refuse('for_each is a map, or a set of texts; make a set of a list with toset()');
  }

  /** One that stands for all that there may be. */
  #symbolic(value: Value, kind: 'count' | 'each'): Repetition {
    const reason = reasonOf([value]);
    const something = unknown(anyType, reason);
    const index = unknown(numberType, reason, true);
    return { key: every, each: kind === 'each' ? { key: something, value: something } : null, count: kind === 'count' ? index : null, possible: reason };
  }

  #fits(size: bigint): boolean {
    if (size > BigInt(mostOfOne)) return false;
    this.#context.instances += Number(size);
    return this.#context.instances <= mostOfAll;
  }

  #tooMany(size: bigint): readonly Repetition[] {
    const most = size > BigInt(mostOfOne) ? `${mostOfOne} of one block` : `${mostOfAll} in all`;
    this.#context.refuse('terraform-too-many', `${this.#attribute.name} makes ${size} instances; landrail follows up to ${most}`, this.#file, this.#attribute.value.range, 'check the plan of this configuration; here one instance was judged in place of them');
    return [this.#symbolic(unknown(anyType, unknownBecause(`more than ${most}`)), this.#attribute.name === 'count' ? 'count' : 'each')];
  }

  #refuse(message: string): readonly Repetition[] {
    this.#context.refuse('terraform-invalid', message, this.#file, this.#attribute.value.range, 'terraform plan refuses it too; correct it, the block was not judged');
    return [];
  }
}
