import type { JsonObject, JsonValue } from '#model/json.ts';
import { isArray, isObject, member } from '#model/json.ts';
import type { SourcePlace } from '#model/resource.ts';
import { severities, type Severity } from '#model/severity.ts';
import { formOf } from './result-faults.ts';

/** The members of one element of `deny`, read by type. What is null counts as not given: policies hand on what object.get gave them. */
export class Element {
  readonly #value: JsonObject;
  readonly #fault: (fault: string) => void;

  /** @param fault is told what is wrong, to go on after "element 2 of deny". */
  constructor(value: JsonObject, fault: (fault: string) => void) {
    this.#value = value;
    this.#fault = fault;
  }

  /** The text without which nothing is said. */
  message(): string | null {
    if (this.json('msg') === null) this.#fault('has no msg');
    return this.words('msg');
  }

  mustHaveOnly(keys: readonly string[]): void {
    for (const key of Object.keys(this.#value)) if (!keys.includes(key)) this.#fault(`has a key ${JSON.stringify(key)}, which says nothing`);
  }

  /** The other members; null when there are none. */
  without(keys: readonly string[]): JsonObject | null {
    const others = Object.entries(this.#value).filter(([key]) => !keys.includes(key));
    return others.length === 0 ? null : Object.fromEntries(others);
  }

  json(key: string): JsonValue {
    return member(this.#value, key) ?? null;
  }

  text(key: string): string | null {
    const value = this.json(key);
    if (value === null || typeof value === 'string') return value;
    this.#fault(`has a ${key} that is ${formOf(value)}, not a text`);
    return null;
  }

  /** A text that says something. */
  words(key: string): string | null {
    const text = this.text(key);
    if (text === null || text.trim() !== '') return text;
    this.#fault(`has an empty ${key}`);
    return null;
  }

  texts(key: string): readonly string[] {
    const value = this.json(key);
    if (value === null) return [];
    const items = isArray(value) ? value : [value];
    const texts = items.filter((item) => typeof item === 'string');
    if (!isArray(value) || texts.length < items.length) this.#fault(`has ${key} that are no list of texts`);
    return texts;
  }

  /** In upper or lower case. */
  severity(): Severity | null {
    const text = this.text('severity');
    if (text === null) return null;
    const found = severities.find((one) => one === text.toLowerCase());
    if (found === undefined) this.#fault(`has a severity that is none of ${severities.join(', ')}`);
    return found ?? null;
  }

  /** conftest's `_loc`: `{"file": …, "line": …}`. @param path the file when it names none. */
  location(path: string): SourcePlace | null {
    const value = this.json('_loc');
    if (value === null) return null;
    const file = member(value, 'file') ?? path;
    const line = member(value, 'line') ?? 1;
    const column = member(value, 'column') ?? 1;
    if (isObject(value) && typeof file === 'string' && isPosition(line) && isPosition(column)) return { file, line, column };
    this.#fault('has a _loc that is no {"file": text, "line": number}');
    return null;
  }
}

function isPosition(value: JsonValue): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
