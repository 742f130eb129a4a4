import { describe, expect, it } from 'vitest';
import { corpus } from './corpus.ts';
import { verdictsOf } from './guardrail.ts';
import { judged } from './judged.ts';

const deletions = 'terratags+terratags/examples/plan_deletion_test/test_plan.json';
const defaults = 'terratags+terratags/examples/provider_default_tags_regression/test_google_default_labels/plan.json';
const required = (...keys: readonly string[]): object => ({ tags: keys.map((key) => ({ key })) });

describe.skipIf(corpus === null)('Terratags', () => {
  it('one resource is validated, those that are deleted are not: "All resources have the required tags!"', async () => {
    expect(await verdictsOf(deletions, 'required-tags', required('Name', 'Environment', 'Owner', 'Project'))).toEqual([]);
    const { inputs } = await judged(deletions);
    expect(inputs.map(({ resources, notes }) => [resources, notes])).toEqual([[1, ['2 deletes not judged']]]);
  });

  it('default labels of the Google provider count', async () => {
    expect(await verdictsOf(defaults, 'required-tags', required('name', 'environment', 'team'))).toEqual([]);
    expect((await verdictsOf(defaults, 'required-tags', required('name', 'owner'))).map(({ verdict, path }) => `${verdict} ${path}`)).toEqual(['fail labels.owner']);
  });
});
