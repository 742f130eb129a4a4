import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { reader } from '../../src/audit/aws/reader.ts';
import { folderOf, readAll, trail, trailRecord } from './logs.ts';

/** As the user guide of CloudTrail shows digest files. */
const account = '111122223333';
const log = (region: string, time: string): string => `AWSLogs/${account}/CloudTrail/${region}/2026/11/28/${account}_CloudTrail_${region}_20261128T${time}Z_A6kvhMoVeCsc7v8U.json.gz`;
const list = (region: string, time: string): string => `AWSLogs/${account}/CloudTrail-Digest/${region}/2026/11/28/${account}_CloudTrail-Digest_${region}_shop_eu-west-1_20261128T${time}Z.json.gz`;
const iso = (time: string): string => `2026-11-28T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}Z`;
const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');
/** What the first of each name has in it: the next one tells its hash. */
const first = new Map<string, string>();
function digest(region: string, from: string, to: string, logs: readonly string[], more: Readonly<Record<string, unknown>> = {}): string {
  const text = JSON.stringify({
    awsAccountId: account, digestStartTime: iso(from), digestEndTime: iso(to), digestS3Bucket: 'shop-trail', digestS3Object: list(region, to), digestPublicKeyFingerprint: '31e8b5433410dfb61a9dc45cc65b22ff', digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: iso(to), oldestEventTime: iso(from), previousDigestS3Bucket: 'shop-trail', previousDigestS3Object: list(region, from), previousDigestHashValue: sumOf(first.get(list(region, from)) ?? ''), previousDigestHashAlgorithm: 'SHA-256', previousDigestSignature: '50887ccf',
    logFiles: logs.map((time) => ({ s3Bucket: 'shop-trail', s3Object: log(region, time), hashValue: sumOf(record(time.slice(1, 2), region, `${time}00`)), hashAlgorithm: 'SHA-256', newestEventTime: iso(`${time}30`), oldestEventTime: iso(`${time}00`) })),
    ...more,
  });
  if (!first.has(list(region, to))) first.set(list(region, to), text);
  return text;
}
const record = (id: string, region: string, time: string) => trail(trailRecord(id, { awsRegion: region, eventTime: iso(time), userIdentity: { type: 'Root', accountId: account }, eventName: 'StopInstances', requestParameters: { instancesSet: { items: [{ instanceId: 'i-0a1b2c3d4e5f60718' }] } } }));
const real = { readers: [() => Promise.resolve(reader)] };

const whole = {
  [log('eu-west-1', '0105')]: record('1', 'eu-west-1', '010500'),
  [log('eu-west-1', '0205')]: record('2', 'eu-west-1', '020500'),
  [list('eu-west-1', '013131')]: digest('eu-west-1', '003131', '013131', ['0105']),
  [list('eu-west-1', '023131')]: digest('eu-west-1', '013131', '023131', ['0205']),
};

test('digest files are no logs and no strangers: they tell what was delivered', async () => {
  const folder = folderOf(whole);
  const { events, sources, problems, skipped, notices } = await readAll([folder], real, folder);
  expect(events.map(({ id }) => id)).toEqual(['1', '2']);
  expect({ problems, skipped, notices }).toEqual({ problems: [], skipped: [], notices: [] });
  expect(sources).toMatchObject([{ records: 2, notes: ['2 digest files list 2 delivered log files; the SHA-256 of each matches'], scopes: [{ scope: account, region: 'eu-west-1', gaps: [] }] }]);
});

