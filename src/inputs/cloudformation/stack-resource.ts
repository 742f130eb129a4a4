import type { Unknown } from '#model/known.ts';
import type { SourcePlace } from '#model/resource.ts';
import { Unsure } from '../resource/mask.ts';
import { child, textOf as textNode, type MapNode, type Node } from './document/node.ts';
import { expand, type Entry } from './for-each.ts';
import { withGlobals } from './serverless/globals.ts';
import type { Scope, Truth } from './scope.ts';
import { settle, type Settled } from './settle.ts';

/** A resource as a template writes it, and what becomes of it in its stack. */
export class StackResource {
  readonly logicalId: string;
  /** In the input: `Network/Vpc`. */
  readonly address: string;
  readonly type: string;
  readonly node: Node;
  /** Its logical id. */
  readonly source: SourcePlace;
  readonly lastLine: number;
  readonly #outer: Scope;
  readonly #changed: Unknown | null;
  readonly #globals: Node | undefined;
  #scope: Scope | null = null;
  #properties: { readonly node: Node | undefined } | null = null;
  #settled: Settled | null = null;

  /** `changed`: what may change it whatever it says; `globals`: the section of a serverless template. */
  constructor(address: string, { key, value, scope, document, keyStart, keyEnd }: Entry, changed: Unknown | null, globals: Node | undefined) {
    this.logicalId = key;
    this.address = address;
    this.node = value;
    this.type = scope.textAt(child(value, 'Type')) ?? '';
    this.source = document.place(keyStart, keyEnd);
    this.lastLine = document.point(value.end).line;
    this.#outer = scope;
    this.#changed = changed;
    this.#globals = globals;
  }

  /** The name of what it depends on. */
  get condition(): string | null {
    return this.#outer.textAt(child(this.node, 'Condition'));
  }

  /** Whether the stack has it. */
  get exists(): Truth {
    const { condition } = this;
    return condition === null ? true : this.#outer.truth(condition);
  }

  /** Where it stands. */
  get outer(): Scope {
    return this.#outer;
  }

  /** Inside, its condition holds. */
  get scope(): Scope {
    if (this.#scope !== null) return this.#scope;
    const { condition } = this;
    return (this.#scope = condition !== null && typeof this.exists !== 'boolean' ? this.#outer.assuming(condition, true) : this.#outer);
  }

  /** Its properties as written, those of `Globals` put in. */
  get properties(): Node | undefined {
    return (this.#properties ??= { node: withGlobals(this.type, this.node, this.#globals) }).node;
  }

  /** Its properties, resolved. */
  get settled(): Settled {
    return (this.#settled ??= this.#settle());
  }

  #settle(): Settled {
    const changed = this.#changed ?? (this.node.kind === 'map' && this.node.get('Fn::Transform') !== undefined ? expand(this.node as MapNode, this.scope).macro : null);
    if (changed !== null) return { value: undefined, mask: new Unsure(changed) };
    const { properties } = this;
    if (properties === undefined || (properties.kind === 'scalar' && properties.value === null)) return { value: {}, mask: undefined };
    return settle(this.scope.resolve(properties));
  }

  metadata(key: string): Node | undefined {
    return child(child(this.node, 'Metadata'), key);
  }

  /** A property that is a text, where it is known. */
  text(...path: readonly string[]): string | null {
    let node = this.properties;
    for (const key of path) node = child(node, key);
    return this.scope.textAt(node);
  }

  /** A text of its metadata that is written out. */
  get assetPath(): string | undefined {
    return textNode(this.metadata('aws:asset:path'));
  }
}
