import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { eventRows, withoutVersion } from '../../../src/audit/aws/events.ts';
import type { AuditEvent, EventSubject } from '../../../src/model/event.ts';
import { constructed } from './records.ts';
import { eventOf, recordOf } from './record.ts';

/** What the table says of each constructed record, a line a record and a line a subject. Read it when you change it. */
const golden = fileURLToPath(new URL('records.txt', import.meta.url));

function lineOf({ name, service, deed, touches, outcome, region, mayCreate, replacesTags, grants, gaps }: AuditEvent): string {
  return [`${service.replace('.amazonaws.com', '')}:${name}`, mayCreate === true ? `${deed}, may create` : deed, replacesTags === true ? 'all tags' : touches, outcome === 'success' ? null : outcome, region === 'eu-central-1' ? null : region, ...grants.map(({ principal, role }) => `grants ${role} to ${principal}`), ...gaps]
    .filter((one) => one !== null)
    .join(' · ');
}

function subjectLine({ row, count }: EventSubject): string {
  const short = (text: string): string => text.replaceAll('eu-central-1:111122223333', '@');
  const region = row.region.status === 'known' ? row.region.value : `region unknown: ${row.region.status === 'unknown' ? row.region.because : ''}`;
  return [
    `    ${row.type.replace('AWS::', '')} ${short(row.id)}`, row.name === row.id.slice(row.id.search(/[^:/]*$/)) ? null : `named ${row.name}`, count === 0 ? null : `×${count}`, region === 'eu-central-1' ? null : region, row.zone.status === 'known' ? row.zone.value : null,
    row.aliases.length === 0 ? null : `alias ${row.aliases.map(short).join(', ')}`, row.madeBy === null ? null : `by ${short(row.madeBy)}`, row.gone, short(JSON.stringify(row.values)), ...Object.entries(row.untold).map(([path, because]) => `${path}: ${because}`),
  ]
    .filter((one) => one !== null)
    .join(' · ');
}

test('every constructed record tells what the table says', async () => {
  const lines = constructed.flatMap(([call, requestParameters, responseElements, more]) => {
    const event = eventOf(recordOf(call, { requestParameters, responseElements, ...more }));
    return [lineOf(event), ...event.subjects.map(subjectLine)];
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden);
});

test('every call of every row has a constructed record', () => {
  const records = new Set(constructed.map(([call]) => withoutVersion(call)));
  expect(eventRows.flatMap(({ service, names }) => names.map((name) => `${service}:${name}`)).filter((call) => !records.has(call))).toEqual([]);
});

test('all 74 rows of the reference are in the table, each with a source', () => {
  expect([...new Set(eventRows.map(({ row }) => row))].sort((a, b) => a - b)).toEqual(Array.from({ length: 74 }, (_, index) => index + 1));
  for (const { source } of eventRows) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
});

test('no line of the table is without a subject', () => {
  const told = readFileSync(golden, 'utf8').split('\n');
  const bare = told.filter((line, index) => line !== '' && !line.startsWith(' ') && !(told[index + 1] ?? '').startsWith(' '));
  // Of a form for all models no model is told.
  expect(bare.map((line) => line.split(' · ')[0])).toEqual(['bedrock:PutUseCaseForModelAccess']);
});
