import { unknown, type Unknown } from '#model/known.ts';
import type { Node } from './document/node.ts';
import { comparison, truthOf } from './intrinsics/logic.ts';
import type { Scope, Truth } from './scope.ts';
import { possibilities, possibly, textOf, Undecided, type Value } from './value.ts';

/**
 * What is taken for granted in a part of a template: within a resource its condition holds, within a branch of `Fn::If` what the
 * branch is chosen by. From a condition that holds follows more: `!Equals [!Ref Env, prod]` says what the parameter is.
 */
export class Assumptions {
  readonly #conditions: ReadonlyMap<string, boolean>;
  readonly #parameters: ReadonlyMap<string, Value>;
  readonly #known = new Map<string, Truth>();
  readonly #open = new Set<string>();

  constructor(conditions: ReadonlyMap<string, boolean> = new Map(), parameters: ReadonlyMap<string, Value> = new Map()) {
    this.#conditions = conditions;
    this.#parameters = parameters;
  }

  parameter(name: string): Value | undefined {
    return this.#parameters.get(name);
  }

  /** Whether a condition of the template holds. `scope` is one under these assumptions. */
  truth(name: string, scope: Scope): Truth {
    const assumed = this.#conditions.get(name);
    if (assumed !== undefined) return assumed;
    const before = this.#known.get(name);
    if (before !== undefined) return before;
    const node = scope.stack.condition(name);
    if (node === undefined) return unknown(`the template has no condition ${name}`, [`condition ${name}`]);
    if (this.#open.has(name)) return unknown(`condition ${name} depends on itself`, [`condition ${name}`]);
    this.#open.add(name);
    const found = truthOf(node.value, scope.within(node.scope));
    this.#open.delete(name);
    const truth = typeof found === 'boolean' ? found : named(name, found);
    this.#known.set(name, truth);
    return truth;
  }

  /** With a condition taken as true or false. */
  with(name: string, truth: boolean, scope: Scope): Assumptions {
    const conditions = new Map(this.#conditions);
    const parameters = new Map(this.#parameters);
    const refine = (key: string, value: string, equal: boolean): void => {
      const now = parameters.get(key) ?? scope.stack.parameter(key);
      if (!(now instanceof Undecided)) return;
      if (equal) parameters.set(key, value);
      else {
        const left = possibilities(now)?.filter((one) => textOf(one) !== value) ?? [];
        if (left.length > 0) parameters.set(key, possibly(left as (string | number)[], now.known.because, now.known.refs));
      }
    };
    const assume = (node: Node, holds: boolean): void => {
      const [only] = node.kind === 'map' && node.members.length === 1 ? node.members : [];
      if (only === undefined) return;
      const items = only.value.kind === 'list' ? only.value.items : [only.value];
      if (only.key === 'Condition' && only.value.kind === 'scalar') condition(textOf(only.value.value), holds);
      else if ((only.key === 'Fn::And' && holds) || (only.key === 'Fn::Or' && !holds)) for (const item of items) assume(item, holds);
      else if (only.key === 'Fn::Not' && items[0] !== undefined) assume(items[0], !holds);
      else if (only.key === 'Fn::Equals') {
        const pair = comparison(items);
        if (pair !== null) refine(pair.parameter, pair.text, holds);
      }
    };
    const condition = (key: string, holds: boolean): void => {
      if (conditions.has(key)) return;
      conditions.set(key, holds);
      const node = scope.stack.condition(key);
      if (node !== undefined) assume(node.value, holds);
    };
    condition(name, truth);
    return new Assumptions(conditions, parameters);
  }
}

function named(name: string, { because, refs }: Unknown): Unknown {
  const ref = `condition ${name}`;
  return unknown(because, refs.includes(ref) ? refs : [ref, ...refs]);
}
