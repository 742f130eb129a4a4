import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { folderOf, gcpRecord, readAll, trail, trailRecord } from './logs.ts';

const read = (name: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => trailRecord(`read-${name}`, { eventName: name, readOnly: true, ...more });

describe('folders of logs', () => {
  test('are read in the order of their paths, to any depth, packed or not', async () => {
    const folder = folderOf({
      'b/2/late.json': trail(trailRecord('4')),
      'b.json.gz': trail(trailRecord('1'), read('DescribeInstances')),
      'b/1/early.ndjson': [trailRecord('2'), trailRecord('3')].map((one) => JSON.stringify(one)).join('\n'),
      'a.json': JSON.stringify([read('GetObject')]),
      'c/event.json': JSON.stringify({ detail: trailRecord('5') }),
    });
    const { events, sources, problems, skipped, notices } = await readAll([folder], {}, folder);
    expect(events.map(({ id, source }) => [id, source.file, source.record])).toEqual([
      ['1', 'logs/b.json.gz', 1], ['2', 'logs/b/1/early.ndjson', 1], ['3', 'logs/b/1/early.ndjson', 2], ['4', 'logs/b/2/late.json', 1], ['5', 'logs/c/event.json', 1],
    ]);
    expect({ problems, skipped, notices }).toEqual({ problems: [], skipped: [], notices: [] });
    expect(sources).toEqual([{
      path: 'logs', format: 'cloudtrail', provider: 'aws', records: 7, malformed: 0, events: 5, notes: [],
      scopes: [{ scope: '111122223333', region: 'eu-west-1', from: '2026-11-28T02:14:00.000Z', to: '2026-11-28T02:14:00.000Z', records: 7, gaps: [] }],
    }]);
  });

  test('a log of another cloud is read as what it is, whatever its name', async () => {
    const folder = folderOf({ 'aws.json': trail(trailRecord('1')), 'aws/2.json': JSON.stringify([gcpRecord, gcpRecord]), 'mixed.ndjson': [trailRecord('2'), gcpRecord, { hello: 'world' }, read('X')].map((one) => JSON.stringify(one)).join('\n') });
    const { events, sources, skipped } = await readAll([folder], {}, folder);
    expect(events.map(({ id }) => id)).toEqual(['1', '2']);
    expect(skipped).toEqual([]);
    expect(sources).toMatchObject([
      { format: 'cloudtrail', records: 4, events: 2, notes: ['1 record is of no audit log'] },
      { format: 'gcp-audit', records: 3, events: 0, scopes: [{ scope: 'shop-prod', region: 'europe-west1', from: '2026-11-28T02:00:00.500Z', records: 3 }] },
    ]);
  });

  test('what is no log is said, with a reason', async () => {
    const folder = folderOf({
      'README.md': '# Logs\n\nof the shop', 'package.json': '{"name":"shop","version":"1"}', 'list.json': '[1,2,3]', 'x.parquet': Buffer.from('PAR1....'), 'z.zip': Buffer.from('PK\u0003\u0004....'), 'image.bin': Buffer.from(Array.from({ length: 100 }, (_, index) => (index * 37) % 256)),
      'page.html': '<html><script>\n{"a":1}</script>', 'twice.json.gz': gzipSync(gzipSync(trail(trailRecord('1')))), 'log.json': trail(trailRecord('1')), 'table.csv': 'name,city\nshop,Basel\n',
    });
    const { events, skipped, problems } = await readAll([folder], {}, folder);
    expect(events).toHaveLength(1);
    // A log that was packed twice is a log, and was not read.
    expect(problems.map(({ code, where }) => [code, where])).toEqual([['audit-not-supported', 'logs/twice.json.gz']]);
    expect(Object.fromEntries(skipped.map(({ path, because }) => [path.slice(5), because]))).toEqual({
      'README.md': 'no log: it begins with "# Logs"', 'image.bin': 'binary data', 'list.json': 'no log: its records cannot be read', 'package.json': 'no log of a cloud: its records have name, version', 'page.html': 'no log: it begins with "<html><script>"',
      'table.csv': 'no log of a cloud: its records have name, city', 'x.parquet': 'Parquet, which landrail does not read: query it (Athena, Lake) and give the rows as JSON or CSV', 'z.zip': 'a zip archive: unpack it first',
    });
  });

  test('a file that was named and is no log ends the run, and so does one that is not there', async () => {
    const folder = folderOf({ 'package.json': '{"name":"shop"}' });
    const { problems, sources } = await readAll([join(folder, 'package.json'), join(folder, 'none.json')], {}, folder);
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ['audit-unreadable', 'logs/none.json is not there'], ['audit-not-supported', 'logs/package.json is no log of a cloud: its records have name'],
    ]);
    expect(sources).toEqual([]);
  });

  test('links are not followed: what they lead to is met by its own name, or lies outside', async () => {
    const outside = folderOf({ 'secret.json': trail(trailRecord('secret')) });
    const folder = folderOf({ 'a/log.json': trail(trailRecord('1')) });
    symlinkSync(join(folder, 'a'), join(folder, 'again'));
    symlinkSync(join(folder, 'a/log.json'), join(folder, 'b.json'));
    symlinkSync(outside, join(folder, 'out'));
    symlinkSync('nowhere', join(folder, 'c.json'));
    symlinkSync('..', join(folder, 'a/up'));
    const { events, skipped } = await readAll([folder], {}, folder);
    expect(events.map(({ id }) => id)).toEqual(['1']);
    expect(skipped).toEqual([
      { path: 'logs/a/up', because: 'a link to what is read by its own name' }, { path: 'logs/again', because: 'a link to what is read by its own name' }, { path: 'logs/b.json', because: 'a link to what is read by its own name' },
      { path: 'logs/c.json', because: 'a link that leads nowhere' }, { path: 'logs/out', because: 'a link that leads out of the folder' },
    ].sort((a, b) => (a.because === b.because ? 0 : skipped.findIndex((one) => one.because === a.because) - skipped.findIndex((one) => one.because === b.because))));
    const link = join(folder, 'out');
    expect((await readAll([link])).events.map(({ id }) => id)).toEqual(['secret']);
  });

  test.skipIf(process.getuid?.() === 0)('a folder that may not be listed is a problem', async () => {
    const folder = folderOf({ 'a/log.json': trail(trailRecord('1')) });
    mkdirSync(join(folder, 'closed'));
    chmodSync(join(folder, 'closed'), 0);
    expect((await readAll([folder], {}, folder)).problems).toMatchObject([{ code: 'audit-unreadable', where: 'logs/closed' }]);
  });

  test('the same bytes give the same answer, and a file twice its events once', async () => {
    const folder = folderOf({ 'a.json.gz': trail(trailRecord('1'), trailRecord('2')), 'b.json.gz': trail(trailRecord('2'), trailRecord('3')) });
    const once = await readAll([folder], {}, folder);
    expect(await readAll([folder], {}, folder)).toEqual(once);
    expect(once.events.map(({ id, source }) => `${id} ${source.file}`)).toEqual(['1 logs/a.json.gz', '2 logs/a.json.gz', '3 logs/b.json.gz']);
    expect(once.sources[0]?.notes).toEqual(['1 record had been met before']);
  });

  test('each path that is given is a source of its own', async () => {
    const folder = folderOf({ 'a/1.json': trail(trailRecord('1'), read('X')), 'b/2.json': trail(read('Y'), read('Z', { awsRegion: 'us-east-1' })) });
    const { sources } = await readAll([join(folder, 'a'), join(folder, 'b')], {}, folder);
    expect(sources.map(({ path, records, events, scopes }) => [path, records, events, scopes.map((one) => `${one.region} ${one.records}`)])).toEqual([
      ['logs/a', 2, 1, ['eu-west-1 2']], ['logs/b', 2, 0, ['eu-west-1 1', 'us-east-1 1']],
    ]);
  });
});

