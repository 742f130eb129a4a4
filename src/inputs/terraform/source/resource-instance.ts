import { unknown as unknownBecause, type Unknown } from '#model/known.ts';
import { lazyObject } from '../hcl/collection.ts';
import type { Scope } from '../hcl/scope.ts';
import { anyType } from '../hcl/type.ts';
import { unknown, type Value } from '../hcl/value.ts';
import { BlockValue, type FileOf } from './block-value.ts';
import { configPrefix, keySuffix, prefixOf, type Key, type Step } from './key.ts';
import type { Module, ResourceBlock } from './module.ts';
import { unknownInSource } from './reasons.ts';
import type { Repetition } from './repetition.ts';

/** What is not of the object itself. */
const metaArguments: ReadonlySet<string> = new Set(['count', 'for_each', 'provider', 'depends_on', 'lifecycle', 'provisioner', 'connection']);

/** What is known of an attribute that is not written: the answer of a data source; null where nobody knows it yet. */
export type Answer = (resource: ResourceInstance, attribute: string) => Value | null;

/** One instance of a resource block or data source in one instance of its module. */
export class ResourceInstance {
  readonly block: ResourceBlock;
  readonly steps: readonly Step[];
  readonly repetition: Repetition;
  /** In which its arguments are evaluated. */
  readonly scope: Scope;
  /** `module.net["a"].aws_subnet.private[0]` */
  readonly address: string;
  readonly possible: Unknown | null;
  readonly arguments: BlockValue;
  readonly #answer: Answer;
  #value: Value | null = null;

  constructor(block: ResourceBlock, module: Module, steps: readonly Step[], possible: Unknown | null, scope: Scope, repetition: Repetition, answer: Answer) {
    this.block = block;
    this.steps = steps;
    this.repetition = repetition;
    this.scope = scope;
    this.address = `${prefixOf(steps)}${block.address}${keySuffix(repetition.key)}`;
    this.possible = possible ?? repetition.possible;
    this.#answer = answer;
    const fileOf: FileOf = (node) => module.strangers.get(node);
    this.arguments = new BlockValue(block.block.body, { ...scope, file: block.file }, fileOf, metaArguments);
  }

  get key(): Key {
    return this.repetition.key;
  }

  /** Without keys. */
  get configAddress(): string {
    return `${configPrefix(this.steps)}${this.block.address}`;
  }

  /** As other expressions see it: what is written, and everything else not known before it is there. */
  get value(): Value {
    this.#value ??= this.#seen();
    return this.#value;
  }

  #seen(): Value {
    const because = this.block.mode === 'data' ? 'read from a data source' : this.block.mode === 'ephemeral' ? 'known while Terraform runs' : unknownInSource;
    const written = this.arguments;
    const later = (name: string): Value => unknown(anyType, unknownBecause(because, [`${this.address}.${name}`]));
    const members = {
      size: written.names().length,
      has: (name: string) => written.names().includes(name),
      keys: () => written.names(),
      get: (name: string): Value => {
        const value = written.get(name);
        // What is set to null may be computed all the same.
        return value === undefined || value.kind === 'null' ? (this.#answer(this, name) ?? later(name)) : value;
      },
    };
    return lazyObject(members, { reason: unknownBecause(because, [this.address]), also: [] });
  }
}