test('a log file that was delivered and is not there is a gap, in a region of which nothing is there too', async () => {
  const { [log('eu-west-1', '0205')]: _, ...left } = whole;
  const folder = folderOf({ ...left, [list('us-west-2', '023131')]: digest('us-west-2', '013131', '023131', ['0155', '0205']) });
  const { sources } = await readAll([folder], real, folder);
  expect(sources[0]?.scopes).toEqual([
    { scope: account, region: 'eu-west-1', from: '2026-11-28T01:05:00.000Z', to: '2026-11-28T01:05:00.000Z', records: 1, gaps: [`a log file that was delivered is not there, with records from 2026-11-28T02:05Z to 2026-11-28T02:05Z (${account}_CloudTrail_eu-west-1_20261128T0205Z_A6kvhMoVeCsc7v8U.json.gz)`] },
    { scope: account, region: 'us-west-2', from: null, to: null, records: 0, gaps: [`2 log files that were delivered are not there, with records from 2026-11-28T01:55Z to 2026-11-28T02:05Z (${account}_CloudTrail_us-west-2_20261128T0155Z_A6kvhMoVeCsc7v8U.json.gz is the first)`] },
  ]);
  // Of a night before the window nothing is missed.
  const asked = await readAll([folder], { ...real, window: { from: '2026-11-28T03:00:00.000Z', to: '2026-11-29T03:00:00.000Z' } }, folder);
  expect(asked.sources[0]?.scopes.map(({ region, gaps }) => [region, gaps])).toEqual([['eu-west-1', []]]);
});

test('what is missing is told where the list of it was found, and once where two of them list it', async () => {
  const { [log('eu-west-1', '0205')]: _, ...left } = whole;
  const folder = folderOf({
    ...Object.fromEntries(Object.entries(left).map(([key, content]) => [`one/${key}`, content])),
    [`two/${list('us-west-2', '023131')}`]: digest('us-west-2', '013131', '023131', ['0155']),
    [`two/${list('us-west-2', '043131')}`]: digest('us-west-2', '033131', '043131', ['0345']),
    [`two/${list('eu-west-1', '023131')}`]: digest('eu-west-1', '013131', '023131', ['0205']),
  });
  const { sources } = await readAll([`${folder}/one`, `${folder}/two`], real, folder);
  expect(sources.map(({ path, scopes }) => [path, scopes.map(({ region, from, to, gaps }) => [region, from?.slice(11, 16), to?.slice(11, 16), gaps.map((gap) => gap.slice(0, 38))])])).toEqual([
    ['logs/one', [['eu-west-1', '01:05', '01:05', ['a log file that was delivered is not t']]]],
    ['logs/two', [['us-west-2', undefined, undefined, ['2 log files that were delivered are no', 'which log files were delivered from 20']]]],
  ]);
});

test('files are told by their names, in whatever folders they were put', async () => {
  const base = (key: string): string => key.slice(key.lastIndexOf('/') + 1);
  const folder = folderOf(Object.fromEntries(Object.entries(whole).map(([key, content]) => [`${key.includes('Digest') ? 'lists' : 'night'}/${base(key)}`, content])));
  expect((await readAll([folder], real, folder)).sources[0]?.scopes[0]?.gaps).toEqual([]);
});

test('a log that was unpacked is the one that was delivered', async () => {
  const folder = folderOf(Object.fromEntries(Object.entries(whole).map(([key, content]) => [key.replace(/\.gz$/, ''), content])));
  expect((await readAll([folder], real, folder)).sources[0]?.scopes[0]?.gaps).toEqual([]);
});

test('a digest file that the next one names and that is not there is told, where one before it is', async () => {
  const { [list('eu-west-1', '023131')]: _, ...left } = whole;
  const folder = folderOf({ ...left, [list('eu-west-1', '033131')]: digest('eu-west-1', '023131', '033131', []) });
  expect((await readAll([folder], real, folder)).sources[0]?.scopes[0]?.gaps).toEqual(['which log files were delivered from 2026-11-28T01:31Z to 2026-11-28T02:31Z is not told: the digest file of that time is not there']);
});

test('a digest file alone is no log, and its logs are not there', async () => {
  const folder = folderOf({ 'a.json': digest('eu-west-1', '003131', '013131', ['0105']) });
  const { sources, problems, events } = await readAll([`${folder}/a.json`], real, folder);
  expect([events, problems, sources.map(({ records, scopes }) => [records, scopes[0]?.gaps.length])]).toEqual([[], [], [[0, 1]]]);
});

test.each([{ logFiles: 'x' }, { logFiles: [null, 3, {}, { s3Object: 4 }], digestStartTime: 'never' }, { digestS3Object: null }])('what is spoilt in a digest file ends no run: %j', async (more) => {
  const folder = folderOf({ ...whole, 'z.json': digest('eu-west-1', '003131', '013131', ['0105'], more) });
  expect((await readAll([folder], real, folder)).events).toHaveLength(2);
});

