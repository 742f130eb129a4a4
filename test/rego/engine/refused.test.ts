import { expect, test } from 'vitest';
import { ProblemError, type Problem } from '#model/problem.ts';
import { regoText } from '#rego/rego-text.ts';
import { hostBuiltinNames } from '#rego/builtins/names.ts';
import { Host } from '#rego/host.ts';
import { loadModule } from '#rego/wasm-module.ts';
import { now } from './both.ts';
import { compiler } from './modules.ts';

async function problemsOf(text: string): Promise<readonly Problem[]> {
  const entries = [{ id: 'main', package: 'main', rules: ['deny'] }];
  try {
    await (await compiler()).compile({ modules: [{ path: 'policies/login.rego', text }], entries, hostBuiltins: hostBuiltinNames });
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  return [];
}

test('each built-in function that landrail does not offer is refused with its place and its name', async () => {
  const { host, forbidden, native, erased } = await (await compiler()).builtins();
  const offered = new Set([...hostBuiltinNames, ...native, ...erased, 'internal.test_case']);
  const arities = { ...host, ...Object.fromEntries(forbidden.map((name) => [name, name === 'opa.runtime' ? 0 : 1])) };
  const refused = Object.keys(arities).filter((name) => !offered.has(name)).sort();
  expect(refused).toEqual(expect.arrayContaining(['http.send', 'io.jwt.decode_verify', 'io.jwt.verify_rs256', 'net.lookup_ip_addr', 'opa.runtime', 'rand.intn', 'graphql.parse', 'crypto.x509.parse_certificates', 'providers.aws.sign_req', 'uuid.rfc4122']));
  const call = (name: string): string => `${name}(${Array.from({ length: arities[name] ?? 0 }, () => 'input.x').join(', ')})`;
  const text = ['package main', '', ...refused.map((name) => `deny contains x if x := ${call(name)}`)].join('\n');
  expect((await problemsOf(text)).map(({ code, message, where }) => [code, message, where])).toEqual(
    refused.map((name, index) => ['rego-unsupported-builtin', `the built-in function ${name} is not supported by landrail`, `policies/login.rego:${index + 3}:25`]),
  );
});

test('what Rego v0 alone has runs as in Go, and is refused in v1', async () => {
  const text = `package legacy

deny[msg] {
	r := input.resources[_]
	not re_match("^(eu|us)-", r.region)
	msg := sprintf("%s lies in %s", [r.address, r.region])
}

owners = {o | o := input.resources[_].tags.owner}

any_tagged { any([input.resources[_].tags.owner == "ml"]) }

all_tagged { all([true, count(owners) > 0]) }

regions[r.region] = r.address { r := input.resources[i]; i < 2 }

names = cast_array({r.address | r := input.resources[_]})

import_free = x { x := {1, 2} - {2} } else = 7 { true }
`;
  const input = { resources: [{ address: 'aws_instance.web', region: 'ap-south-1', tags: { owner: 'ml' } }, { address: 'aws_instance.db', region: 'eu-west-1', tags: {} }] };
  const rules = ['deny', 'owners', 'any_tagged', 'all_tagged', 'regions', 'names', 'import_free'];
  const sources = { modules: [{ path: 'legacy.rego', text }], hostBuiltins: hostBuiltinNames, strict: false, regoVersion: 'v0' as const };
  const { wasm, entries } = await (await compiler()).compile({ ...sources, entries: [{ id: 'legacy', package: 'legacy', rules }] });
  const host = await Host.open(await loadModule(wasm), { now, print: () => undefined });
  host.setInput(Buffer.from(JSON.stringify(input)));
  const [answer] = await (await compiler()).eval({ ...sources, query: 'sprintf("%v", [[data.legacy]])', inputs: [input] });
  const value = host.evaluate(entries[0]?.entrypoint ?? '');
  expect(value === undefined ? '' : regoText([value])).toBe(answer?.results[0]?.expressions[0]);
  expect(regoText([value ?? null])).toContain('"deny": {"aws_instance.web lies in ap-south-1"}');
  expect((await problemsOf(text.replace('package legacy', 'package main'))).length).toBeGreaterThan(0);
});
