import { unknown as unknownBecause } from '#model/known.ts';
import { mapped, written } from '#go/ip.ts';
import { listType, stringType } from '../type.ts';
import { string, unknown, type Value } from '../value.ts';
import { amount, bigIntegerOf, integerOf, text, textOf, texts } from './arguments.ts';
import { ArgumentRefused, Refusal, type Functions } from './function.ts';

interface Network {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly prefix: number;
}

const beyond = unknownBecause('a number beyond what addresses are counted with');

/** `10.0.0.0/16`, octets with zeros before them included, as only Terraform reads them. */
function networkOf(source: string): Network {
  const invalid = new Refusal(`invalid CIDR expression: invalid CIDR address: ${source}`);
  const cut = source.indexOf('/');
  const [address, length] = [source.slice(0, Math.max(cut, 0)), source.slice(cut + 1)];
  const four = ipv4(address);
  const value = four ?? ipv6(address);
  const bits = four === null ? 128 : 32;
  if (cut < 0 || value === null || !/^\d+$/.test(length) || Number(length) > bits) throw invalid;
  return networkAt(bits, value, Number(length));
}

function networkAt(bits: 32 | 128, address: bigint, prefix: number): Network {
  const host = BigInt(bits - prefix);
  return { bits, first: (address >> host) << host, prefix };
}

function networkText({ bits, first, prefix }: Network): string {
  return `${written(bits, first)}/${prefix}`;
}

function ipv4(address: string): bigint | null {
  const octets = address.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^\d+$/.test(octet) && Number(octet) < 256)) return null;
  return octets.reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
}

function ipv6(address: string): bigint | null {
  const [head = '', tail, ...more] = address.split('::');
  if (more.length > 0) return null;
  const [before, after] = [groupsOf(head, tail === undefined), groupsOf(tail ?? '', true)];
  if (!before || !after) return null;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  return [...before, ...Array.from({ length: missing }, () => 0), ...after].reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}

function groupsOf(part: string, last: boolean): readonly number[] | null {
  if (part === '') return [];
  const out: number[] = [];
  const groups = part.split(':');
  for (const [index, group] of groups.entries()) {
    const four = last && index === groups.length - 1 ? ipv4(group) : null;
    if (four !== null) out.push(Number(four >> 16n), Number(four & 0xffffn));
    else if (/^[0-9a-fA-F]{1,6}$/.test(group) && Number.parseInt(group, 16) <= 0xffff) out.push(Number.parseInt(group, 16));
    else return null;
  }
  return out;
}

/** Addresses of IPv6 that stand for ones of IPv4 are computed in two ways at once by Terraform. */
function isMixed({ bits, first }: Network): boolean {
  return bits === 128 && mapped(first);
}

function lastOf({ bits, first, prefix }: Network): bigint {
  return first | ((1n << BigInt(bits - prefix)) - 1n);
}

function hostOf([prefixOf, numberOf]: readonly Value[]): Value {
  const wanted = bigIntegerOf(numberOf);
  const network = networkOf(textOf(prefixOf));
  const most = (1n << BigInt(network.bits - network.prefix)) - 1n;
  if (isMixed(network) || wanted >= 2n ** 63n || wanted < -(2n ** 63n)) return unknown(stringType, beyond, true);
  const size = wanted < 0n ? -wanted - 1n : wanted;
  if (size > most) throw new Refusal(`prefix of ${network.prefix} does not accommodate a host numbered ${wanted < 0n ? most - size : wanted}`);
  return string(written(network.bits, network.first | (wanted < 0n ? most - size : wanted)));
}

function netmaskOf([prefixOf]: readonly Value[]): Value {
  const network = networkOf(textOf(prefixOf));
  if (isMixed(network)) return unknown(stringType, beyond, true);
  if (network.bits === 128) throw new Refusal(`IPv6 addresses cannot have a netmask: ${textOf(prefixOf)}`);
  return string(written(32, networkAt(32, 0xffffffffn, network.prefix).first));
}

function subnetOf([prefixOf, extension, numberOf]: readonly Value[]): Value {
  const newBits = integerOf(extension);
  const number = bigIntegerOf(numberOf);
  const network = networkOf(textOf(prefixOf));
  const length = network.prefix + newBits;
  if (length > network.bits) throw new Refusal(`insufficient address space to extend prefix of ${network.prefix} by ${newBits}`);
  if (isMixed(network) || length < 0 || newBits < 0 || number < 0n || number >= 2n ** 63n) return unknown(stringType, beyond, true);
  if (newBits < 64 && number >> BigInt(newBits) > 0n) throw new Refusal(`prefix extension of ${newBits} does not accommodate a subnet numbered ${number}`);
  return string(networkText({ bits: network.bits, first: network.first | (number << BigInt(network.bits - length)), prefix: length }));
}

/** One after the other, each at the next place that its size allows. */
function subnetsOf([prefixOf, ...extensions]: readonly Value[]): Value {
  const network = parsedArgument(textOf(prefixOf));
  if (isMixed(network)) return unknown(listType(stringType), beyond, true);
  const { bits } = network;
  const all = 1n << BigInt(bits);
  const out: string[] = [];
  // As if a subnet lay right before the network; before the first address of all lies the last one.
  let end = (network.first - 1n + all) % all;
  let previous = '';
  for (const [index, extension] of extensions.entries()) {
    const newBits = integerOf(extension, index + 1);
    if (newBits < 1) throw new ArgumentRefused(index + 1, 'must extend prefix by at least one bit');
    if (newBits > 32) throw new ArgumentRefused(index + 1, 'may not extend prefix by more than 32 bits');
    const length = network.prefix + newBits;
    if (length > bits) throw new ArgumentRefused(index + 1, `would extend prefix to ${length} bits, which is too long for an ${bits === 32 ? 'IPv4' : 'IPv6'} address`);
    const first = lastOf(networkAt(bits, end, length)) + 1n;
    if (first === all || first > lastOf(network)) throw new ArgumentRefused(index + 1, `not enough remaining address space for a subnet with a prefix of ${length} bits after ${previous}`);
    const subnet = { bits, first, prefix: length };
    previous = networkText(subnet);
    out.push(previous);
    end = lastOf(subnet);
  }
  return texts(out);
}

function parsedArgument(source: string): Network {
  try {
    return networkOf(source);
  } catch (error) {
    if (error instanceof Refusal) throw new ArgumentRefused(0, error.message);
    throw error;
  }
}

export const networks: Functions = {
  cidrhost: { parameters: [text('prefix'), amount('hostnum')], returns: stringType, call: hostOf },
  cidrnetmask: { parameters: [text('prefix')], returns: stringType, call: netmaskOf },
  cidrsubnet: { parameters: [text('prefix'), amount('newbits'), amount('netnum')], returns: stringType, call: subnetOf },
  cidrsubnets: { parameters: [text('prefix')], rest: amount('newbits'), returns: listType(stringType), call: subnetsOf },
};
