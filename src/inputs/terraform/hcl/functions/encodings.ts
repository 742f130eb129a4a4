import { isUtf8 } from 'node:buffer';
import { unknown as unknownBecause } from '#model/known.ts';
import { reasonOf } from '../reason-of.ts';
import { anyType, stringType } from '../type.ts';
import { isWhole, string, unknown, type Value } from '../value.ts';
import { anything, text, textOf } from './arguments.ts';
import { decodeCsv } from './decode-csv.ts';
import { decodeJson } from './decode-json.ts';
import { decodeYaml } from './decode-yaml.ts';
import { encodeJson } from './encode-json.ts';
import { encodeYaml } from './encode-yaml.ts';
import { ArgumentRefused, Refusal, type Functions } from './function.ts';

/** Go's base64.StdEncoding: padded, line ends aside. Null when it is none. */
function bytesOf(encoded: string): Buffer | null {
  const bare = encoded.replace(/[\r\n]/g, '');
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(bare) ? Buffer.from(bare, 'base64') : null;
}

function decodeBase64([value]: readonly Value[]): Value {
  const encoded = textOf(value);
  const bytes = bytesOf(encoded);
  if (!bytes) throw new Refusal(`failed to decode base64 data ${JSON.stringify(encoded)}`);
  if (!isUtf8(bytes)) throw new Refusal('the result of decoding the provided string is not valid UTF-8');
  return string(bytes.toString());
}

/** Go's url.QueryEscape. */
function escapeQuery(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll('%20', '+');
}

/** Encodings by their names at IANA, as far as landrail writes them. */
const encodings: Readonly<Record<string, (value: string) => Buffer | null>> = {
  'utf-8': (value) => Buffer.from(value),
  'utf-16le': (value) => Buffer.from(value, 'utf16le'),
  'utf-16be': (value) => Buffer.from(value, 'utf16le').swap16(),
  'iso-8859-1': latin1,
  latin1,
};

function latin1(value: string): Buffer | null {
  return /^[\0-\xff]*$/.test(value) ? Buffer.from(value, 'latin1') : null;
}

const decodings: Readonly<Record<string, (bytes: Buffer) => string>> = {
  'utf-8': (bytes) => bytes.toString(),
  'utf-16le': (bytes) => new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes),
  'utf-16be': (bytes) => new TextDecoder('utf-16be', { ignoreBOM: true }).decode(bytes),
  'iso-8859-1': (bytes) => bytes.toString('latin1'),
  latin1: (bytes) => bytes.toString('latin1'),
};

function encodeText([value, encoding]: readonly Value[]): Value {
  const name = textOf(encoding).toLowerCase();
  const encode = Object.hasOwn(encodings, name) ? encodings[name] : undefined;
  if (!encode) return unknown(stringType, unknownBecause(`the encoding ${textOf(encoding)} is not one that landrail writes`), true);
  const bytes = encode(textOf(value));
  if (!bytes) throw new ArgumentRefused(0, `the given string contains characters that cannot be represented in ${textOf(encoding)}`);
  return string(bytes.toString('base64'));
}

function decodeText([source, encoding]: readonly Value[]): Value {
  const name = textOf(encoding).toLowerCase();
  const decode = Object.hasOwn(decodings, name) ? decodings[name] : undefined;
  if (!decode) return unknown(stringType, unknownBecause(`the encoding ${textOf(encoding)} is not one that landrail reads`), true);
  const bytes = bytesOf(textOf(source));
  if (!bytes) throw new ArgumentRefused(0, 'the given value is has an invalid base64 symbol');
  const decoded = decode(bytes);
  if (decoded.includes('\ufffd')) throw new ArgumentRefused(0, `the given string contains symbols that are not defined for ${textOf(encoding)}`);
  return string(decoded);
}

function toYaml([value]: readonly Value[]): Value {
  if (!value || !isWhole(value)) return unknown(stringType, reasonOf(value ? [value] : []), true);
  const encoded = encodeYaml(value);
  return encoded === null ? unknown(stringType, unknownBecause('YAML that landrail does not write'), true) : string(encoded);
}

const everything = { ...anything('val'), nullable: true, partial: true } as const;

export const encoding: Functions = {
  base64decode: { parameters: [text('str')], returns: stringType, call: decodeBase64 },
  base64encode: { parameters: [text('str')], returns: stringType, call: ([value]) => string(Buffer.from(textOf(value)).toString('base64')) },
  base64gzip: { parameters: [text('str')], returns: stringType, call: () => unknown(stringType, unknownBecause('compressed as only Terraform does'), true) },
  csvdecode: { parameters: [text('str')], returns: anyType, call: ([value]) => decodeCsv(textOf(value)) },
  jsondecode: { parameters: [text('str')], returns: anyType, mayBeNull: true, call: ([value]) => decodeJson(textOf(value)) },
  jsonencode: { parameters: [everything], returns: stringType, call: ([value]) => (isWhole(value as Value) ? string(encodeJson(value as Value)) : { ...unknown(stringType, reasonOf([value as Value]), true), encodes: value as Value }) },
  textdecodebase64: { parameters: [text('source'), text('encoding')], returns: stringType, call: decodeText },
  textencodebase64: { parameters: [text('string'), text('encoding')], returns: stringType, call: encodeText },
  urlencode: { parameters: [text('str')], returns: stringType, call: ([value]) => string(escapeQuery(textOf(value))) },
  yamldecode: { parameters: [text('src')], returns: anyType, mayBeNull: true, call: ([value]) => decodeYaml(textOf(value)) },
  yamlencode: { parameters: [{ ...everything, name: 'value' }], returns: stringType, call: toYaml },
};
