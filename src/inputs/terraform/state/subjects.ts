import { isAzapi } from '#catalog/azapi.ts';
import { cloudOf, terraformTypes } from '#catalog/terraform.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';
import type { Provider } from '#model/resource.ts';
import type { InputOptions } from '../../options.ts';
import type { Entry } from '../../resource/entry.ts';
import type { FormatWords, Subject, Subjects, Target } from '../../resource/subject.ts';
import { Values } from '../../resource/values.ts';
import { BodyValues, factsOf } from '../azapi.ts';
import { identityOf } from '../identity.ts';
import { isOwnArn } from '../own-arn.ts';
import { notTold } from '../plan/written.ts';
import { unknownInState, type StateEntry } from './entry.ts';
import { KnownBy, referredBy } from './known-by.ts';
import { placedBy, StateProviderFacts } from './provider-facts.ts';
import { textsIn } from './raw-state.ts';

const format: FormatWords = { stage: 'state', noun: 'state', because: unknownInState };

/** How many built objects are kept at hand: templates, parents and networks are asked for again and again. */
const remembered = 256;

/** The objects of a state. What is written of them and what a provider has computed cannot be told apart. */
export class StateSubjects implements Subjects {
  readonly types = terraformTypes;
  readonly entries: readonly StateEntry[];
  readonly #providers: StateProviderFacts;
  readonly #wholes = new Map<StateEntry, JsonValue | undefined>();
  readonly #names = new Map<StateEntry, JsonObject>();
  #knownBy: KnownBy | null = null;

  constructor(entries: readonly StateEntry[], options: Pick<InputOptions, 'providerRegions' | 'providerScopes'>) {
    this.entries = entries;
    this.#providers = new StateProviderFacts(entries, (entry) => this.#namesOf(entry), options);
  }

  of(entry: Entry): Subject | null {
    const cloud = cloudOf(entry.type);
    return cloud === null || !isInState(entry) ? null : this.#subject(entry, cloud);
  }

  #subject(entry: StateEntry, cloud: Provider): Subject {
    const stated = entry.stated();
    const values = isAzapi(entry.type) ? new BodyValues(stated, notTold) : new Values(stated, notTold);
    return {
      entry,
      format,
      types: terraformTypes,
      cloud,
      facts: factsOf(entry.type, values),
      values,
      provider: this.#providers.of(entry, stated.value, cloud),
      identity: () => identityOf(values, entry, true),
      targets: (path) => this.#targets(entry, values, path),
      valuesOf: (other) => (isInState(other) ? this.#wholeOf(other) : undefined),
      other: (other) => this.of(other),
    };
  }

  #wholeOf(entry: StateEntry): JsonValue | undefined {
    if (this.#wholes.has(entry)) return this.#wholes.get(entry);
    if (this.#wholes.size >= remembered) this.#wholes.clear();
    const { value } = entry.stated();
    this.#wholes.set(entry, value);
    return value;
  }

  /** Asked of all entries, once for where they stand and once for what others refer to: what else they say is not kept. */
  #namesOf(entry: StateEntry): JsonObject {
    const before = this.#names.get(entry);
    if (before !== undefined) return before;
    const value = entry.value();
    const names = isObject(value) ? Object.fromEntries(Object.entries(value).filter(([name, one]) => typeof one === 'string' && isName(name))) : {};
    this.#names.set(entry, names);
    return names;
  }

  #targets(entry: StateEntry, values: Values, path: string): readonly Target[] {
    const named = values.fields(path).flatMap(({ value }) => (value.status === 'known' ? textsIn(isArray(value.value) ? value.value : [value.value]) : []));
    if (named.length === 0) return [];
    const knownBy = (this.#knownBy ??= new KnownBy(this.entries, (one) => this.#namesOf(one)));
    const found = new Map<string, Target>();
    for (const one of named) {
      const target = knownBy.target(entry, one);
      if (target !== null && !found.has(target.address)) found.set(target.address, target);
    }
    return [...found.values()];
  }
}

/** What tells a thing from others, or where it stands: all that `StateProviderFacts` and `KnownBy` ask for. */
function isName(argument: string): boolean {
  return naming.has(argument) || isOwnArn(argument);
}

const naming: ReadonlySet<string> = new Set([...placedBy, ...referredBy]);

function isInState(entry: Entry): entry is StateEntry {
  return 'deposed' in entry;
}
