import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll } from 'vitest';
import { readAudit, type AuditEnd, type AuditOptions } from '../../src/audit/read.ts';
import type { AuditReader } from '../../src/audit/reader.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import { isObject, member } from '../../src/model/json.ts';
import { smallTrail } from './small-trail.ts';

/** Records of another cloud, told by `insertId`; none of them is an event. */
export const smallGcp: AuditReader = {
  ...smallTrail,
  format: 'gcp-audit',
  provider: 'gcp',
  unwrap: (record) => (typeof member(record, 'insertId') === 'string' && isObject(member(record, 'protoPayload')) ? record : null),
  candidates: null,
  open: () => ({ read: () => ({ passed: 'no-change', what: 'nothing' }), finish: () => [], scopeOf: () => ({ scope: 'shop-prod', region: 'europe-west1', time: '2026-11-28T03:00:00.5+01:00' }) }),
};

export const trailRecord = (id: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  eventVersion: '1.09', eventTime: '2026-11-28T02:14:00Z', eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', awsRegion: 'eu-west-1', requestParameters: null, eventID: id, readOnly: false, recipientAccountId: '111122223333', ...more,
});

export const gcpRecord = { insertId: 'x', logName: 'projects/shop-prod/logs/cloudaudit.googleapis.com%2Factivity', protoPayload: { methodName: 'v1.compute.instances.insert' } };

export const trail = (...records: unknown[]): string => JSON.stringify({ Records: records });

let made: string | null = null;
let count = 0;

afterAll(() => {
  if (made !== null) rmSync(made, { recursive: true, force: true });
  made = null;
});

/** A folder of its own, with these files; those whose names end in .gz are packed. */
export function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  made ??= mkdtempSync(join(tmpdir(), 'landrail-audit-'));
  const folder = join(made, String(count++));
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path.endsWith('.gz') && typeof content === 'string' ? gzipSync(content) : content);
  }
  return folder;
}

/** All events and the end; paths below `folder` are told as below `logs`. */
export async function readAll(paths: readonly string[], options: Partial<AuditOptions> = {}, folder = ''): Promise<AuditEnd & { readonly events: readonly AuditEvent[] }> {
  const reading = readAudit(paths, { pipelines: [], readers: [() => Promise.resolve(smallTrail), () => Promise.resolve(smallGcp)], ...options });
  const events: AuditEvent[] = [];
  for await (const batch of reading.batches()) events.push(...batch.events);
  const text = JSON.stringify({ events, ...reading.finish() });
  return JSON.parse(folder === '' ? text : text.replaceAll(folder, 'logs')) as AuditEnd & { readonly events: readonly AuditEvent[] };
}
