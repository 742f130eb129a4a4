import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Node } from 'yaml';
import { RegoNumber, RegoObject, isList, numberOf, type RegoMember, type RegoValue } from '../value.ts';
import type { Builtins } from './builtin.ts';

/** Text that is no YAML, or YAML that has no JSON form (NaN, a mapping as a key). */
class YamlError extends Error {
  override readonly name = 'YamlError';
}

/** An alias that is repeated often enough fills any memory; Go stops likewise. */
const largest = 1_000_000;

/** The first document as go-yaml v3 decodes it for OPA; all of them must parse. */
function decoded(text: string): RegoValue {
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, merge: false, keepSourceTokens: false, logLevel: 'silent' });
  if (!Array.isArray(documents)) return null;
  for (const document of documents as readonly Document[]) if (document.errors.length > 0) throw new YamlError('not YAML');
  const first = (documents as readonly Document[])[0];
  return first ? new Decoder(first).value(first.contents) : null;
}

class Decoder {
  readonly #document: Document;
  #left = largest;

  constructor(document: Document) {
    this.#document = document;
  }

  value(node: unknown): RegoValue {
    if (--this.#left < 0) throw new YamlError('too many aliases');
    if (node === null || node === undefined) return null;
    if (isAlias(node)) {
      const target: Node | undefined = node.resolve(this.#document);
      if (!target) throw new YamlError('unknown anchor');
      return this.value(target);
    }
    if (isScalar(node)) return scalar(String(node.value ?? ''), node.type === 'PLAIN', node.tag);
    if (isSeq(node)) return node.items.map((item) => this.value(item));
    if (isMap(node)) return this.#object(node.items);
    throw new YamlError('no JSON value');
  }

  #object(pairs: readonly { readonly key: unknown; readonly value: unknown }[]): RegoObject {
    const own: RegoMember[] = [];
    const merged: RegoMember[] = [];
    for (const { key, value } of pairs) {
      if (isScalar(key) && key.value === '<<' && key.type === 'PLAIN') merged.push(...this.#merged(value));
      else own.push([keyText(this.value(key)), this.value(value)]);
    }
    // Of two merged mappings the first one counts, and own keys count before both.
    return RegoObject.of([...merged.reverse(), ...own]);
  }

  #merged(node: unknown): readonly RegoMember[] {
    const value = this.value(node);
    const all = isList(value) ? value : [value];
    return all.flatMap((one) => {
      if (!(one instanceof RegoObject)) throw new YamlError('map merge requires a mapping');
      return one.members;
    });
  }
}

function keyText(key: RegoValue): string {
  if (typeof key === 'string') return key;
  if (typeof key === 'number' || typeof key === 'boolean') return String(key);
  if (key instanceof RegoNumber) return key.text;
  if (key === null) return 'null';
  throw new YamlError('a mapping or a sequence as a key');
}

function scalar(text: string, plain: boolean, tag: string | undefined): RegoValue {
  if (tag === 'tag:yaml.org,2002:str' || (tag === undefined && !plain)) return text;
  if (tag !== undefined && !/^tag:yaml\.org,2002:(int|float|bool|null)$/.test(tag)) {
    if (tag.startsWith('tag:yaml.org,2002:')) throw new YamlError(`tag ${tag}`);
    return text;
  }
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(text)) throw new YamlError('no JSON number');
  return number(text) ?? text;
}

/** Decimal, 0b, 0o, 0x, the octal 0777 of YAML 1.1, and digits grouped by underscores. */
function number(text: string): RegoValue | undefined {
  const digits = text.replaceAll('_', '');
  const match = /^([-+]?)(0b[01]+|0o[0-7]+|0x[0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/.exec(digits);
  if (match) {
    const [, sign = '', size = ''] = match;
    const value = BigInt(/^0[0-7]+$/.test(size) ? `0o${size.slice(1)}` : size) * (sign === '-' ? -1n : 1n);
    const fits = value >= -(2n ** 63n) && value < 2n ** 64n;
    return numberOf(fits ? value.toString() : String(Number(value)));
  }
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(digits)) {
    const value = Number(digits);
    if (!Number.isFinite(value)) throw new YamlError('no JSON number');
    return numberOf(String(value));
  }
  return undefined;
}

function attempt(text: RegoValue | undefined): { readonly value: RegoValue } | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return { value: decoded(text) };
  } catch (error) {
    if (error instanceof YamlError) return undefined;
    throw error;
  }
}

export const builtins: Builtins = {
  'yaml.is_valid': ([text]) => attempt(text) !== undefined,
  'yaml.unmarshal': ([text]) => attempt(text)?.value,
};
