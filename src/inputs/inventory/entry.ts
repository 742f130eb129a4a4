import type { Entry } from '../resource/entry.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Action } from '#model/resource.ts';

export interface LiveEntry extends Entry {
  readonly row: LiveRow;
  /** An older record of the same resource went before. */
  readonly again: boolean;
}

/** @param address the row's id, or what tells a newer record of it from an older one @param action what has happened to it */
export function liveEntry(row: LiveRow, address: string, again: boolean, action: Action = 'exists'): LiveEntry {
  return { address, previousAddress: null, mode: 'managed', type: row.type, name: row.name, action, conditional: null, judged: true, source: null, row, again };
}

export function isLive(entry: Entry): entry is LiveEntry {
  return 'row' in entry;
}
