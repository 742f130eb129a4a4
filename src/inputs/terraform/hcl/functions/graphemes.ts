const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Letters whose clusters every version of Unicode since 15 cuts alike. The conjuncts of Indic scripts came after the version
 * that Terraform is built with.
 */
const settled =
  /^[\p{Script=Common}\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}\p{Script=Armenian}\p{Script=Georgian}]*$/u;
const plain = /^[\x20-\x7e\t\n]*$/;

/** The characters that a person counts, as Terraform measures texts; null where versions of Unicode differ. */
export function graphemes(text: string): readonly string[] | null {
  if (plain.test(text)) return text.split('');
  return settled.test(text) ? Array.from(segmenter.segment(text), (one) => one.segment) : null;
}
