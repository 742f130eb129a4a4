import type { JsonObject } from '#model/json.ts';
import type { Problem } from '#model/problem.ts';
import { createEvaluator, type Batch, type EvaluationResult, type Evaluator, type EvaluatorOptions } from '#rego/evaluate.ts';
import { inputBytes } from '#rego/shared-bytes.ts';
import { compileModule, type TestModule } from './modules.ts';

/** Policies that judge a training cluster, and some that fail in every way. */
const texts = {
  cluster: `package cluster
deny contains {"resource": r.address, "msg": sprintf("%v has no owner", [r.address])} if {
	some r in input.resources
	not r.tags.owner
}
undecided contains r.address if {
	some r in input.resources
	r.unknown
}
limit := data.settings.limit
quiet if input.nobody
`,
  conflict: `package conflict
owner := "ml-platform" if input.resources
owner := "checkout" if input.resources[0].address
deny contains owner if input.resources
`,
  forever: `package forever
deny contains "never" if {
	span := numbers.range(1, 1000)
	count([1 | some a in span; some b in span; some c in span; some d in span; a + b + c + d == input.sum]) == 1
}
`,
  range: `package range
deny contains "never" if count(numbers.range(1, input.to)) == 0
`,
  hungry: `package hungry
deny contains "never" if count({sprintf("%d-%d", [a, b]) | some a in numbers.range(1, 3000); some b in numbers.range(1, 3000)}) == input.sum
`,
  echo: `package echo
same := input.given
bigger if input.given > 9007199254740992
path := data.given
loud if {
	print("given", input.given)
}
`,
  deep: `package deep
counted := count(input.nested)
same := input.nested
`,
  nothing: `package nothing
deny contains 1 if false
found := input.nobody
`,
};

const entries = [
  { id: 'cluster', package: 'cluster', rules: ['deny', 'undecided', 'limit', 'quiet'] },
  { id: 'conflict', package: 'conflict', rules: ['deny'] },
  { id: 'forever', package: 'forever', rules: ['deny'] },
  { id: 'range', package: 'range', rules: ['deny'] },
  { id: 'hungry', package: 'hungry', rules: ['deny'] },
  { id: 'echo', package: 'echo', rules: ['same', 'bigger', 'path'] },
  { id: 'loud', package: 'echo', rules: ['loud'] },
  { id: 'deep', package: 'deep', rules: ['counted'] },
  { id: 'deep-echo', package: 'deep', rules: ['same'] },
  { id: 'nothing', package: 'nothing', rules: ['found'] },
];

export function compileCluster(): Promise<TestModule> {
  return compileModule(Object.values(texts), entries, { print: true });
}

const open: Evaluator[] = [];
/** Of all evaluators that a test opened. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((one) => one.close()));
}

export function evaluator(module: TestModule, mode: EvaluatorOptions['mode'], more: Partial<EvaluatorOptions> = {}, data: JsonObject = { settings: { limit: 4 } }): Evaluator {
  const one = createEvaluator({ modules: [{ ...module, data }], policyTimeoutMs: 20_000, now: new Date(0), mode, ...more });
  open.push(one);
  return one;
}

export const batch = (json: string, ...entryIds: readonly string[]): Batch => ({ bytes: inputBytes(json), module: 0, entryIds });
export const resources = JSON.stringify({ resources: [{ address: 'aws_instance.b', tags: {} }, { address: 'aws_instance.a', tags: {}, unknown: {} }, { address: 'aws_instance.c', tags: { owner: 'ml-platform' } }] });
/** What `cluster` says of `resources`. */
export const found = {
  id: 'cluster',
  value: {
    deny: [{ msg: 'aws_instance.a has no owner', resource: 'aws_instance.a' }, { msg: 'aws_instance.b has no owner', resource: 'aws_instance.b' }],
    limit: 4,
    undecided: ['aws_instance.a'],
  },
};
export const problemOf = (result: EvaluationResult | undefined): Problem | null => (result && 'problem' in result ? result.problem : null);
export const codes = (results: readonly EvaluationResult[]): readonly string[] => results.map((one) => ('problem' in one ? one.problem.code : 'value'));
