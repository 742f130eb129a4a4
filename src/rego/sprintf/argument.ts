import { regoText } from '../rego-text.ts';
import { RegoNumber, type RegoValue } from '../value.ts';

/** What OPA hands to Go's fmt: an integer, a big integer, a float or a string; composites, booleans and null as Rego text. */
export type Argument =
  | { readonly type: 'int64' | '*big.Int'; readonly value: bigint }
  | { readonly type: 'float64'; readonly value: number }
  | { readonly type: 'string'; readonly value: string };

const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

export function argumentOf(value: RegoValue): Argument {
  if (typeof value === 'string') return { type: 'string', value };
  const text = typeof value === 'number' ? String(value) : value instanceof RegoNumber ? value.text : null;
  if (text === null) return { type: 'string', value: regoText(value) };
  if (/[.eE]/.test(text)) {
    const float = Number(text);
    return Number.isFinite(float) ? { type: 'float64', value: float } : { type: 'string', value: text };
  }
  const integer = BigInt(text);
  return { type: integer >= int64.min && integer <= int64.max ? 'int64' : '*big.Int', value: integer };
}