test('what S3 tells a function is no record of CloudTrail', async () => {
  const folder = folderOf({ 'a.json': trail({ eventVersion: '2.1', eventSource: 'aws:s3', awsRegion: 'eu-west-1', eventTime: '2026-11-28T02:00:00.000Z', eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'shop' } } }) });
  expect(await readAll([folder], real, folder)).toMatchObject({ sources: [], skipped: [{ because: 'no log of a cloud: its records have eventVersion, eventSource, awsRegion, eventTime' }] });
});

/** With another one in the place of the first digest file. */
function chain(other = whole[list('eu-west-1', '013131')] as string): Readonly<Record<string, string>> {
  return { ...whole, [list('eu-west-1', '013131')]: other };
}

test('hashes are of what is in a file, packed or not', async () => {
  for (const strip of [/$/, /\.gz$/]) {
    const folder = folderOf(Object.fromEntries(Object.entries(chain()).map(([key, content]) => [key.replace(strip, ''), content])));
    const { sources, problems } = await readAll([folder], real, folder);
    expect([problems, sources.map(({ notes, scopes }) => [notes, scopes.map(({ gaps }) => gaps)])]).toEqual([[], [[['2 digest files list 2 delivered log files; the SHA-256 of each matches'], [[]]]]]);
  }
});

test('a log file that somebody has changed since it was delivered is an error, and a gap', async () => {
  const name = `${account}_CloudTrail_eu-west-1_20261128T0205Z_A6kvhMoVeCsc7v8U.json.gz`;
  const folder = folderOf({ ...chain(), [log('eu-west-1', '0205')]: trail() });
  const { sources, problems } = await readAll([folder], real, folder);
  expect(problems).toEqual([{ code: 'audit-modified', message: `${name} was modified after it was delivered: its SHA-256 does not match the digest file`, where: 'logs', hint: 'download it again as it is in the bucket; where that does not help, somebody has changed the log (aws cloudtrail validate-logs)' }]);
  expect(sources[0]?.notes[0]).toBe('2 digest files list 2 delivered log files; the SHA-256 of 1 matches');
  expect(sources[0]?.scopes[0]?.gaps).toEqual([`a log file was modified after it was delivered, with records from 2026-11-28T02:05Z to 2026-11-28T02:05Z (${name}): its SHA-256 does not match the digest file`]);
  // A copy of it as it was is no excuse.
  const both = folderOf({ ...Object.fromEntries(Object.entries(chain()).map(([key, content]) => [`a/${key}`, content])), [`b/${log('eu-west-1', '0205')}`]: trail() });
  expect((await readAll([both], real, both)).problems).toHaveLength(1);
  // Of another night nothing is compared.
  expect((await readAll([folder], { ...real, window: { from: '2026-11-28T03:00:00.000Z', to: '2026-11-29T03:00:00.000Z' } }, folder)).problems).toEqual([]);
});

test.each(['[{"a":1}]', 'gone'])('what stands in the place of a delivered file and is no log was changed since: %j', async (content) => {
  for (const [key, kind] of [[log('eu-west-1', '0205'), 'log file'], [list('eu-west-1', '013131'), 'digest file']] as const) {
    const folder = folderOf({ ...chain(), [key]: content });
    const { sources, problems } = await readAll([folder], real, folder);
    expect(problems.map(({ code, message }) => [code, message.slice(0, 40)])).toEqual([['audit-modified', key.slice(key.lastIndexOf('/') + 1, key.lastIndexOf('/') + 41)]]);
    expect(sources[0]?.scopes[0]?.gaps.map((gap) => gap.slice(0, 40))).toEqual([`a ${kind} was modified after it was delivered`.slice(0, 40)]);
  }
});

