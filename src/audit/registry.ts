import type { AuditReader } from './reader.ts';

/** The one whose files are largest; threads read its records ahead. */
export const first = async (): Promise<AuditReader> => (await import('./aws/reader.ts')).reader;

/** In the order in which records are offered to them: each is loaded when there is a log at all, or a record that those before it do not know. */
export const readers: readonly (() => Promise<AuditReader>)[] = [
  first,
  async () => (await import('./azure/reader.ts')).reader,
  async () => (await import('./gcp/reader.ts')).reader,
  async () => (await import('./oci/reader.ts')).reader,
];
