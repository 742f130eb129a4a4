import { isUtf8 } from 'node:buffer';
import { goJson } from '../go-json.ts';
import { parseLiteral } from '../literal.ts';
import type { RegoValue } from '../value.ts';
import { always, keep, type Correction } from './correction.ts';

/** Go's encoding/json: what is no JSON text from end to end is none at all. */
function parsed(text: RegoValue | undefined): { readonly value: RegoValue } | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return { value: parseLiteral(text) };
}

const alphabets = { base64: 'A-Za-z0-9+/', base64url: 'A-Za-z0-9_-' } as const;

/** The bytes of a padded base64 text, in which Go skips line ends; undefined when it is none. */
function decoded(text: RegoValue | undefined, alphabet: keyof typeof alphabets): Buffer | undefined {
  if (typeof text !== 'string') return undefined;
  const digits = text.replace(/[\r\n]/g, '');
  const quads = new RegExp(`^(?:[${alphabets[alphabet]}]{4})*(?:[${alphabets[alphabet]}]{2}==|[${alphabets[alphabet]}]{3}=)?$`);
  return quads.test(digits) ? Buffer.from(digits, alphabet) : undefined;
}

/** Bytes that are no text cannot leave the module; there they can. */
function textOf(bytes: Buffer | undefined): string | undefined | typeof keep {
  return bytes === undefined ? undefined : isUtf8(bytes) ? bytes.toString() : keep;
}

function padded(text: RegoValue | undefined): RegoValue | undefined {
  if (typeof text !== 'string' || text.endsWith('=')) return text;
  const missing = Buffer.byteLength(text) % 4;
  return missing === 1 ? undefined : text + '='.repeat((4 - missing) % 4);
}

export const json: readonly Correction[] = [
  // The module reads as far as it can and ignores the rest: 10.0 of "10.0.0.0/8".
  { name: 'json.unmarshal', native: 'opa_json_unmarshal', parameters: 1, when: always, call: ([text]) => parsed(text)?.value },
  // The module leaves what HTML would mind, and U+2028, as it is.
  { name: 'json.marshal', native: 'opa_json_marshal', parameters: 1, when: always, call: ([value]) => (value === undefined ? undefined : goJson(value)) },
  { name: 'json.is_valid', native: 'opa_json_is_valid', parameters: 1, when: always, call: ([text]) => parsed(text) !== undefined },
  // The module accepts texts of any length, and an empty one not at all.
  { name: 'base64.decode', native: 'opa_base64_decode', parameters: 1, when: always, call: ([text]) => textOf(decoded(text, 'base64')) },
  { name: 'base64.is_valid', native: 'opa_base64_is_valid', parameters: 1, when: always, call: ([text]) => decoded(text, 'base64') !== undefined },
  { name: 'base64url.decode', native: 'opa_base64_url_decode', parameters: 1, when: always, call: ([text]) => textOf(decoded(padded(text), 'base64url')) },
];
