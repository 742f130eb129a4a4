import type { LiveRow } from './live-row.ts';
import type { Maker } from './maker.ts';

/**
 * The same row without halves of characters in what it is known by: JSON can hold them, nothing that is written as UTF-8 can. Policies,
 * threads and histories would give the thing back under another name.
 */
export function wholeRow<R extends LiveRow>(row: R): R {
  const { id, name, aliases, madeBy, makers, makes } = row;
  if (isWhole(id) && isWhole(name) && (madeBy === null || isWhole(madeBy)) && aliases.every(isWhole) && makers?.every((maker) => isWhole(maker.id)) !== false && makes?.every(isWhole) !== false) return row;
  return {
    ...row,
    id: whole(id),
    name: whole(name),
    aliases: wholeTexts(aliases),
    madeBy: madeBy === null ? null : whole(madeBy),
    ...(makers === undefined ? {} : { makers: makers.map((maker): Maker => ({ ...maker, id: whole(maker.id) })) }),
    ...(makes === undefined ? {} : { makes: makes.map(whole) }),
  };
}

/** Those themselves where there is nothing to mend. */
export function wholeTexts(texts: readonly string[]): readonly string[] {
  return texts.every(isWhole) ? texts : texts.map(whole);
}

function isWhole(text: string): boolean {
  return text.isWellFormed();
}

function whole(text: string): string {
  return text.toWellFormed();
}
