import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { recordsOf } from '../../src/audit/containers.ts';
import { readAudit } from '../../src/audit/read.ts';
import { readers } from '../../src/audit/registry.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import { isArray, isObject, type JsonValue } from '../../src/model/json.ts';
import { corpus, filesBelow } from '../corpus/corpus.ts';

const folder = join(corpus ?? '', 'audit');

/** What Google has published stands there twice: as text with entries in it, and as those entries alone. */
const roots = [...new Set(filesBelow(folder, /\.json(?:\.gz)?$/).map((path) => join(folder, ...path.split('/').slice(0, path.includes('professional-services') ? 3 : 2))))];

/** The slow way: every file whole, every record parsed and offered to every reader. */
async function naive(): Promise<{ readonly events: readonly AuditEvent[]; readonly records: number }> {
  const loaded = await Promise.all(readers.map((load) => load()));
  const readings = loaded.map((reader) => ({ reader, reading: reader.open({ pipelines: [] }) }));
  const events: AuditEvent[] = [];
  let records = 0;
  for (const path of filesBelow(folder, /\.json(?:\.gz)?$/)) {
    const bytes = readFileSync(join(folder, path));
    const value = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()) as JsonValue;
    for (const [index, record] of (isArray(value) ? value : [value]).flatMap((one) => recordsOf(one)).entries()) {
      if (!isObject(record)) continue;
      for (const { reader, reading } of readings) {
        const inner = reader.unwrap(record);
        if (inner === null) continue;
        records++;
        const result = reading.read(inner, { file: join(folder, path), record: index + 1 });
        if (!('passed' in result)) events.push(result);
        break;
      }
    }
  }
  return { events: [...events, ...readings.flatMap(({ reading }) => reading.finish())], records };
}

describe.skipIf(corpus === null)('logs of the corpus', () => {
  test('give the same events as a reader that parses everything, and what is none of a log is said', async () => {
    const reading = readAudit(roots, { pipelines: [] });
    const events: AuditEvent[] = [];
    for await (const batch of reading.batches()) events.push(...batch.events);
    const { sources, problems, skipped } = reading.finish();
    const slow = await naive();
    const json = (all: readonly AuditEvent[]): readonly AuditEvent[] => all.filter(({ source }) => /\.json(?:\.gz)?$/.test(source.file));
    expect(json(events)).toEqual(slow.events);
    expect(slow.events.length).toBeGreaterThan(100);
    expect(problems).toEqual([]);
    expect(sources.reduce((sum, one) => sum + one.records, 0)).toBeGreaterThanOrEqual(slow.records);
    for (const { because } of skipped) expect(because).toMatch(/^(?:no log|binary data)/);
  });
});
