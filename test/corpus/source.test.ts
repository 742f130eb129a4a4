import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskFiles } from '../../src/inputs/files.ts';
import { noFlags } from '../../src/inputs/options.ts';
import { loadConfiguration } from '../../src/inputs/terraform/source/configuration.ts';
import { ModuleSources } from '../../src/inputs/terraform/source/sources.ts';
import { corpus, filesBelow } from './corpus.ts';

const top = join(corpus ?? '', 'hcl');
const folders = [...new Set(filesBelow(top, /\.(tf|tofu)(\.json)?$/).map((file) => dirname(file)))];
const repositories = [...new Set(folders.map((folder) => folder.split('/')[0] ?? ''))];

/** Codes of faults that files of strangers have. Another one is a fault of ours. */
const expected = new Set(['terraform-syntax', 'terraform-invalid']);

describe.skipIf(corpus === null)('every folder of the corpus, as a root module', () => {
  for (const repository of repositories) {
    const members = folders.filter((folder) => folder.startsWith(`${repository}/`) || folder === repository);
    it(`${repository}: ${members.length} folders`, { timeout: 120_000 }, async () => {
      const sources = new ModuleSources(new DiskFiles(top, [{ path: '.', absolute: top }]));
      const codes = new Set<string>();
      for (const folder of members) {
        const configuration = await loadConfiguration(join(top, folder), sources, noFlags);
        for (const instance of configuration?.instances() ?? []) {
          const { value } = instance.stated();
          instance.provider().stated();
          // Everything that is stated is written somewhere.
          for (const name of Object.keys(value)) expect(configuration?.locate(instance.address, name)?.place.file).toBeDefined();
          for (const name of Object.keys(value)) for (const { address } of instance.references(name)) expect(address).toMatch(/\w\.\w/);
        }
        for (const { code } of [...(configuration?.problems ?? []), ...(configuration?.faults ?? [])]) codes.add(code);
      }
      expect([...codes].filter((code) => !expected.has(code))).toEqual([]);
    });
  }
});
