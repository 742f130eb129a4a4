import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '#model/json.ts';
import { known, unknown } from '#model/known.ts';
import type { Resource } from '#model/resource.ts';
import { Batcher } from '#rego/batches.ts';
import { claimsOf } from '#rego/claims.ts';
import { createEvaluator, evaluateAll } from '#rego/evaluate.ts';
import { openUserPolicies, type UserPolicies } from '#rego/user-policies.ts';
import { machine } from './training.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'landrail-policies-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** What the policies say of one input, from their text to their claims. */
async function judge(files: Readonly<Record<string, string>>, resources: readonly Resource[], document: JsonObject | null = null, more: Partial<UserPolicies> = {}) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  const set = await openUserPolicies({ paths: ['policy'], dataFiles: [], cwd, regoVersion: 'v1', namespaces: [], cacheFolder: null, taken: new Set(), ...more });
  const entries = set.policies.map(({ guardrail, entrypoint }) => ({ id: guardrail.id, package: guardrail.package, entrypoint }));
  const evaluator = createEvaluator({ modules: [{ wasm: set.wasm, data: set.data, entries }], policyTimeoutMs: 10_000, now: new Date(0), mode: 'in-process' });
  const batcher = new Batcher([set], 'plan.json');
  const said: [id: string, verdict: string, message: string, address: string | null][] = [];
  const excepted: string[] = [];
  const problems: string[] = [];
  try {
    for await (const { results } of evaluateAll(evaluator, [...batcher.add(resources), ...batcher.finish(document)])) {
      for (const result of results) {
        const policy = set.policies.find((one) => one.guardrail.id === result.id);
        if ('problem' in result || !policy) throw new Error(`${result.id} failed`);
        const claims = claimsOf(result.value, policy, 'plan.json');
        said.push(...claims.claims.map((one): (typeof said)[number] => [one.guardrail, one.verdict, one.message, one.address]));
        excepted.push(...claims.excepted.map((one) => `${one.guardrail}: ${one.message}`));
        problems.push(...claims.problems.map((one) => one.message));
      }
    }
  } finally {
    await evaluator.close();
  }
  return { said, excepted, problems };
}

const plan: JsonObject = {
  resource_changes: [
    { address: 'aws_instance.trainer', type: 'aws_instance', change: { after: { tags: {} } } },
    { address: 'aws_s3_bucket.scores', type: 'aws_s3_bucket', change: { after: { acl: 'public-read', tags: { owner: 'ml-platform' } } } },
  ],
};

describe('policies as conftest runs them, on the raw document', () => {
  const tags = `package main

deny_tags contains msg if {
	some change in input.resource_changes
	not change.change.after.tags.owner
	msg := sprintf("%s has no owner", [change.address])
}

violation contains {"msg": "a public bucket", "resource": change.address, "details": {"acl": change.change.after.acl}} if {
	some change in input.resource_changes
	startswith(change.change.after.acl, "public")
}

warn_count contains "few resources" if count(input.resource_changes) < 3
`;

  test('deny_x, violation and warn_x are each a policy', async () => {
    expect(await judge({ 'policy/tags.rego': tags }, [machine('aws_instance.trainer')], plan)).toEqual({
      said: [
        ['main.deny_tags', 'fail', 'aws_instance.trainer has no owner', null],
        ['main.violation', 'fail', 'a public bucket', 'aws_s3_bucket.scores'],
        ['main.warn_count', 'fail', 'few resources', null],
      ],
      excepted: [],
      problems: [],
    });
  });

  test('an exception names rules by their suffix', async () => {
    const exception = 'package main\n\nexception contains rules if {\n\tcount(input.resource_changes) == 2\n\trules := ["tags", "count"]\n}\n';
    expect(await judge({ 'policy/tags.rego': tags, 'policy/exception.rego': exception }, [], plan)).toEqual({
      said: [['main.violation', 'fail', 'a public bucket', 'aws_s3_bucket.scores']],
      excepted: ['main.deny_tags: aws_instance.trainer has no owner', 'main.warn_count: few resources'],
      problems: [],
    });
  });

  test('Rego v0 says the same', async () => {
    const v0 = 'package main\n\ndeny_tags[msg] {\n\tchange := input.resource_changes[_]\n\tnot change.change.after.tags.owner\n\tmsg = sprintf("%s has no owner", [change.address])\n}\n\nexception[rules] {\n\tinput.nobody\n\trules = ["tags"]\n}\n';
    expect(await judge({ 'policy/tags.rego': v0 }, [], plan, { regoVersion: 'v0' })).toEqual({ said: [['main.deny_tags', 'fail', 'aws_instance.trainer has no owner', null]], excepted: [], problems: [] });
  });

  test('the slip of deny without contains is a problem when it holds', async () => {
    const slip = 'package main\n\ndeny if count(input.resource_changes) > 1\n';
    expect(await judge({ 'policy/slip.rego': slip }, [], plan)).toEqual({ said: [], excepted: [], problems: ['policy main.deny: deny is true, not a set of findings'] });
  });

  test('a list of a complete rule is as good as a set', async () => {
    const list = 'package main\n\ndeny := [msg | some change in input.resource_changes; msg := change.address]\n';
    expect((await judge({ 'policy/list.rego': list }, [], plan)).said.map((one) => one[2])).toEqual(['aws_instance.trainer', 'aws_s3_bucket.scores']);
  });
});

test('guardrails are handed what their METADATA selects', async () => {
  const guardrail = `# METADATA
# custom:
#   kinds: [instance]
package landrail.guardrails.team_owner

deny contains {"resource": r.address, "path": "tags.owner", "msg": "no owner"} if {
	some r in input.resources
	not r.tags.owner
	not r.unknown["tags.owner"]
}

undecided contains {"resource": r.address, "path": "tags.owner", "msg": "the owner is not known", "needs": why.because, "refs": why.refs} if {
	some r in input.resources
	why := r.unknown["tags.owner"]
}

warn contains sprintf("%d machines in %s", [count(input.resources), input.path]) if input.resources
`;
  const tagged = (address: string, owner: Resource['tags']['entries'][number]['value']) => machine(address, { tags: { entries: [{ key: 'owner', value: owner, origin: 'tags' }], open: null } });
  const resources = [
    machine('aws_instance.trainer'),
    tagged('aws_instance.judge', unknown('variable without a value', ['var.owner'])),
    tagged('aws_instance.checkout', known('shop')),
    machine('aws_ebs_volume.scratch', { kind: 'disk' }),
  ];
  expect(await judge({ 'policy/owner.rego': guardrail }, resources)).toEqual({
    said: [
      ['team-owner', 'fail', 'no owner', 'aws_instance.trainer'],
      ['team-owner', 'undecided', 'the owner is not known', 'aws_instance.judge'],
      ['team-owner', 'fail', '3 machines in plan.json', null],
    ],
    excepted: [],
    problems: [],
  });
});
