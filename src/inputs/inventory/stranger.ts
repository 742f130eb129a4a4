import { isArray, isObject, type JsonValue } from '#model/json.ts';

const shown = 3;

/** What stands among resources and is none of their cloud, so that it can be found: its id, else its first keys. */
export function stranger(item: JsonValue): string {
  if (isArray(item)) return 'a list';
  if (!isObject(item)) return JSON.stringify(item).slice(0, 60);
  const { id } = item;
  if (typeof id === 'string' && id !== '') return `one with the id ${JSON.stringify(id.length > 80 ? `${id.slice(0, 80)}…` : id)}`;
  const keys = Object.keys(item);
  return keys.length === 0 ? 'an empty object' : `one with ${keys.slice(0, shown).join(', ')}${keys.length > shown ? ', …' : ''}`;
}
