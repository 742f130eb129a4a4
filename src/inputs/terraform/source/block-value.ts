import { unknown as unknownBecause, type Unknown } from '#model/known.ts';
import { object, tuple } from '../hcl/collection.ts';
import { evaluate } from '../hcl/evaluate.ts';
import { sensitiveIf } from '../hcl/marks.ts';
import { Exhausted } from '../hcl/refusal.ts';
import { bound, type Scope } from '../hcl/scope.ts';
import type { Attribute, Block, Body, SourceRange } from '../hcl/syntax.ts';
import { anyType } from '../hcl/type.ts';
import { count, entriesOf, isMapping, isScalar, isSequence, string, unknown, type Value } from '../hcl/value.ts';
import { argument, constantText } from './module.ts';

/** Names the file in which something is written, where that is not the file of its block. */
export type FileOf = (node: Attribute | Block) => string | undefined;

/** Elements of dynamic blocks, in all of one resource: within each other they multiply. */
const most = 10_000;

/** How many more there may be. */
interface Room {
  left: number;
}

/** The values of a block: arguments by name, nested blocks as lists by type, dynamic ones expanded. Evaluated as they are asked for. */
export class BlockValue {
  readonly #body: Body;
  readonly #scope: Scope;
  readonly #fileOf: FileOf;
  readonly #hidden: ReadonlySet<string>;
  readonly #values = new Map<string, Value | undefined>();

  /** @param hidden arguments and types of blocks that are not of the object itself: `count`, `lifecycle` */
  constructor(body: Body, scope: Scope, fileOf: FileOf, hidden: ReadonlySet<string>) {
    this.#body = body;
    this.#scope = scope;
    this.#fileOf = fileOf;
    this.#hidden = hidden;
  }

  get body(): Body {
    return this.#body;
  }

  get scope(): Scope {
    return this.#scope;
  }

  names(): readonly string[] {
    const names = [...this.#body.attributes.map((one) => one.name), ...this.#body.blocks.map(madeType)];
    return [...new Set(names)].filter((name) => !this.#hidden.has(name));
  }

  /** Undefined for what is not written. */
  get(name: string): Value | undefined {
    if (this.#hidden.has(name)) return undefined;
    if (!this.#values.has(name)) this.#values.set(name, this.#compute(name));
    return this.#values.get(name);
  }

  /** Keeps nothing: it is made of every resource, and most are never asked for anything again. */
  whole(): Value {
    return this.#whole({ left: most });
  }

  #whole(room: Room): Value {
    return bounded(() => object(this.#members(room)));
  }

  #members(room: Room): ReadonlyMap<string, Value> {
    const members = new Map<string, Value>();
    for (const attribute of this.#body.attributes) {
      const { name } = attribute;
      if (!this.#hidden.has(name) && !members.has(name)) members.set(name, this.#values.get(name) ?? this.#attribute(attribute));
    }
    for (const block of this.#body.blocks) {
      const type = madeType(block);
      if (!this.#hidden.has(type) && !members.has(type)) members.set(type, this.#values.get(type) ?? this.#nested(type, room));
    }
    return members;
  }

  #compute(name: string): Value | undefined {
    const attribute = this.#body.attributes.find((one) => one.name === name);
    if (attribute !== undefined) return this.#attribute(attribute);
    return this.#body.blocks.some((block) => madeType(block) === name) ? this.#nested(name, { left: most }) : undefined;
  }

  #attribute(attribute: Attribute): Value {
    return evaluate(attribute.value, this.#scopeOf(attribute));
  }

  #nested(name: string, room: Room): Value {
    return bounded(() => {
      const { made, open } = this.#made(name, room);
      return tuple(made.map((one) => sensitiveIf(new BlockValue(one.body, one.scope, this.#fileOf, nothing).#whole(room), one.sensitive)), open === null ? null : { reason: open, also: [] });
    });
  }

  /** With the file in which something is written. */
  #scopeOf(node: Attribute | Block): Scope {
    const file = this.#fileOf(node);
    return file === undefined ? this.#scope : { ...this.#scope, file };
  }

  /** Nested blocks of a type, dynamic ones expanded, and why there may be more. */
  blocks(type: string): Made {
    return this.#made(type, { left: most });
  }

  #made(type: string, room: Room): Made {
    const made: MadeBlock[] = [];
    let open: Unknown | null = null;
    for (const block of this.#body.blocks) {
      if (madeType(block) !== type) continue;
      const scope = this.#scopeOf(block);
      if (block.type !== 'dynamic') made.push({ body: block.body, scope, header: block.headerRange, sensitive: false });
      else open = this.#dynamic(block, scope, made, room) ?? open;
    }
    return { made, open };
  }

  /** Adds the elements; answers with why there may be more. */
  #dynamic(block: Block, scope: Scope, made: MadeBlock[], room: Room): Unknown | null {
    const forEach = argument(block, 'for_each');
    const content = block.body.blocks.find((one) => one.type === 'content');
    if (forEach === null || content === undefined) return unknownBecause('a dynamic block without for_each or content');
    const over = evaluate(forEach.value, { ...scope, file: this.#fileOf(forEach) ?? scope.file });
    const refusal = over.kind === 'null' ? 'Cannot use a null value in for_each' : isScalar(over) ? `Cannot use a ${over.kind} value in for_each: a dynamic block goes over a collection` : null;
    if (refusal !== null) scope.refused?.(refusal, over.origin ?? { file: scope.file, range: forEach.value.range });
    const iterator = constantText(argument(block, 'iterator')?.value) ?? block.labels[0] ?? '';
    const { elements, open } = elementsOf(over);
    const taken = elements.slice(0, room.left);
    room.left -= taken.length;
    for (const [key, value] of taken) made.push({ body: content.body, scope: bound(scope, [[iterator, object([['key', key], ['value', value]])]]), header: block.headerRange, sensitive: over.sensitive });
    return elements.length > taken.length ? unknownBecause(`dynamic blocks make more than ${most} of them`) : open;
  }
}

interface Made {
  readonly made: readonly MadeBlock[];
  readonly open: Unknown | null;
}

/** A nested block, or one element of a dynamic one. */
export interface MadeBlock {
  readonly body: Body;
  readonly scope: Scope;
  readonly header: SourceRange;
  readonly sensitive: boolean;
}

const nothing: ReadonlySet<string> = new Set();

/** What holds more than landrail computes is not known. */
function bounded(make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (error instanceof Exhausted) return unknown(anyType, unknownBecause(error.message));
    throw error;
  }
}

/** The type of the blocks that a block stands for. */
export function madeType(block: Block): string {
  return block.type === 'dynamic' ? (block.labels[0] ?? '') : block.type;
}

function elementsOf(over: Value): { readonly elements: readonly (readonly [key: Value, value: Value])[]; readonly open: Unknown | null } {
  if (over.kind === 'unknown') return { elements: [], open: over.reason };
  if (isMapping(over)) return { elements: entriesOf(over).map(([key, value]) => [string(key), value]), open: over.open?.reason ?? null };
  if (!isSequence(over)) return { elements: [], open: over.kind === 'null' ? null : unknownBecause('for_each of a dynamic block that is no collection') };
  const unsure = over.kind === 'set' ? over.items.find((item) => item.kind === 'unknown') : undefined;
  const items = over.items.filter((item) => over.kind !== 'set' || item.kind !== 'unknown').map((value, index) => [over.kind === 'set' ? value : count(index), value] as const);
  const also = (over.open?.also ?? []).map((value) => [value, value] as const);
  return { elements: [...items, ...also], open: over.open?.reason ?? (unsure?.kind === 'unknown' ? unsure.reason : null) };
}
