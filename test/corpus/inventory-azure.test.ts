import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inventoriesIn } from '../inputs/inventory/opened.ts';
import { corpus, filesBelow, readJson } from './corpus.ts';

const folder = join(corpus ?? '', 'inventory', 'azure');
const files = filesBelow(folder, /\.json$/);

/** Lists that hold nothing, and what is no resource: a registration of a resource provider, a snapshot that is being deleted. */
const none = /with_running_apps_below_threshold\/02|connections-filter\/(?:03|08)|connections-delete\/(?:03|05|10|11)|KeyVaultTest\.\w+\/01|machine-learning-data-container\/0[12]|ResourceGroupTest\.test_empty_group\/01|SqlServerTest\.administrators\/01|SnapshotTest\.test_find_by_name_and_delete\/0[13]/;

const rowsOf = (content: { value?: unknown[]; data?: { rows: unknown[] } | unknown[]; id?: string }): number => {
  if (content.value !== undefined) return content.value.length;
  const rows = content.data === undefined || Array.isArray(content.data) ? content.data : content.data.rows;
  return rows?.length ?? 1;
};

describe.skipIf(corpus === null)('recorded answers of Azure', () => {
  it.each(files)('%s: every row is a resource, with type and place', async (file) => {
    const { read, problems } = await inventoriesIn(folder, [file]);
    expect(problems).toEqual([]);
    expect(read).toHaveLength(1);
    const resources = read[0]?.resources ?? [];
    expect(resources).toHaveLength(none.test(file) ? 0 : rowsOf(readJson(join(folder, file)) as object));
    for (const { id, provider, stage, region, scope } of resources) {
      expect([id, provider, stage, region.status === 'oneOf', scope.subscription]).toEqual([id?.toLowerCase(), 'azure', 'inventory', false, { status: 'known', value: /^\/subscriptions\/([^/]+)/.exec(id ?? '')?.[1] }]);
    }
  });

  it('Resource Graph and Resource Manager tell the same of a storage account', async () => {
    const same = files.filter((file) => file.includes('test_resource_graph_and_arm_sources_storage_are_equivalent'));
    expect(same).toHaveLength(3);
    const told = await Promise.all(same.map(async (file) => (await inventoriesIn(folder, [file])).read[0]?.resources.map(({ id, type, kind, name, region, zone, scope, shapes, image, tags, taggable }) => ({ id, type, kind, name, region, zone, scope, shapes, image, tags, taggable }))));
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });
});
