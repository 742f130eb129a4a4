import type { DriftCoverage } from '#model/drift.ts';
import type { Drift } from '#model/result.ts';
import { name, plural, prose } from '../words.ts';
import { timeText } from './words.ts';

/**
 * What the run could not see, a sentence for each fault; parts of a cloud that lack the same stand together. Code and logs are those of an
 * account; an inventory may be one of a region.
 */
export function blindSpots({ coverage, window }: Pick<Drift, 'coverage' | 'window'>): readonly string[] {
  const spots = new Map<string, string[]>();
  const add = (what: string, place: string): void => {
    const places = spots.get(what);
    if (places) places.push(place);
    else spots.set(what, [place]);
  };
  for (const [scope, own] of byScope(coverage)) {
    // What does not tell its account may be of any.
    const rows = own.some((row) => row.scope === null) ? coverage.filter(({ provider }) => provider === own[0]?.provider) : own;
    if (rows !== own && rows.length > own.length) {
      for (const { liveIncomplete, region } of own) if (liveIncomplete !== null) add(`the inventory is not whole: ${prose(liveIncomplete)}`, region === null ? scope : `${scope} ${name(region)}`);
      continue;
    }
    if (rows.every(({ declared }) => declared === 0)) add('no code is loaded, so managed and unmanaged resources cannot be told apart', scope);
    if (rows.every(({ live }) => live === null)) add('no inventory, so resources that no log mentions are not seen', scope);
    else {
      for (const { region, live, liveIncomplete } of rows) {
        if (live === null && region !== null && region !== 'global') add('the inventories list nothing there: it is empty, or was not queried', `${scope} ${name(region)}`);
        else if (liveIncomplete !== null) add(`the inventory is not whole: ${prose(liveIncomplete)}`, region === null ? scope : `${scope} ${name(region)}`);
      }
    }
    const logs = rows.flatMap(({ audit }) => (audit === null ? [] : [audit]));
    const first = logs.flatMap(({ from }) => from ?? []).toSorted()[0];
    const last = logs.flatMap(({ to }) => to ?? []).toSorted().at(-1);
    if (first === undefined || last === undefined) add('no log, so it is not known who made changes', scope);
    // What lies wholly on one side of the window is not said to end late as well.
    else if (last < window.from) add(`the log already ends at ${timeText(last)}, before the window begins, so nothing that happened in it is seen`, scope);
    else {
      const lacks = [...(first > window.from ? [`begins only at ${timeText(first)}`] : []), ...(Date.parse(window.to) - Date.parse(last) > quiet ? [`already ends at ${timeText(last)}`] : [])];
      if (lacks.length > 0) add(`the log ${lacks.join(' and ')}`, scope);
    }
    for (const gap of new Set(logs.flatMap(({ gaps }) => gaps))) add(`the log has a gap: ${prose(gap)}`, scope);
  }
  return [...spots].map(([what, places]) => `${places.length > shown ? `${places.slice(0, shown).join('; ')} and ${plural(places.length - shown, 'other place')}` : places.join('; ')}: ${what}`);
}

const shown = 4;

/** Milliseconds without a record that an account may well have: logs come within a quarter of an hour, but at night nobody may call. */
const quiet = 6 * 3_600_000;

function byScope(coverage: readonly DriftCoverage[]): ReadonlyMap<string, readonly DriftCoverage[]> {
  const scopes = new Map<string, DriftCoverage[]>();
  for (const row of coverage) {
    const scope = row.scope === null ? row.provider : `${row.provider}:${name(row.scope)}`;
    const rows = scopes.get(scope);
    if (rows) rows.push(row);
    else scopes.set(scope, [row]);
  }
  return scopes;
}
