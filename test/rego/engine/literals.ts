import type { Random } from './random.ts';
import { numbers, strings } from './texts.ts';

const keys = ['"owner"', '"a"', '"b"', '"0"', '"/"', '"~1"', '1', 'true', 'null', '"😀"', '["k"]'];

/** Any value, as Rego writes it. */
export function literal(random: Random, depth = 2): string {
  const kind = random.below(depth > 0 ? 8 : 4);
  if (kind < 2) return random.pick(strings);
  if (kind === 2) return random.pick(numbers);
  if (kind === 3) return random.pick(['null', 'true', 'false']);
  const items = random.list(3, () => literal(random, depth - 1));
  if (kind === 4) return `[${items.join(', ')}]`;
  if (kind === 5) return items.length === 0 ? 'set()' : `{${items.join(', ')}}`;
  return objectLiteral(random, () => literal(random, depth - 1));
}

export function objectLiteral(random: Random, value: () => string, most = 3): string {
  const members = new Map(random.list(most, () => [random.pick(keys), value()] as const));
  return `{${[...members].map((one) => one.join(': ')).join(', ')}}`;
}

export function listLiteral(random: Random, item: () => string, most = 4): string {
  return `[${random.list(most, item).join(', ')}]`;
}

export function setLiteral(random: Random, item: () => string, most = 4): string {
  const items = random.list(most, item);
  return items.length === 0 ? 'set()' : `{${items.join(', ')}}`;
}

/** A text as a literal. Rego files may not hold a byte order mark. */
export function quoted(content: string): string {
  return JSON.stringify(content).replaceAll('\ufeff', '\\ufeff');
}

/** One of the texts, as a literal. */
export function text(random: Random, from: readonly string[]): string {
  return quoted(random.pick(from));
}
