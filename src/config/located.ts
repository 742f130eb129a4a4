import type { JsonValue } from '#model/json.ts';

/** A value from a file, and where each part of it stands. Offsets are UTF-16 code units from the start of the text. */
export interface Located {
  readonly value: JsonValue;
  readonly at: number;
  /** A scalar as it was written (`0123` for the number 123); null for lists and mappings. */
  readonly source: string | null;
  /** Of a mapping: where each key stands, and its value. */
  readonly members: ReadonlyMap<string, { readonly at: number; readonly node: Located }>;
  /** Of a list. */
  readonly items: readonly Located[];
}

export type Path = readonly PropertyKey[];

/** The value under `path`, or null. */
export function locate(root: Located, path: Path): Located | null {
  let node: Located = root;
  for (const step of path) {
    const next: Located | undefined = typeof step === 'number' ? node.items[step] : node.members.get(String(step))?.node;
    if (next === undefined) return null;
    node = next;
  }
  return node;
}

/** Offset of the value under `path`; of the nearest value around it when it is missing. */
export function offsetOf(root: Located, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = locate(root, path.slice(0, length));
    if (node) return node.at;
  }
  return root.at;
}

/** Offset of the key `key` of the mapping under `path`. */
export function keyOffset(root: Located, path: Path, key: string): number {
  return locate(root, path)?.members.get(key)?.at ?? offsetOf(root, path);
}

/** `waivers[0].expires`, `guardrails["main.deny"].level`: a path as people write it. */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\w$-]+$/.test(String(step))) text += text === '' ? String(step) : `.${String(step)}`;
    else text += `[${JSON.stringify(String(step))}]`;
  }
  return text;
}
