import { unknown as unknownBecause } from '#model/known.ts';
import { object, tuple } from '../collection.ts';
import { isExcessive, parseNumber } from '../number.ts';
import { typeOf } from '../type-of.ts';
import { anyType, numberType, sameType } from '../type.ts';
import { bool, nullOf, number, string, unknown, type Value } from '../value.ts';
import { Refusal } from './function.ts';

const deepest = 1000;

/** JSON as Terraform reads it: objects and tuples, numbers with all their digits, nulls of no type. */
export function decodeJson(text: string): Value {
  return new Reader(text).whole();
}

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Value {
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) throw new Refusal('extraneous data after JSON object');
    return value;
  }

  #space(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #next(): string {
    this.#space();
    return this.#text[this.#at] ?? '';
  }

  #value(): Value {
    const first = this.#next();
    if (first === '') throw new Refusal(this.#at === 0 ? 'EOF' : 'unexpected EOF');
    if (first === '"') return string(this.#string());
    if (first === '{' || first === '[') {
      if (++this.#depth > deepest) return unknown(anyType, unknownBecause('JSON that nests deeper than landrail follows'));
      const value = first === '{' ? this.#object() : this.#tuple();
      this.#depth--;
      return value;
    }
    const match = /(?:(true)|(false)|(null)|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
    match.lastIndex = this.#at;
    const found = match.exec(this.#text);
    if (!found) throw this.#invalid();
    this.#at = match.lastIndex;
    if (found[3] !== undefined) return nullOf();
    if (found[1] !== undefined || found[2] !== undefined) return bool(found[1] !== undefined);
    const parsed = isExcessive(found[0]) ? null : parseNumber(found[0]);
    return parsed ? number(parsed) : unknown(numberType, unknownBecause('a number with more digits than landrail computes with'), true);
  }

  #invalid(): Refusal {
    return new Refusal(this.#at < this.#text.length ? `invalid character ${JSON.stringify(this.#text[this.#at])} in JSON` : 'unexpected EOF');
  }

  #string(): string {
    // oxlint-disable-next-line no-control-regex -- control characters end a string in error
    const match = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
    match.lastIndex = this.#at;
    const found = match.exec(this.#text);
    if (!found) throw this.#invalid();
    this.#at = match.lastIndex;
    return (JSON.parse(found[0]) as string).toWellFormed();
  }

  #tuple(): Value {
    const items: Value[] = [];
    this.#at++;
    if (this.#next() === ']') this.#at++;
    else {
      for (;;) {
        items.push(this.#value());
        if (this.#ends(']')) break;
      }
    }
    return tuple(items);
  }

  #object(): Value {
    const members = new Map<string, Value>();
    this.#at++;
    if (this.#next() === '}') this.#at++;
    else {
      for (;;) {
        if (this.#next() !== '"') throw this.#invalid();
        const key = this.#string();
        if (this.#next() !== ':') throw this.#invalid();
        this.#at++;
        const value = this.#value();
        const before = members.get(key);
        // Some versions refuse it.
        members.set(key, before && !sameType(typeOf(before), typeOf(value)) ? unknown(anyType, unknownBecause('two values of one name in JSON, which versions of Terraform read differently')) : value);
        if (this.#ends('}')) break;
      }
    }
    return object([...members].map(([key, value]) => [key.normalize('NFC'), value]));
  }

  /** Behind an element: true at the end, false at a comma. */
  #ends(end: string): boolean {
    const character = this.#next();
    if (character !== end && character !== ',') throw this.#invalid();
    this.#at++;
    return character === end;
  }
}
