import type { TypeFacts } from '#catalog/facts.ts';
import { cloudOf, terraformType } from '#catalog/terraform.ts';
import type { JsonValue } from '#model/json.ts';
import type { Provider } from '#model/resource.ts';
import type { InputOptions } from '../../options.ts';
import { moduleAddress } from '../address.ts';
import { references, type ConfigResource } from './configuration.ts';
import type { Sibling } from './default-tags.ts';
import type { Entry } from './entry.ts';
import { Expressions } from './expression.ts';
import { expressionAt, isByKey, origins, targets, type Target } from './follow.ts';
import type { Plan } from './plan.ts';
import { Providers, type ProviderBlock } from './provider.ts';
import { ProviderBlockFacts, type ProviderFacts } from './provider-facts.ts';
import { Values } from '../../resource/values.ts';

/** One resource of the plan while it is read: all that a part of the reader may ask. */
export interface Subject {
  readonly entry: Entry;
  readonly cloud: Provider;
  /** Null for a type that the catalogue does not know. */
  readonly facts: TypeFacts | null;
  readonly values: Values;
  readonly provider: ProviderFacts;
  /** Resources of the plan that an argument refers to: `subnet_id`, `network_interface[].subnet_id`. */
  readonly targets: (path: string) => readonly Target[];
  /** The planned values of another resource, such as a target. */
  readonly valuesOf: (entry: Entry) => JsonValue | undefined;
  /** Another resource of the plan, with all that may be asked of it; null for one of no cloud that landrail judges. */
  readonly other: (entry: Entry) => Subject | null;
}

/** Makes subjects; what a plan says once for many of them is worked out once. */
export class Subjects {
  readonly #plan: Plan;
  readonly #expressions: Expressions;
  readonly #providers: Providers;
  readonly #providerFacts: ProviderBlockFacts;
  /** What the instances of one block refer to, unless it depends on their keys. */
  readonly #targetsOfBlocks = new Map<ConfigResource, Map<string, readonly Target[]>>();

  constructor(plan: Plan, terraformVersion: string, options: InputOptions) {
    this.#plan = plan;
    this.#expressions = new Expressions(plan);
    this.#providers = new Providers(plan.configuration, terraformVersion);
    this.#providerFacts = new ProviderBlockFacts(this.#expressions, options, (block, cloud) => this.#siblings(block, cloud));
  }

  /** Null for a resource of no cloud that landrail judges. */
  of(entry: Entry): Subject | null {
    const cloud = cloudOf(entry.type);
    if (cloud === null) return null;
    const config = this.#configOf(entry);
    return {
      entry,
      cloud,
      facts: terraformType(entry.type),
      values: this.#valuesOf(entry, config),
      provider: this.#providerOf(entry, config, cloud),
      targets: (path) => (config === null ? [] : this.#targets(entry, config, path)),
      valuesOf: (other) => this.#plan.valuesOf(other).after,
      other: (another) => this.of(another),
    };
  }

  #valuesOf(entry: Entry, config: ConfigResource | null): Values {
    const refs = (named: readonly string[]): readonly string[] => (config === null ? named : origins(named, config.module));
    return new Values(this.#plan.valuesOf(entry), config?.expressions ?? null, refs);
  }

  #providerOf(entry: Entry, config: ConfigResource | null, cloud: Provider): ProviderFacts {
    const block = config === null ? null : this.#providers.of(config);
    if (block !== null) return this.#providerFacts.of(block, cloud);
    const { providerName } = entry.header;
    return this.#providerFacts.withoutBlock(providerName === '' ? (entry.type.split('_')[0] ?? entry.type) : providerName.slice(providerName.lastIndexOf('/') + 1), cloud);
  }

  *#siblings(block: ProviderBlock, cloud: Provider): Generator<Sibling> {
    for (const entry of this.#plan.entries) {
      if (entry.mode === 'data' || entry.action === 'delete' || entry.action === 'forget' || cloudOf(entry.type) !== cloud) continue;
      const facts = terraformType(entry.type)?.tags;
      if (!facts?.defaults || facts.merged === null) continue;
      const config = this.#configOf(entry);
      if (config !== null && this.#providers.of(config) === block) yield { facts, values: this.#valuesOf(entry, config) };
    }
  }

  #configOf(entry: Entry): ConfigResource | null {
    return this.#plan.configuration.module(entry.modules)?.resource(`${entry.mode === 'data' ? 'data.' : ''}${entry.type}.${entry.name}`) ?? null;
  }

  #targets(entry: Entry, config: ConfigResource, path: string): readonly Target[] {
    const expression = expressionAt(config.expressions, path);
    const look = (): readonly Target[] => targets(this.#plan, expression, { module: config.module, steps: entry.modules, key: entry.key });
    if (expression === undefined || isByKey(references(expression))) return look();
    const key = `${path} ${moduleAddress(entry.modules)}`;
    const ofBlock = this.#targetsOfBlocks.get(config) ?? new Map<string, readonly Target[]>();
    this.#targetsOfBlocks.set(config, ofBlock);
    const found = ofBlock.get(key) ?? look();
    ofBlock.set(key, found);
    return found;
  }
}