describe('archives', () => {
  const big = (count: number): string => trail(...Array.from({ length: count }, (_, index) => (index % 10 === 0 ? trailRecord(`e-${index}`, { userAgent: `agent-${Math.imul(index, 2654435761) >>> 0}` }) : read(`Describe${index % 50}`, { eventID: `r-${Math.imul(index, 40503) >>> 0}` }))));

  test('of several members are read to the last', async () => {
    const folder = folderOf({ 'a.json.gz': Buffer.concat([gzipSync(`${JSON.stringify(trailRecord('1'))}\n`), gzipSync(`${JSON.stringify(trailRecord('2'))}\n`), Buffer.alloc(100)]) });
    const { events, problems } = await readAll([folder]);
    expect(events.map(({ id }) => id)).toEqual(['1', '2']);
    expect(problems).toEqual([]);
  });

  test.each([2000, 40_000])('that end too early: what is in them counts, and they are named (%i records)', async (count) => {
    const packed = gzipSync(big(count));
    const folder = folderOf({ 'a.json.gz': packed.subarray(0, Math.floor(packed.length * 0.7)), 'b.json.gz': trail(trailRecord('whole')) });
    const { events, problems, notices } = await readAll([folder], {}, folder);
    expect(events.length).toBeGreaterThan(count / 10 * 0.5);
    expect(events.at(-1)?.id).toBe('whole');
    expect(problems).toEqual([{ code: 'audit-truncated', message: 'logs/a.json.gz is a gzip archive that ends too early; what is in it was read', where: 'logs/a.json.gz', hint: 'it was not downloaded or written completely; fetch it again' }]);
    expect(notices).toEqual([]);
  });

  test.each([2000, 40_000])('that are damaged, or have something behind them (%i records)', async (count) => {
    const packed = gzipSync(big(count));
    const damaged = Buffer.from(packed);
    damaged.fill(0x55, Math.floor(packed.length * 0.9), Math.floor(packed.length * 0.9) + 50);
    const folder = folderOf({ 'a.json.gz': damaged, 'b.json.gz': Buffer.concat([gzipSync(trail(trailRecord('b'))), Buffer.from('garbage')]), 'bb.json.gz': Buffer.concat([gzipSync(trail(trailRecord('bb'))), Buffer.alloc(9), Buffer.from('garbage')]), 'c.json.gz': Buffer.alloc(0), 'd.json.gz': Buffer.from([0x1f, 0x8b, 8]) });
    const { events, problems } = await readAll([folder], {}, folder);
    expect(problems.map(({ code, where }) => [code, where]).sort()).toEqual([['audit-truncated', 'logs/c.json.gz'], ['audit-truncated', 'logs/d.json.gz'], ['audit-unreadable', 'logs/a.json.gz'], ['audit-unreadable', 'logs/b.json.gz'], ['audit-unreadable', 'logs/bb.json.gz']]);
    expect(problems.find(({ where }) => where === 'logs/bb.json.gz')?.message).toBe('logs/bb.json.gz has 16 bytes behind its gzip archive that are no part of it');
    expect(events.at(-1)?.id).toBe('bb');
  });

  test('with more white space before their records than anybody looks at are read, and those with nothing else are told', async () => {
    const folder = folderOf({ 'a.json.gz': `${' \n'.repeat(5000)}${trail(trailRecord('1'))}`, 'b.json.gz': gzipSync(Buffer.alloc(2 ** 24, 0x20)) });
    const { events, problems } = await readAll([folder], {}, folder);
    expect(events.map(({ id }) => id)).toEqual(['1']);
    expect(problems).toMatchObject([{ code: 'audit-truncated', message: 'logs/b.json.gz begins with nothing but white space, which no log is' }]);
  });

  test('that unpack to a thousand times their size are given up, and said', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from(`${JSON.stringify(trailRecord('1'))}\n`), Buffer.alloc(200 * 2 ** 20, 0x20)]));
    const folder = folderOf({ 'a.json.gz': bomb, 'b.json.gz': trail(trailRecord('2')) });
    const { events, problems } = await readAll([folder], {}, folder);
    expect(problems).toMatchObject([{ code: 'audit-too-large', message: 'logs/a.json.gz unpacks to more than 250 times its size; what lies beyond was not read' }]);
    expect(events.map(({ id }) => id)).toEqual(['1', '2']);
    expect((await readAll([folder], { limits: { maxRatio: 2000, maxSize: 70 * 2 ** 20 } }, folder)).problems).toMatchObject([{ code: 'audit-too-large' }]);
    expect((await readAll([folder], { limits: { maxRatio: 2000, maxSize: 2 ** 30 } }, folder)).problems).toEqual([]);
  }, 60_000);
});

