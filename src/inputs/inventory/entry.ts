import type { Entry } from '../resource/entry.ts';
import type { LiveRow } from '#model/live-row.ts';

export interface LiveEntry extends Entry {
  readonly row: LiveRow;
  /** An older record of the same resource went before. */
  readonly again: boolean;
}

/** @param address the row's id, or what tells a newer record of it from an older one */
export function liveEntry(row: LiveRow, address: string, again: boolean): LiveEntry {
  return { address, previousAddress: null, mode: 'managed', type: row.type, name: row.name, action: 'exists', conditional: null, judged: true, source: null, row, again };
}

export function isLive(entry: Entry): entry is LiveEntry {
  return 'row' in entry;
}
