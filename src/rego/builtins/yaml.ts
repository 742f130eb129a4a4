import { isUtf8 } from 'node:buffer';
import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Scalar } from 'yaml';
import { aliasesIn, deepest, documentsIn } from '#yaml/documents.ts';
import { RegoNumber, RegoObject, integerOf, isList, isNumber, numberOf, type RegoMember, type RegoValue } from '../value.ts';
import { Refusal, type Builtins } from './builtin.ts';

/** Text that is no YAML, or YAML that has no JSON form (NaN, a mapping as a key). */
class YamlError extends Error {
  override readonly name = 'YamlError';
}

/** An alias that is repeated often enough fills any memory; Go stops likewise. */
const largest = 1_000_000;

const tooDeep = `YAML that is nested more than ${deepest} levels deep`;

/** What go-yaml refuses wherever it stands. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const unprintable = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** The first document as go-yaml v3 decodes it for OPA; all of them must parse. */
function decoded(source: string): RegoValue {
  if (unprintable.test(source)) throw new YamlError('control characters are not allowed');
  const text = source.replace(/\r\n?|\x85/g, '\n');
  const read = documentsIn(text);
  if (read === null) throw new Refusal(tooDeep);
  if (read.faults.some(({ code, isWarning }) => !isWarning || code === 'BAD_DIRECTIVE')) throw new YamlError('not YAML');
  const [first] = read.documents;
  return first ? new Decoder(first, text).value(first.contents) : null;
}

const core = 'tag:yaml.org,2002:';

class Decoder {
  readonly #targets: ReadonlyMap<unknown, Node>;
  /** Targets inside of which the decoder is. */
  readonly #open = new Set<Node>();
  #left = largest;

  readonly #text: string;

  constructor(document: Document, text: string) {
    this.#text = text;
    this.#targets = aliasesIn(document);
  }

  value(node: unknown): RegoValue {
    if (--this.#left < 0) throw new YamlError('too many aliases');
    if (node === null || node === undefined) return null;
    if (isAlias(node)) {
      const target = this.#targets.get(node);
      if (!target) throw new YamlError('unknown anchor');
      if (this.#open.has(target)) throw new YamlError('an anchor contains itself');
      if (this.#open.size >= deepest) throw new Refusal(tooDeep);
      this.#open.add(target);
      const value = this.value(target);
      this.#open.delete(target);
      return value;
    }
    if (isScalar(node)) return node.tag === `${core}binary` ? binary(node.source ?? '') : scalar(this.#content(node), node.type === 'PLAIN', node.tag);
    if (isSeq(node)) return node.items.map((item) => this.value(item));
    if (isMap(node)) return this.#object(node.items);
    throw new YamlError('no JSON value');
  }

  #content({ value, type, range }: Scalar): string {
    const content = String(value ?? '');
    if (!content.isWellFormed()) throw new YamlError('half a surrogate pair');
    // A block that ends with the text, without a line end, has none.
    const block = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
    return block && content.endsWith('\n') && (range?.[1] ?? 0) >= this.#text.length && !this.#text.endsWith('\n') ? content.slice(0, -1) : content;
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
  throw new YamlError('a mapping, a sequence or null as a key');
}

function scalar(text: string, plain: boolean, tag: string | undefined): RegoValue {
  if (tag === undefined) return plain ? resolved(text) : text;
  if (!tag.startsWith(core) || tag === `${core}str`) return text;
  const kind = tag.slice(core.length);
  const value = resolved(text);
  const actual = value === null ? 'null' : typeof value === 'boolean' ? 'bool' : isNumber(value) ? (integerOf(value) === undefined ? 'float' : 'int') : 'str';
  if (actual === kind || (actual === 'int' && kind === 'float')) return value;
  // Undefined would hide what it says.
  if (kind === 'timestamp') throw new Refusal('a date with an explicit tag');
  throw new YamlError(`${text} is no ${kind}`);
}

function binary(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.replace(/[\r\n]/g, ''))) throw new YamlError('not base64');
  if (!isUtf8(bytes)) throw new Refusal('yaml.unmarshal gives bytes that are no UTF-8 text');
  return bytes.toString();
}

function resolved(text: string): RegoValue {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(text)) throw new YamlError('no JSON number');
  return number(text) ?? text;
}

/** Decimal, 0b, 0o, 0x, the octal 0777 of YAML 1.1, and digits grouped by underscores. */
function number(text: string): RegoValue | undefined {
  const digits = /^[-+.\d]/.test(text) ? text.replaceAll('_', '') : text;
  const match = /^([-+]?)(0b[01]+|0o[0-7]+|0x[0-9a-f]+|0[0-7]*|[1-9]\d*)$/i.exec(digits);
  if (match) {
    const [, sign = '', size = ''] = match;
    const value = BigInt(/^0[0-7]+$/.test(size) ? `0o${size.slice(1)}` : size) * (sign === '-' ? -1n : 1n);
    if (value >= -(2n ** 63n) && value < 2n ** 64n) return numberOf(value.toString());
  }
  if (!/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?$/i.test(digits)) return undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? numberOf(String(value)) : undefined;
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
