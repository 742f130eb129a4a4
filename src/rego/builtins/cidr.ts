import { mapped } from '#go/ip.ts';
import type { RegoValue } from '../value.ts';

/** A network, or a lone address as a network of one. */
export interface Block {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly prefix: number;
}

/** An address by its number, as Go's net.ParseIP reads it: no leading zeros in IPv4, no zone. */
function address(text: string): { readonly bits: 32 | 128; readonly value: bigint } | undefined {
  if (!text.includes(':')) {
    const value = ipv4(text);
    return value === undefined ? undefined : { bits: 32, value };
  }
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const left = groups(head, tail === undefined);
  const right = groups(tail ?? '', true);
  if (!left || !right) return undefined;
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...left, ...Array.from({ length: missing }, () => 0), ...right];
  return { bits: 128, value: all.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n) };
}

function groups(text: string, last: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const out: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const embedded = last && index === parts.length - 1 && part.includes('.') ? ipv4(part) : undefined;
    if (embedded !== undefined) out.push(Number(embedded >> 16n), Number(embedded & 0xffffn));
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) out.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return out;
}

function ipv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

/** As Go's net.ParseCIDR: an IPv6 network inside of ::ffff:0:0/96 is the IPv4 network that it maps. */
export function cidr(text: RegoValue | undefined): Block | undefined {
  if (typeof text !== 'string') return undefined;
  const cut = text.indexOf('/');
  const found = cut < 0 ? undefined : address(text.slice(0, cut));
  const length = text.slice(cut + 1);
  if (!found || !/^\d+$/.test(length) || Number(length) > found.bits) return undefined;
  const network = block(found.bits, found.value, Number(length));
  return network.bits === 128 && mapped(network.first) ? block(32, network.first & 0xffffffffn, network.prefix - 96) : network;
}

/** A lone address, IPv4 where it can be, as a network of one. */
export function host(text: RegoValue): Block | undefined {
  const found = typeof text === 'string' ? address(text) : undefined;
  if (!found) return undefined;
  return found.bits === 128 && mapped(found.value) ? block(32, found.value & 0xffffffffn, 32) : block(found.bits, found.value, found.bits);
}

export function block(bits: 32 | 128, value: bigint, prefix: number): Block {
  const host = BigInt(bits - prefix);
  return { bits, first: (value >> host) << host, prefix };
}

export function last(one: Block): bigint {
  return one.first | ((1n << BigInt(one.bits - one.prefix)) - 1n);
}

function within(outer: Block, first: bigint, end: bigint, bits: number): boolean {
  return bits === outer.bits && first >= outer.first && end <= last(outer);
}

export function contains(outer: RegoValue | undefined, inner: RegoValue | undefined): boolean | undefined {
  const network = cidr(outer);
  const other = inner === undefined ? undefined : (host(inner) ?? cidr(inner));
  return network && other && within(network, other.first, last(other), other.bits);
}

export function intersects(a: RegoValue | undefined, b: RegoValue | undefined): boolean | undefined {
  const [left, right] = [cidr(a), cidr(b)];
  return left && right && (within(left, right.first, right.first, right.bits) || within(right, left.first, left.first, left.bits));
}