test('a digest file that somebody has changed is told by the one after it', async () => {
  const folder = folderOf(chain(digest('eu-west-1', '003131', '013131', [])));
  const { sources, problems } = await readAll([folder], real, folder);
  const name = `${account}_CloudTrail-Digest_eu-west-1_shop_eu-west-1_20261128T013131Z.json.gz`;
  expect(problems.map(({ code, message }) => [code, message])).toEqual([['audit-modified', `${name} was modified after it was delivered: its SHA-256 does not match the digest file`]]);
  expect(sources[0]?.scopes[0]?.gaps).toEqual([`a digest file was modified after it was delivered, with the log files from 2026-11-28T00:31Z to 2026-11-28T01:31Z (${name}): its SHA-256 does not match the next digest file`]);
});

test('a second digest file that tells another hash of a log excuses no change', async () => {
  const forged = trail();
  const other = list('eu-west-1', '023131').replace('_shop_', '_other_');
  for (const content of [forged, record('2', 'eu-west-1', '020500')]) {
    const folder = folderOf({ ...chain(), [log('eu-west-1', '0205')]: content, [other]: digest('eu-west-1', '013131', '023131', [], { digestS3Object: other, logFiles: [{ s3Object: log('eu-west-1', '0205'), hashAlgorithm: 'SHA-256', hashValue: sumOf(forged) }] }) });
    expect((await readAll([folder], real, folder)).problems.map(({ code }) => code)).toEqual(['audit-modified']);
  }
});

const gapsOf = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const folder = folderOf(files);
  const { problems, sources } = await readAll([folder], real, folder);
  expect(problems).toEqual([]);
  return sources.flatMap(({ scopes }) => scopes.flatMap(({ gaps }) => gaps));
};
const second = list('eu-west-1', '023131');
const name = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

test.each<readonly [Readonly<Record<string, unknown>>, string]>([
  [{ hashAlgorithm: 'MD5', hashValue: 'd41d8cd98f00b204e9800998ecf8427e' }, 'hashAlgorithm "MD5"'],
  [{ hashAlgorithm: 'SHA-512', hashValue: '0'.repeat(128) }, 'hashAlgorithm "SHA-512"'],
  [{ hashValue: sumOf('x') }, 'no hashAlgorithm'],
  [{ hashAlgorithm: 'SHA-256', hashValue: null }, 'no hashValue'],
  [{ hashAlgorithm: 'SHA-256', hashValue: {} }, 'no hashValue'],
  [{ hashAlgorithm: 'SHA-256', hashValue: sumOf('x').slice(0, 62) }, `hashValue "${sumOf('x').slice(0, 24)}…", which is no SHA-256 in hex`],
  [{ hashAlgorithm: 'SHA-256', hashValue: `z${sumOf('x').slice(1)}` }, `hashValue "z${sumOf('x').slice(1, 24)}…", which is no SHA-256 in hex`],
])('a hash that cannot be used is no reason to doubt, and none to be sure: %j', async (more, why) => {
  expect(await gapsOf({ ...whole, [second]: digest('eu-west-1', '013131', '023131', [], { logFiles: [{ s3Object: log('eu-west-1', '0205'), oldestEventTime: iso('020500'), newestEventTime: iso('020530'), ...more }] }) })).toEqual([
    `whether a log file is as it was delivered is not known, with records from 2026-11-28T02:05Z to 2026-11-28T02:05Z (${name(log('eu-west-1', '0205'))}): ${name(second)} has ${why}`,
  ]);
});

test('many such hashes are one blind spot of their place; that of a digest file is another', async () => {
  const files = { ...chain(), [second]: digest('eu-west-1', '013131', '023131', [], { previousDigestHashValue: 'abc', previousDigestHashAlgorithm: 'SHA-256', logFiles: ['0105', '0205'].map((time) => ({ s3Object: log('eu-west-1', time) })) }), [list('eu-west-1', '013131')]: digest('eu-west-1', '003131', '013131', []) };
  expect(await gapsOf(files)).toEqual([
    `whether a digest file is as it was delivered is not known, with the log files from 2026-11-28T00:31Z to 2026-11-28T01:31Z (${name(list('eu-west-1', '013131'))}): ${name(second)} has previousDigestHashValue "abc", which is no SHA-256 in hex`,
    `whether 2 log files are as they were delivered is not known, with records from 2026-11-28T01:31Z to 2026-11-28T02:31Z (${name(log('eu-west-1', '0105'))} is the first): ${name(second)} has no hashValue`,
  ]);
});

