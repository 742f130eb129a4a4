import { isArray, type JsonValue } from '#model/json.ts';

/**
 * The path of a key that an object in a JSON text has twice: which one counts is not defined. Null where none has. `value` is what was
 * read from the text; as long as it has as many keys as the text seems to have, no key was lost, and nothing is read again.
 */
export function repeatedKey(text: string, value: JsonValue): string | null {
  return occurrences(text, '":') - occurrences(text, '\\":') === keysIn(value) ? null : search(text);
}

function occurrences(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}

function keysIn(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (isArray(value)) {
    for (const item of value) count += keysIn(item);
    return count;
  }
  // What was read from a text has no keys but its own.
  for (const key in value) count += 1 + keysIn(value[key] as JsonValue);
  return count;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

interface Level {
  readonly keys: Set<string> | null;
  key: string;
  index: number;
}

/** Reads the text itself, key by key. */
function search(text: string): string | null {
  const levels: Level[] = [];
  let last = '';
  for (const [found] of text.matchAll(token)) {
    const level = levels.at(-1);
    if (found === '{' || found === '[') levels.push({ keys: found === '{' ? new Set() : null, key: '', index: 0 });
    else if (found === '}' || found === ']') levels.pop();
    else if (found === ',' && level) level.index++;
    else if (found === ':' && level?.keys) {
      level.key = JSON.parse(last) as string;
      if (level.keys.size === level.keys.add(level.key).size) return levels.map((one) => (one.keys === null ? `[${one.index}]` : `.${one.key}`)).join('').slice(1);
    }
    last = found;
  }
  return null;
}