describe('what is malformed', () => {
  test('is counted and has its place, and what is around it is read', async () => {
    const folder = folderOf({
      'a.ndjson': [JSON.stringify(trailRecord('1')), '{"eventVersion":"1.09","eventName":', '', JSON.stringify(trailRecord('2')), 'null', JSON.stringify(trailRecord('3', { eventTime: undefined })), JSON.stringify(trailRecord('4'))].join('\n'),
      'b.json.gz': trail(trailRecord('5')).replace(/.$/, ',"x":}').replace(']', `,{"eventVersion":nope},${JSON.stringify(trailRecord('6'))}]`),
    });
    const { events, notices, problems, sources } = await readAll([folder], {}, folder);
    expect(events.map(({ id, source }) => `${id}@${source.record}`)).toEqual(['1@1', '2@3', '4@6', '5@1', '6@3']);
    expect(notices.map(({ message, where }) => `${where}: ${message}`)).toEqual([
      'logs/a.ndjson:2: record 2 of logs/a.ndjson: is not closed', 'logs/a.ndjson:5: record 4 of logs/a.ndjson: is not an object', 'logs/a.ndjson: record 5 of logs/a.ndjson: has no eventTime',
      'logs/b.json.gz:1: record 2 of logs/b.json.gz: is not JSON', 'logs/b.json.gz:1: record 4 of logs/b.json.gz: is not JSON',
    ]);
    expect(sources[0]).toMatchObject({ records: 10, events: 5, notes: ['5 records are malformed', '1 record does not tell its time'] });
    expect(problems.map(({ code, where }) => [code, where])).toEqual([['audit-broken', 'logs/b.json.gz:1']]);
  });

  test('a list that ends in the middle is told by its line', async () => {
    const folder = folderOf({ 'a.json': JSON.stringify({ Records: [trailRecord('1'), trailRecord('2')] }, null, 1).slice(0, -1) });
    const { events, problems } = await readAll([folder], {}, folder);
    expect(events).toHaveLength(2);
    expect(problems).toMatchObject([{ code: 'audit-broken', where: 'logs/a.json:26' }]);
  });

  test('a page that is not the last says so', async () => {
    const folder = folderOf({ 'a.json': JSON.stringify({ Events: [trailRecord('1')], NextToken: 'x' }) });
    expect((await readAll([folder], {}, folder)).sources[0]?.notes).toEqual(['logs/a.json has NextToken: there are more pages, which are not in it']);
  });
});

