import { createHash, type BinaryToTextEncoding } from 'node:crypto';
import { unknown as unknownBecause } from '#model/known.ts';
import { stringType } from '../type.ts';
import { string, unknown, type Value } from '../value.ts';
import { amount, text, textOf } from './arguments.ts';
import { Refusal, type Functions, type TerraformFunction } from './function.ts';

function hash(algorithm: string, encoding: BinaryToTextEncoding): TerraformFunction {
  return { parameters: [text('str')], returns: stringType, call: ([value]) => string(createHash(algorithm).update(textOf(value)).digest(encoding)) };
}

const namespaces: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
};

/** RFC 4122, of a name in a namespace. */
function uuidOf([namespaceOf, nameOf]: readonly Value[]): Value {
  const given = textOf(namespaceOf);
  const namespace = Object.hasOwn(namespaces, given) ? (namespaces[given] as string) : given;
  const digits = /^(?:urn:uuid:|\{)?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}?$|^([0-9a-f]{32})$/i.exec(namespace)?.slice(1).join('');
  if (digits === undefined) throw new Refusal(`uuidv5() doesn't support namespace ${given}`);
  const bytes = createHash('sha1').update(Buffer.from(digits, 'hex')).update(textOf(nameOf)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return string(bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}

const chance = (because: string): TerraformFunction['call'] => () => unknown(stringType, unknownBecause(because), true);

export const hashes: Functions = {
  base64sha256: hash('sha256', 'base64'),
  base64sha512: hash('sha512', 'base64'),
  bcrypt: { parameters: [text('str')], rest: amount('cost'), returns: stringType, call: chance('a hash with a random salt') },
  md5: hash('md5', 'hex'),
  rsadecrypt: { parameters: [text('ciphertext'), text('privatekey')], returns: stringType, call: chance('decrypted with a private key, which landrail does not do') },
  sha1: hash('sha1', 'hex'),
  sha256: hash('sha256', 'hex'),
  sha512: hash('sha512', 'hex'),
  uuid: { parameters: [], returns: stringType, call: chance('a random UUID') },
  uuidv5: { parameters: [text('namespace'), text('name')], returns: stringType, call: uuidOf },
};
