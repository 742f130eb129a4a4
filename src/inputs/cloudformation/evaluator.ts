import type { Unknown } from '#model/known.ts';
import { Assumptions } from './assumptions.ts';
import type { MapNode, Node } from './document/node.ts';
import { expand } from './for-each.ts';
import { functionIn } from './intrinsics/registry.ts';
import type { Scope, Surroundings, Truth } from './scope.ts';
import { checked, combined, ListValue, MapValue, nothing, Perhaps, textOf, undecided, type Value } from './value.ts';

export class Evaluator implements Scope {
  readonly stack: Surroundings;
  readonly #assumptions: Assumptions;
  /** Identifiers of `Fn::ForEach` around, and what they stand for. */
  readonly #bindings: ReadonlyMap<string, Value>;

  constructor(stack: Surroundings, assumptions: Assumptions = new Assumptions(), bindings: ReadonlyMap<string, Value> = new Map()) {
    this.stack = stack;
    this.#assumptions = assumptions;
    this.#bindings = bindings;
  }

  binding(name: string): Value | undefined {
    return this.#bindings.get(name);
  }

  parameter(name: string): Value | undefined {
    return this.#assumptions.parameter(name) ?? this.stack.parameter(name);
  }

  truth(condition: string): Truth {
    return this.#assumptions.truth(condition, this);
  }

  within(other: Scope): Scope {
    return other instanceof Evaluator && other.#bindings !== this.#bindings ? new Evaluator(this.stack, this.#assumptions, other.#bindings) : this;
  }

  bound(name: string, value: Value): Scope {
    return new Evaluator(this.stack, this.#assumptions, new Map(this.#bindings).set(name, value));
  }

  assuming(condition: string, truth: boolean): Scope {
    return this.under(this.#assumptions.with(condition, truth, this));
  }

  /** The same place under other assumptions. */
  under(assumptions: Assumptions): Scope {
    return assumptions === this.#assumptions ? this : new Evaluator(this.stack, assumptions, this.#bindings);
  }

  resolve(node: Node): Value {
    if (node.kind === 'scalar') return typeof node.value === 'string' ? whole(this.text(node.value)) : node.value;
    if (node.kind === 'list') return this.#list(node.items);
    const call = functionIn(node);
    return call === null ? this.#map(node) : call.compute(call.argument, this);
  }

  /** A text as it stands, with loop identifiers put in: `${Name}`, and `&{Name}` without what is no letter or digit. */
  text(text: string): Value {
    if (this.#bindings.size === 0 || !text.includes('{')) return text;
    const parts: Value[] = [];
    let from = 0;
    for (const match of text.matchAll(/([$&])\{([A-Za-z0-9]+)\}/g)) {
      const [whole, mark, name = ''] = match;
      const value = this.#bindings.get(name);
      if (value === undefined) continue;
      parts.push(text.slice(from, match.index), mark === '&' ? combined([value], ([one]) => (one ?? '').replaceAll(/[^A-Za-z0-9]/g, '')) : value);
      from = match.index + whole.length;
    }
    if (from === 0) return text;
    parts.push(text.slice(from));
    return combined(parts, (texts) => texts.join(''));
  }

  #list(nodes: readonly Node[]): Value {
    const items: Value[] = [];
    let open: Unknown | null = null;
    for (const node of nodes) {
      const item = this.resolve(node);
      if (item instanceof Perhaps) open ??= item.because;
      else if (item !== nothing) items.push(item);
    }
    return new ListValue(items, open);
  }

  #map(node: MapNode): Value {
    const { entries, open, macro } = expand(node, this);
    if (macro !== null) return undecided(macro.because, macro.refs);
    const members = new Map<string, Value>();
    for (const { key, value, scope } of entries) {
      const member = scope.resolve(value);
      if (member === nothing) members.delete(key);
      else members.set(key, member);
    }
    return new MapValue(members, open);
  }

  /** A scalar as text, where it is known. */
  textAt(node: Node | undefined): string | null {
    if (node === undefined) return null;
    const value = this.resolve(node);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? textOf(value) : null;
  }
}

function whole(value: Value): Value {
  return typeof value === 'string' ? checked(value) : value;
}
