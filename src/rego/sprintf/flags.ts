/** What stands between `%` and the verb (https://pkg.go.dev/fmt). */
export interface Flags {
  sharp: boolean;
  zero: boolean;
  plus: boolean;
  minus: boolean;
  space: boolean;
  /** `%#v` and `%+v`: the flags mean something else there, and stand apart. */
  sharpV: boolean;
  plusV: boolean;
  width: number | null;
  precision: number | null;
}

export function noFlags(): Flags {
  return { sharp: false, zero: false, plus: false, minus: false, space: false, sharpV: false, plusV: false, width: null, precision: null };
}

/** Filled up to its width. */
export function pad(content: string, flags: Flags, zero = flags.zero): string {
  if (flags.width === null) return content;
  const missing = flags.width - length(content);
  if (missing <= 0) return content;
  if (flags.minus) return content + ' '.repeat(missing);
  return (zero ? '0' : ' ').repeat(missing) + content;
}

/** Width counts characters. */
function length(content: string): number {
  let count = 0;
  for (const _ of content) count++;
  return count;
}
