import { nearest } from './nearest.ts';

/** What a flag or a variable says, or the end of a sentence that starts with `--fail-on is "hgih"`. */
export type Reading<T> = { readonly value: T } | { readonly fault: string; readonly hint: string | null };

/** One `--format name[=file]`. */
export interface FormatRequest {
  readonly name: string;
  /** Null writes to standard output. */
  readonly file: string | null;
}

export function flagWord(name: string): string {
  return `--${name}`;
}

export function choice<T extends string>(allowed: readonly T[]): (text: string) => Reading<T> {
  return (text) => {
    const found = allowed.find((one) => one === text.toLowerCase());
    if (found !== undefined) return { value: found };
    const near = nearest(text, allowed);
    return { fault: `; allowed: ${allowed.join(', ')}`, hint: near === null ? null : `did you mean ${JSON.stringify(near)}?` };
  };
}

/** `30`, `30s`, `500ms`, `2m`; seconds without a unit. In milliseconds. */
export function duration(text: string): Reading<number> {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m)?$/.exec(text);
  const value = match ? Math.round(Number(match[1]) * { ms: 1, s: 1000, m: 60_000 }[(match[2] ?? 's') as 'ms' | 's' | 'm']) : 0;
  return value > 0 && value <= 86_400_000 ? { value } : { fault: '; it must be a time between 1ms and one day, such as 30s', hint: 'units are ms, s, m; seconds without a unit' };
}

export function format(allowed: readonly string[]): (text: string) => Reading<FormatRequest> {
  return (text) => {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const file = equals < 0 ? null : text.slice(equals + 1);
    const found = choice(allowed)(name);
    if (!('value' in found)) return found;
    return file === '' ? { fault: ', which names no file after the =', hint: `write ${name}=result.${name === 'terminal' ? 'txt' : name}` } : { value: { name: found.value, file } };
  };
}
