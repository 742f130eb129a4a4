import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Scalar } from 'yaml';
import { unknown as unknownBecause } from '#model/known.ts';
import { aliasesIn, deepest, documentsIn } from '#yaml/documents.ts';
import { object, tuple } from '../collection.ts';
import { convert } from '../convert.ts';
import { numberText, parseNumber, whole, fromInteger } from '../number.ts';
import { anyType, stringType } from '../type.ts';
import { bool, entriesOf, isMapping, nullOf, number, string, unknown, type Value } from '../value.ts';
import { Refusal } from './function.ts';
import { offsetOf, timestampOf, timestampText } from './timestamp.ts';

/** An alias that is repeated often enough fills any memory. */
const largest = 100_000;

/** Something that landrail does not read as Terraform's own parser does. */
class Unread extends Error {
  override readonly name = 'Unread';
}

/** One document of YAML as Terraform reads it: what it calls a bool, a number or a time is one, `y` and `off` too. */
export function decodeYaml(text: string): Value {
  try {
    return decoded(text);
  } catch (error) {
    if (error instanceof Unread) return unknown(anyType, unknownBecause(`YAML that landrail does not read as Terraform does: ${error.message}`));
    throw error;
  }
}

function decoded(source: string): Value {
  // oxlint-disable-next-line no-control-regex -- what YAML refuses
  if (/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]/.test(source)) throw new Unread('it holds control characters');
  const read = documentsIn(source.replace(/\r\n?/g, '\n'));
  if (read === null) throw new Unread(`it is nested more than ${deepest} levels deep`);
  const [first, second] = read.documents;
  if (!first) throw new Refusal('missing start of document');
  const [fault] = read.faults;
  if (fault) throw new Unread(`${fault.message} at line ${fault.line}`);
  if (second) throw new Refusal('only a single document is allowed');
  return new Decoder(first).value(first.contents);
}

class Decoder {
  readonly #targets: ReadonlyMap<unknown, Node>;
  /** Targets inside of which the decoder is. */
  readonly #open = new Set<Node>();
  #left = largest;

  constructor(document: Document) {
    this.#targets = aliasesIn(document);
  }

  value(node: unknown): Value {
    if (--this.#left < 0) throw new Unread('it repeats more than landrail follows');
    if (node === null || node === undefined) return nullOf();
    if (isAlias(node)) {
      const target = this.#targets.get(node);
      if (!target) throw new Unread('an alias without an anchor before it');
      if (this.#open.has(target)) throw new Refusal('an anchor contains itself');
      this.#open.add(target);
      const value = this.value(target);
      this.#open.delete(target);
      return value;
    }
    if (isScalar(node)) return scalar(node);
    if (isSeq(node)) return this.#plain(node, () => tuple(node.items.map((item) => this.value(item))));
    if (isMap(node)) return this.#plain(node, () => this.#object(node.items));
    throw new Unread('an unusual node');
  }

  #plain(node: { readonly tag?: string | undefined }, make: () => Value): Value {
    if (node.tag !== undefined) throw new Unread('it uses tags');
    return make();
  }

  /** Later keys count, and so do those that `<<` brings in at its place. */
  #object(pairs: readonly { readonly key: unknown; readonly value: unknown }[]): Value {
    const members: (readonly [string, Value])[] = [];
    for (const { key, value } of pairs) {
      if (!isScalar(key)) throw key === null ? new Refusal('mapping key cannot be null') : new Refusal('only strings are allowed as mapping keys');
      if (key.value === '<<' && key.tag === undefined) {
        const merged = this.value(value);
        if (!isMapping(merged)) throw new Refusal('cannot merge that into mapping');
        for (const entry of entriesOf(merged)) members.push(entry);
        continue;
      }
      members.push([keyText(scalar(key)), this.value(value)]);
    }
    return object(members);
  }
}

function keyText(key: Value): string {
  if (key.kind === 'string') return key.value;
  if (key.kind === 'number') return numberText(key.value).normalize('NFC');
  if (key.kind === 'bool') return String(key.value);
  throw new Refusal('mapping key cannot be null');
}

const words = new Map<string, boolean | null | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

function scalar({ value, type, tag }: Scalar): Value {
  if (tag !== undefined) throw new Unread('it uses tags');
  const text = String(value ?? '');
  if (!text.isWellFormed()) throw new Unread('half a surrogate pair');
  if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') return string(text);
  // Terraform takes a block for what it says, and then writes that as text again.
  return type === 'PLAIN' ? resolved(text) : convert(resolved(text), stringType);
}

function resolved(text: string): Value {
  const word = words.get(text);
  if (word === null) return nullOf();
  if (typeof word === 'boolean') return bool(word);
  if (typeof word === 'number') return number(whole(word, 64));
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) throw new Refusal('floating point NaN is not supported');
  return timeOf(text) ?? numberOf(text) ?? string(text);
}

function numberOf(text: string): Value | null {
  if (!/^[-+.\d]/.test(text)) return null;
  if (/^0o[0-7]+$|^0x[0-9a-fA-F]+$/.test(text)) {
    const large = BigInt(text);
    return large < 2n ** 64n ? number(fromInteger(large)) : null;
  }
  if (!/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text)) return null;
  if (text.length > 4000 || /[eE][-+]?\d{4,}$/.test(text)) throw new Unread('a number with more digits than landrail computes with');
  const parsed = parseNumber(text);
  return parsed && number(parsed);
}

/** Times come as text of RFC 3339, without fractions of seconds. */
function timeOf(text: string): Value | null {
  const match =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(Z|[+-]\d\d:\d\d))?$/.exec(text) ?? /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?$/.exec(text);
  const offset = offsetOf(match?.[7] ?? 'Z');
  const moment = match && offset !== null ? timestampOf(match.slice(1, 7).map((field) => Number(field ?? '0')), '', offset) : null;
  return moment && string(timestampText(moment));
}
