import type { Node } from '../document/node.ts';
import type { Scope } from '../scope.ts';
import { doubt, isScalar, ListValue, textOf, undecided, type Value } from '../value.ts';

/** CloudFormation makes at most so many at once. */
const mostBlocks = 256;

/** `Fn::Cidr`: the first `count` blocks of 2^`bits` addresses (8 where it is left out). Blocks of IPv6 are left to CloudFormation. */
export function cidr(argument: Node, scope: Scope): Value {
  const parts = argument.kind === 'list' ? argument.items.map((item) => scope.resolve(item)) : [];
  const reason = parts.map(doubt).find((one) => one !== null);
  if (reason) return undecided(reason.because, reason.refs);
  const [block, count, bits] = parts.map((part) => (isScalar(part) ? textOf(part) : ''));
  const blocks = blocksOf(block ?? '', Number(count), bits === undefined ? 8 : Number(bits));
  return blocks === null ? undecided('Fn::Cidr of what landrail cannot cut into blocks', [block ?? '']) : new ListValue(blocks);
}

function blocksOf(block: string, count: number, bits: number): readonly string[] | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(block);
  if (match === null || !Number.isInteger(count) || !Number.isInteger(bits) || count < 1 || count > mostBlocks || bits < 1 || bits > 31) return null;
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  if ([a, b, c, d].some((one) => one > 255) || prefix > 32) return null;
  const size = 2 ** bits;
  const room = 2 ** (32 - prefix);
  if (count * size > room) return null;
  const start = Math.floor((a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / room) * room;
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * size;
    return `${[24, 16, 8, 0].map((shift) => Math.floor(at / 2 ** shift) % 256).join('.')}/${32 - bits}`;
  });
}
