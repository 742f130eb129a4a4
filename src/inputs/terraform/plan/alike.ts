import type { JsonDocument } from '../../json/document.ts';
import { Differences, Pattern } from '../../json/pattern.ts';
import { byte, type Span } from '../../json/span.ts';
import { keyBehind } from '../address.ts';
import { headOf, stringAt, type ChangeHeader, type HeadPart } from './change-header.ts';
import { blockAddress, localAddress, type PlanEntry, type Modules } from './entry.ts';

/** Forms of the entries of one type that later ones are compared with. */
const forms = 8;

/**
 * Finds for an entry of `resource_changes` an earlier one that it is like: instances of one block, and the same block in instances of
 * its module, differ in a few scalars. The head of such an entry is the earlier one's but for the addresses in it.
 */
export class Alikes {
  readonly #document: JsonDocument;
  readonly #view: DataView;
  readonly #modules: Modules;
  readonly #models = new Map<string, Model[]>();
  readonly #differences = new Differences();
  #last: Model | null = null;

  constructor(document: JsonDocument, view: DataView, modules: Modules) {
    this.#document = document;
    this.#view = view;
    this.#modules = modules;
  }

  /** The entry in a span, where it is like the one before it or like what followed that one the last time; else null. */
  next(span: Span): PlanEntry | null {
    const last = this.#last;
    return last === null ? null : (this.#like(last, span) ?? (last.next === null ? null : this.#like(last.next, span)));
  }

  /** Takes note of an entry that was read by itself. */
  add(entry: PlanEntry): void {
    const head = headOf(this.#document, this.#view, entry.span);
    if (head === null) {
      this.#last = null;
      return;
    }
    const key = `${entry.type} ${entry.header.actions}`;
    const models = this.#models.get(key) ?? [];
    this.#models.set(key, models);
    const like = models.find((model) => model.fits(entry.span, this.#differences));
    const model = like ?? new Model(this.#document, this.#view, entry, head);
    if (like === undefined && models.length < forms) models.push(model);
    this.#follows(model);
  }

  #follows(model: Model): void {
    if (this.#last !== null && this.#last !== model) this.#last.next = model;
    this.#last = model;
  }

  #like(model: Model, span: Span): PlanEntry | null {
    if (!model.fits(span, this.#differences)) return null;
    const header: { -readonly [K in keyof ChangeHeader]: ChangeHeader[K] } = { ...model.entry.header };
    const { places, count } = this.#differences;
    for (let at = 0; at < count * 3; at += 3) {
      const field = model.partOf(places[at] as number);
      if (field === null) continue;
      const start = places[at + 1] as number;
      if (!mayDiffer(field) || this.#document.bytes[start] !== byte.quote) return null;
      header[field] = stringAt(this.#document, start, (places[at + 2] as number) - 1);
    }
    const entry = this.#entry(model.entry, header, span);
    if (entry !== null) this.#follows(model);
    return entry;
  }

  /** Null for an address that is not put together of what stands beside it. */
  #entry(like: PlanEntry, header: ChangeHeader, span: Span): PlanEntry | null {
    const { address, moduleAddress, previousAddress, name } = header;
    const local = localAddress(like.mode, like.type, name);
    const at = moduleAddress === '' ? 0 : moduleAddress.length + 1;
    if (!address.startsWith(local, at) || (at > 0 && !(address.startsWith(moduleAddress) && address[at - 1] === '.'))) return null;
    const key = keyBehind(address, at + local.length);
    if (key === undefined) return null;
    const { steps, path } = this.#modules.of(moduleAddress);
    return { ...like, header, span, address, previousAddress: previousAddress === '' ? null : previousAddress, name, modules: steps, key, configAddress: blockAddress(path, local) };
  }
}

/** An entry with which others are compared. */
class Model {
  readonly entry: PlanEntry;
  /** What followed it the last time, if not one like itself. */
  next: Model | null = null;
  readonly #document: JsonDocument;
  readonly #view: DataView;
  readonly #head: readonly HeadPart[];
  #pattern: Pattern | null = null;
  #parts: readonly (HeadPart['field'] | null)[] = [];

  constructor(document: JsonDocument, view: DataView, entry: PlanEntry, head: readonly HeadPart[]) {
    this.#document = document;
    this.#view = view;
    this.entry = entry;
    this.#head = head;
  }

  fits(span: Span, into: Differences): boolean {
    // Most entries of a small plan are compared with none.
    this.#pattern ??= this.#make();
    return this.#pattern.fits(span, into);
  }

  /** The part of the head that a scalar of the pattern is; null for any other. */
  partOf(scalar: number): HeadPart['field'] | null {
    return this.#parts[scalar] ?? null;
  }

  #make(): Pattern {
    const { span } = this.entry;
    const pattern = new Pattern(this.#document.bytes, this.#view, span);
    const { scalars } = pattern;
    const parts: (HeadPart['field'] | null)[] = Array.from({ length: scalars.length / 2 }, () => null);
    for (const { field, span: { start, end } } of this.#head) {
      for (let at = 0; (scalars[at] as number) < end; at += 2) if ((scalars[at] as number) >= start) parts[at / 2] = field;
    }
    this.#parts = parts;
    return pattern;
  }
}

/** What may differ between entries that are alike: of another type, provider or action one is of another kind. */
function mayDiffer(field: HeadPart['field']): field is 'address' | 'moduleAddress' | 'name' | 'previousAddress' {
  return field === 'address' || field === 'moduleAddress' || field === 'name' || field === 'previousAddress';
}
