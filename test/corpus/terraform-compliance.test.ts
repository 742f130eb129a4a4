import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpus, filesBelow, plans } from './corpus.ts';
import { verdictsOf } from './guardrail.ts';

const folder = 'terraform-compliance+cli/tests/functional';
const features = filesBelow(join(plans, folder), /^[^/]+\/[^/]+\.feature$/);

interface Case {
  readonly test: string;
  readonly tags: readonly object[];
  /** `address argument`: what the feature's `.expected` names, or all that it can mean. Empty: the feature passes. */
  readonly fails: readonly string[];
}

const onBalancers = { types: ['aws_alb'] };
const wafTags = [{ key: 'waf_policy', pattern: '^(internal|external|custom)$', ...onBalancers }, { key: 'waf_custom', ...onBalancers }];
const onMachines = { types: ['azurerm_virtual_machine'] };

/** Features about tags, with the scenario's words as settings of required-tags. */
const cases: readonly Case[] = [
  { test: 'test_issue-208', tags: [{ key: 'Capability' }, { key: 'Environment' }], fails: [] },
  { test: 'test_issue-249', tags: wafTags, fails: [] },
  { test: 'test_issue-249-has', tags: wafTags, fails: [] },
  {
    test: 'test_issue-294',
    tags: [{ key: 'backmeup', pattern: 'true|false', ...onMachines }, { key: 'terraform', pattern: 'true', ...onMachines }],
    fails: ['module.linuxservers-fail.azurerm_virtual_machine.vm-linux[0] tags.backmeup', 'module.linuxservers-fail.azurerm_virtual_machine.vm-linux[0] tags.terraform'],
  },
  // "must have tags": every resource that has some has this one.
  { test: 'test_issue-338', tags: [{ key: 'Name' }], fails: ['aws_instance.tf-example-ec2 tags.Name'] },
  { test: 'test_issue-343', tags: [{ key: 'MyOkTag' }], fails: ['aws_s3_bucket.c tags.MyOkTag'] },
  // The scenario looks at one module; the bucket stands outside of it.
  { test: 'test_regex_on_when', tags: [{ key: 'project', values: ['project1'], types: ['aws_kms_key'] }], fails: ['module.project1.aws_kms_key.test tags.project'] },
];

/** Speak of tags, regions or sizes, and mean something else. */
const withoutCounterpart: Readonly<Record<string, string>> = {
  'test_issue-127': 'ports of security groups, under a title about tags',
  'test_issue-231': 'tags of container images in a lifecycle policy',
  'test_issue-249-must_not_bad_feature': 'a tag that must not be there',
  'test_issue-567': 'monitors of Datadog',
};

describe.skipIf(corpus === null)('features of terraform-compliance', () => {
  it('that speak of tags, regions or sizes are listed here', () => {
    const speaking = features.filter((file) => /\btag|\bregion\b|instance_(type|class)|machine_type|vm_size/i.test(readFileSync(join(plans, folder, file), 'utf8')));
    expect([...new Set(speaking.map((file) => file.split('/')[0]))].sort()).toEqual([...cases.map(({ test }) => test), ...Object.keys(withoutCounterpart)].sort());
  });

  it.each(cases)('$test agrees at every address', async ({ test, tags, fails }) => {
    expect(existsSync(join(plans, folder, test, '.failure'))).toBe(fails.length > 0);
    const found = await verdictsOf(join(folder, test, 'plan.out.json'), 'required-tags', { nested: false, tags });
    expect(found.map(({ address, path }) => `${address} ${path}`).sort()).toEqual(fails);
    expect(found.filter(({ verdict }) => verdict === 'undecided')).toEqual([]);
  });
});
