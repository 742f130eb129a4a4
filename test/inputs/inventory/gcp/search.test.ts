import { describe, expect, test } from 'vitest';
import { inventories } from '../opened.ts';
import { line, lines, resources } from './told.ts';

const because = 'a search tells no more than labels, place and state (--read-mask="*" adds the rest)';

function found(assetType: string, name: string, more: object): object {
  return { name, assetType, project: 'projects/410001', folders: ['folders/77'], organization: 'organizations/1', displayName: name.slice(name.lastIndexOf('/') + 1), parentFullResourceName: '//cloudresourcemanager.googleapis.com/projects/training-prod', ...more };
}

const machine = (machineType: string, more: object = {}): object =>
  found('compute.googleapis.com/Instance', '//compute.googleapis.com/projects/training-prod/zones/europe-west4-a/instances/trainer-1', { location: 'europe-west4-a', labels: { owner: 'ml-platform' }, state: 'RUNNING', additionalAttributes: { machineType }, ...more });

describe('a search result', () => {
  test.each([
    ['array of gcloud', (one: object) => [one]],
    ['answer of the API', (one: object) => ({ results: [one] })],
    ['line', (one: object) => `${JSON.stringify(one)}\n${JSON.stringify({ ...one, name: '//x' })}\n`],
  ])('as an %s', async (_, form) => {
    const { read } = await inventories({ 'found.json': form(machine('e2-medium')) });
    expect(read[0]?.format).toBe('gcp-search');
    expect(read[0]?.resources[0] && line(read[0].resources[0])).toBe('compute.googleapis.com/Instance | instance | trainer-1 | europe-west4 | europe-west4-a | training-prod in folders/77 | e2-medium x1 | {owner=ml-platform}');
  });

  test('tells no accelerators of a machine that takes them', async () => {
    expect((await lines([machine('n1-standard-8')]))[0]).toContain(`| n1-standard-8 x1, ? ${because}`);
  });

  test('lists labels of all types alike, and their absence', async () => {
    const cluster = found('container.googleapis.com/Cluster', '//container.googleapis.com/projects/training-prod/locations/us-east1/clusters/shop', { location: 'us-east1', labels: { owner: 'shop' } });
    const database = found('sqladmin.googleapis.com/Instance', '//cloudsql.googleapis.com/projects/training-prod/instances/ledger', { location: 'us-east1' });
    expect((await resources([cluster, database])).map((one) => [line(one).split(' | ').slice(6), one.tagsPath])).toEqual([
      [[`? ${because} x? ${because}`, '{owner=shop}'], 'labels'],
      [[`? ${because} x1`, '{}'], 'labels'],
    ]);
  });

  test('holds everything where it was asked for', async () => {
    const whole = machine('n1-standard-8', { versionedResources: [{ version: 'v1', resource: { machineType: 'zones/z/machineTypes/n1-standard-8', guestAccelerators: [{ acceleratorType: 'nvidia-tesla-t4', acceleratorCount: 2 }] } }] });
    expect((await lines([whole]))[0]).toContain('| n1-standard-8 x1, nvidia-tesla-t4 x1 +2 | {owner=ml-platform}');
  });

  test('of a deleted project', async () => {
    const { read } = await inventories({ 'found.json': [found('cloudresourcemanager.googleapis.com/Project', '//cloudresourcemanager.googleapis.com/projects/old', { state: 'DELETE_REQUESTED' })] });
    expect(read[0]?.end.notes).toEqual(['1 deleted resource not judged']);
  });
});

test('search-all-iam-policies gives rights', async () => {
  const { read } = await inventories({ 'found.json': [{ resource: '//storage.googleapis.com/exports', assetType: 'storage.googleapis.com/Bucket', project: 'projects/410001', policy: { bindings: [{ role: 'roles/owner', members: ['user:eve@example.com'] }] } }] });
  expect(read[0]?.resources.map((one) => [one.address, one.grants])).toEqual([['//storage.googleapis.com/exports/iamPolicy', [{ path: 'iamPolicy.bindings[0]', role: { status: 'known', value: 'roles/owner' }, principal: { status: 'known', value: 'user:eve@example.com' } }]]]);
});

test('a token that is left', async () => {
  const { read } = await inventories({ 'found.json': { results: [machine('e2-medium')], nextPageToken: 'x' } });
  expect(read[0]?.end.coverage?.map((one) => one.incomplete)).toEqual(['a nextPageToken is left: there are more pages']);
});
