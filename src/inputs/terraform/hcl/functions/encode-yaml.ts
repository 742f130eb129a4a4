import { numberText } from '../number.ts';
import { entriesOf, isMapping, isSequence, type Value } from '../value.ts';

/** Keys that are longer, or of several lines, are written in a way of their own that landrail does not write. */
const longestKey = 128;

/** What YAML's writer does not print as it is in a literal block or in quotes. */
const special = /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;

/** YAML as Terraform writes it: texts in double quotes, those of several lines as literal blocks where YAML can. Null: landrail does not write it. */
export function encodeYaml(value: Value): string | null {
  const text = node(value, 0, 'root');
  if (text === null) return null;
  // A plain word, or a block that keeps its last line ends, could go on.
  const open = value.kind === 'null' || value.kind === 'bool' || value.kind === 'number';
  return `${text}\n${open ? '...\n' : ''}`;
}

type Place = 'root' | 'sequence' | 'mapping';

/** What stands behind nothing, behind `-` or behind `key:`, whose collection is `indent` deep. */
function node(value: Value, indent: number, place: Place): string | null {
  const inline = place === 'root' ? '' : ' ';
  if (isSequence(value)) {
    if (value.items.length === 0) return `${inline}[]`;
    // In a mapping its dashes stand below the key.
    const own = place === 'sequence' ? indent + 2 : indent;
    const items = value.items.map((item) => node(item, own, 'sequence'));
    return items.includes(null) ? null : (place === 'mapping' ? lineOf(own) : inline) + items.map((item) => `-${item}`).join(lineOf(own));
  }
  if (isMapping(value)) {
    if (value.members.size === 0) return `${inline}{}`;
    const own = place === 'root' ? indent : indent + 2;
    const members = entriesOf(value).map(([key, member]) => keyed(key, node(member, own, 'mapping')));
    return members.includes(null) ? null : (place === 'mapping' ? lineOf(own) : inline) + members.join(lineOf(own));
  }
  const text = scalar(value, place === 'root' ? 2 : indent + 2);
  return text === null ? null : inline + text;
}

function lineOf(indent: number): string {
  return `\n${' '.repeat(indent)}`;
}

function keyed(key: string, value: string | null): string | null {
  if (value === null || /[\n\r\u0085\u2028\u2029]/.test(key) || Buffer.byteLength(key) > longestKey) return null;
  return `${quoted(key)}:${value}`;
}

function scalar(value: Value, indent: number): string | null {
  if (value.kind === 'null') return 'null';
  if (value.kind === 'bool') return String(value.value);
  if (value.kind === 'number') return numberText(value.value);
  if (value.kind !== 'string') return null;
  const text = value.value;
  if (!text.includes('\n')) return quoted(text);
  if (/[\u2028\u2029]/.test(text)) return null;
  return special.test(text) || text.endsWith(' ') || text.includes(' \n') ? quoted(text) : block(text, indent);
}

/** `|`, where the text begins with white space the depth, and what becomes of the line ends at its end. */
function block(text: string, indent: number): string {
  const depth = /^[ \n]/.test(text) ? '2' : '';
  const kept = text === '\n' || text.endsWith('\n\n') ? '+' : text.endsWith('\n') ? '' : '-';
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  return `|${depth}${kept}\n${lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line)).join('\n')}`;
}

const letters = new Map([
  ['\0', '0'], ['\x07', 'a'], ['\b', 'b'], ['\t', 't'], ['\n', 'n'], ['\v', 'v'], ['\f', 'f'], ['\r', 'r'], ['\x1b', 'e'], ['"', '"'], ['\\', '\\'], ['\u0085', 'N'], ['\u00a0', '_'], ['\u2028', 'L'], ['\u2029', 'P'],
]);

function quoted(text: string): string {
  // A byte order mark at the beginning makes libyaml escape every character.
  const all = text.startsWith('\ufeff');
  return `"${Array.from(text, (character) => (all || special.test(character) || /["\\\n]/.test(character) ? escaped(character) : character)).join('')}"`;
}

function escaped(character: string): string {
  const letter = letters.get(character);
  if (letter !== undefined) return `\\${letter}`;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}
