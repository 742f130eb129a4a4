import type { AuditReader } from './reader.ts';

/** In the order in which records are offered to them: the first is the one whose files are largest. Each is loaded when there is a log at all. */
export const readers: readonly (() => Promise<AuditReader>)[] = [];
