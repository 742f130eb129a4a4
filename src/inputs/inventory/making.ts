import type { LiveRow } from '#model/live-row.ts';
import type { Maker } from '#model/maker.ts';

/** Who made a row, and what says so; by nobody where there is none. */
export function making(maker: Maker | null): Pick<LiveRow, 'madeBy' | 'makers'> {
  return maker === null ? { madeBy: null } : { madeBy: maker.id, makers: [maker] };
}
