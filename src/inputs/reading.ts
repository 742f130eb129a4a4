import type { JsonObject } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';

/** An input that is being read: resources come in batches, so that judging can begin before reading ends. */
export interface Reading {
  readonly path: string;
  readonly format: string;
  /** Bytes. */
  readonly size: number;
  /** In the order of the input. To be walked once. */
  readonly batches: Iterable<readonly Resource[]>;
  /** What stands when the last batch is out. */
  finish(): ReadingEnd;
}

export interface ReadingEnd {
  /** Cloud resources in the input, judged or not: a plan that only deletes is not empty. */
  readonly recognised: number;
  readonly notes: readonly string[];
  /** Faults of the input that leave its resources readable: an errored plan, an address that occurs twice. */
  readonly problems: readonly Problem[];
  readonly document: JsonObject | null;
  readonly sensitive: readonly string[];
}
