import { owned, shortest } from '#model/owned.ts';

const names = new Map<string, string>();
const most = 8192;

/** Names come again and again. A long one is the same string each time, and keeps no text in memory that it was cut out of. */
export function sameName(cut: string): string {
  if (cut.length < shortest) return cut;
  const known = names.get(cut);
  if (known !== undefined) return known;
  if (names.size >= most) names.clear();
  const name = owned(cut);
  names.set(name, name);
  return name;
}
