import { distance } from 'fastest-levenshtein';
import { byCodePoint } from '#model/json.ts';

/**
 * The allowed word that a typing slip most likely meant: at most two letters away, or a third of them, or the only one that begins
 * so; null when none is near.
 */
export function nearest(word: string, allowed: readonly string[]): string | null {
  const wanted = word.toLowerCase();
  if (wanted.length === 0 || wanted.length > 100) return null;
  const ranked = allowed
    .map((one) => ({ one, away: distance(wanted, one.toLowerCase()) }))
    .sort((a, b) => a.away - b.away || byCodePoint(a.one, b.one));
  const best = ranked[0];
  const close = best !== undefined && best.away < Math.min(wanted.length, best.one.length) && best.away <= Math.max(2, Math.ceil(Math.max(wanted.length, best.one.length) / 3)) ? best.one : null;
  if (close !== null) return close;
  const [begun, ...others] = wanted.length < 3 ? [] : allowed.filter((one) => one.toLowerCase().startsWith(wanted));
  return begun !== undefined && others.length === 0 ? begun : null;
}

/** `did you mean "allow"? known keys: allow, deny`. The guess is one of `free`, where that is fewer than all. */
export function suggestion(word: string, allowed: readonly string[], listName: string, free: readonly string[] = allowed): string {
  const near = nearest(word, free);
  const list = `${listName}: ${allowed.join(', ') || 'none'}`;
  return near === null ? list : `did you mean ${JSON.stringify(near)}? ${list}`;
}
