import { readFileSync } from 'node:fs';
import type { JsonObject, JsonValue } from '#model/json.ts';

const read = new Map<string, string>();
const loaded = new Map<string, JsonObject>();

/** A table of facts, whole: read once, at its first use. */
export function table(name: string): JsonObject {
  const before = loaded.get(name);
  if (before) return before;
  const facts = JSON.parse(textOf(name)) as JsonObject;
  loaded.set(name, facts);
  return facts;
}

/** One row of a table as `generate` writes them, a row to a line and sorted: a plan names a few of a thousand types, and the others are not parsed. */
export function row(name: string, key: string): JsonValue | undefined {
  const lines = textOf(name);
  let from = lines.indexOf('\n') + 1;
  let to = lines.lastIndexOf('\n}');
  while (from < to) {
    const start = lines.lastIndexOf('\n', (from + to - 1) >> 1) + 1;
    const keyEnd = lines.indexOf('":', start);
    const end = lines.indexOf('\n', keyEnd);
    const found = lines.slice(start + 1, keyEnd);
    if (found === key) return JSON.parse(lines.slice(keyEnd + 2, end).replace(/,$/, '')) as JsonValue;
    if (found < key) from = end + 1;
    else to = start;
  }
  return undefined;
}

/** `data/<name>.json` beside this file, `dist/catalog/<name>.json` in the bundle. */
function textOf(name: string): string {
  const before = read.get(name);
  if (before !== undefined) return before;
  const here = import.meta.url;
  const text = readFileSync(new URL(`${here.endsWith('.ts') ? './data/' : './catalog/'}${name}.json`, here), 'utf8');
  read.set(name, text);
  return text;
}

export function texts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

export function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
