import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ProblemError } from '../../src/model/problem.ts';
import { scratchFolder } from '../commands/landrail.ts';
import { corpus } from './corpus.ts';
import { judged } from './judged.ts';

const folder = join(corpus ?? '', 'conftest');
const scratch = scratchFolder('conftest');

/** One run of conftest's own acceptance tests (expected.json), with the numbers or the words that they state. */
interface Case {
  readonly run: string;
  readonly policies: readonly string[];
  readonly input: string;
  readonly data?: readonly string[];
  readonly namespace?: readonly string[];
  readonly regoVersion?: 'v0' | 'v1';
  readonly failures?: number;
  readonly warnings?: number;
  readonly says?: readonly string[];
}

const cases: readonly Case[] = [
  { run: 'docker-compose file that does not conform', policies: ['examples/compose/policy'], input: 'examples/compose/docker-compose.yml', failures: 2, warnings: 0, says: ['No images tagged latest'] },
  { run: 'docker-compose file that conforms', policies: ['examples/compose/policy'], input: 'examples/compose/docker-compose-valid.yml', failures: 0, warnings: 0 },
  { run: 'a service with a warning', policies: ['examples/kubernetes/policy'], input: 'examples/kubernetes/service.yaml', failures: 0, warnings: 1, says: ['Found service hello-kubernetes but services are not allowed'] },
  { run: 'a deployment with root containers', policies: ['examples/kubernetes/policy'], input: 'examples/kubernetes/deployment.yaml', says: ['Containers must not run as root in Deployment hello-kubernetes'] },
  { run: 'policies and a namespace that a configuration file names', policies: ['examples/configfile/test'], namespace: ['conftest'], input: 'examples/configfile/deployment.yaml', failures: 1, says: ['Containers must not run as root'] },
  { run: 'data beside policies', policies: ['examples/data/policy'], data: ['examples/data/exclusions/services.yaml'], input: 'examples/data/service.yaml', failures: 1, says: ['Cannot expose port'] },
  { run: 'several policy flags', policies: ['tests/multidir/org', 'tests/multidir/team'], input: 'tests/multidir/data.json', failures: 2, warnings: 0, says: ['Org policy forbids foo=bar', 'Team policy forbids baz=qux'] },
  { run: 'contains and if', policies: ['tests/problematic-if/policy/valid.rego'], input: 'tests/problematic-if/data.yaml', failures: 1, warnings: 0 },
  { run: 'v0 policy as v0', policies: ['tests/rego-version/policy/v0.rego'], regoVersion: 'v0', input: 'tests/rego-version/data.yaml', failures: 0 },
  { run: 'v1 policy as v1', policies: ['tests/rego-version/policy/v1.rego'], input: 'tests/rego-version/data.yaml', failures: 0 },
];

/** Runs that conftest refuses or lets pass, and what landrail says. */
const faults: readonly (Omit<Case, 'failures' | 'warnings' | 'says'> & { readonly message: RegExp })[] = [
  { run: 'v0 policy as v1', policies: ['tests/rego-version/policy/v0.rego'], input: 'tests/rego-version/data.yaml', message: /`if` keyword is required|`contains` keyword is required/ },
  { run: 'v1 policy as v0', policies: ['tests/rego-version/policy/v1.rego'], regoVersion: 'v0', input: 'tests/rego-version/data.yaml', message: /contains/ },
  { run: 'if without contains', policies: ['tests/problematic-if/policy/invalid.rego'], input: 'tests/problematic-if/data.yaml', message: /main\.deny: deny is an object, not a set of findings/ },
  // conftest passes both: nothing runs, or a rule that says nothing. A gate that passes because of a slip is what landrail is not.
  { run: 'a namespace that is not there', policies: ['examples/kubernetes/policy'], namespace: ['notpresent'], input: 'examples/kubernetes/deployment.yaml', message: /notpresent/ },
  { run: 'a bare deny', policies: ['tests/problematic-if/policy/valid_bare_deny.rego'], input: 'tests/problematic-if/data.yaml', message: /deny/ },
];

/** conftest reads YAML; landrail a plan: the document of a test case, beside an empty one. */
function wrapped(input: string): string {
  const path = join(scratch, `${input.replaceAll('/', '-')}.json`);
  writeFileSync(path, JSON.stringify({ mock: { case: { ...(parse(readFileSync(join(folder, input), 'utf8')) as object), tfplan: { resource_changes: [] } } } }));
  return path;
}

function run({ policies, input, data = [], namespace = [], regoVersion = 'v1' }: Omit<Case, 'run'>): ReturnType<typeof judged> {
  return judged(wrapped(input), { config: false, cwd: folder, policy: policies, data, namespace, regoVersion, env: { XDG_CACHE_HOME: scratch } });
}

describe.skipIf(corpus === null)('conftest, its policies unchanged', () => {
  it.each(cases)('$run', async ({ failures, warnings, says = [], ...rest }) => {
    const { findings, errors } = await run(rest);
    expect(errors).toEqual([]);
    const denied = findings.filter(({ guardrail }) => !guardrail.includes('.warn'));
    expect(denied).toHaveLength(failures ?? denied.length);
    expect(findings).toHaveLength(denied.length + (warnings ?? findings.length - denied.length));
    expect(says.filter((words) => !findings.some(({ message }) => message.includes(words)))).toEqual([]);
  });

  it.each(['loc_different_file.yaml test.txt', 'loc_same_file.yaml data.yaml'])('_loc from %s', async (words) => {
    const [data = '', file = ''] = words.split(' ');
    const { findings } = await run({ policies: ['tests/source-location/policy'], data: [`tests/source-location/${data}`], input: 'tests/rego-version/data.yaml' });
    expect(findings.map(({ message, location }) => [message, location?.file, location?.line])).toEqual([['test', file, 123]]);
  });

  it.each(faults)('$run is refused', async ({ message, ...rest }) => {
    const said = await run(rest).then(
      ({ errors }) => errors,
      (error: unknown) => (error instanceof ProblemError ? error.problems : []),
    );
    expect(said.map((problem) => problem.message).join('\n')).toMatch(message);
  });
});
