import { owned } from '../../owned.ts';

const names = new Map<string, string>();
const most = 8192;

/** Names come again and again: each is one string, and keeps no text in memory that it was cut out of. */
export function sameName(cut: string): string {
  const known = names.get(cut);
  if (known !== undefined) return known;
  if (names.size >= most) names.clear();
  const name = owned(cut);
  names.set(name, name);
  return name;
}
