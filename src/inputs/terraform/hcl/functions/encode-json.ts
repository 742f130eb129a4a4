import { isInfinite, numberText } from '../number.ts';
import { entriesOf, isMapping, isSequence, type Value } from '../value.ts';
import { Refusal } from './function.ts';

/** JSON as Terraform writes it: keys ascending, `<`, `>`, `&` and the line separators of Unicode escaped. For what is wholly known. */
export function encodeJson(value: Value): string {
  if (value.kind === 'null') return 'null';
  if (value.kind === 'bool') return String(value.value);
  if (value.kind === 'string') return jsonString(value.value);
  if (value.kind === 'number') {
    if (isInfinite(value.value)) throw new Refusal('cannot serialize infinity as JSON');
    return numberText(value.value);
  }
  if (isSequence(value)) return `[${value.items.map(encodeJson).join(',')}]`;
  if (isMapping(value)) return `{${entriesOf(value).map(([key, member]) => `${jsonString(key)}:${encodeJson(member)}`).join(',')}}`;
  throw new Refusal('value is not known');
}

/** Go's encoding/json: the same short escapes as JavaScript's, and what could end a script. */
function jsonString(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
