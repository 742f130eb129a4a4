import type { AuditEvent, RecordPlace } from '#model/event.ts';
import type { JsonObject } from '#model/json.ts';
import type { Provider } from '#model/resource.ts';
import type { Pipeline } from './pipelines.ts';

/** The logs of one cloud. One per cloud, in `src/audit/<cloud>/reader.ts`, loaded on use through `registry.ts`. Files, archives and lists around records are the scan's. */
export interface AuditReader {
  readonly format: AuditFormat;
  readonly provider: Provider;
  /** Takes a record out of its envelope, itself where there is none; null when it is not of this log. */
  unwrap(record: JsonObject): JsonObject | null;
  /** Of records that come without an envelope; null: every record is parsed. */
  readonly candidates: Candidates | null;
  /** What a file is that holds no records and tells which files of the log were delivered; null for anything else. Missing: its cloud writes none. */
  readonly delivery?: (value: JsonObject) => Delivery | null;
  /** What such files are called: where there are any, all files are hashed as they are read, and else those that are listed, later. */
  readonly deliveryName?: RegExp;
  /** One per run: it may hold halves of pairs, and what it has met (by id), over all files. */
  open(options: ReaderOptions): RecordReading;
  /** Where records need no others, so that threads can read them ahead. */
  readonly alone?: (options: ReaderOptions) => ReadAlone;
}

/** The event of a record that no other reader would take and that has an id of its own; null for all else, which is left to the reading of the run. */
export type ReadAlone = (record: JsonObject, place: RecordPlace) => AuditEvent | null;

/** What is told of what is in a file. */
export interface Seal {
  /** SHA-256 of what is in it, unpacked, in hex; null where it is not told. */
  readonly sum: string | null;
  /** What is told in its place; null where it is told. */
  readonly instead: string | null;
}

/** A file that a cloud has delivered. */
export interface Delivered extends Seal {
  /** By which name, folders included. */
  readonly key: string;
  readonly scope: string;
  readonly region: string | null;
  /** Of when its records are, UTC, ISO 8601. */
  readonly from: string;
  readonly to: string;
}

/** What a cloud says it has delivered in an hour. */
export interface Delivery {
  /** The file that says so. */
  readonly list: Delivered;
  /** The one that says so of the time before. */
  readonly before: (Pick<Delivered, 'key'> & Seal) | null;
  readonly files: readonly Delivered[];
  /** How many more it lists without a name. */
  readonly unnamed: number;
}

export type AuditFormat = 'cloudtrail' | 'azure-activity' | 'gcp-audit' | 'oci-audit';

/**
 * What the scan may conclude from bytes, without parsing. All names are of members of the record itself. A record is passed over only
 * if `member` and those of `digest` are each there once, as texts without escapes, that of `member` less its `version` is none of `texts`,
 * and none of `always` is there. All else is parsed and asked about. Plain data: threads are given it.
 */
export interface Candidates {
  readonly member: string;
  /** What of the text of `member` does not stand in `texts`. */
  readonly version: RegExp;
  readonly texts: ReadonlySet<string>;
  /** `true` or `"true"` in a record that changes nothing; where it is neither true nor false, the record is parsed. */
  readonly readOnly: string;
  /** What the digest of a log tells of records that are passed over. `time` is ISO 8601 in UTC (`2026-11-28T07:00:00Z`). */
  readonly digest: { readonly scope: string; readonly region: string; readonly time: string; readonly service: string };
  readonly always: readonly string[];
}

export interface ReaderOptions {
  readonly pipelines: readonly Pipeline[];
}

export interface RecordReading {
  /** Of an unwrapped record: an event, or why there is none; `held` until its other half comes. */
  read(record: JsonObject, place: RecordPlace): AuditEvent | Passed;
  /** An event that a thread has made by itself: it may have been met before. */
  take?(event: AuditEvent): AuditEvent | Passed;
  /** What still waits for another half, once all files are read. */
  finish(): readonly AuditEvent[];
  /** For digests: whose record it is, and when it was made (ISO 8601, UTC). */
  scopeOf(record: JsonObject): RecordScope;
}

export interface RecordScope {
  readonly scope: string | null;
  readonly region: string | null;
  readonly time: string | null;
}

/** Why a record is no event. `what` says it in words: the name of a call that no table lists (`kms.amazonaws.com:CreateGrant`), what is missing. */
export interface Passed {
  readonly passed: 'read-only' | 'unlisted' | 'held' | 'duplicate' | 'insight' | 'malformed' | 'no-change';
  readonly what: string;
}
