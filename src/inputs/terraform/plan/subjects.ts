import { isAzapi } from '#catalog/azapi.ts';
import { cloudOf, terraformType, terraformTypes } from '#catalog/terraform.ts';
import type { JsonValue } from '#model/json.ts';
import type { Provider } from '#model/resource.ts';
import type { InputOptions } from '../../options.ts';
import type { Reach } from '../../resource/asked.ts';
import type { Entry } from '../../resource/entry.ts';
import type { ProviderFacts } from '../../resource/provider-facts.ts';
import type { FormatWords, Subject, Subjects, Target } from '../../resource/subject.ts';
import { Values } from '../../resource/values.ts';
import type { Written } from '../../resource/written.ts';
import { moduleAddress } from '../address.ts';
import { BodyValues, factsOf } from '../azapi.ts';
import { identityOf } from '../identity.ts';
import { references, type ConfigResource } from './configuration.ts';
import type { Sibling } from './default-tags.ts';
import { DifferingValues } from './differing-values.ts';
import { unknownInPlan, type PlanEntry } from './entry.ts';
import { Expressions } from './expression.ts';
import { expressionAt, isByKey, origins, targets } from './follow.ts';
import type { Plan } from './plan.ts';
import { Providers, type ProviderBlock } from './provider.ts';
import { ProviderBlockFacts } from './provider-facts.ts';
import { ConfiguredArguments, notTold } from './written.ts';

const format: FormatWords = { stage: 'plan', noun: 'plan', because: unknownInPlan };

/** How many built entries of other resources are kept at hand: templates, parents and networks are asked for again and again. */
const remembered = 256;

/** The entries that a plan is asked about are its own. */
function isPlanned(entry: Entry): entry is PlanEntry {
  return 'span' in entry;
}

/** A resource block: what its instances share. */
export interface Block {
  readonly cloud: Provider;
  /** Null for a resource that the configuration does not have. */
  readonly config: ConfigResource | null;
  readonly providerName: string;
  readonly provider: ProviderFacts;
  readonly written: Written;
}

function writtenOf(config: ConfigResource | null): Written {
  return config === null ? notTold : new ConfiguredArguments(config.expressions, (named) => origins(named, config.module));
}

/** Makes subjects; what a plan says once for many of them is worked out once. */
export class PlanSubjects implements Subjects {
  readonly types = terraformTypes;
  readonly #plan: Plan;
  readonly #expressions: Expressions;
  readonly #providers: Providers;
  readonly #providerFacts: ProviderBlockFacts;
  readonly #wholes = new Map<PlanEntry, JsonValue | undefined>();
  readonly #blocks = new Map<string, Block>();
  /** What the instances of one block refer to, unless it depends on their keys. */
  readonly #targetsOfBlocks = new Map<ConfigResource, Map<string, readonly Target[]>>();

  constructor(plan: Plan, terraformVersion: string, options: InputOptions) {
    this.#plan = plan;
    this.#expressions = new Expressions(plan);
    this.#providers = new Providers(plan.configuration, terraformVersion);
    this.#providerFacts = new ProviderBlockFacts(this.#expressions, options, (block, cloud) => this.#siblings(block, cloud));
  }

  get entries(): Iterable<PlanEntry> {
    return this.#plan.entries;
  }

  of(entry: Entry): Subject | null {
    const cloud = cloudOf(entry.type);
    if (cloud === null || !isPlanned(entry)) return null;
    const block = this.blockOf(entry, cloud);
    return this.with(entry, block, this.#valuesOf(entry, block.written));
  }

  /** The subject of an entry whose values were read elsewhere. */
  with(entry: PlanEntry, { cloud, config, provider }: Block, values: Values): Subject {
    return {
      entry,
      format,
      types: terraformTypes,
      cloud,
      facts: factsOf(entry.type, values),
      values,
      identity: () => identityOf(values, entry),
      provider,
      targets: (path) => (config === null ? [] : this.#targets(entry, config, path)),
      valuesOf: (other) => (isPlanned(other) ? this.#wholeOf(other) : undefined),
      other: (another) => this.of(another),
    };
  }

  #valuesOf(entry: PlanEntry, written: Written): Values {
    if (isAzapi(entry.type)) return new BodyValues(this.#plan.valuesOf(entry), written);
    const differing = this.#plan.differing(entry);
    return differing === null ? new Values(this.#plan.valuesOf(entry), written) : new DifferingValues(differing, written);
  }

  /** All values of a resource that one depends on; kept at hand for the next that does. */
  #wholeOf(entry: PlanEntry): JsonValue | undefined {
    if (this.#wholes.has(entry)) return this.#wholes.get(entry);
    if (this.#wholes.size >= remembered) this.#wholes.clear();
    const { value } = this.#valuesOf(entry, notTold);
    this.#wholes.set(entry, value);
    return value;
  }

  /** What all instances of a block share. */
  blockOf(entry: PlanEntry, cloud: Provider): Block {
    const { configAddress, header: { providerName } } = entry;
    const before = this.#blocks.get(configAddress);
    // Of blocks that the configuration does not have, the name of the provider is all that there is.
    if (before && (before.config !== null || before.providerName === providerName)) return before;
    const config = this.#configOf(entry);
    const block = { cloud, config, providerName, provider: this.#providerOf(entry, config, cloud), written: writtenOf(config) };
    this.#blocks.set(configAddress, block);
    return block;
  }

  #providerOf(entry: PlanEntry, config: ConfigResource | null, cloud: Provider): ProviderFacts {
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
      if (config !== null && this.#providers.of(config) === block) yield { facts, values: this.#valuesOf(entry, writtenOf(config)) };
    }
  }

  #configOf(entry: PlanEntry): ConfigResource | null {
    return this.#plan.configuration.module(entry.modules)?.resource(`${entry.mode === 'data' ? 'data.' : ''}${entry.type}.${entry.name}`) ?? null;
  }

  /** On what the targets of an argument depend. */
  reach({ config }: Block, path: string): Reach {
    const expression = config === null ? undefined : expressionAt(config.expressions, path);
    if (expression === undefined) return 'block';
    return isByKey(references(expression)) ? 'itself' : 'instance';
  }

  #targets(entry: PlanEntry, config: ConfigResource, path: string): readonly Target[] {
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
