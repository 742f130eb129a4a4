import type { Snippet } from '#model/finding.ts';
import { isArray, isObject, type JsonObject, type JsonValue } from '#model/json.ts';

/** What stands in the place of a sensitive value. */
export const mask = '(sensitive value)';

/** From this length on a secret is found anywhere in a text; a shorter one, such as `prod`, only as a word of its own. */
const leastAnywhere = 6;

/** Say nothing by themselves and would tear holes into every message. */
const harmless = new Set(['', 'true', 'false', 'null']);

/**
 * Takes sensitive scalars out of what policies say. Each text is read once from left to right, and at each place the longest
 * secret wins; so the outcome does not depend on the order of the secrets, and time grows with the text, not with their number.
 */
export class Redactor {
  /** By their first signs; then one set for each length, longest first, so that many alike cost no more than few. */
  readonly #anywhere = new Map<string, Map<number, Set<string>>>();
  readonly #words = new Set<string>();
  /** With what any of them begins: most signs of a text are none of these. */
  readonly #begins = new Set<number>();
  readonly #secrets: ReadonlySet<string>;
  #byLine: Redactor | null = null;

  constructor(secrets: Iterable<string>) {
    this.#secrets = new Set(secrets);
    for (const secret of new Set([...this.#secrets].flatMap(spellings))) {
      if (harmless.has(secret)) continue;
      this.#begins.add(secret.charCodeAt(0));
      if (secret.length < leastAnywhere) this.#words.add(secret);
      else {
        const start = secret.slice(0, leastAnywhere);
        const lengths = this.#anywhere.get(start) ?? new Map<number, Set<string>>();
        lengths.set(secret.length, (lengths.get(secret.length) ?? new Set()).add(secret));
        this.#anywhere.set(start, lengths);
      }
    }
    for (const [start, lengths] of this.#anywhere) this.#anywhere.set(start, new Map([...lengths].sort(([a], [b]) => b - a)));
  }

  /** True when there is nothing to take out. */
  get idle(): boolean {
    return this.#anywhere.size === 0 && this.#words.size === 0;
  }

  text(text: string): string {
    return this.idle ? text : masked(text, this.#secretsIn(text));
  }

  /** Lines of a source. A secret of several lines is found line by line, and each mark stays over what it marks. */
  snippet(snippet: Snippet): Snippet {
    if (this.idle) return snippet;
    const redactor = (this.#byLine ??= new Redactor(this.#lines()));
    return snippet.map(({ line, text, mark }) => {
      const found = redactor.#secretsIn(text);
      return { line, text: masked(text, found), mark: mark === null ? null : { start: shifted(mark.start - 1, found, 0) + 1, end: shifted(mark.end - 1, found, mask.length) + 1 } };
    });
  }

  /** Numbers and booleans count by how they are written; keys of objects are texts too. */
  value(value: JsonValue): JsonValue {
    if (this.idle || value === null || typeof value === 'boolean') return value;
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return this.text(String(value)) === String(value) ? value : mask;
    if (isArray(value)) return value.map((item) => this.value(item));
    if (!isObject(value)) return value;
    const out = Object.create(null) as { [key: string]: JsonValue };
    for (const [key, item] of Object.entries(value)) out[this.text(key)] = this.value(item);
    return out as JsonObject;
  }

  #lines(): readonly string[] {
    return [...this.#secrets].flatMap((secret) => [secret, ...secret.split('\n').map((line) => line.trim()).filter((line) => line.length >= leastAnywhere)]);
  }

  #secretsIn(text: string): readonly Hole[] {
    const holes: Hole[] = [];
    let at = 0;
    while (at < text.length) {
      const length = this.#secretAt(text, at);
      if (length > 0) holes.push({ start: at, end: at + length });
      at += length || 1;
    }
    return holes;
  }

  /** Length of the secret that starts at `at`, or 0. */
  #secretAt(text: string, at: number): number {
    if (!this.#begins.has(text.charCodeAt(at))) return 0;
    for (const [length, secrets] of this.#anywhere.get(text.slice(at, at + leastAnywhere)) ?? []) {
      if (secrets.has(text.slice(at, at + length))) return length;
    }
    if (this.#words.size === 0 || isWord(text, at - 1)) return 0;
    for (let length = leastAnywhere - 1; length > 0; length -= 1) {
      if (at + length <= text.length && !isWord(text, at + length) && this.#words.has(text.slice(at, at + length))) return length;
    }
    return 0;
  }
}

/**
 * A policy that prints an object gives its texts as JSON, with quotes and line breaks escaped. Regions are said in the form that all
 * clouds share: small letters, no spaces.
 */
function spellings(secret: string): readonly string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  return secret.length < leastAnywhere ? [secret, inJson] : [secret, inJson, secret.replaceAll(' ', '').toLowerCase()];
}

/** A part of a text that is taken out, half-open. */
interface Hole {
  readonly start: number;
  readonly end: number;
}

function masked(text: string, holes: readonly Hole[]): string {
  let out = '';
  let kept = 0;
  for (const { start, end } of holes) {
    out += text.slice(kept, start) + mask;
    kept = end;
  }
  return kept === 0 ? text : out + text.slice(kept);
}

/** Where an offset of a text stands once its holes are filled; one inside a hole stands `inside` signs into the mask. */
function shifted(offset: number, holes: readonly Hole[], inside: number): number {
  let moved = 0;
  for (const { start, end } of holes) {
    if (offset <= start) break;
    if (offset < end) return start + moved + inside;
    moved += mask.length - (end - start);
  }
  return offset + moved;
}

/** Whether the sign at `at` is a letter, a digit or `_`: what continues a word. */
function isWord(text: string, at: number): boolean {
  const c = text[at];
  return c !== undefined && /[\p{L}\p{N}_]/u.test(c);
}
