import type { JsonValue } from '#model/json.ts';
import type { JsonDocument } from '../../json/document.ts';
import { Pattern, type Differences } from '../../json/pattern.ts';
import type { Span } from '../../json/span.ts';
import type { Section } from '../../resource/likeness.ts';
import { argumentPlaces, type ArgumentPlace } from './argument-places.ts';
import type { HeadPart } from './change-header.ts';
import { plannedValues, type PlanEntry, type PlanStated } from './entry.ts';

/** Arguments of an entry that differ from those of its original. */
export interface Differing {
  readonly original: Original;
  /** Three numbers for each: the index of its place, start and end. */
  readonly spans: readonly number[];
}

/** An entry of `resource_changes` with which later ones of its form are compared. */
export class Original {
  readonly entry: PlanEntry;
  /** How many there are of this form, itself among them. */
  entries = 0;
  /** What followed one of this form the last time, if not another one. */
  next: Original | null = null;
  readonly #document: JsonDocument;
  readonly #view: DataView;
  readonly #head: readonly HeadPart[];
  readonly #differences: Differences;
  #pattern: Pattern | null = null;
  #parts: readonly (HeadPart['field'] | null)[] | null = null;
  #made: Arguments | null | undefined;
  #stated: PlanStated | null = null;

  /** @param differences serves all originals of a plan, one after the other. */
  constructor(document: JsonDocument, view: DataView, entry: PlanEntry, head: readonly HeadPart[], differences: Differences) {
    this.entry = entry;
    this.#document = document;
    this.#view = view;
    this.#head = head;
    this.#differences = differences;
  }

  /** Whether an entry has the form of this one. `differences` then says where it differs. */
  fits(span: Span): boolean {
    return this.pattern.fits(span, this.#differences);
  }

  /** Cut when the first one is compared: most entries of a small plan are compared with none. */
  get pattern(): Pattern {
    return (this.#pattern ??= new Pattern(this.#document.bytes, this.#view, this.entry.span));
  }

  /** For each scalar of the pattern the part of the head that it is; null for all others. */
  get headParts(): readonly (HeadPart['field'] | null)[] {
    if (this.#parts !== null) return this.#parts;
    const { scalars } = this.pattern;
    const parts: (HeadPart['field'] | null)[] = Array.from({ length: scalars.length / 2 }, () => null);
    for (const { field, span: { start, end } } of this.#head) {
      for (let at = 0; (scalars[at] as number) < end; at += 2) if ((scalars[at] as number) >= start) parts[at / 2] = field;
    }
    return (this.#parts = parts);
  }

  get stated(): PlanStated {
    return (this.#stated ??= plannedValues(this.#document, this.#view, this.entry));
  }

  /** Its arguments; none where others cannot be compared by them. */
  get places(): readonly ArgumentPlace[] {
    return this.#arguments?.places ?? [];
  }

  /** The index among `places` of a section of an argument; -1 where there is none. */
  placeOf(section: Section, name: string): number {
    return this.#arguments?.indexes[section].get(name) ?? -1;
  }

  /** An argument as another entry has it. */
  read(start: number, end: number): JsonValue {
    return this.#document.value({ start, end });
  }

  text(start: number, end: number): string {
    return this.#document.text({ start, end });
  }

  /** The arguments in which an entry of this form differs; null for an entry of another form, or one that cannot be compared. */
  differing(span: Span): Differing | null {
    const own = this.#arguments;
    if (own === null || !this.fits(span)) return null;
    const { places: found, count } = this.#differences;
    const { scalars } = this.pattern;
    const spans: number[] = [];
    for (let at = 0; at < count * 3; at += 3) {
      const scalar = found[at] as number;
      const index = own.ofScalar[scalar] as number;
      if (index < 0) continue;
      const place = own.places[index] as ArgumentPlace;
      if (place.name === null) return null;
      // What stands around a scalar that differs is as long as in the original.
      if (spans.length === 0 || spans[spans.length - 3] !== index) spans.push(index, (found[at + 1] as number) + place.span.start - (scalars[scalar * 2] as number), 0);
      spans[spans.length - 1] = (found[at + 2] as number) + place.span.end - (scalars[scalar * 2 + 1] as number);
    }
    return { original: this, spans };
  }

  get #arguments(): Arguments | null {
    if (this.#made !== undefined) return this.#made;
    const places = argumentPlaces(this.#document.bytes, this.#view, this.entry.span);
    return (this.#made = places === null ? null : { places, ofScalar: ofScalars(this.pattern, places), indexes: indexesOf(places) });
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
