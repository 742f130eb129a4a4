import type { TypeLookup } from '#catalog/facts.ts';
import { absent, unknown } from '#model/known.ts';
import type { Entry } from '../resource/entry.ts';
import { headOf } from '../resource/path.ts';
import { Open, Unsure, type Mask, type MaskObject } from '../resource/mask.ts';
import type { ProviderFacts } from '../resource/provider-facts.ts';
import type { FormatWords, Subject, Subjects } from '../resource/subject.ts';
import { Values } from '../resource/values.ts';
import { isLive, type LiveEntry } from './entry.ts';
import type { LiveRow } from '#model/live-row.ts';
import { Templates } from './templates.ts';

const inventoryWords: FormatWords = { stage: 'inventory', noun: 'inventory', because: 'the inventory does not tell it' };

/** Whoever made a live resource, the answer holds the outcome: there is nothing left that could be added. */
const nobody: ProviderFacts = { name: 'inventory', told: true, region: absent, zone: absent, scope: absent, defaults: { tags: [], open: null }, ignored: { keys: new Set(), prefixes: [] } };

/** Rows are judged one by one, so that half a million of them need not be held; of what others are launched from, all are. */
export class LiveSubjects implements Subjects {
  readonly types: TypeLookup;
  readonly entries: readonly LiveEntry[] = [];
  readonly #templates = new Templates();
  readonly #words: FormatWords;

  constructor(types: TypeLookup, words: FormatWords = inventoryWords) {
    this.types = types;
    this.#words = words;
  }

  of(entry: Entry): Subject | null {
    return isLive(entry) ? this.#subject(entry) : null;
  }

  /** Keeps a template for those that name it. */
  keep(entry: LiveEntry): void {
    if (this.types.factsOf(entry.type)?.kind === 'instance-template') this.#templates.add(entry);
  }

  /** Whether what a row tells depends on a template, which may stand behind it. */
  waits({ type, values }: LiveRow): boolean {
    const facts = this.types.factsOf(type);
    return facts !== null && facts.kind !== 'instance' && facts.templates.some((path) => Object.hasOwn(values, headOf(path)));
  }

  #subject(entry: LiveEntry): Subject | null {
    const { row } = entry;
    const cloud = this.types.cloudOf(row.type);
    if (cloud === null) return null;
    const values = new Values({ value: row.values, mask: maskOf(row), sensitive: undefined, complete: true, because: this.#words.because }, null);
    return {
      entry,
      format: this.#words,
      types: this.types,
      cloud,
      facts: this.types.factsOf(row.type),
      values,
      provider: nobody,
      standing: { place: { region: row.region, path: row.regionPath, zone: row.zone }, scope: row.scope },
      identity: () => ({ id: row.id, aliases: row.aliases, name: row.name }),
      targets: (path) => this.#templates.of(row, values, path),
      valuesOf: (other) => (isLive(other) ? other.row.values : undefined),
      other: (other) => this.of(other),
    };
  }
}

function maskOf({ untold, partial }: LiveRow): Mask | undefined {
  const members: MaskObject = Object.fromEntries(Object.entries(untold).map(([name, because]) => [name, new Unsure(unknown(because))]));
  if (partial !== null) return new Open(members, unknown(partial));
  return Object.keys(untold).length === 0 ? undefined : members;
}
