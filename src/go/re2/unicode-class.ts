import type { ClassItem } from './charset.ts';

/** Long names of the general categories (https://www.unicode.org/reports/tr44/#General_Category_Values) and what they stand for. */
const categories = new Map(
  `Cased_Letter LC, Close_Punctuation Pe, Combining_Mark M, Connector_Punctuation Pc, Control Cc, Currency_Symbol Sc, Dash_Punctuation Pd, Decimal_Number Nd, Enclosing_Mark Me,
  Final_Punctuation Pf, Format Cf, Initial_Punctuation Pi, Letter L, Letter_Number Nl, Line_Separator Zl, Lowercase_Letter Ll, Mark M, Math_Symbol Sm, Modifier_Letter Lm, Modifier_Symbol Sk,
  Nonspacing_Mark Mn, Number N, Open_Punctuation Ps, Other C, Other_Letter Lo, Other_Number No, Other_Punctuation Po, Other_Symbol So, Paragraph_Separator Zp, Private_Use Co, Punctuation P,
  Separator Z, Space_Separator Zs, Spacing_Mark Mc, Surrogate Cs, Symbol S, Titlecase_Letter Lt, Unassigned Cn, Uppercase_Letter Lu, cntrl Cc, digit Nd, punct P`
    .split(/,\s+/)
    .map((line) => line.split(' '))
    .map(([long = '', short = '']) => [canonical(long), short] as const),
);

/** Scripts with a name of four letters; any other of four letters is the code of one, which JavaScript takes and Go does not. */
const shortScripts = new Set(['Cham', 'Kawi', 'Lisu', 'Modi', 'Newa', 'Thai', 'Toto']);

/** `\p{Greek}`, `\pL`, `\p{uppercase letter}`: general categories and scripts by their Unicode names, as Go 1.26 knows them. */
export function unicodeClass(name: string, negated: boolean): ClassItem | null {
  const opposite = name.startsWith('^');
  const key = canonical(opposite ? name.slice(1) : name);
  if (!/^[A-Z][a-z]*$/.test(key)) return null;
  const out = (source: string): ClassItem => ({ source, negated: negated !== opposite });
  if (key === 'Any') return out('\\p{Any}');
  if (key === 'Ascii') return out('\\0-\\x7f');
  if (key === 'Assigned') return out('\\P{gc=Cn}');
  const category = key === 'Lc' ? 'LC' : (categories.get(key) ?? (key.length <= 2 ? key : undefined));
  for (const source of [...(category === undefined ? [] : [`\\p{gc=${category}}`]), ...(key.length === 4 && !shortScripts.has(key) ? [] : [`\\p{sc=${key}}`])]) {
    try {
      // oxlint-disable-next-line no-new -- only whether it is valid matters
      new RegExp(source, 'u');
      return out(source);
    } catch {
      // No such category or script.
    }
  }
  return null;
}

/** Case, spaces, hyphens and underscores do not matter; scripts of several words have no name in Go 1.26 because of it. */
function canonical(name: string): string {
  const bare = name.replace(/[_\- ]/g, '');
  return bare.slice(0, 1).toUpperCase() + bare.slice(1).toLowerCase();
}
