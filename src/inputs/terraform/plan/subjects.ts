import { isAzapi } from '#catalog/azapi.ts';
import type { TypeFacts } from '#catalog/facts.ts';
import { cloudOf, terraformType, terraformTypes } from '#catalog/terraform.ts';
import type { JsonValue } from '#model/json.ts';
import type { Provider } from '#model/resource.ts';
import type { InputOptions } from '../../options.ts';
import type { Reach } from '../../resource/asked.ts';
import type { Entry } from '../../resource/entry.ts';
import type { ProviderFacts } from '../../resource/provider-facts.ts';
import type { FormatWords, Identity, Subject, Subjects, Target } from '../../resource/subject.ts';
import { Values } from '../../resource/values.ts';
import type { Written } from '../../resource/written.ts';
import type { AddressStep } from '../address.ts';
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
  readonly #arguments = new Map<ConfigResource, Map<string, WrittenArgument>>();

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
  with(entry: PlanEntry, block: Block, values: Values): Subject {
    return new PlanSubject(this, entry, block, values);
  }

  #valuesOf(entry: PlanEntry, written: Written): Values {
    if (isAzapi(entry.type)) return new BodyValues(this.#plan.valuesOf(entry), written);
    const differing = this.#plan.differing(entry);
    return differing === null ? new Values(this.#plan.valuesOf(entry), written) : new DifferingValues(differing, written);
  }

  /** All values of a resource that one depends on; kept at hand for the next that does. */
  wholeOf(entry: PlanEntry): JsonValue | undefined {
    if (this.#wholes.has(entry)) return this.#wholes.get(entry);
    if (this.#wholes.size >= remembered) this.#wholes.clear();
    const { value } = this.#valuesOf(entry, notTold);
    this.#wholes.set(entry, value);
    return value;
  }

  /** What all instances of a block share. */
  blockOf(entry: PlanEntry, cloud: Provider): Block {
    const { configAddress, providerName } = entry;
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
    const { providerName } = entry;
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
    const { expression, byKey } = config === null ? nothingWritten : this.#writtenAt(config, path);
    return expression === undefined ? 'block' : byKey ? 'itself' : 'instance';
  }

  targetsOf(entry: PlanEntry, config: ConfigResource | null, path: string): readonly Target[] {
    if (config === null) return nothing;
    const { expression, byKey, ofModules } = this.#writtenAt(config, path);
    if (expression === undefined) return nothing;
    const look = (): readonly Target[] => targets(this.#plan, expression, { module: config.module, steps: entry.modules, key: entry.key });
    if (byKey) return look();
    const found = ofModules.get(entry.modules) ?? look();
    ofModules.set(entry.modules, found);
    return found;
  }

  #writtenAt(config: ConfigResource, path: string): WrittenArgument {
    let ofBlock = this.#arguments.get(config);
    if (!ofBlock) this.#arguments.set(config, (ofBlock = new Map()));
    let found = ofBlock.get(path);
    if (!found) {
      const expression = expressionAt(config.expressions, path);
      ofBlock.set(path, (found = { expression, byKey: isByKey(references(expression)), ofModules: new Map() }));
    }
    return found;
  }
}

/** One of tens of thousands: without functions of its own. */
class PlanSubject implements Subject {
  readonly entry: PlanEntry;
  readonly format = format;
  readonly types = terraformTypes;
  readonly cloud: Provider;
  readonly facts: TypeFacts | null;
  readonly values: Values;
  readonly provider: ProviderFacts;
  readonly #subjects: PlanSubjects;
  readonly #config: ConfigResource | null;

  constructor(subjects: PlanSubjects, entry: PlanEntry, { cloud, config, provider }: Block, values: Values) {
    this.entry = entry;
    this.cloud = cloud;
    this.facts = factsOf(entry.type, values);
    this.values = values;
    this.provider = provider;
    this.#subjects = subjects;
    this.#config = config;
  }

  identity(): Identity {
    return identityOf(this.values, this.entry);
  }

  targets(path: string): readonly Target[] {
    return this.#subjects.targetsOf(this.entry, this.#config, path);
  }

  valuesOf(other: Entry): JsonValue | undefined {
    return isPlanned(other) ? this.#subjects.wholeOf(other) : undefined;
  }

  other(another: Entry): Subject | null {
    return this.#subjects.of(another);
  }
}

/** An argument of a block, as the configuration has it. */
interface WrittenArgument {
  readonly expression: JsonValue | undefined;
  /** Whether what it refers to depends on the key of the instance. */
  readonly byKey: boolean;
  /** What it refers to in each instance of its module, unless that depends on keys. */
  readonly ofModules: Map<readonly AddressStep[], readonly Target[]>;
}

const nothing: readonly Target[] = [];
const nothingWritten: WrittenArgument = { expression: undefined, byKey: false, ofModules: new Map() };
