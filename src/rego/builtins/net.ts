import { mapped, written } from '#go/ip.ts';
import { RegoObject, RegoSet, elementsOf, isList, type RegoValue } from '../value.ts';
import { Refusal, type Builtins } from './builtin.ts';
import { block, cidr, contains, host, last, type Block } from './cidr.ts';

/** Blocks to compare, each with the key that the result names it by; `undefined` is no block. */
function candidates(operand: RegoValue | undefined): readonly (readonly [cidr: RegoValue | undefined, key: RegoValue])[] {
  if (typeof operand === 'string') return [[operand, operand]];
  const pairs =
    operand instanceof RegoObject ? operand.members.map(([key, value]) => [value, key] as const)
    : operand instanceof RegoSet ? operand.items.map((item) => [item, item] as const)
    : (elementsOf(operand) ?? []).map((item, index) => [item, index] as const);
  return pairs.map(([item, key]) => [isList(item) ? item[0] : typeof item === 'string' ? item : undefined, key] as const);
}

function containsMatches(outer: RegoValue | undefined, inner: RegoValue | undefined): RegoValue | undefined {
  const out: RegoValue[] = [];
  for (const [outerText, outerKey] of candidates(outer)) {
    if (outerText === undefined) return undefined;
    for (const [innerText, innerKey] of candidates(inner)) {
      const inside = contains(outerText, innerText);
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

interface Range {
  readonly first: bigint;
  readonly last: bigint;
  /** How to write it while it is not merged with another one. */
  readonly text: string | null;
}

/** Where IPv4 addresses lie among those of IPv6. */
const firstMapped = 0xffffn << 32n;

/** A lone address stands for its network of the old classes, as in Go's IP.DefaultMask; one of IPv6 for none. */
function mergeable(item: RegoValue): Range | undefined {
  const single = typeof item === 'string' ? host(item) : undefined;
  if (single?.bits === 128) return undefined;
  const top = single ? Number(single.first >> 24n) : 0;
  const network = single ? block(32, single.first, top < 128 ? 8 : top < 192 ? 16 : 24) : cidr(item);
  if (!network) return undefined;
  const base = network.bits === 32 ? firstMapped : 0n;
  return { first: base | network.first, last: base | last(network), text: `${written(network.bits, single?.first ?? network.first)}/${network.prefix}` };
}

function merge(operand: RegoValue | undefined): RegoValue | undefined {
  const ranges = elementsOf(operand)?.map(mergeable);
  if (!ranges?.every((one) => one !== undefined)) return undefined;
  const sorted = ranges.toSorted((a, b) => compare(a.last, b.last) || compare(a.first, b.first));
  const out: RegoValue[] = [];
  let open = sorted.pop();
  for (let before = sorted.pop(); open && before; before = sorted.pop()) {
    // The first addresses of both families have none before them.
    const previous = open.first === 0n || open.first === firstMapped ? open.first : open.first - 1n;
    if (previous <= before.last) open = { first: compare(before.first, open.first) < 0 ? before.first : open.first, last: open.last, text: null };
    else {
      out.push(...cover(open));
      open = before;
    }
  }
  return RegoSet.of(open ? [...out, ...cover(open)] : out);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The fewest blocks that make up a range. */
function cover(range: Range): readonly string[] {
  if (range.text !== null) return [range.text];
  const out: string[] = [];
  for (let first = range.first; first <= range.last; ) {
    const limit = mapped(first) ? 96 : 0;
    let prefix = 128;
    while (prefix > limit && block(128, first, prefix - 1).first === first && last(block(128, first, prefix - 1)) <= range.last) prefix--;
    out.push(`${written(128, first)}/${prefix - limit}`);
    first = last(block(128, first, prefix)) + 1n;
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
