import type { JsonValue } from '#model/json.ts';

/** Deeper than any record. */
const deepest = 32;

/**
 * What Athena and CloudTrail Lake print of a struct or map: `{type=AssumedRole, sessionContext={attributes={mfaAuthenticated=false}}}`,
 * lists in brackets. Texts have no quotes in it, so a comma counts as the end of one where a name and `=` follow. Undefined for another text.
 */
export function structIn(text: string): JsonValue | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const reading = { text, at: 0 };
  const value = valueAt(reading, 0, false);
  return reading.at === text.length && typeof value === 'object' ? value : undefined;
}

interface Reading {
  readonly text: string;
  at: number;
}

function valueAt(reading: Reading, depth: number, inList: boolean): JsonValue {
  const open = reading.text[reading.at];
  if ((open !== '{' && open !== '[') || depth > deepest) return scalarAt(reading, inList);
  reading.at += 1;
  const close = open === '{' ? '}' : ']';
  const entries: [string, JsonValue][] = [];
  const items: JsonValue[] = [];
  while (reading.at < reading.text.length && reading.text[reading.at] !== close) {
    if (open === '{') {
      const equals = reading.text.indexOf('=', reading.at);
      if (equals < 0) break;
      const name = reading.text.slice(reading.at, equals).trim();
      reading.at = equals + 1;
      entries.push([name, valueAt(reading, depth + 1, false)]);
    } else items.push(valueAt(reading, depth + 1, true));
    if (reading.text[reading.at] !== ',') break;
    reading.at += 1;
    if (reading.text[reading.at] === ' ') reading.at += 1;
  }
  if (reading.text[reading.at] === close) reading.at += 1;
  else reading.at = reading.text.length + 1;
  return open === '{' ? Object.fromEntries(entries.filter(([, value]) => value !== null)) : items;
}

/** Up to the bracket that closes what it stands in, or a comma behind which something new begins. */
function scalarAt(reading: Reading, inList: boolean): JsonValue {
  const from = reading.at;
  while (reading.at < reading.text.length) {
    const c = reading.text[reading.at];
    if (c === '}' || c === ']' || (c === ',' && (inList || /^, ?[\w.:/-]+=/.test(reading.text.slice(reading.at, reading.at + 80))))) break;
    reading.at += 1;
  }
  const text = reading.text.slice(from, reading.at);
  return text === 'null' ? null : text;
}
