import { pageText } from '../escape.ts';
import { Markup, type Part } from './markup.ts';
import type { Packed, Texts } from './page-content.ts';

/** Markup as data, of which the page makes the same again: thousands of entries have their templates and most of their texts in common, and each is in the page once. */
export class Pack {
  readonly #templates = new Map<readonly string[], number>();
  readonly #texts = new Map<string, number>();

  of(part: Part): Packed {
    if (part instanceof Markup) return part.parts.length === 0 && part.strings[0] === '' ? this.#text('') : this.#filled(numberOf(this.#templates, part.strings), part.parts);
    if (typeof part === 'object' && part !== null) return part.length === 0 ? this.#text('') : this.#filled(-1, part);
    return this.#text(part === null ? '' : String(part));
  }

  #filled(template: number, parts: readonly Part[]): Packed {
    const packed: [number, ...Packed[]] = [template];
    for (const part of parts) packed.push(this.of(part));
    return packed;
  }

  /** Texts are safe as they stand. */
  get content(): Texts {
    return { templates: [...this.#templates.keys()], texts: [...this.#texts.keys()].map(pageText) };
  }

  #text(text: string): number {
    return numberOf(this.#texts, text);
  }
}

function numberOf<T>(known: Map<T, number>, one: T): number {
  const number = known.get(one);
  if (number !== undefined) return number;
  known.set(one, known.size);
  return known.size - 1;
}
