import { sprintf } from '../sprintf/sprintf.ts';
import { elementsOf, isList, type RegoValue } from '../value.ts';
import type { Builtins } from './builtin.ts';

/** A string, or every string of an array or a set; undefined when anything else is among them. */
function texts(value: RegoValue | undefined): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  const items = elementsOf(value);
  return items?.every((item) => typeof item === 'string') ? items : undefined;
}

function anyMatch(search: RegoValue | undefined, base: RegoValue | undefined, match: (text: string, affix: string) => boolean): boolean | undefined {
  const searched = texts(search);
  const affixes = texts(base);
  return searched && affixes && searched.some((text) => affixes.some((affix) => match(text, affix)));
}

/** Places by character, of overlapping occurrences too. */
function indexes(base: string, search: string): readonly number[] {
  const out: number[] = [];
  let characters = 0;
  let counted = 0;
  for (let at = base.indexOf(search); at >= 0; at = base.indexOf(search, at + 1)) {
    for (; counted < at; characters++) counted += (base.codePointAt(counted) ?? 0) > 0xffff ? 2 : 1;
    out.push(characters);
  }
  return out;
}

export const builtins: Builtins = {
  sprintf: ([format, values]) => (typeof format === 'string' && isList(values) ? sprintf(format, values) : undefined),
  indexof_n: ([base, search]) => (typeof base === 'string' && typeof search === 'string' && search !== '' ? indexes(base, search) : undefined),
  'strings.any_prefix_match': ([search, base]) => anyMatch(search, base, (text, affix) => text.startsWith(affix)),
  'strings.any_suffix_match': ([search, base]) => anyMatch(search, base, (text, affix) => text.endsWith(affix)),
  'strings.count': ([text, part]) => {
    if (typeof text !== 'string' || typeof part !== 'string') return undefined;
    return part === '' ? Array.from(text).length + 1 : text.split(part).length - 1;
  },
  'glob.quote_meta': ([pattern]) => (typeof pattern === 'string' ? pattern.replace(/[*?\\[\]{}]/g, '\\$&') : undefined),
};
