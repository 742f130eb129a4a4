import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskFiles } from '#inputs/files.ts';
import { noFlags } from '#inputs/options.ts';
import { loadConfiguration } from '#inputs/terraform/source/configuration.ts';
import { ModuleSources } from '#inputs/terraform/source/sources.ts';
import { isArray, isObject, type JsonValue } from '#model/json.ts';
import { shown } from '../inputs/terraform/source/configured.ts';
import { corpus, filesBelow, readJson } from './corpus.ts';

/** What Snyk's policy engine makes of Terraform source, with Terraform's own code. */
interface Golden {
  readonly resources: Readonly<Record<string, Readonly<Record<string, { readonly id: string; readonly attributes: JsonValue }>>>>;
}

const folder = join(corpus ?? '', 'hcl/snyk+policy-engine/pkg/input/golden_test/tf');
const cases = filesBelow(folder, /^[^/]+\.json$/).map((file) => file.replace('.json', ''));

/** Names of theirs that say how a block is written, not what it holds. */
const form = new Set(['dynamic', 'provider', 'count', 'for_each', 'lifecycle', 'depends_on']);

/** Of a count that is not known they make one, of a `for_each` none; here one stands for all that there may be. */
const unknownCounts: Readonly<Record<string, readonly string[]>> = {
  'count-err': ['aws_s3_bucket.count_bucket[*]', 'aws_s3_bucket.for_each_bucket[*]'],
  'null-count': ['aws_s3_bucket.foo[*]'],
};

/** A sensitive value of theirs; here it is marked, and taken out of what is shown. */
const masked = '******';

/** What they know, and what landrail makes of the same place; what is not known is no difference, and what they do not know neither. */
function differences(theirs: JsonValue, ours: unknown, path: string): readonly string[] {
  if (theirs === null || theirs === masked || (typeof ours === 'string' && ours.startsWith('?'))) return [];
  if (isArray(theirs)) return theirs.flatMap((one, index) => differences(one, (ours as readonly unknown[] | undefined)?.[index], `${path}[${index}]`));
  if (isObject(theirs)) return Object.entries(theirs).flatMap(([key, one]) => (form.has(key) ? [] : differences(one, (ours as Readonly<Record<string, unknown>> | undefined)?.[key], `${path}.${key}`)));
  return String(theirs) === String(ours) ? [] : [`${path}: ${JSON.stringify(theirs)}, here ${JSON.stringify(ours)}`];
}

async function oursOf(name: string): Promise<ReadonlyMap<string, unknown>> {
  const sources = new ModuleSources(new DiskFiles(folder, [{ path: '.', absolute: folder }]));
  const configuration = await loadConfiguration(join(folder, name), sources, noFlags);
  // They write keys without quotation marks.
  return new Map((configuration?.instances() ?? []).map((instance) => {
    const { value, mask } = instance.stated();
    return [instance.address.replace(/\["(.*?)"\]/g, '[$1]'), shown(value, mask)];
  }));
}

describe.skipIf(corpus === null)('the policy engine of Snyk, over source', () => {
  it('has golden files', () => expect(cases).toHaveLength(23));

  it.each(cases)('%s: the same resources with the same arguments', async (name) => {
    const { resources } = readJson(join(folder, `${name}.json`)) as Golden;
    const theirs = Object.values(resources).flatMap((ofType) => Object.values(ofType));
    const ours = await oursOf(name);
    expect([...ours.keys()].sort()).toEqual(unknownCounts[name] ?? theirs.map(({ id }) => id).sort());
    expect(theirs.flatMap(({ id, attributes }) => differences(attributes, ours.get(id) ?? ours.get(id.replace('[0]', '[*]')), id))).toEqual([]);
  });
});
