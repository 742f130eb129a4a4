import type { JsonDocument } from '../../json/document.ts';
import { Differences } from '../../json/pattern.ts';
import { byte, type Span } from '../../json/span.ts';
import { keyBehind } from '../address.ts';
import { headOf, stringAt, type HeadPart } from './change-header.ts';
import { localAddress, type PlanEntry, type Modules } from './entry.ts';
import { Original } from './original.ts';

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
  readonly #originals = new Map<string, Original[]>();
  readonly #byEntry = new Map<PlanEntry, Original>();
  readonly #differences = new Differences();
  #last: Original | null = null;

  constructor(document: JsonDocument, view: DataView, modules: Modules) {
    this.#document = document;
    this.#view = view;
    this.#modules = modules;
  }

  /** What others of the form of an entry are compared with; null for an entry that is like no other one. */
  originalOf(entry: PlanEntry): Original | null {
    const original = this.#byEntry.get(entry.like ?? entry);
    return original !== undefined && original.entries > 1 ? original : null;
  }

  /** The entry in a span, where it is like the one before it or like what followed that one the last time; else null. */
  next(span: Span): PlanEntry | null {
    const last = this.#last;
    return last === null ? null : (this.#like(last, span) ?? (last.next === null ? null : this.#like(last.next, span)));
  }

  /** An entry that was read by itself, with what it is like. */
  noted(entry: PlanEntry, actions: string): PlanEntry {
    const head = headOf(this.#document, this.#view, entry.span);
    if (head === null) {
      this.#last = null;
      return entry;
    }
    const { type, mode, providerName, deposed } = entry;
    const key = [type, actions, mode, providerName, deposed].join(' ');
    const originals = this.#originals.get(key) ?? [];
    this.#originals.set(key, originals);
    const like = originals.find((original) => original.fits(entry.span));
    const original = like ?? this.#begin(entry, head);
    if (like === undefined && originals.length < forms) originals.push(original);
    this.#follows(original);
    return like === undefined ? entry : { ...entry, like: like.entry };
  }

  #begin(entry: PlanEntry, head: readonly HeadPart[]): Original {
    const original = new Original(this.#document, this.#view, entry, head, this.#differences);
    this.#byEntry.set(entry, original);
    return original;
  }

  #follows(original: Original): void {
    original.entries++;
    if (this.#last !== null && this.#last !== original) this.#last.next = original;
    this.#last = original;
  }

  #like(original: Original, span: Span): PlanEntry | null {
    if (!original.fits(span)) return null;
    const told: { -readonly [T in Told]?: string } = {};
    const { places, count } = this.#differences;
    for (let at = 0; at < count * 3; at += 3) {
      const field = original.headParts[places[at] as number] ?? null;
      if (field === null) continue;
      const start = places[at + 1] as number;
      if (!mayDiffer(field) || this.#document.bytes[start] !== byte.quote) return null;
      told[field] = stringAt(this.#document, start, (places[at + 2] as number) - 1);
    }
    const entry = this.#entry(original.entry, told, span);
    if (entry !== null) this.#follows(original);
    return entry;
  }

  /** Null for an address that is not put together of what stands beside it. */
  #entry(like: PlanEntry, { address = like.address, moduleAddress = like.moduleAddress, previousAddress = like.previousAddress ?? '', name = like.name }: { readonly [T in Told]?: string }, span: Span): PlanEntry | null {
    const local = localAddress(like.mode, like.type, name);
    const at = moduleAddress === '' ? 0 : moduleAddress.length + 1;
    if (!address.startsWith(local, at) || (at > 0 && !(address.startsWith(moduleAddress) && address[at - 1] === '.'))) return null;
    const key = keyBehind(address, at + local.length);
    if (key === undefined) return null;
    const { steps, path } = this.#modules.of(moduleAddress);
    return { ...like, like, span, moduleAddress, address, previousAddress: previousAddress === '' ? null : previousAddress, name, modules: steps, key, configAddress: this.#modules.blockAddress(path, local) };
  }
}

/** What may differ between entries that are alike: of another type, provider or action one is of another kind. */
type Told = 'address' | 'moduleAddress' | 'name' | 'previousAddress';

function mayDiffer(field: HeadPart['field']): field is Told {
  return field === 'address' || field === 'moduleAddress' || field === 'name' || field === 'previousAddress';
}
