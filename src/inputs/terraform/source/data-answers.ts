import { partitionOf, partitions, type Partition } from '#catalog/aws/partitions.ts';
import { cloudOf } from '#catalog/terraform.ts';
import { known, oneOf as oneOfKnown, type Known } from '#model/known.ts';
import type { InputOptions } from '../../options.ts';
import type { ProviderFacts } from '../../resource/provider-facts.ts';
import { each } from '../../resource/text.ts';
import { map } from '../hcl/collection.ts';
import { oneOf } from '../hcl/one-of.ts';
import { stringType } from '../hcl/type.ts';
import { isWhole, string, unknown, type Value } from '../hcl/value.ts';
import { Provider } from './instance.ts';
import type { ModuleInstance } from './module-instance.ts';
import { SourceProviderFacts } from './provider-facts.ts';
import type { Providers } from './providers.ts';
import type { ResourceInstance } from './resource-instance.ts';

/** What an answer is made of. An argument that is not written, or is null, is not there. */
interface Asked {
  readonly provider: ProviderFacts;
  /** Of the data source. */
  readonly written: (argument: string) => Value | null;
  /** Of the block of the provider. */
  readonly configured: (argument: string) => Value | null;
}

/** Null: it is not known before it is read. */
type Answer = (asked: Asked) => Value | null;

const scope: Answer = ({ provider }) => valueOf(provider.scope);
const region: Answer = ({ provider, written }) => (written('endpoint') === null ? (written('region') ?? written('name') ?? valueOf(provider.region)) : null);
const subscription: Answer = ({ provider, written }) => written('subscription_id') ?? valueOf(provider.scope);

/**
 * Data sources that say no more than how their provider is configured, by type and attribute: the provider answers them by itself while
 * Terraform plans, and what it answers with stands in the source.
 * `google_client_config` tells the region that is configured, and not that of the zone.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/region and partition, caller_identity, default_tags;
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs/data-sources/client_config and google_project;
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/data-sources/client_config and subscription
 */
const answers: Readonly<Record<string, Readonly<Record<string, Answer>>>> = {
  aws_caller_identity: { id: scope, account_id: scope },
  aws_default_tags: { tags: defaultTags },
  aws_partition: { id: partition(({ name }) => name), partition: partition(({ name }) => name), dns_suffix: partition(({ suffix }) => suffix), reverse_dns_prefix: partition(({ suffix }) => suffix.split('.').reverse().join('.')) },
  aws_region: { id: region, name: region, region },
  azurerm_client_config: { subscription_id: scope },
  azurerm_subscription: { id: (asked) => below('/subscriptions/', subscription(asked)), subscription_id: subscription },
  google_client_config: { project: scope, region: ({ provider, configured }) => (configured('region') === null && configured('zone') !== null ? null : valueOf(provider.region)), zone: ({ provider }) => valueOf(provider.zone) },
  google_project: { project_id: scope },
};

/** What data sources answer from the configuration of their providers alone. */
export class DataAnswers {
  readonly #providers: Providers;
  readonly #facts: SourceProviderFacts;

  constructor(providers: Providers, options: Pick<InputOptions, 'providerRegions' | 'providerScopes'>) {
    this.#providers = providers;
    this.#facts = new SourceProviderFacts(options);
  }

  /** Of an attribute that is not written; null where it is not known before it is read. */
  of(resource: ResourceInstance, module: ModuleInstance, attribute: string): Value | null {
    const { type } = resource.block;
    const answer = answerOf(type, attribute);
    const cloud = answer === null ? null : cloudOf(type);
    if (answer === null || cloud === null) return null;
    const instance = this.#providers.of(resource, module);
    return answer({
      provider: this.#facts.of(new Provider(instance), cloud),
      written: (argument) => there(resource.arguments.get(argument)),
      configured: (argument) => there(instance.arguments?.get(argument)),
    });
  }
}

/** Terraform lets everybody call a type and an attribute as they like. */
function answerOf(type: string, attribute: string): Answer | null {
  const its = Object.hasOwn(answers, type) ? answers[type] : undefined;
  return its !== undefined && Object.hasOwn(its, attribute) ? (its[attribute] ?? null) : null;
}

function there(value: Value | undefined): Value | null {
  return value === undefined || value.kind === 'null' ? null : value;
}

/** There are a handful of partitions: without a region it is one of them. */
function partition(of: (one: Partition) => string): Answer {
  return ({ provider: { region: found } }) => {
    if (found.status === 'known') return valueOf(known(of(partitionOf(found.value))));
    if (found.status === 'oneOf') return valueOf(each(found, (one) => known(of(partitionOf(one)))));
    return found.status === 'unknown' ? valueOf(oneOfKnown(partitions.map(of), found.because, found.refs)) : null;
  };
}

/** Those that the provider does not manage are not among them. */
function defaultTags({ provider: { defaults, ignored }, configured }: Asked): Value | null {
  const ignoring = configured('ignore_tags');
  if (ignoring !== null && !isWhole(ignoring)) return null;
  const managed = defaults.tags.filter(({ key }) => !ignored.keys.has(key) && !ignored.prefixes.some((prefix) => key.startsWith(prefix)));
  const tags = managed.map(({ key, value }) => [key, valueOf(value)] as const);
  if (tags.some(([, value]) => value === null)) return null;
  return map(stringType, tags.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])), defaults.open === null ? null : { reason: defaults.open, also: [] });
}

function below(prefix: string, value: Value | null): Value | null {
  return value?.kind === 'string' ? string(`${prefix}${value.value}`) : null;
}

function valueOf(found: Known<string>): Value | null {
  switch (found.status) {
    case 'known':
      return string(found.value);
    case 'oneOf':
      return oneOf(stringType, found.values.map(string), { status: 'unknown', because: found.because, refs: found.refs });
    case 'unknown':
      return unknown(stringType, found, true);
    case 'absent':
      return null;
  }
}
