import type { AuditReader } from './reader.ts';

/** In the order in which records are offered to them: the first is the one whose files are largest. Each is loaded when there is a log at all, or a record that those before it do not know. */
export const readers: readonly (() => Promise<AuditReader>)[] = [
  async () => (await import('./aws/reader.ts')).reader,
  async () => (await import('./azure/reader.ts')).reader,
  async () => (await import('./gcp/reader.ts')).reader,
  async () => (await import('./oci/reader.ts')).reader,
];
