import { cloudFormationType } from '#catalog/cloudformation.ts';
import { isObject, member, type JsonValue } from '#model/json.ts';
import type { Known } from '#model/known.ts';
import { maskElements, maskMembers, Open, Unsure, type Mask } from '../resource/mask.ts';
import type { Target } from '../resource/subject.ts';
import type { TemplateEntry } from './entry.ts';

/** Which resources of an input its values refer to. */
export class References {
  readonly #entries: readonly TemplateEntry[];
  #byAddress: ReadonlyMap<string, TemplateEntry> | null = null;
  #byName: ReadonlyMap<string, TemplateEntry | null> | null = null;

  constructor(entries: readonly TemplateEntry[]) {
    this.#entries = entries;
  }

  /** Those that a field refers to: in what is not known of it, and in the places below it. */
  of(value: Known<JsonValue>, mask: Mask | undefined): readonly Target[] {
    const refs = new Set(value.status === 'unknown' || value.status === 'oneOf' ? value.refs : []);
    collect(mask, refs);
    return [...refs].flatMap((ref) => this.#target(ref) ?? []);
  }

  /** A launch template or an identity that a text names: what else is named so, and by whom, nobody can tell. */
  named(name: string): Target | null {
    const entry = this.#names.get(name) ?? null;
    return entry === null ? null : { address: entry.address, type: entry.type, attribute: '', entry };
  }

  /** `Network/Vpc`, `Network/Vpc.Arn`; null for parameters, conditions and the like, which have a space or `::` in their names. */
  #target(ref: string): Target | null {
    this.#byAddress ??= new Map(this.#entries.map((entry) => [entry.address, entry]));
    const cut = ref.indexOf('.', ref.lastIndexOf('/') + 1);
    const address = cut < 0 ? ref : ref.slice(0, cut);
    const entry = this.#byAddress.get(address);
    return entry === undefined ? null : { address, type: entry.type, attribute: cut < 0 ? '' : ref.slice(cut + 1), entry };
  }

  /** By physical name; null for a name that two have. */
  get #names(): ReadonlyMap<string, TemplateEntry | null> {
    if (this.#byName) return this.#byName;
    const names = new Map<string, TemplateEntry | null>();
    for (const entry of this.#entries) {
      const name = entry.resource.value === undefined ? null : physicalName(entry);
      if (name !== null) names.set(name, names.has(name) ? null : entry);
    }
    return (this.#byName = names);
  }
}

function physicalName({ type, resource }: TemplateEntry): string | null {
  const kind = cloudFormationType(type)?.kind;
  if ((kind !== 'instance-template' && kind !== 'identity') || !isObject(resource.value)) return null;
  const name = member(resource.value, `${type.slice(type.lastIndexOf(':') + 1)}Name`);
  return typeof name === 'string' && name !== '' ? name : null;
}

function collect(mask: Mask | undefined, into: Set<string>): void {
  if (mask instanceof Unsure) for (const ref of mask.known.refs) into.add(ref);
  else if (mask instanceof Open) {
    for (const ref of mask.because.refs) into.add(ref);
    collect(mask.members, into);
  } else {
    for (const inner of maskElements(mask) ?? []) collect(inner, into);
    for (const inner of Object.values(maskMembers(mask) ?? {})) collect(inner, into);
  }
}
