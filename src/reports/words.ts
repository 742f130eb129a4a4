import type { Finding } from '#model/finding.ts';
import { isArray, type JsonValue } from '#model/json.ts';
import type { SourcePlace } from '#model/resource.ts';
import { terminalText } from './escape.ts';

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Names and sentences longer than these are shortened for people, with their length; JSON has them whole. */
const longest = { value: 300, name: 1000, prose: 2000, list: 12 };

function shortened(text: string, most: number, write = (kept: string): string => kept): string {
  if (text.length <= most) return write(text);
  const characters = [...text];
  return characters.length <= most ? write(text) : `${write(characters.slice(0, most).join(''))}... (${characters.length} characters)`;
}

/** An address, a path or a file, ready for a terminal. */
export function name(text: string): string {
  return terminalText(shortened(text, longest.name));
}

/** A sentence of a policy, ready for a terminal. */
export function prose(text: string): string {
  return terminalText(shortened(text, longest.prose).trim());
}

/** `file:line:col` where it is known, else the input; clickable in most terminals. */
export function placeOf(finding: Pick<Finding, 'location' | 'input'>): string {
  return finding.location ? sourceText(finding.location) : name(finding.input);
}

/** ` (envs/prod)` behind an address of a module outside of its root, which others may call as well. */
export function rootText({ identity, input }: Pick<Finding, 'identity' | 'input'>): string {
  return identity?.root === undefined ? '' : ` (${name(input)})`;
}

export function sourceText(place: SourcePlace): string {
  return `${name(place.file)}:${place.line}:${place.column}`;
}

/** A value as people read it: text in quotes, a list joined by commas, nothing for null. */
export function valueText(value: JsonValue): string | null {
  if (value === null) return null;
  if (!isArray(value)) return terminalText(shortJson(value));
  return value.length === 0 ? 'an empty list' : listed(value.slice(0, longest.list).map((item) => (typeof item === 'string' ? shortened(item, longest.value) : shortJson(item))), longest.list, value.length);
}

function shortJson(value: JsonValue): string {
  return typeof value === 'string' ? shortened(value, longest.value, JSON.stringify) : shortened(JSON.stringify(value), longest.value);
}

/** Texts joined by commas, cut with a count. */
export function listed(texts: readonly string[], most: number, all = texts.length): string {
  const more = all - Math.min(most, texts.length);
  return `${terminalText(texts.slice(0, most).join(', '))}${more > 0 ? `, and ${more} more` : ''}`;
}
