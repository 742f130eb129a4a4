import type { Coverage } from '#model/coverage.ts';
import type { Located } from '#model/finding.ts';
import type { LeftOut, PlansOfSource } from '#model/input.ts';
import type { JsonObject } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import type { Resource } from '#model/resource.ts';
import type { WrittenIgnore } from '#model/waiver.ts';
import type { SourceText } from './source-text.ts';

/** An input that is being read: resources come in batches, so that judging can begin before reading ends. */
/** Of states of one lineage the one with the highest serial is the last that was written (developer.hashicorp.com/terraform/language/state/backends). */
export interface StateVersion {
  readonly lineage: string;
  readonly serial: number;
}

export interface Reading {
  readonly path: string;
  readonly format: string;
  /** Bytes. */
  readonly size: number;
  /** It shares nothing with others: some may be read at the same time. */
  readonly apart?: true;
  /** Of a state: of which history it is, and where in it. */
  readonly version?: StateVersion;
  /** In the order of the input. To be walked once. Of an input that does not fit into memory they come as it is read. */
  readonly batches: Iterable<readonly Resource[]> | AsyncIterable<readonly Resource[]>;
  /** What stands when the last batch is out. */
  finish(): ReadingEnd;
}

export interface ReadingEnd {
  /** Cloud resources in the input, judged or not: a plan that only deletes is not empty. */
  readonly recognised: number;
  readonly notes: readonly string[];
  /** Resources that are written and not made, so that they are not judged. */
  readonly leftOut?: readonly LeftOut[];
  /** Of source: plans that were made from it, which were read before. */
  readonly plans?: PlansOfSource;
  /** Faults of the input that leave its resources readable: an errored plan, an address that occurs twice. */
  readonly problems: readonly Problem[];
  /** Parts that turned out unreadable: an error in an input that was named, told of one that was found. */
  readonly unread: readonly Problem[];
  readonly document: JsonObject | null;
  readonly sensitive: readonly string[];
  /** Of a root module of Terraform, and of a plan that is joined to one: its folder, as the user would name it. */
  readonly root?: string;
  /** Null where the input has no source of its own. */
  readonly locate: Locate | null;
  /** Whether a finding is of what was named, where that is a part of the input; null: all of them are. */
  readonly concerns: ((address: string | null, located: Located | null) => boolean) | null;
  /** Texts of the files that `locate` and `ignores` speak of. */
  readonly sources: (file: string) => SourceText | null;
  readonly ignores: readonly WrittenIgnore[];
  /** Addresses of records that a newer one in the same input has taken the place of, after they were handed out. */
  readonly superseded: ReadonlySet<string>;
  /** Of the records that took their place: the address under which they were handed out, and that of the resource. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Of an inventory: what it has shown. */
  readonly coverage: readonly Coverage[];
}

/**
 * Where the source has an argument: the value, else the nearest thing around it that is written (the map that lacks a tag, the
 * header of the block). Null for an address that is not of this input.
 */
export type Locate = (address: string, path: string) => Located | null;

/** Of an input that is no inventory. */
export const notLive: Pick<ReadingEnd, 'concerns' | 'superseded' | 'renamed' | 'coverage'> = { concerns: null, superseded: new Set(), renamed: new Map(), coverage: [] };

/** Of an input without source, which is read whole or not at all. */
export const noSource: Pick<ReadingEnd, 'unread' | 'locate' | 'sources' | 'ignores' | 'concerns' | 'superseded' | 'renamed' | 'coverage'> = { unread: [], locate: null, sources: () => null, ignores: [], ...notLive };
