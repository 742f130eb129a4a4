import type { Resource } from '#model/resource.ts';
import { inBatches } from '../../batches.ts';
import type { Reading, ReadingEnd } from '../../reading.ts';
import type { PlanSource } from '../saved-plan/plan-source.ts';

/** A plan of the root module beside it: its resources are the blocks of that, with the values of the plan. */
export class PlannedReading implements Reading {
  readonly path: string;
  readonly format: string;
  readonly size: number;
  readonly resources: readonly Resource[];
  readonly #end: ReadingEnd;

  private constructor({ path, format, size }: Reading, resources: readonly Resource[], end: ReadingEnd) {
    this.path = path;
    this.format = format;
    this.size = size;
    this.resources = resources;
    this.#end = end;
  }

  /** Reads it to its end: what the source need not say is known only then. @throws ProblemError */
  static async of(reading: Reading, source: PlanSource): Promise<PlannedReading> {
    const resources: Resource[] = [];
    for await (const batch of reading.batches) for (const one of batch) resources.push({ ...one, ...source.block(one.address) });
    return new PlannedReading(reading, resources, { ...reading.finish(), ...source.places });
  }

  get byAddress(): ReadonlyMap<string, Resource> {
    return new Map(this.resources.map((one) => [one.address, one]));
  }

  get batches(): Iterable<readonly Resource[]> {
    return inBatches(this.resources);
  }

  finish(): ReadingEnd {
    return this.#end;
  }
}

/** A reading, and what else is to be known and hidden of it. */
export function withMore(reading: Reading, { notes, sensitive }: Pick<ReadingEnd, 'notes' | 'sensitive'>): Reading {
  const { path, format, size } = reading;
  return {
    path,
    format,
    size,
    get batches() {
      return reading.batches;
    },
    finish() {
      const end = reading.finish();
      return { ...end, notes: [...end.notes, ...notes], sensitive: [...end.sensitive, ...sensitive] };
    },
  };
}

/** Scalars that are not to be shown. */
export async function secretsIn(reading: Reading): Promise<readonly string[]> {
  const secrets: string[] = [];
  for await (const batch of reading.batches) for (const { sensitive } of batch) secrets.push(...sensitive);
  return [...secrets, ...reading.finish().sensitive];
}
