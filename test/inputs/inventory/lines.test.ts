import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inventories } from './opened.ts';

function asset(name: string, updateTime: string | null = null, labels: object = {}): object {
  return { name: `//compute.googleapis.com/projects/checkout-prod/zones/europe-west1-b/instances/${name}`, assetType: 'compute.googleapis.com/Instance', ...(updateTime === null ? {} : { updateTime }), resource: { location: 'europe-west1-b', data: { machineType: 'zones/europe-west1-b/machineTypes/e2-medium', labels } } };
}

const lines = (...rows: readonly (object | string)[]): string => rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('');

describe('JSON lines', () => {
  test('are read as they come, however they end', async () => {
    for (const text of [lines(asset('web-1'), asset('web-2')), lines(asset('web-1'), asset('web-2')).trimEnd(), lines(asset('web-1'), '', asset('web-2')).replaceAll('\n', '\r\n'), `\ufeff${lines(asset('web-1'), asset('web-2'))}`]) {
      const { read, problems } = await inventories({ 'assets.ndjson': text });
      expect(problems).toEqual([]);
      expect(read.map(({ format, resources }) => [format, resources.map((one) => one.name)])).toEqual([['gcp-assets', ['web-1', 'web-2']]]);
    }
  });

  test('may be packed, as documents may', async () => {
    const { read, problems } = await inventories({ 'assets.ndjson.gz': gzipSync(lines(asset('web-1'), asset('web-2'))), 'assets.json.gz': gzipSync(JSON.stringify([asset('batch-1')])) });
    expect(problems).toEqual([]);
    expect(read.flatMap(({ resources }) => resources.map((one) => one.name)).sort()).toEqual(['batch-1', 'web-1', 'web-2']);
  });

  test('a broken line is told and hides no other', async () => {
    const { read, problems } = await inventories({ 'assets.ndjson': lines(asset('web-1'), '{"name": ', asset('web-2')) });
    expect(read[0]?.resources.map((one) => one.name)).toEqual(['web-1', 'web-2']);
    expect(problems).toEqual([{ code: 'input-not-json', message: 'line 2 of assets.ndjson is not JSON', where: 'assets.ndjson:2:1', hint: 'one line holds one JSON object; export the file again' }]);
  });

  test('a download that was cut off is told', async () => {
    const whole = lines(asset('web-1'), asset('web-2'));
    const cut = await inventories({ 'assets.ndjson': whole.slice(0, -20) });
    expect(cut.read[0]?.resources.map((one) => one.name)).toEqual(['web-1']);
    expect(cut.problems.map(({ code, where }) => [code, where])).toEqual([['input-truncated', 'assets.ndjson:2:1']]);
    const packed = await inventories({ 'assets.ndjson.gz': gzipSync(lines(...Array.from({ length: 2_000 }, (_, index) => asset(`web-${index}`, null, { serial: String(Math.sin(index)) })))).subarray(0, -2_000) });
    expect(packed.problems.map(({ code }) => code)).toContain('input-truncated');
    expect(packed.read[0]?.resources.length).toBeGreaterThan(0);
  });
});

describe('a resource that is listed twice', () => {
  test('is judged once', async () => {
    const { read } = await inventories({ 'assets.ndjson': lines(asset('web-1'), asset('web-2'), asset('web-1')) });
    expect(read[0]?.resources.map((one) => one.name)).toEqual(['web-1', 'web-2']);
    expect(read[0]?.end.notes).toEqual(['1 record is of a resource that is listed already: the newest one is judged']);
  });

  test('by its newest record', async () => {
    const [first, second] = [asset('web-1', '2026-11-01T00:00:00Z', { owner: 'old' }), asset('web-1', '2026-11-02T00:00:00Z', { owner: 'new' })];
    const rising = (await inventories({ 'assets.ndjson': lines(first, second) })).read[0];
    const kept = rising?.resources.filter((one) => rising.end.superseded.has(one.address) === false);
    expect(kept?.map((one) => [one.address, one.tags.entries[0]?.value])).toEqual([['//compute.googleapis.com/projects/checkout-prod/zones/europe-west1-b/instances/web-1 (2026-11-02T00:00:00Z)', { status: 'known', value: 'new' }]]);
    const twice = (await inventories({ 'assets.ndjson': lines(first, second, asset('web-1', '2026-11-03T00:00:00Z', { owner: 'newest' })) })).read[0];
    expect(twice?.resources.filter((one) => !twice.end.superseded.has(one.address)).map((one) => one.tags.entries[0]?.value)).toEqual([{ status: 'known', value: 'newest' }]);
    const falling = (await inventories({ 'assets.ndjson': lines(second, first) })).read[0];
    expect(falling?.resources.map((one) => one.tags.entries[0]?.value)).toEqual([{ status: 'known', value: 'new' }]);
  });
});

test('what an inventory has shown', async () => {
  const { read } = await inventories({ 'assets.ndjson': lines(asset('web-1'), asset('web-2')) });
  expect(read[0]?.end.coverage).toEqual([{ provider: 'gcp', scope: 'checkout-prod', region: 'europe-west1', kind: 'instance', resources: 2, exported: null, incomplete: null }]);
});

test('what landrail has asked is told, whatever is there', async () => {
  const header = { landrail: 'inventory', version: 1, provider: 'aws', started: '2026-11-02T05:30:00.000Z' };
  const done = (task: string): object => ({ done: { task, resources: 0 } });
  const { read } = await inventories({ 'inventory.ndjson': lines(header, ...['111122223333 eu-west-1 ec2', '111122223333 us-east-1 ec2', '111122223333 us-east-1 lambda', '111122223333 global iam', 'all'].map(done), { end: { finished: '2026-11-02T05:31:00.000Z', resources: 0 } }) });
  const asked = (region: string): object => ({ provider: 'aws', scope: '111122223333', region, kind: 'other', resources: 0, exported: '2026-11-02T05:30:00.000Z', incomplete: null });
  expect(read[0]?.end.coverage).toEqual([asked('eu-west-1'), asked('us-east-1')]);
});
