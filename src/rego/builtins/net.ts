import { RegoObject, RegoSet, elementsOf, isList, type RegoValue } from '../value.ts';
import { Refusal, type Builtins } from './builtin.ts';

interface Block {
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

function cidr(text: RegoValue | undefined): Block | undefined {
  if (typeof text !== 'string') return undefined;
  const cut = text.lastIndexOf('/');
  const found = cut < 0 ? undefined : address(text.slice(0, cut));
  const length = text.slice(cut + 1);
  if (!found || !/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > found.bits) return undefined;
  return block(found.bits, found.value, Number(length));
}

function block(bits: 32 | 128, value: bigint, prefix: number): Block {
  const host = BigInt(bits - prefix);
  return { bits, first: (value >> host) << host, prefix };
}

function last(one: Block): bigint {
  return one.first | ((1n << BigInt(one.bits - one.prefix)) - 1n);
}

function written(bits: 32 | 128, value: bigint): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
  // ::ffff:a.b.c.d
  if (value >> 32n === 0xffffn) return written(32, value & 0xffffffffn);
  const all = Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(112 - 16 * index)) & 0xffffn));
  let start = -1;
  let length = 1;
  for (let from = 0; from < 8; from++) {
    let to = from;
    while (to < 8 && all[to] === 0) to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  return start < 0 ? hexGroups(all) : `${hexGroups(all.slice(0, start))}::${hexGroups(all.slice(start + length))}`;
}

function hexGroups(part: readonly number[]): string {
  return part.map((group) => group.toString(16)).join(':');
}

function contains(outer: Block, inner: RegoValue): boolean | undefined {
  const single = typeof inner === 'string' ? address(inner) : undefined;
  const other = single ? { bits: single.bits, first: single.value, prefix: single.bits as number } : cidr(inner);
  if (!other) return undefined;
  return other.bits === outer.bits && other.first >= outer.first && last(other) <= last(outer);
}

/** Blocks to compare, each with the key that the result names it by. */
function candidates(operand: RegoValue | undefined): readonly (readonly [cidr: RegoValue, key: RegoValue])[] | undefined {
  if (typeof operand === 'string') return [[operand, operand]];
  const pairs =
    operand instanceof RegoObject ? operand.members.map(([key, value]) => [value, key] as const)
    : operand instanceof RegoSet ? operand.items.map((item) => [item, item] as const)
    : elementsOf(operand)?.map((item, index) => [item, index] as const);
  const out = (pairs ?? []).map(([item, key]) => [isList(item) ? item[0] : item, key] as const);
  return out.every((pair): pair is readonly [string, RegoValue] => typeof pair[0] === 'string') ? out : undefined;
}

function containsMatches(outer: RegoValue | undefined, inner: RegoValue | undefined): RegoValue | undefined {
  const [left, right] = [candidates(outer), candidates(inner)];
  if (!left || !right) return undefined;
  const out: RegoValue[] = [];
  for (const [outerText, outerKey] of left) {
    for (const [innerText, innerKey] of right) {
      const network = cidr(outerText);
      const inside = network && contains(network, innerText);
      if (inside === undefined) return undefined;
      if (inside) out.push([outerKey, innerKey]);
    }
  }
  return RegoSet.of(out);
}

/** A /12 is a million addresses; Rego sets of more than that are a mistake. */
const largestExpansion = 1 << 20;

function expand(network: Block): RegoSet {
  const size = last(network) - network.first + 1n;
  if (size > largestExpansion) throw new Refusal(`net.cidr_expand of ${size} addresses`);
  return RegoSet.of(Array.from({ length: Number(size) }, (_, index) => written(network.bits, network.first + BigInt(index))));
}

/** A lone address stands for its network of the old classes, as in Go's IP.DefaultMask. */
function mergeable(item: RegoValue): (Block & { readonly text: string }) | undefined {
  const single = typeof item === 'string' ? address(item) : undefined;
  if (single?.bits === 32) {
    const top = Number(single.value >> 24n);
    const prefix = top < 128 ? 8 : top < 192 ? 16 : 24;
    return { ...block(32, single.value, prefix), text: `${written(32, single.value)}/${prefix}` };
  }
  const network = single ? undefined : cidr(item);
  return network && { ...network, text: `${written(network.bits, network.first)}/${network.prefix}` };
}

function merge(operand: RegoValue | undefined): RegoValue | undefined {
  const blocks = elementsOf(operand)?.map(mergeable);
  if (!blocks?.every((one) => one !== undefined)) return undefined;
  const out: RegoValue[] = [];
  for (const bits of [32, 128] as const) {
    const sorted = blocks.filter((one) => one.bits === bits).sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.prefix - b.prefix));
    let open: { first: bigint; last: bigint; text: string | null } | null = null;
    for (const one of sorted) {
      if (open && one.first <= open.last + 1n) {
        open = { first: open.first, last: last(one) > open.last ? last(one) : open.last, text: null };
      } else {
        if (open) out.push(...cover(bits, open));
        open = { first: one.first, last: last(one), text: one.text };
      }
    }
    if (open) out.push(...cover(bits, open));
  }
  return RegoSet.of(out);
}

/** The fewest blocks that make up a range. */
function cover(bits: 32 | 128, range: { readonly first: bigint; readonly last: bigint; readonly text: string | null }): readonly string[] {
  if (range.text !== null) return [range.text];
  const out: string[] = [];
  let first = range.first;
  while (first <= range.last) {
    let prefix: number = bits;
    while (prefix > 0 && block(bits, first, prefix - 1).first === first && last(block(bits, first, prefix - 1)) <= range.last) prefix--;
    out.push(`${written(bits, first)}/${prefix}`);
    first = last(block(bits, first, prefix)) + 1n;
  }
  return out;
}

export const builtins: Builtins = {
  'net.cidr_is_valid': ([text]) => cidr(text) !== undefined,
  'net.cidr_contains_matches': ([outer, inner]) => containsMatches(outer, inner),
  'net.cidr_expand': ([text]) => {
    const network = cidr(text);
    return network && expand(network);
  },
  'net.cidr_merge': ([operand]) => merge(operand),
};
