import { cloudFormationFilledIn, cloudFormationType, cloudFormationTypes, deployedType } from '#catalog/cloudformation.ts';
import { isArray, type JsonValue } from '#model/json.ts';
import { absent } from '#model/known.ts';
import type { Entry } from '../resource/entry.ts';
import type { ProviderFacts } from '../resource/provider-facts.ts';
import type { FormatWords, Identity, Subject, Subjects, Target } from '../resource/subject.ts';
import type { Field, Values } from '../resource/values.ts';
import { writtenValues } from '../resource/written-values.ts';
import type { TemplateEntry } from './entry.ts';
import { References } from './references.ts';
import type { StackFacts, TemplateResource } from './template-resource.ts';

/** The entries that a template is asked about are its own. */
function isOfTemplate(entry: Entry): entry is TemplateEntry {
  return 'resource' in entry;
}

const nothingIgnored: ProviderFacts['ignored'] = { keys: new Set(), prefixes: [] };

/** Subjects of the resources of a template and the stacks in it. */
export class TemplateSubjects implements Subjects {
  readonly types = cloudFormationTypes;
  readonly entries: readonly TemplateEntry[];
  readonly #format: FormatWords;
  readonly #references: References;
  readonly #stacks = new Map<StackFacts, ProviderFacts>();

  constructor(entries: readonly TemplateEntry[], format: FormatWords) {
    this.entries = entries;
    this.#format = format;
    this.#references = new References(entries);
  }

  of(entry: Entry): Subject | null {
    if (!isOfTemplate(entry)) return null;
    const { resource } = entry;
    const values = writtenValues({ value: resource.value ?? {}, mask: resource.mask, sensitive: undefined, complete: true, because: this.#format.because }, cloudFormationFilledIn(entry.type));
    return {
      entry,
      format: this.#format,
      types: cloudFormationTypes,
      cloud: 'aws',
      facts: cloudFormationType(entry.type),
      values,
      provider: this.#stack(resource.stack),
      identity: () => identityOf(values, resource),
      targets: (path) => this.#targets(entry, values.fields(path)),
      valuesOf: (other) => (isOfTemplate(other) ? other.resource.value : undefined),
      other: (another) => this.of(another),
    };
  }

  #stack(stack: StackFacts): ProviderFacts {
    const before = this.#stacks.get(stack);
    if (before) return before;
    const name = stack.stackName === null ? 'the stack' : `stack ${stack.stackName}`;
    const facts: ProviderFacts = { name, told: true, region: stack.region, zone: absent, scope: stack.account, defaults: { tags: stack.tags, open: stack.tagsOpen }, ignored: nothingIgnored };
    this.#stacks.set(stack, facts);
    return facts;
  }

  /** What the unknown places below the fields refer to, and resources that are named by a name of their own. */
  #targets(entry: Entry, fields: readonly Field[]): readonly Target[] {
    const found = new Map<string, Target>();
    const add = (target: Target | null): void => {
      if (target !== null && target.address !== entry.address && !found.has(target.address)) found.set(target.address, target);
    };
    for (const { value, mask } of fields) {
      if (value.status === 'known') for (const name of textsIn(value.value)) add(this.#references.named(name));
      for (const ref of this.#references.of(value, mask)) add(ref);
    }
    return [...found.values()];
  }
}

/** A text, or the texts of a list. */
function textsIn(value: JsonValue): readonly string[] {
  const list: readonly JsonValue[] = isArray(value) ? value : [value];
  return list.filter((one) => typeof one === 'string');
}

/** A resource goes by its physical name where the template gives it one, else by its logical id. */
function identityOf(values: Values, { id, logicalId, type }: TemplateResource): Identity {
  return { id, aliases: [], name: nameIn(values, type) ?? logicalId };
}

/** `RoleName`, `BucketName`, `ManagedPolicyName`; some have `Name` alone. */
function nameIn(values: Values, written: string): string | null {
  const type = deployedType(written);
  for (const property of [`${type.slice(type.lastIndexOf(':') + 1)}Name`, 'Name']) {
    const name = values.text(property);
    if (name.status === 'known' && name.value !== '') return name.value;
  }
  return null;
}
