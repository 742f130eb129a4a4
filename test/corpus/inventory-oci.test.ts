import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inventoriesIn } from '../inputs/inventory/opened.ts';
import { corpus, filesBelow, readJson } from './corpus.ts';

const folder = join(corpus ?? '', 'inventory', 'oci');
const files = filesBelow(folder, /\.json$/);

/** No resources: the name of a namespace, and the regions that a tenancy has subscribed to. */
const others = /-n\.json$|TestPolicyCollection\.test_all_region\/01-/;

const rowsOf = (content: unknown): number => {
  const data = (content as { data?: unknown }).data ?? content;
  const items = (data as { items?: unknown }).items ?? data;
  return Array.isArray(items) ? items.length : 1;
};

describe.skipIf(corpus === null)('recorded answers of OCI', () => {
  it.each(files.filter((file) => !others.test(file)))('%s: every row is a resource', async (file) => {
    const { read, problems } = await inventoriesIn(folder, [file]);
    expect(problems).toEqual([]);
    // OCIDs are masked to one token, so that a list holds one resource many times: only how many rows there are can be compared.
    expect(read.map(({ end }) => end.recognised)).toEqual([rowsOf(readJson(join(folder, file)))]);
    for (const { provider, stage, type, inCatalog, tags } of read[0]?.resources ?? []) {
      expect([provider, stage, type.startsWith('oci_'), inCatalog]).toEqual(['oci', 'inventory', true, true]);
      expect(tags.entries.filter(({ key }) => key.startsWith('Oracle-Tags.'))).toEqual([]);
    }
  });

  it.each(files.filter((file) => others.test(file)))('%s is refused with a reason', async (file) => {
    const { read, problems } = await inventoriesIn(folder, [file]);
    expect(read).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual([file.includes('/rest/') && file.endsWith('-n.json') ? 'input-not-json' : 'input-not-recognised']);
  });

  it('the command line and REST tell the same', async () => {
    for (const file of files.filter((one) => one.includes('/cli/') && !others.test(one))) {
      const [cli, rest] = await Promise.all([file, file.replace('/cli/', '/rest/')].map(async (one) => (await inventoriesIn(folder, [one])).read.map(({ format, resources, end }) => ({ format, resources: resources.map((resource) => ({ ...resource, attributes: null })), notes: end.notes }))));
      expect([file, cli]).toEqual([file, rest]);
    }
  });
});
