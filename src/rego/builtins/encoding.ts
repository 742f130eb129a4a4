import { isUtf8 } from 'node:buffer';
import { compareText } from '#go/text.ts';
import { goJson } from '../go-json.ts';
import { RegoObject, elementsOf, type RegoValue } from '../value.ts';
import { Refusal, type Builtins } from './builtin.ts';

/** Bytes as a string. Go's strings hold any bytes, ours only text. */
function textOf(bytes: Buffer, name: string): string {
  if (!isUtf8(bytes)) throw new Refusal(`${name} gives bytes that are no UTF-8 text`);
  return bytes.toString();
}

function queryEscape(text: string): string {
  let out = '';
  for (const byte of Buffer.from(text)) {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9_.~-]/.test(character)) out += character;
    else out += character === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

function queryUnescape(text: string): string | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  if (!/[%+]/.test(text)) return text;
  const parts = text.replaceAll('+', ' ').split(/((?:%[0-9a-fA-F]{2})+)/);
  return textOf(Buffer.concat(parts.map((part, index) => (index % 2 ? Buffer.from(part.replaceAll('%', ''), 'hex') : Buffer.from(part)))), 'urlquery.decode');
}

function encodeObject(value: RegoValue | undefined): string | undefined {
  if (!(value instanceof RegoObject)) return undefined;
  const out: [name: string, texts: readonly string[]][] = [];
  for (const [key, item] of value.members) {
    const values = typeof item === 'string' ? [item] : elementsOf(item);
    if (!values?.every((one) => typeof one === 'string')) return undefined;
    out.push([typeof key === 'string' ? key : goJson(key), values]);
  }
  return out.sort(([a], [b]) => compareText(a, b)).flatMap(([name, texts]) => texts.map((one) => `${queryEscape(name)}=${queryEscape(one)}`)).join('&');
}

function decodeObject(query: string): RegoValue | undefined {
  if (query.includes(';')) return undefined;
  const found = new Map<string, string[]>();
  for (const part of query.split('&')) {
    if (part === '') continue;
    const cut = part.indexOf('=');
    const key = queryUnescape(cut < 0 ? part : part.slice(0, cut));
    const value = queryUnescape(cut < 0 ? '' : part.slice(cut + 1));
    if (key === undefined || value === undefined) return undefined;
    found.set(key, [...(found.get(key) ?? []), value]);
  }
  return RegoObject.of([...found]);
}

function marshalWithOptions(value: RegoValue, options: RegoObject): string | undefined {
  let prefix = '';
  let indent = '\t';
  let pretty: boolean | undefined;
  for (const [key, option] of options.members) {
    if (key === 'pretty' && typeof option === 'boolean') pretty = option;
    else if (key === 'prefix' && typeof option === 'string') prefix = option;
    else if (key === 'indent' && typeof option === 'string') indent = option;
    else return undefined;
  }
  if (!(pretty ?? options.members.length > 0)) return goJson(value);
  return prefix + goJson(value, prefix, indent);
}

export const builtins: Builtins = {
  'base64url.encode_no_pad': ([text]) => (typeof text === 'string' ? Buffer.from(text).toString('base64url') : undefined),
  'hex.encode': ([text]) => (typeof text === 'string' ? Buffer.from(text).toString('hex') : undefined),
  'hex.decode': ([text]) => (typeof text === 'string' && /^(?:[0-9a-fA-F]{2})*$/.test(text) ? textOf(Buffer.from(text, 'hex'), 'hex.decode') : undefined),
  'urlquery.encode': ([text]) => (typeof text === 'string' ? queryEscape(text) : undefined),
  'urlquery.decode': ([text]) => (typeof text === 'string' ? queryUnescape(text) : undefined),
  'urlquery.encode_object': ([value]) => encodeObject(value),
  'urlquery.decode_object': ([query]) => (typeof query === 'string' ? decodeObject(query) : undefined),
  'json.marshal_with_options': ([value, options]) =>
    value !== undefined && options instanceof RegoObject ? marshalWithOptions(value, options) : undefined,
};