describe('other encodings and rows', () => {
  test('UTF-16 as PowerShell writes it, and a byte order mark', async () => {
    const text = trail(trailRecord('1'), trailRecord('2', { userAgent: 'ü 😀' }));
    const folder = folderOf({ 'a.json': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]), 'b.json': `\ufeff${trail(trailRecord('3'))}`, 'c.json': Buffer.from(trail(trailRecord('4')), 'utf16le').swap16() });
    expect((await readAll([folder])).events.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
  });

  test('CSV with quotes, line ends in fields and rows of another width', async () => {
    const quoted = (value: unknown): string => `"${String(value).replaceAll('"', '""')}"`;
    const row = (record: Record<string, unknown>): string => Object.values(record).map(quoted).join(',');
    const folder = folderOf({ 'a.csv.gz': [Object.keys(trailRecord('1')).map(quoted).join(','), row(trailRecord('1')), row(trailRecord('2', { requestParameters: '{"a":\n"b,c"}' })), 'x,y', row(trailRecord('3')), ''].join('\r\n') });
    const { events, notices } = await readAll([folder], {}, folder);
    expect(events.map(({ id, source }) => [id, source.record])).toEqual([['1', 1], ['2', 2], ['3', 4]]);
    expect(notices).toMatchObject([{ message: 'record 3 of logs/a.csv.gz: has 2 fields, and there are 9 columns', where: 'logs/a.csv.gz:5' }]);
  });
});