test('a hash is used where another digest file tells it, and however its kind is spelled', async () => {
  const other = second.replace('_shop_', '_other_');
  expect(await gapsOf({ ...whole, [other]: digest('eu-west-1', '013131', '023131', [], { digestS3Object: other, logFiles: [{ s3Object: log('eu-west-1', '0205') }] }) })).toEqual([]);
  for (const hashAlgorithm of ['SHA256', 'sha-256', 'sha_256']) {
    const folder = folderOf({ ...whole, [second]: digest('eu-west-1', '013131', '023131', [], { logFiles: [{ s3Object: log('eu-west-1', '0205'), hashAlgorithm, hashValue: sumOf('forged').toUpperCase() }] }) });
    expect((await readAll([folder], real, folder)).problems.map(({ code }) => code)).toEqual(['audit-modified']);
  }
});

test('a log file that is listed without a name is a blind spot', async () => {
  expect(await gapsOf({ ...whole, [second]: digest('eu-west-1', '013131', '023131', ['0205'], { logFiles: [null, 3, {}, { s3Object: [] }] }) })).toEqual([`which log files were delivered from 2026-11-28T01:31Z to 2026-11-28T02:31Z is not told in full: ${name(second)} lists 4 without a name`]);
});

test('names in other letters are names of the same files', async () => {
  const shouted = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(files).map(([key, content]) => [key.replace(/[^/]+$/, (all) => all.toUpperCase()).replace(/\.GZ$/, '.gz'), content]));
  expect(await gapsOf(shouted(chain()))).toEqual([]);
  const folder = folderOf(shouted({ ...chain(), [log('eu-west-1', '0205')]: trail() }));
  expect((await readAll([folder], real, folder)).problems.map(({ code }) => code)).toEqual(['audit-modified']);
  // Packed, and told to be so in large letters.
  const packed = folderOf(Object.fromEntries(Object.entries(chain()).map(([key, content]) => [key.replace('.json.gz', '.JSON.GZ'), gzipSync(content)])));
  expect((await readAll([packed], real, packed)).sources.map(({ notes, scopes }) => [notes, scopes.map(({ gaps }) => gaps)])).toEqual([[['2 digest files list 2 delivered log files; the SHA-256 of each matches'], [[]]]]);
});

/** As somebody has saved them. */
const renamed = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(files).map(([key, content], index) => [key.includes('Digest') ? `lists/${index}.json` : key, content]));

test('digest files under other names are digest files all the same', async () => {
  const folder = folderOf(renamed(chain()));
  const { sources, problems } = await readAll([folder], real, folder);
  expect([problems, sources.map(({ notes, scopes }) => [notes, scopes.map(({ gaps }) => gaps)])]).toEqual([[], [[['2 digest files list 2 delivered log files; the SHA-256 of each matches'], [[]]]]]);
  for (const [key, content] of [[log('eu-west-1', '0205'), trail()], [list('eu-west-1', '013131'), digest('eu-west-1', '003131', '013131', [])]] as const) {
    const forged = folderOf(renamed({ ...chain(), [key]: content }));
    expect((await readAll([forged], real, forged)).problems).toMatchObject([{ code: 'audit-modified', message: expect.stringContaining(name(key)) as string }]);
  }
  // One of them has its name, so that all are hashed as they are read.
  const { [second]: last, ...rest } = chain();
  const mixed = folderOf({ ...renamed(rest), [second]: String(last) });
  expect((await readAll([mixed], real, mixed)).sources[0]?.notes).toEqual(['2 digest files list 2 delivered log files; the SHA-256 of each matches']);
});

test('digest files that were put into one file have no hash of their own', async () => {
  const { [list('eu-west-1', '013131')]: one, [second]: two, ...logs } = chain();
  expect(await gapsOf({ ...logs, 'lists.json': `${one}\n${two}\n` })).toEqual([`whether a digest file is as it was delivered is not known, with the log files from 2026-11-28T00:31Z to 2026-11-28T01:31Z (${name(list('eu-west-1', '013131'))}): it could not be read as a file of its own`]);
});
