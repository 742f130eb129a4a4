import type { TypeLookup } from '#catalog/facts.ts';
import { absent, unknown } from '#model/known.ts';
import type { Entry } from '../resource/entry.ts';
import { Open, Unsure, type Mask, type MaskObject } from '../resource/mask.ts';
import type { ProviderFacts } from '../resource/provider-facts.ts';
import type { FormatWords, Subject, Subjects } from '../resource/subject.ts';
import { Values } from '../resource/values.ts';
import type { LiveRow } from './row.ts';

const inventoryWords: FormatWords = { stage: 'inventory', noun: 'inventory', because: 'the inventory does not tell it' };

/** Whoever made a live resource, the answer holds the outcome: there is nothing left that could be added. */
const nobody: ProviderFacts = { name: 'inventory', told: true, region: absent, zone: absent, scope: absent, defaults: { tags: [], open: null }, ignored: { keys: new Set(), prefixes: [] } };

interface LiveEntry extends Entry {
  readonly row: LiveRow;
}

/** @param address the row's id, or what tells a newer record of it from an older one */
export function liveEntry(row: LiveRow, address: string): LiveEntry {
  return { address, previousAddress: null, mode: 'managed', type: row.type, name: row.name, action: 'exists', conditional: null, judged: true, source: null, row };
}

/** Rows are judged one by one, so that half a million of them need not be held. */
export class LiveSubjects implements Subjects {
  readonly types: TypeLookup;
  readonly entries: readonly LiveEntry[] = [];

  constructor(types: TypeLookup) {
    this.types = types;
  }

  of(entry: Entry): Subject | null {
    return 'row' in entry ? this.#subject(entry as LiveEntry) : null;
  }

  #subject(entry: LiveEntry): Subject | null {
    const { row } = entry;
    const cloud = this.types.cloudOf(row.type);
    if (cloud === null) return null;
    return {
      entry,
      format: inventoryWords,
      types: this.types,
      cloud,
      facts: this.types.factsOf(row.type),
      values: new Values({ value: row.values, mask: maskOf(row), sensitive: undefined, complete: true, because: inventoryWords.because }, null),
      provider: nobody,
      standing: { place: { region: row.region, path: row.regionPath, zone: row.zone }, scope: row.scope },
      identity: () => ({ id: row.id, aliases: row.aliases, name: row.name }),
      targets: () => [],
      valuesOf: () => undefined,
      other: () => null,
    };
  }
}

function maskOf({ untold, partial }: LiveRow): Mask | undefined {
  const members: MaskObject = Object.fromEntries(Object.entries(untold).map(([name, because]) => [name, new Unsure(unknown(because))]));
  if (partial !== null) return new Open(members, unknown(partial));
  return Object.keys(untold).length === 0 ? undefined : members;
}