describe('the digest', () => {
  test('names the calls that are in no table, and what was left out', async () => {
    const folder = folderOf({
      'a.json': trail(
        ...Array.from({ length: 5 }, (_, index) => trailRecord(`k-${index}`, { eventName: 'CreateGrant', eventSource: 'kms.amazonaws.com' })),
        trailRecord('t', { eventName: 'PutThing20150331v2', eventSource: 'x.amazonaws.com', readOnly: 'false' }), trailRecord('u', { eventName: 'PutThing', eventSource: 'x.amazonaws.com', readOnly: undefined }), trailRecord('i', { insightDetails: {} }), read('Get'),
      ),
    });
    expect((await readAll([folder])).sources[0]?.notes).toEqual(['7 calls that change something are in no table: kms.amazonaws.com:CreateGrant 5, x.amazonaws.com:PutThing 2', '1 Insights record was left out']);
  });

  const hour = (at: number, count: number, more = {}): unknown[] => Array.from({ length: count }, (_, index) => read('Describe', { eventTime: `2026-11-28T${String(at).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}:00Z`, ...more }));

  test('tells hours without a record between busy ones, and none of a quiet account', async () => {
    const quiet = { recipientAccountId: '222233334444' };
    const folder = folderOf({ 'a.json.gz': trail(...[0, 1, 2, 5, 6, 7].flatMap((at) => hour(at, 70)), ...[0, 4, 9].flatMap((at) => hour(at, 3, quiet))) });
    const { sources } = await readAll([folder]);
    expect(sources[0]?.scopes.map(({ scope, gaps }) => [scope, gaps])).toEqual([['111122223333', ['no record from 2026-11-28T03:00Z to 2026-11-28T05:00Z, though the hours around it have 70 and 70']], ['222233334444', []]]);
    expect(sources[0]?.notes).toEqual(['111122223333 eu-west-1: no record from 2026-11-28T03:00Z to 2026-11-28T05:00Z, though the hours around it have 70 and 70']);
  });

  test('a file that CloudTrail delivered in an hour says that nothing is missing of it', async () => {
    const key = (time: string): string => `111122223333_CloudTrail_eu-west-1_20261128T${time}Z_abc.json.gz`;
    const folder = folderOf({ [key('0010')]: trail(...[0, 1, 2, 6, 7, 8].flatMap((at) => hour(at, 70))), [key('0405')]: trail(), '222233334444_CloudTrail_us-east-1_20261128T1505Z_abc.json.gz': trail() });
    expect((await readAll([folder])).sources[0]?.scopes).toMatchObject([
      { scope: '111122223333', gaps: ['no record from 2026-11-28T03:00Z to 2026-11-28T04:00Z, though the hours around it have 70 and 70', 'no record from 2026-11-28T05:00Z to 2026-11-28T06:00Z, though the hours around it have 70 and 70'] },
      { scope: '222233334444', region: 'us-east-1', from: '2026-11-28T15:05:00.000Z', to: '2026-11-28T15:05:00.000Z', records: 0, gaps: [] },
    ]);
    truncateSync(join(folder, key('0405')), 15);
    expect((await readAll([folder])).sources[0]?.scopes[0]?.gaps).toEqual(['no record from 2026-11-28T03:00Z to 2026-11-28T06:00Z, though the hours around it have 70 and 70']);
  });
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is a problem, and the others are read', async () => {
  const folder = folderOf({ 'a.json': trail(trailRecord('1')), 'b.json': trail(trailRecord('2')) });
  chmodSync(join(folder, 'b.json'), 0);
  expect(await readAll([folder], {}, folder)).toMatchObject({ events: [{ id: '1' }], problems: [{ code: 'audit-unreadable', message: 'logs/b.json may not be read' }] });
});
