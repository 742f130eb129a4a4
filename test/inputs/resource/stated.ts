import { cloudOf, terraformType, terraformTypes } from '../../../src/catalog/terraform.ts';
import type { Entry } from '../../../src/inputs/resource/entry.ts';
import type { Mask } from '../../../src/inputs/resource/mask.ts';
import { Open, Unsure } from '../../../src/inputs/resource/mask.ts';
import type { ProviderFacts } from '../../../src/inputs/resource/provider-facts.ts';
import { aroundOf, resourceOf } from '../../../src/inputs/resource/resource.ts';
import type { Subject, Subjects, Target } from '../../../src/inputs/resource/subject.ts';
import { Values } from '../../../src/inputs/resource/values.ts';
import { cloudFormationType } from '../../../src/catalog/cloudformation.ts';
import type { JsonValue } from '../../../src/model/json.ts';
import { absent, known, unknown, type OneOf, type Unknown } from '../../../src/model/known.ts';
import type { Resource } from '../../../src/model/resource.ts';

/** A variable that nobody gave a value. */
export const unset = (name: string): Unsure => new Unsure(unknown('a variable without a value', [`var.${name}`]));

/** A variable with a list of allowed values. */
export function allowed(name: string, ...values: readonly (string | number)[]): Unsure {
  const few: OneOf<string | number> = { status: 'oneOf', values, because: 'a variable with a closed set of values', refs: [`var.${name}`] };
  return new Unsure(few);
}

/** Known as far as it goes; a variable may hold more. */
export function open(name: string, members?: Mask): Open {
  return new Open(members, unknown('a variable without a value', [`var.${name}`]));
}

export function valuesOf(value: JsonValue, mask?: Mask): Values {
  return new Values({ value, mask, sensitive: undefined, complete: true, because: 'not known' }, null);
}

const provider: ProviderFacts = {
  name: 'provider aws',
  told: true,
  region: known('eu-west-1'),
  zone: absent,
  scope: known('111122223333'),
  defaults: { tags: [], open: null },
  ignored: { keys: new Set(), prefixes: [] },
};

/** A resource of a format whose input is what somebody wrote. */
export interface Written {
  readonly type: string;
  readonly value: JsonValue;
  readonly mask?: Mask;
  readonly defaults?: ProviderFacts['defaults'];
  readonly conditional?: Unknown;
  /** What an argument refers to, by its path. */
  readonly targets?: { readonly [path: string]: string };
}

/** Resources of one input, by name. */
export function subjectsOf(resources: { readonly [name: string]: Written }): { readonly subjects: Subjects; readonly subject: (name: string) => Subject } {
  const made = new Map<Entry, Subject>();
  const byName = new Map<string, Entry>();
  for (const [name, { type, value, mask, defaults, targets, conditional }] of Object.entries(resources)) {
    const isTemplate = type.includes('::');
    const entry: Entry = { address: `${type}.${name}`, previousAddress: null, mode: 'managed', type, name, action: 'create', conditional: conditional ?? null, judged: true, source: null };
    const targetsAt = (path: string): readonly Target[] => {
      const target = byName.get(targets?.[path] ?? '');
      return target === undefined ? [] : [{ address: target.address, type: target.type, attribute: 'id', entry: target }];
    };
    byName.set(name, entry);
    made.set(entry, {
      entry,
      format: { stage: 'source', noun: 'source', because: 'not known' },
      types: isTemplate ? { ...terraformTypes, cloudOf: () => 'aws', factsOf: cloudFormationType } : terraformTypes,
      cloud: cloudOf(type) ?? 'aws',
      facts: isTemplate ? cloudFormationType(type) : terraformType(type),
      values: valuesOf(value, mask),
      provider: { ...provider, defaults: defaults ?? provider.defaults },
      identity: () => ({ id: null, aliases: [], name }),
      targets: targetsAt,
      valuesOf: (other) => made.get(other)?.values.value,
      other: (other) => made.get(other) ?? null,
    });
  }
  const subjects: Subjects = { types: terraformTypes, entries: [...made.keys()], of: (entry) => made.get(entry) ?? null };
  return {
    subjects,
    subject: (name) => {
      const entry = byName.get(name);
      const found = entry === undefined ? undefined : made.get(entry);
      if (found === undefined) throw new Error(`${name} is not among the resources`);
      return found;
    },
  };
}

/** One resource by itself. */
export function resource(written: Written): Resource {
  const { subjects, subject } = subjectsOf({ till: written });
  return resourceOf(subject('till'), aroundOf(subjects, { attributes: () => true, relations: () => true }));
}
