import { isObject, type JsonValue } from '#model/json.ts';
import type { Section } from '../../resource/likeness.ts';
import { Values, type Masked } from '../../resource/values.ts';
import type { Written } from '../../resource/written.ts';
import type { PlanStated } from './entry.ts';
import type { Differing } from './original.ts';

/** Values of an entry of the form of another: those of the other one, but for what differs. Only what is asked for is read. */
export class DifferingValues extends Values {
  readonly #differing: Differing;
  readonly #other: PlanStated;
  /** What was read, in the order of the spans: several parts of a resource ask for the same. */
  #read: (JsonValue | undefined)[] | null = null;

  constructor(differing: Differing, written: Written) {
    const other = differing.original.stated;
    super(other, written);
    this.#differing = differing;
    this.#other = other;
  }

  override get value(): JsonValue | undefined {
    return this.#whole('value', this.#other.value);
  }

  override get mask(): JsonValue | undefined {
    return this.#whole('unknown', this.#other.mask);
  }

  override get sensitive(): JsonValue | undefined {
    return this.#whole('sensitive', this.#other.sensitive);
  }

  override at(name: string): Masked {
    const { masked, value: at, unknown } = this.#differing.original.argument(name);
    const value = this.#own(at);
    const mask = this.#own(unknown);
    if (value === undefined && mask === undefined) return masked;
    // Null is a value as well.
    return { value: value === undefined ? masked.value : value, mask: mask === undefined ? masked.mask : mask };
  }

  override plainText(name: string): string | null {
    const { value, unknown, plain } = this.#differing.original.argument(name);
    return this.#differs(value) || this.#differs(unknown) ? super.plainText(name) : plain;
  }

  #differs(place: number): boolean {
    if (place < 0) return false;
    const { spans } = this.#differing;
    for (let at = 0; at < spans.length; at += 3) if (spans[at] === place) return true;
    return false;
  }

  /** Undefined where nothing differs. */
  #own(place: number): JsonValue | undefined {
    if (place < 0) return undefined;
    const { spans } = this.#differing;
    for (let at = 0; at < spans.length; at += 3) if (spans[at] === place) return this.#at(at);
    return undefined;
  }

  #at(at: number): JsonValue {
    const { original, spans } = this.#differing;
    const read = (this.#read ??= []);
    return (read[at / 3] ??= original.read(spans[at + 1] as number, spans[at + 2] as number));
  }

  #whole(section: Section, other: JsonValue | undefined): JsonValue | undefined {
    const { original, spans } = this.#differing;
    const own: { [name: string]: JsonValue } = {};
    for (let at = 0; at < spans.length; at += 3) {
      const place = original.places[spans[at] as number];
      if (place?.section === section && place.name !== null) own[place.name] = this.#at(at);
    }
    return isObject(other) && Object.keys(own).length > 0 ? { ...other, ...own } : other;
  }
}
