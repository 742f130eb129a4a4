import { isAzapi } from '#catalog/azapi.ts';
import { cloudOf, terraformTypes } from '#catalog/terraform.ts';
import { isArray, type JsonValue } from '#model/json.ts';
import { unknown } from '#model/known.ts';
import type { Provider } from '#model/resource.ts';
import type { InputOptions } from '../../options.ts';
import type { Entry } from '../../resource/entry.ts';
import { isHidden, Unsure } from '../../resource/mask.ts';
import type { ProviderFacts } from '../../resource/provider-facts.ts';
import type { FormatWords, Subject, Subjects, Target } from '../../resource/subject.ts';
import { Values, type Stated } from '../../resource/values.ts';
import type { Written } from '../../resource/written.ts';
import { BodyValues, factsOf } from '../azapi.ts';
import { identityOf } from '../identity.ts';
import { unknownInPlan } from '../plan/entry.ts';
import { notTold } from '../plan/written.ts';
import type { DeclaredInstance } from '../source/declared.ts';
import { SourceProviderFacts } from '../source/provider-facts.ts';

const format: FormatWords = { stage: 'plan', noun: 'plan', because: unknownInPlan };

/** A change of a saved plan, and the block that it comes from; null where the configuration does not have it. */
export interface PlannedEntry extends Entry {
  readonly stated: () => Stated;
  readonly declared: DeclaredInstance | null;
}

/** Subjects of a saved plan: values as they are planned, what configures them and what they refer to from the configuration in it. */
export class PlannedSubjects implements Subjects {
  readonly types = terraformTypes;
  readonly entries: readonly PlannedEntry[];
  readonly #byAddress: ReadonlyMap<string, PlannedEntry>;
  readonly #providers: SourceProviderFacts;
  readonly #subjects = new Map<PlannedEntry, Subject>();

  constructor(entries: readonly PlannedEntry[], options: Pick<InputOptions, 'providerRegions' | 'providerScopes'>) {
    this.entries = entries;
    this.#byAddress = new Map(entries.map((entry) => [entry.address, entry]));
    this.#providers = new SourceProviderFacts(options);
  }

  of(entry: Entry): Subject | null {
    if (!isPlanned(entry)) return null;
    const before = this.#subjects.get(entry);
    if (before) return before;
    const cloud = cloudOf(entry.type);
    if (cloud === null) return null;
    const subject = this.#subject(entry, cloud);
    this.#subjects.set(entry, subject);
    return subject;
  }

  #subject(entry: PlannedEntry, cloud: Provider): Subject {
    const { declared } = entry;
    const written = declared === null ? notTold : new DeclaredArguments(declared);
    const values = isAzapi(entry.type) ? new BodyValues(entry.stated(), written) : new Values(entry.stated(), written);
    return {
      entry,
      format,
      types: terraformTypes,
      cloud,
      facts: factsOf(entry.type, values),
      values,
      provider: this.#providerOf(entry, cloud),
      identity: () => identityOf(values, entry),
      targets: (path) => this.#targets(declared, path),
      valuesOf: (other) => (isPlanned(other) ? (other.stated().value ?? undefined) : undefined),
      other: (other) => this.of(other),
    };
  }

  #providerOf({ declared, type }: PlannedEntry, cloud: Provider): ProviderFacts {
    if (declared !== null) return this.#providers.of(declared.provider(), cloud);
    const name = type.split('_')[0] ?? type;
    const because = unknown(`the plan does not show how provider ${name} is configured`, [`provider ${name}`]);
    const facts = this.#providers.of({ label: name, local: name, because, stated: () => ({ value: {}, mask: undefined, sensitive: undefined }) }, cloud);
    return { ...facts, told: false };
  }

  #targets(declared: DeclaredInstance | null, path: string): readonly Target[] {
    return (declared?.references(path) ?? []).flatMap(({ address, attribute }): readonly Target[] => {
      const type = /(?:^|\.)([a-z]\w*)\.[^.[\]]+(?:\[[^\]]*\])?$/.exec(address)?.[1] ?? '';
      if (/(?:^|\.)data\.[^.]+\.[^.]+$/.test(address) || type === '') return [];
      return [{ address, type, attribute, entry: this.#byAddress.get(address) ?? null }];
    });
  }
}

function isPlanned(entry: Entry): entry is PlannedEntry {
  return 'stated' in entry;
}

/** What the block says, beside what providers have made of it. */
class DeclaredArguments implements Written {
  readonly told = true;
  readonly #declared: DeclaredInstance;
  #values: Values | null = null;

  constructor(declared: DeclaredInstance) {
    this.#declared = declared;
  }

  get #written(): Values {
    return (this.#values ??= new Values({ ...this.#declared.stated(), complete: true, because: unknownInPlan }, null));
  }

  has(path: string): boolean {
    return this.#written.has(path);
  }

  refs(path: string): readonly string[] {
    const { mask } = this.#written.masked(path);
    if (isHidden(mask) && mask instanceof Unsure) return mask.known.refs;
    return this.#declared.references(path).map(({ address, attribute }) => (attribute === '' ? address : `${address}.${attribute}`));
  }

  constants(path: string): readonly JsonValue[] | null {
    const { value, mask } = this.#written.masked(path);
    return isArray(value) && mask === undefined ? value : null;
  }
}
