import { isAzapi } from '#catalog/azapi.ts';
import { filledIn } from '#catalog/filled-in.ts';
import { cloudOf, terraformTypes } from '#catalog/terraform.ts';
import { isObject, type JsonValue } from '#model/json.ts';
import type { Known } from '#model/known.ts';
import type { InputOptions } from '../../options.ts';
import type { Entry } from '../../resource/entry.ts';
import { Encoded, type Mask } from '../../resource/mask.ts';
import type { FormatWords, Subject, Subjects, Target, WrittenDocument } from '../../resource/subject.ts';
import { writtenValues } from '../../resource/written-values.ts';
import { BodyValues, factsOf } from '../azapi.ts';
import { identityOf } from '../identity.ts';
import { blockPlace, type DeclaredInstance } from './declared.ts';
import { writtenDocument } from './policy-document.ts';
import { SourceProviderFacts } from './provider-facts.ts';
import { unknownInSource } from './reasons.ts';

const format: FormatWords = { stage: 'source', noun: 'source', because: unknownInSource };

/** An instance that the source declares. */
interface SourceEntry extends Entry {
  readonly declared: DeclaredInstance;
}

/** Subjects of what a root module and the modules below it declare. */
export class SourceSubjects implements Subjects {
  readonly types = terraformTypes;
  readonly entries: readonly Entry[];
  readonly #byAddress: ReadonlyMap<string, SourceEntry>;
  readonly #providers: SourceProviderFacts;
  readonly #subjects = new Map<SourceEntry, Subject>();

  constructor(instances: Iterable<DeclaredInstance>, options: Pick<InputOptions, 'providerRegions' | 'providerScopes'>) {
    const entries = Array.from(instances, entryOf);
    this.entries = entries;
    this.#byAddress = new Map(entries.map((entry) => [entry.address, entry]));
    this.#providers = new SourceProviderFacts(options);
  }

  of(entry: Entry): Subject | null {
    if (!isDeclared(entry)) return null;
    const before = this.#subjects.get(entry);
    if (before) return before;
    const subject = this.#subject(entry);
    if (subject !== null) this.#subjects.set(entry, subject);
    return subject;
  }

  #subject(entry: SourceEntry): Subject | null {
    const cloud = cloudOf(entry.type);
    if (cloud === null) return null;
    const { declared } = entry;
    const written = declared.stated();
    const stated = { ...written, complete: true, because: unknownInSource };
    const values = isAzapi(entry.type) ? new BodyValues(stated, null) : writtenValues(stated, filledIn(entry.type));
    return {
      entry,
      format,
      types: terraformTypes,
      cloud,
      facts: factsOf(entry.type, values),
      values,
      provider: this.#providers.of(declared.provider(), cloud),
      identity: () => (declared.imported.status === 'known' ? { ...identityOf(values, entry), id: declared.imported.value } : identityOf(values, entry)),
      targets: (path) => this.#targets(declared, path),
      document: (text, mask) => this.#document(text, mask),
      valuesOf: (other) => (isDeclared(other) ? other.declared.stated().value : undefined),
      other: (other) => this.of(other),
    };
  }

  /** Of `jsonencode`, and of the data source that writes policies. */
  #document(text: Known<JsonValue>, mask: Mask | undefined): WrittenDocument | null {
    const own = { has: (one: string) => this.#byAddress.get(holderOf(one))?.mode === 'managed' };
    if (mask instanceof Encoded) return isObject(mask.json.value) ? { value: mask.json.value, mask: mask.json.mask, own } : null;
    const [ref = '', ...others] = text.status === 'unknown' ? text.refs : [];
    const source = others.length === 0 ? this.#byAddress.get(holderOf(ref)) : undefined;
    if (source?.type !== 'aws_iam_policy_document') return null;
    return { ...writtenDocument(source.declared.stated()), own };
  }

  #targets(declared: DeclaredInstance, path: string): readonly Target[] {
    return declared.references(path).flatMap(({ address, attribute }): readonly Target[] => {
      const entry = this.#byAddress.get(address) ?? null;
      return entry === null || entry.mode === 'data' ? [] : [{ address, type: entry.type, attribute, entry }];
    });
  }
}

/** `aws_s3_bucket.till[0]` of `aws_s3_bucket.till[0].arn`. */
function holderOf(reference: string): string {
  return reference.replace(/\.\w+$/, '');
}

function isDeclared(entry: Entry): entry is SourceEntry {
  return 'declared' in entry;
}

function entryOf(declared: DeclaredInstance): SourceEntry {
  const { address, previousAddress, mode, type, name, possible } = declared;
  return { address, previousAddress, mode, type, name, action: declared.imported.status === 'absent' ? 'create' : 'import', conditional: possible, judged: mode === 'managed', ...blockPlace(declared), declared };
}
