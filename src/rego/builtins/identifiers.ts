import { RegoObject, numberOf, type RegoMember, type RegoValue } from '../value.ts';
import type { Builtins } from './builtin.ts';

interface Version {
  readonly numbers: readonly bigint[];
  readonly preRelease: string;
}

const largest = 2n ** 63n - 1n;

/** SemVer 2.0.0, a leading `v` allowed. */
function version(text: RegoValue | undefined): Version | undefined {
  const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
  const match = typeof text === 'string' ? new RegExp(`^v?(\\d+)\\.(\\d+)\\.(\\d+)(?:-(${identifiers}))?(?:\\+${identifiers})?$`).exec(text) : null;
  if (!match) return undefined;
  const [, major = '', minor = '', patch = '', preRelease = ''] = match;
  const written = [major, minor, patch];
  if (written.some((part) => /^0\d/.test(part)) || preRelease.split('.').some((part) => /^0\d+$/.test(part))) return undefined;
  const numbers = written.map(BigInt);
  return numbers.some((number) => number > largest) ? undefined : { numbers, preRelease };
}

/** https://semver.org/#spec-item-11 */
function order(a: Version, b: Version): number {
  for (const [index, number] of a.numbers.entries()) {
    const other = b.numbers[index] ?? 0n;
    if (number !== other) return number < other ? -1 : 1;
  }
  if (a.preRelease === b.preRelease) return 0;
  if (a.preRelease === '' || b.preRelease === '') return a.preRelease === '' ? 1 : -1;
  const [left, right] = [a.preRelease.split('.'), b.preRelease.split('.')];
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (part !== other) return identifierOrder(part, other);
  }
  return left.length < right.length ? -1 : 0;
}

function identifierOrder(a: string, b: string): number {
  const [x, y] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (x !== y) return x ? -1 : 1;
  return (x ? BigInt(a) < BigInt(b) : a < b) ? -1 : 1;
}

/** 100 ns steps between the start of the Gregorian calendar, from which version 1 and 2 count, and 1970. */
const gregorian = 122_192_928_000_000_000n;

function uuid(text: string): RegoValue | undefined {
  const bare =
    text.length === 45 && /^urn:uuid:/i.test(text) ? text.slice(9)
    // In braces, or in whatever else: Google's library for Go, which OPA asks, does not look.
    : text.length === 38 ? text.slice(1, -1)
    : text;
  if (!/^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(bare) && !(text.length === 32 && /^[0-9a-f]{32}$/i.test(bare))) return undefined;
  const bytes = Buffer.from(bare.replaceAll('-', ''), 'hex');
  const number = bytes[6] as number;
  const kind = number >> 4;
  const members: RegoMember[] = [['version', kind], ['variant', variant(bytes[8] as number)]];
  if (kind === 1 || kind === 2) {
    const steps = (BigInt(bytes.readUInt16BE(6) & 0xfff) << 48n) | (BigInt(bytes.readUInt16BE(4)) << 32n) | BigInt(bytes.readUInt32BE(0));
    members.push(
      ['time', numberOf(((steps - gregorian) * 100n).toString())],
      ['nodeid', Array.from(bytes.subarray(10), (byte) => byte.toString(16).padStart(2, '0')).join('-')],
      ['macvariables', `${(bytes[10] as number) & 2 ? 'local' : 'global'}:${(bytes[10] as number) & 1 ? 'multicast' : 'unicast'}`],
      ['clocksequence', bytes.readUInt16BE(8) & 0x3fff],
    );
  }
  if (kind === 2) {
    const domain = bytes[9] as number;
    members.push(['id', bytes.readUInt32BE(0)], ['domain', ['Person', 'Group', 'Org'][domain] ?? `Domain${domain}`]);
  }
  return RegoObject.of(members);
}

function variant(byte: number): string {
  if ((byte & 0xc0) === 0x80) return 'RFC4122';
  if ((byte & 0xe0) === 0xc0) return 'Microsoft';
  return (byte & 0xe0) === 0xe0 ? 'Future' : 'Reserved';
}

export const builtins: Builtins = {
  'semver.is_valid': ([text]) => version(text) !== undefined,
  'semver.compare': ([a, b]) => {
    const [left, right] = [version(a), version(b)];
    return left && right && order(left, right);
  },
  'uuid.parse': ([text]) => (typeof text === 'string' ? uuid(text) : undefined),
};
