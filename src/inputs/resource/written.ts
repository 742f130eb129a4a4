import type { JsonValue } from '#model/json.ts';

/** What somebody wrote of a resource, for inputs that hold what providers compute as well. Paths are those of the catalogue, or as found. */
export interface Written {
  /** False where nothing tells: a plan without a configuration. */
  readonly told: boolean;
  /** Whether an argument or a nested block is written; of repeated blocks, in any. */
  has(path: string): boolean;
  /** What an argument refers to, as the root of the configuration would name it. */
  refs(path: string): readonly string[];
  /** The elements of a list that is written as constants, in the order in which they are written; null for all else. */
  constants(path: string): readonly JsonValue[] | null;
}
