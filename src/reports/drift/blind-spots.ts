import type { DriftCoverage } from '#model/drift.ts';
import type { Drift } from '#model/result.ts';
import { name, plural, prose } from '../words.ts';
import { timeText } from './words.ts';

/** What the run could not see, a sentence for each part of a cloud; parts that lack the same stand together. */
export function blindSpots({ coverage, window }: Pick<Drift, 'coverage' | 'window'>): readonly string[] {
  const spots = new Map<string, string[]>();
  const add = (what: string, row: DriftCoverage): void => {
    spots.set(what, [...(spots.get(what) ?? []), placeOf(row)]);
  };
  for (const row of coverage) {
    if (row.declared === 0) add('no code is loaded, so that what is there cannot be told from what should be', row);
    if (row.live === null) add('no inventory, so that what nobody has logged is not seen', row);
    else if (row.liveIncomplete !== null) add(`the inventory is not whole (${prose(row.liveIncomplete)})`, row);
    if (row.audit === null) add('no log, so that nobody can be named', row);
    else {
      if (row.audit.from > window.from) add(`the log begins only at ${timeText(row.audit.from)}`, row);
      for (const gap of row.audit.gaps) add(`the log has a gap: ${prose(gap)}`, row);
    }
  }
  return [...spots].map(([what, places]) => `${places.length > shown ? `${places.slice(0, shown).join('; ')} and ${plural(places.length - shown, 'other place')}` : places.join('; ')}: ${what}`);
}

const shown = 4;

function placeOf({ provider, scope, region }: DriftCoverage): string {
  return `${scope === null ? provider : `${provider}:${name(scope)}`}${region === null ? '' : ` ${name(region)}`}`;
}
