import type { JsonDocument } from '../../json/document.ts';
import type { Form } from '../../json/forms.ts';
import type { Repeats } from '../../json/repeats.ts';
import { byte, type Span } from '../../json/span.ts';
import { keyBehind } from '../address.ts';
import { headOf, mayDiffer, stringAt, type Told } from './change-header.ts';
import { localAddress, type Modules, type PlanEntry } from './entry.ts';
import { Original, type Differing } from './original.ts';

/**
 * Finds for an entry of `resource_changes` an earlier one that it is like: instances of one block, and the same block in instances of
 * its module, differ in a few scalars. The head of such an entry is the earlier one's but for the addresses in it.
 */
export class Alikes {
  readonly #document: JsonDocument;
  readonly #modules: Modules;
  readonly #repeats: Repeats | null;
  readonly #originals = new Map<Form, Original>();
  /** Of the entry before that differs in it: where it stands, and what it says. */
  #module: { readonly quote: number; readonly end: number; readonly address: string } | null = null;

  constructor(document: JsonDocument, modules: Modules, repeats: Repeats | null) {
    this.#document = document;
    this.#modules = modules;
    this.#repeats = repeats;
  }

  /** The entry that is an element of `resource_changes`, where it is like an earlier one; else null. */
  of(element: number, span: Span): PlanEntry | null {
    const original = this.#originalOf(element);
    if (original === null) return null;
    const told: { -readonly [T in Told]?: string } = {};
    const { headParts } = original;
    const { places, from, to } = original.differences(element);
    for (let at = from * 3; at < to * 3; at += 3) {
      const scalar = places[at] as number;
      if (scalar >= headParts.length) break;
      const field = headParts[scalar] ?? null;
      if (field === null) continue;
      const start = places[at + 1] as number;
      if (!mayDiffer(field) || this.#document.bytes[start] !== byte.quote) return null;
      const end = (places[at + 2] as number) - 1;
      told[field] = field === 'moduleAddress' ? this.#moduleAt(start, end) : stringAt(this.#document, start, end);
    }
    return this.#entry(original, told, element, span);
  }

  /** The string between two quotes, where it was the same the last time that very one: entries of an instance of a module follow each other. */
  #moduleAt(quote: number, end: number): string {
    const before = this.#module;
    if (before !== null && before.end - before.quote === end - quote) {
      const { bytes } = this.#document;
      let at = end - quote;
      while (at > 0 && bytes[quote + at] === bytes[before.quote + at]) at--;
      if (at === 0) return before.address;
    }
    const address = stringAt(this.#document, quote, end);
    this.#module = { quote, end, address };
    return address;
  }

  /** An entry that was read by itself, with what it is like, or what others are like for which it stands. */
  noted(entry: PlanEntry, element: number): PlanEntry {
    const form = this.#repeats?.formOf(element) ?? null;
    if (form === null || this.#repeats === null) return entry;
    const before = this.#originals.get(form);
    if (before !== undefined) return { ...entry, element };
    const head = form.pattern.span.start === entry.span.start ? headOf(this.#document.bytes, this.#document.view, entry.span) : null;
    if (head === null) return entry;
    const noted = { ...entry, element };
    this.#originals.set(form, new Original(this.#document, noted, head, form, this.#repeats));
    return noted;
  }

  /** In what an entry differs from the one that it is like; null where it is like none, or cannot be compared. */
  differing({ element }: PlanEntry): Differing | null {
    const original = element === null ? null : this.#originalOf(element);
    return element === null || original?.isRepeated !== true ? null : original.differing(element);
  }

  #originalOf(element: number): Original | null {
    const form = this.#repeats?.formOf(element) ?? null;
    return form === null ? null : (this.#originals.get(form) ?? null);
  }

  /** Null for an address that is not put together of what stands beside it. */
  #entry({ entry: like, local: ofBlock }: Original, { address = like.address, moduleAddress = like.moduleAddress, previousAddress = like.previousAddress ?? '', name = like.name }: { readonly [T in Told]?: string }, element: number, span: Span): PlanEntry | null {
    const local = name === like.name ? ofBlock : localAddress(like.mode, like.type, name);
    const at = moduleAddress === '' ? 0 : moduleAddress.length + 1;
    if (!address.startsWith(local, at) || (at > 0 && !(address.startsWith(moduleAddress) && address[at - 1] === '.'))) return null;
    const key = keyBehind(address, at + local.length);
    if (key === undefined) return null;
    const { steps, path } = this.#modules.of(moduleAddress);
    return {
      moduleAddress,
      providerName: like.providerName,
      deposed: like.deposed,
      span,
      form: like.form,
      element,
      address,
      previousAddress: previousAddress === '' ? null : previousAddress,
      mode: like.mode,
      type: like.type,
      name,
      modules: steps,
      key,
      configAddress: this.#modules.blockAddress(path, local),
      action: like.action,
      conditional: like.conditional,
      judged: like.judged,
      source: like.source,
    };
  }
}
