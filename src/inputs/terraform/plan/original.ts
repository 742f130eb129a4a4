import type { JsonValue } from '#model/json.ts';
import type { JsonDocument } from '../../json/document.ts';
import type { Pattern } from '../../json/pattern.ts';
import type { Form } from '../../json/forms.ts';
import type { Repeats } from '../../json/repeats.ts';
import type { Section } from '../../resource/likeness.ts';
import { Values, type Masked } from '../../resource/values.ts';
import { argumentPlaces, type ArgumentPlace } from './argument-places.ts';
import type { HeadPart } from './change-header.ts';
import { localAddress, plannedValues, type PlanEntry, type PlanStated } from './entry.ts';

/** Arguments of an entry that differ from those of its original. */
export interface Differing {
  readonly original: Original;
  /** Three numbers for each: the index of its place, start and end. */
  readonly spans: readonly number[];
}

/** An argument of an original, and the indexes among `places` by which others differ in it; -1 where none does. */
interface OriginalArgument {
  readonly masked: Masked;
  /** See `Values.plainText`. */
  readonly plain: string | null;
  readonly value: number;
  readonly unknown: number;
}

/** An entry of `resource_changes` with which later ones of its form are compared. */
export class Original {
  readonly entry: PlanEntry;
  /** Of its block within its module. */
  readonly local: string;
  readonly #document: JsonDocument;
  readonly #head: readonly HeadPart[];
  readonly #form: Form;
  readonly #repeats: Repeats;
  #parts: readonly (HeadPart['field'] | null)[] | null = null;
  #made: Arguments | null | undefined;
  #stated: PlanStated | null = null;
  #values: Values | null = null;
  readonly #asked = new Map<string, OriginalArgument>();
  /** Where they are put together, to be copied. */
  readonly #spans: number[] = [];

  constructor(document: JsonDocument, entry: PlanEntry, head: readonly HeadPart[], form: Form, repeats: Repeats) {
    this.entry = entry;
    this.local = localAddress(entry.mode, entry.type, entry.name);
    this.#document = document;
    this.#head = head;
    this.#form = form;
    this.#repeats = repeats;
  }

  /** Whether others are like it. */
  get isRepeated(): boolean {
    return this.#form.count > 1;
  }

  /** Where an element differs: three numbers for each scalar, as `Pattern.fits` notes them, from one place to before another. */
  differences(element: number): { readonly places: Int32Array; readonly from: number; readonly to: number } {
    return { places: this.#repeats.differences.places, from: this.#repeats.from(element), to: this.#repeats.to(element) };
  }

  /** For each scalar of the pattern up to the last one of the head the part of the head that it is; null for all others. */
  get headParts(): readonly (HeadPart['field'] | null)[] {
    if (this.#parts !== null) return this.#parts;
    const { scalars } = this.#form.pattern;
    const parts: (HeadPart['field'] | null)[] = Array.from({ length: scalars.length / 2 }, () => null);
    for (const { field, span: { start, end } } of this.#head) {
      for (let at = 0; (scalars[at] as number) < end; at += 2) if ((scalars[at] as number) >= start) parts[at / 2] = field;
    }
    // Scalars behind the head are asked for by nobody.
    return (this.#parts = parts.slice(0, parts.findLastIndex((field) => field !== null) + 1));
  }

  get stated(): PlanStated {
    return (this.#stated ??= plannedValues(this.#document, this.entry));
  }

  /** Its arguments; none where others cannot be compared by them. */
  get places(): readonly ArgumentPlace[] {
    return this.#arguments?.places ?? [];
  }

  /** An argument as the original has it. */
  argument(name: string): OriginalArgument {
    const before = this.#asked.get(name);
    if (before !== undefined) return before;
    this.#values ??= new Values(this.stated, null);
    const indexes = this.#arguments?.indexes;
    const argument = { masked: this.#values.at(name), plain: this.#values.plainText(name), value: indexes?.value.get(name) ?? -1, unknown: indexes?.unknown.get(name) ?? -1 };
    this.#asked.set(name, argument);
    return argument;
  }

  /** An argument as another entry has it. */
  read(start: number, end: number): JsonValue {
    return this.#document.value({ start, end });
  }

  text(start: number, end: number): string {
    return this.#document.text({ start, end });
  }

  /** The arguments in which an element of this form differs; null where entries of this form cannot be compared by them. */
  differing(element: number): Differing | null {
    const own = this.#arguments;
    if (own === null) return null;
    const { places: found, from, to } = this.differences(element);
    const { scalars } = this.#form.pattern;
    const spans = this.#spans;
    let size = 0;
    for (let at = from * 3; at < to * 3; at += 3) {
      const scalar = found[at] as number;
      const index = own.ofScalar[scalar] as number;
      if (index < 0) continue;
      const place = own.places[index] as ArgumentPlace;
      if (place.name === null) return null;
      // What stands around a scalar that differs is as long as in the original.
      if (size === 0 || spans[size - 3] !== index) {
        spans[size] = index;
        spans[size + 1] = (found[at + 1] as number) + place.span.start - (scalars[scalar * 2] as number);
        size += 3;
      }
      spans[size - 1] = (found[at + 2] as number) + place.span.end - (scalars[scalar * 2 + 1] as number);
    }
    return { original: this, spans: spans.slice(0, size) };
  }

  get #arguments(): Arguments | null {
    if (this.#made !== undefined) return this.#made;
    const places = argumentPlaces(this.#document.bytes, this.#document.view, this.entry.span);
    return (this.#made = places === null ? null : { places, ofScalar: ofScalars(this.#form.pattern, places), indexes: indexesOf(places) });
  }
}

/** Arguments, and how they are found. */
interface Arguments {
  readonly places: readonly ArgumentPlace[];
  /** For each scalar of the pattern the index of its place; -1 where it is no part of an argument. */
  readonly ofScalar: Int32Array;
  readonly indexes: Readonly<Record<Section, ReadonlyMap<string, number>>>;
}

function ofScalars({ scalars }: Pattern, places: readonly ArgumentPlace[]): Int32Array {
  const found = new Int32Array(scalars.length / 2).fill(-1);
  let scalar = 0;
  for (const [index, { span }] of places.entries()) {
    for (; scalar < found.length && (scalars[scalar * 2] as number) < span.end; scalar++) if ((scalars[scalar * 2] as number) >= span.start) found[scalar] = index;
  }
  return found;
}

function indexesOf(places: readonly ArgumentPlace[]): Arguments['indexes'] {
  const indexes = { value: new Map<string, number>(), unknown: new Map<string, number>(), sensitive: new Map<string, number>() };
  for (const [index, { section, name }] of places.entries()) if (name !== null) indexes[section].set(name, index);
  return indexes;
}
