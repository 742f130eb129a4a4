import { regoText } from '../rego-text.ts';
import { RegoSet, elementsOf, type RegoValue } from '../value.ts';
import { Refusal } from '../builtins/builtin.ts';
import { always, type Correction } from './correction.ts';

/** A part is a plain text or the set of the values that an expression has: of one, or of none. */
function templatePart(part: RegoValue): string {
  const values = part instanceof RegoSet ? part.items : [part];
  if (values.length > 1) throw new Refusal('an expression in a template string has more than one value');
  const [value] = values;
  return value === undefined ? '<undefined>' : typeof value === 'string' ? value : regoText(value);
}

export const texts: readonly Correction[] = [
  {
    // In the order of the set.
    name: 'concat', native: 'opa_strings_concat', parameters: 2, when: { kind: 'set', parameter: 1 },
    call: ([separator, set]) => {
      const items = set instanceof RegoSet ? set.items : [];
      return typeof separator === 'string' && items.every((item) => typeof item === 'string') ? items.join(separator) : undefined;
    },
  },
  {
    // The module never comes back.
    name: 'replace', native: 'opa_strings_replace', parameters: 3, when: { kind: 'empty-text', parameter: 1 },
    call: ([text, , by]) => (typeof text === 'string' && typeof by === 'string' ? [by, ...Array.from(text, (character) => character + by)].join('') : undefined),
  },
  { name: 'indexof', native: 'opa_strings_indexof', parameters: 2, when: { kind: 'empty-text', parameter: 1 }, call: () => undefined },
  {
    // The module writes strings inside of other values as JSON does.
    name: 'a template string', native: 'opa_template_string', parameters: 1, when: always,
    call: ([parts]) => elementsOf(parts)?.map(templatePart).join(''),
  },
];
