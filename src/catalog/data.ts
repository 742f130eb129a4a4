import { readFileSync } from 'node:fs';
import type { JsonObject, JsonValue } from '#model/json.ts';

const loaded = new Map<string, JsonObject>();

/** A table of facts: `data/<name>.json` beside this file, `dist/catalog/<name>.json` in the bundle. Read once, at its first use. */
export function table(name: string): JsonObject {
  const before = loaded.get(name);
  if (before) return before;
  const here = import.meta.url;
  const folder = here.endsWith('.ts') ? './data/' : './catalog/';
  const facts = JSON.parse(readFileSync(new URL(`${folder}${name}.json`, here), 'utf8')) as JsonObject;
  loaded.set(name, facts);
  return facts;
}

export function texts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

export function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
