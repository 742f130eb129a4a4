import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpus, filesBelow, plans, readJson } from './corpus.ts';
import { resourcesOf, told } from './resources.ts';

/** What Snyk's policy engine makes of a plan. */
interface Golden {
  readonly resources: Readonly<Record<string, Readonly<Record<string, GoldenResource>>>>;
}

interface GoldenResource {
  readonly id: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly meta: { readonly region?: string; readonly tfplan: { readonly resource_actions: readonly string[] } };
}

interface Row {
  readonly action: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
}

const folder = 'snyk+policy-engine/pkg/input/golden_test/tfplan';
const cases = filesBelow(join(plans, folder), /^[^/]+\.json$/).map((file) => file.replace('.json', ''));

function theirs(name: string): ReadonlyMap<string, Row> {
  const { resources } = readJson(join(plans, folder, `${name}.json`)) as Golden;
  const all = Object.values(resources).flatMap((ofType) => Object.values(ofType));
  return new Map(all.map(({ id, tags = {}, meta }) => [id, { action: meta.tfplan.resource_actions.join(), region: meta.region ?? '-', tags }]));
}

async function ours(name: string): Promise<ReadonlyMap<string, Row>> {
  const resources = await resourcesOf(`${folder}/${name}/plan.json`);
  return new Map(resources.map(({ address, action, region, tags }) => [address, { action, region: told(region), tags: Object.fromEntries(tags.entries.map(({ key, value }) => [key, told(value)])) }]));
}

/** A data source is read, not made: nothing to judge. */
const notJudged = new Set(['data.aws_iam_policy_document.example']);

/** The policy engine tells the region of a provider block in the root module alone, and only of providers that have one. */
const regionsThatTheyLack: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'example-03': { 'azurerm_resource_group.main': 'westeurope', 'azurerm_storage_account.main': 'westeurope' },
  ...Object.fromEntries(
    ['example-06-tf-v0.15', 'example-06-tf-v1.0'].map((name) => [
      name,
      Object.fromEntries(
        ['module.child1.aws_vpc.child', 'module.child1.module.grandchild1.aws_security_group.grandchild', 'module.child1.module.grandchild1.aws_vpc.grandchild', 'module.child2.aws_security_group.child', 'module.child2.aws_vpc.child'].map(
          // The modules inherit the one AWS provider that there is.
          (address) => [address, 'us-east-2'],
        ),
      ),
    ]),
  ),
};

describe.skipIf(corpus === null)('the policy engine of Snyk', () => {
  it('has golden files', () => expect(cases).toHaveLength(10));

  it.each(cases)('%s: the same addresses, actions, regions and tags', async (name) => {
    const expected = new Map([...theirs(name)].filter(([address]) => !notJudged.has(address)));
    for (const [address, region] of Object.entries(regionsThatTheyLack[name] ?? {})) {
      const row = expected.get(address);
      expect(row?.region).toBe('-');
      if (row !== undefined) expected.set(address, { ...row, region });
    }
    expect(Object.fromEntries(await ours(name))).toEqual(Object.fromEntries(expected));
  });
});
