let segmenter: Intl.Segmenter | null = null;

/**
 * Letters whose clusters every version of Unicode since 15 cuts alike. The conjuncts of Indic scripts came after the version
 * that Terraform is built with.
 */
const scripts = ['Common', 'Inherited', 'Latin', 'Greek', 'Cyrillic', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Hebrew', 'Arabic', 'Thai', 'Armenian', 'Georgian'];
let settled: RegExp | null = null;

const plain = /^[\x20-\x7e\t\n]*$/;

/** The characters that a person counts, as Terraform measures texts; null where versions of Unicode differ. */
export function graphemes(text: string): readonly string[] | null {
  if (plain.test(text)) return text.split('');
  // Large classes take milliseconds to build, and hardly any configuration needs them.
  settled ??= new RegExp(`^[${scripts.map((script) => `\\p{Script=${script}}`).join('')}]*$`, 'u');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return settled.test(text) ? Array.from(segmenter.segment(text), (one) => one.segment) : null;
}
