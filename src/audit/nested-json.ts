import type { JsonValue } from '#model/json.ts';

/** A value that a log may hold as JSON text within JSON, and more than once so; `cut` where the text begins as JSON and does not end as such. */
export function unnested(value: JsonValue | undefined): { readonly value: JsonValue | undefined; readonly cut: boolean } {
  let inner = value;
  for (let depth = 0; depth < deepest && typeof inner === 'string'; depth++) {
    const written = inner.trim();
    if (!/^["{[]/.test(written)) break;
    try {
      inner = JSON.parse(written) as JsonValue;
    } catch {
      return { value: inner, cut: depth === 0 && /^[{[]/.test(written) };
    }
  }
  return { value: inner, cut: false };
}

const deepest = 3;
