import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkJson, landrail, root, scratchFolder } from './landrail.ts';

const scratch = scratchFolder('bad-input');
const plan = readFileSync(join(root, 'samples/payroll-api/plan.json'), 'utf8');
const showPlan = 'terraform show -json tfplan > plan.json';

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(scratch, name), content);
  return name;
}

/** A plan of one resource of a payroll service. */
function planOf(resource: Record<string, unknown>, more: Record<string, unknown> = {}): string {
  const change = { address: 'aws_sqs_queue.payslips', mode: 'managed', type: 'aws_sqs_queue', name: 'payslips', provider_name: 'registry.terraform.io/hashicorp/aws', change: { actions: ['create'], before: null, after: { name: 'payslips', tags: null }, after_unknown: {}, before_sensitive: false, after_sensitive: {} }, ...resource };
  return JSON.stringify({ format_version: '1.2', terraform_version: '1.11.4', resource_changes: [change], ...more });
}

/** Runs it both ways, and checks what holds for every bad input: no stack, nothing green. */
function refused(args: readonly string[], more: Parameters<typeof landrail>[1] = {}) {
  const { status, report, stderr } = checkJson(args, { cwd: scratch, ...more });
  const terminal = landrail(['check', ...args], { cwd: scratch, ...more });
  expect(stderr).toBe('');
  expect(terminal.stderr).toBe('');
  expect(terminal.stdout).not.toMatch(/\n\s+at .*:\d+:\d+\)?\n\s+at /);
  expect(terminal.status).toBe(status);
  expect(status).toBe(report.exitCode);
  expect(report.verdict).not.toBe('pass');
  return { status, errors: report.errors, findings: report.findings, text: terminal.stdout };
}

describe('a file that is no plan exits 2 and says what it is', () => {
  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
  const cases: readonly (readonly [what: string, content: string | Uint8Array, code: string, message: string, where: string | RegExp, hint: string])[] = [
    ['empty', '', 'input-empty', 'input is empty', 'input', showPlan],
    ['white space', ' \n\t\n', 'input-empty', 'input holds only white space', 'input', showPlan],
    ['zeros', Buffer.alloc(10_000), 'input-nul-filled', 'input', 'input', ''],
    ['cut off', plan.slice(0, 30_000), 'input-truncated', 'input ends too early inside resource_changes', 'input:1:30001', 'the file was cut off'],
    ['cut off in UTF-16', utf16(plan).subarray(0, 20_001), 'input-truncated', 'input is UTF-16 and ends in the middle of a character', 'input', 'PowerShell'],
    ['words', 'hello world\n', 'input-not-json', 'input is not JSON: it begins with "hello world"', 'input:1:1', showPlan],
    ['a number', '42', 'input-not-json', 'input is not JSON', 'input:1:1', showPlan],
    ['a comma too many', '{"format_version": "1.2",}', 'input-not-json', 'input is not valid JSON: "}" at 1:26', 'input:1:26', showPlan],
    ['two documents', `${plan}{}`, 'input-trailing-data', 'input goes on after the end of its JSON', /^input:\d+:\d+$/, 'one file holds one plan'],
    ['JSON of something else', '{"name":"payroll","version":"1.0.0"}', 'input-not-recognised', 'input is JSON, but in no format that landrail knows: an object with name, version', 'input', showPlan],
    ['an array', '[1,2,3]', 'input-not-recognised', 'an array', 'input', showPlan],
    ['the head of a binary plan', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(22), Buffer.from([6, 0, 0, 0]), Buffer.from('tfplan'), Buffer.alloc(100)]), 'input-zip', 'input is a damaged zip archive: its directory is missing; the file was cut off', 'input', 'terraform plan -out=tfplan'],
    ['another archive', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200)]), 'input-not-supported', 'input is a zip archive, but not a saved plan', 'input', showPlan],
    ['the log stream of terraform plan -json', '{"@level":"info","@message":"Terraform 1.11.4","@module":"terraform.ui","type":"version"}\n{"@level":"info","@message":"Plan: 1 to add","@module":"terraform.ui","type":"change_summary"}\n', 'input-not-supported', 'log stream of terraform plan -json', 'input', showPlan],
    ['the text of terraform plan', 'Terraform used the selected providers to generate the following execution\nplan.', 'input-not-supported', 'the text that terraform plan prints', 'input', 'terraform plan -out=tfplan'],
    ['Terraform source', 'resource "aws_sqs_queue" "payslips" {\n  name = "payslips"\n}\n', 'input-not-supported', 'input is Terraform source (HCL), under a name that does not end in .tf', 'input', 'give its folder, or a file that ends in .tf'],
    ['a plan of an unknown major version', '{"format_version":"2.0","terraform_version":"3.0.0","resource_changes":[]}', 'plan-unknown-version', 'input has plan format 2.0; this landrail reads formats 0.1 to 1.x', 'input', 'newer landrail'],
    ['a key twice', `{"resource_changes":[],${plan.slice(1)}`, 'input-duplicate-key', 'input has the top-level key "resource_changes" twice', 'input', showPlan],
    ['a key twice in a template', '{"Resources":{},"Resources":{}}', 'input-duplicate-key', 'input has the top-level key "Resources" twice', 'input', 'keep the one that is meant'],
    ['two templates', '{"Resources":{}}{"Resources":{}}', 'input-trailing-data', 'input goes on after the end of its JSON', 'input:1:17', 'one file holds one document'],
    ['10,000 levels', planOf({}).replace('"tags":null', `"tags":${'['.repeat(10_000)}${']'.repeat(10_000)}`), 'plan-too-deep', 'input nests', 'input', showPlan],
  ];

  it.each([
    ['prod.tfvars', 'size = 1\n', 'input-not-supported', 'prod.tfvars holds values of Terraform variables, and nothing that is judged', 'name the folder of the root module, and this file with --var-file prod.tfvars'],
    ['terraform.tfvars.json', '{"size": 1}', 'input-not-supported', 'terraform.tfvars.json holds values of Terraform variables, and nothing that is judged', 'name its folder, with which it is read'],
    ['latin.tf', Buffer.from('# caf\u00e9\nlocals {}\n', 'latin1'), 'input-not-utf8', 'latin.tf is not UTF-8: byte 0xe9 at 1:6', 'save it as UTF-8'],
    ['.payslips.tf', 'locals {\n}\n', 'input-not-supported', '.payslips.tf is Terraform source (HCL), under a name that Terraform passes over, since it begins with a dot', 'give it a name without the dot, if Terraform is to read it'],
    ['pod.json', '{"apiVersion": "v1", "kind": "Pod"}', 'input-not-supported', 'pod.json looks like a Kubernetes manifest, which a check does not read', ''],
    ['answer.json', '{"format_version": "1.0"}', 'input-not-supported', 'answer.json looks like an answer of terraform show -json without a plan, which a check does not read', ''],
  ])('%s, by its name', (name, content, code, message, hint) => {
    file(name, content);
    const { status, errors } = refused([name]);
    expect([status, errors.map((error) => [error.code, error.message])]).toEqual([2, [[code, message]]]);
    expect(errors[0]?.hint).toContain(hint);
  });

  it.each(cases)('%s', (_, content, code, message, where, hint) => {
    file('input', content);
    const { status, errors, text } = refused(['input']);
    expect(status).toBe(2);
    expect(errors.map((error) => error.code)).toEqual([code]);
    expect(errors[0]?.message).toContain(message);
    expect(errors[0]?.where).toMatch(where);
    expect(errors[0]?.hint).toContain(hint);
    expect(text).toContain('error');
  });

  it('200 MB of garbage', () => {
    const path = join(scratch, 'garbage');
    // Begins like nothing that could be JSON, which one file of 128 would do by chance.
    writeFileSync(path, Buffer.concat([Buffer.from([0x80, 0x81]), randomBytes(200_000_000)]));
    const { status, errors } = refused(['garbage']);
    expect(status).toBe(2);
    expect(errors[0]?.message).toContain('garbage is binary data, not JSON');
  });

  it('a file that is not there, and the folder that is a file', () => {
    expect(refused(['no-such-plan.json']).errors[0]).toMatchObject({ code: 'input-missing', message: 'no-such-plan.json does not exist' });
    expect(refused(['no-such-plan.json']).errors[0]?.hint).toContain(showPlan);
    expect(refused(['main.tf']).errors[0]).toMatchObject({ message: 'main.tf does not exist', hint: 'check the path' });
    expect(refused(['main.tf', '--parameters', 'Env=prod', 'Shape=t3.small']).errors.at(-1)).toMatchObject({ message: 'Shape=t3.small does not exist', hint: 'check the path; a flag takes one value, and is repeated for each: --parameters Shape=t3.small, or --var Shape=t3.small' });
    file('zeros.yaml', Buffer.alloc(100));
    expect(refused(['zeros.yaml']).errors[0]).toMatchObject({ code: 'input-nul-filled', hint: 'write it again, or take it from version control' });
    file('plan.json', plan);
    expect(refused(['plan.json/tfplan']).errors[0]).toMatchObject({ code: 'input-missing' });
  });

  const readsAll = process.getuid?.() === 0;
  if (readsAll) console.log('skipped: plans without the right to read them: root may read everything');
  it.skipIf(readsAll)('a file and a folder without the right to read them', () => {
    file('secret.json', plan);
    chmodSync(join(scratch, 'secret.json'), 0);
    expect(refused(['secret.json']).errors[0]).toMatchObject({ code: 'input-unreadable' });
    mkdirSync(join(scratch, 'locked'));
    chmodSync(join(scratch, 'locked'), 0);
    expect(refused(['locked']).errors[0]).toMatchObject({ code: 'input-unreadable' });
  });

  it('one bad file among good ones does not hide what the good ones say', () => {
    file('plan.json', plan);
    file('half.json', plan.slice(0, 1000));
    const { report, status } = checkJson(['plan.json', 'half.json'], { cwd: scratch });
    expect(status).toBe(2);
    expect(report.inputs.map((input) => [input.path, input.resources > 0])).toEqual([['plan.json', true]]);
    expect(report.errors.map((error) => error.code)).toEqual(['input-truncated']);
  });
});

describe('a state that cannot be read exits 2 and says what to do', () => {
  const head = { version: 4, terraform_version: '1.11.4', serial: 3, lineage: '5c1f1f6e', outputs: {} };
  const queue = { mode: 'managed', type: 'aws_sqs_queue', name: 'payslips', provider: 'provider["registry.terraform.io/hashicorp/aws"]', instances: [{ schema_version: 0, attributes: { id: 'payslips', arn: 'arn:aws:sqs:eu-west-1:111122223333:payslips', tags_all: { owner: 'payroll' } } }] };
  const whole = JSON.stringify({ ...head, resources: [queue] });
  const shown = JSON.stringify({ format_version: '1.0', terraform_version: '1.11.4', values: { root_module: { resources: [] } } });
  const pull = 'terraform state pull > state.json';
  const cases: readonly (readonly [what: string, content: string, code: string, message: string, hint: string])[] = [
    ['cut off', whole.slice(0, 250), 'input-truncated', 'input ends too early inside resources[0]', pull],
    ['cut off, as terraform show tells of it', shown.slice(0, 80), 'input-truncated', 'input ends too early inside values', 'terraform show -json > state.json'],
    ['two of them', `${whole}${whole}`, 'input-trailing-data', 'input goes on after the end of its JSON', 'one file holds one state'],
    ['a key twice', whole.replace('"serial":3', '"serial":3,"serial":4'), 'input-duplicate-key', 'input has the top-level key "serial" twice', pull],
    ['of version 3', JSON.stringify({ version: 3, terraform_version: '0.11.14', serial: 1, lineage: 'x', modules: [{ path: ['root'], outputs: {}, resources: {} }] }), 'state-old-version', 'input is a state of version 3, as Terraform 0.11 and older ones keep it', pull],
    ['of version 1', JSON.stringify({ version: 1, serial: 1, modules: [] }), 'state-old-version', 'input is a state of version 1', pull],
    ['of version 5', whole.replace('"version":4', '"version":5'), 'state-unknown-version', 'input is a state of version 5; this landrail reads version 4', 'newer landrail'],
    ['shown in format 2', shown.replace('"1.0"', '"2.0"'), 'state-unknown-version', 'input has state format 2.0; this landrail reads formats 0.1 to 1.x', 'newer landrail'],
    ['encrypted by OpenTofu', JSON.stringify({ serial: 1, lineage: 'x', meta: { 'key_provider.pbkdf2.p': 'e30=' }, encrypted_data: 'AAAA', encryption_version: 'v0' }), 'state-encrypted', 'input is a state that OpenTofu has encrypted', 'tofu show -json > state.json'],
    ['the note of a backend', JSON.stringify({ version: 3, serial: 1, lineage: 'x', backend: { type: 's3', config: {}, hash: 1 }, modules: [] }), 'state-of-backend', 'input says where the state is kept, and holds none', pull],
    ['of version 3, with a backend', JSON.stringify({ version: 3, serial: 1, lineage: 'x', backend: { type: 's3' }, modules: [{ path: ['root'], resources: { 'aws_sqs_queue.payslips': { type: 'aws_sqs_queue' } } }] }), 'state-old-version', 'input is a state of version 3', pull],
    ['without a list of resources', JSON.stringify({ ...head, resources: {} }), 'state-malformed', 'resources of input is not a list', pull],
    ['a recording of pytest-terraform', JSON.stringify({ 'pytest-terraform': 1, outputs: {}, resources: {} }), 'input-not-supported', 'recording of pytest-terraform', pull],
    ['10,000 levels', whole.replace('"payroll"', `${'['.repeat(10_000)}${']'.repeat(10_000)}`), 'state-too-deep', 'input nests', pull],
  ];
  it.each(cases)('%s', (_, content, code, message, hint) => {
    file('input', content);
    const { status, errors } = refused(['input']);
    expect([status, errors.map((error) => error.code)]).toEqual([2, [code]]);
    expect(errors[0]?.message).toContain(message);
    expect(errors[0]?.where).toMatch(/^input/);
    expect(errors[0]?.hint).toContain(hint);
  });

  const faults: readonly (readonly [what: string, resources: readonly object[], code: string, message: string])[] = [
    ['an address twice', [queue, queue], 'state-duplicate-address', 'input has the address aws_sqs_queue.payslips twice; only the first one was judged'],
    ['a resource without a type', [queue, { ...queue, type: null }], 'state-malformed', 'resources[1] of input names no resource'],
    ['a resource without instances', [queue, { ...queue, instances: null }], 'state-malformed', 'resources[1] of input has no list of instances'],
    ['an instance without attributes', [queue, { ...queue, name: 'lost', instances: [{ schema_version: 0, attributes: null }] }], 'state-no-values', 'aws_sqs_queue.lost in input has no attributes'],
    ['an instance that is none', [queue, { ...queue, name: 'lost', instances: [7] }], 'state-malformed', 'resources[1].instances[0] of input is not an object'],
  ];
  it.each(faults)('%s: exits 2, with what is known of the rest', (_, resources, code, message) => {
    file('input', JSON.stringify({ ...head, resources }));
    const { status, errors, text } = refused(['input']);
    expect([status, errors.map((error) => [error.code, error.message])]).toEqual([2, [[code, message]]]);
    expect(text).toMatch(/[12] resources?, /);
  });

  it('a key of an argument twice', () => {
    file('input', whole.replace('"id":"payslips"', '"id":"payslips","id":"other"'));
    expect(refused(['input']).errors).toMatchObject([{ code: 'state-duplicate-key', message: 'an object of input has id twice: which one counts is not defined' }]);
  });

  it.each([
    ['no resources', { ...head, resources: [] }, 'the state holds no resources'],
    ['no resources, as terraform show tells of it', { format_version: '1.0', terraform_version: '1.11.4', values: { root_module: {} } }, 'the state holds no resources'],
    ['resources without instances', { ...head, resources: [{ ...queue, instances: [] }] }, 'the state holds no resources'],
    ['data sources alone', { ...head, resources: [{ ...queue, mode: 'data' }] }, '1 data source not judged'],
    ['resources of no cloud', { ...head, resources: [{ ...queue, type: 'random_pet', provider: 'provider["registry.terraform.io/hashicorp/random"]' }] }, '1 resource of other providers not judged (random)'],
  ])('%s: nothing was evaluated, which is no pass', (_, content, note) => {
    file('input', JSON.stringify(content));
    const { report, status } = checkJson(['input'], { cwd: scratch });
    expect([status, report.verdict, report.inputs.map(({ notes }) => notes)]).toEqual([3, 'empty', [[note]]]);
  });
});

describe('a plan that does not say what an apply would do exits 2, with its findings', () => {
  it.each([
    ['errored', { errored: true }, 'plan-errored'],
    ['not complete', { complete: false }, 'plan-incomplete'],
  ])('%s', (_, more, code) => {
    file('plan.json', planOf({}, more));
    const { status, errors } = refused(['plan.json']);
    expect(status).toBe(2);
    expect(errors.map((error) => error.code)).toEqual([code]);
  });

  it('a key twice within a change', () => {
    file('plan.json', plan.replace('"after":{', '"after":{"name":"first","name":"second",'));
    const { status, errors } = refused(['plan.json']);
    expect([status, errors.map((error) => error.code)]).toEqual([2, ['plan-duplicate-key']]);
    expect(errors[0]?.message).toMatch(/^aws_\S+ in plan\.json has change\.after\.name twice: which one counts is not defined$/);
  });

  it('an address twice', () => {
    const { resource_changes: changes } = JSON.parse(planOf({})) as { resource_changes: readonly unknown[] };
    file('plan.json', JSON.stringify({ format_version: '1.2', resource_changes: [...changes, ...changes] }));
    const { status, errors } = refused(['plan.json']);
    expect(status).toBe(2);
    expect(errors.map((error) => [error.code, error.message])).toEqual([['plan-duplicate-address', 'plan.json has the address aws_sqs_queue.payslips twice; only the first entry was judged']]);
  });

  it('actions that nobody knows', () => {
    file('plan.json', planOf({ change: { actions: ['obliterate'], before: null, after: {}, after_unknown: {} } }));
    expect(refused(['plan.json']).errors.map((error) => error.code)).toEqual(['plan-unknown-action']);
  });
});

describe('nothing evaluated exits 3', () => {
  it.each([
    ['a plan without resources', { format_version: '1.2', terraform_version: '1.11.4', planned_values: { root_module: {} }, configuration: { root_module: {} } }],
    ['a plan of other providers', { format_version: '1.2', resource_changes: [{ address: 'random_id.x', mode: 'managed', type: 'random_id', name: 'x', change: { actions: ['create'], before: null, after: {}, after_unknown: {} } }] }],
  ])('%s', (_, document) => {
    file('plan.json', JSON.stringify(document));
    const { status, text } = refused(['plan.json']);
    expect(status).toBe(3);
    expect(text).toContain('Nothing was judged: no resource was recognised.');
  });

  it('a folder without a plan', () => {
    mkdirSync(join(scratch, 'empty-folder'));
    expect(refused(['empty-folder']).status).toBe(3);
  });

  it('a plan that only deletes is not empty', () => {
    file('plan.json', planOf({ change: { actions: ['delete'], before: { name: 'payslips' }, after: null, after_unknown: {} } }));
    const { report, status } = checkJson(['plan.json'], { cwd: scratch });
    expect([status, report.verdict, report.inputs[0]?.notes]).toEqual([0, 'pass', ['1 delete not judged']]);
  });

  it('a config that switches every guardrail off', () => {
    file('plan.json', plan);
    file('landrail-off.yaml', 'version: 1\nguardrails:\n  gpu-shapes: { level: off }\n  network-baseline: { level: off }\n  privileged-identity: { level: off }\n  business-justification: { level: off }\n');
    const { status, text } = refused(['plan.json', '-c', 'landrail-off.yaml']);
    expect(status).toBe(3);
    expect(text).toContain('Nothing was judged: no guardrail ran.');
  });
});

describe('odd content is judged as it stands', () => {
  const config = file('landrail.yaml', 'version: 1\nguardrails:\n  required-tags:\n    tags:\n      - key: owner\n      - key: "__proto__"\n');

  it('keys such as __proto__ and constructor are keys', () => {
    const tags = '{"__proto__": "x", "constructor": "y", "owner": "payroll"}';
    file('plan.json', planOf({}).replace('"tags":null', `"tags":${tags}`));
    const { report, status } = checkJson(['plan.json', '-c', config], { cwd: scratch });
    expect([status, report.findings.filter((one) => one.guardrail === 'required-tags')]).toEqual([0, []]);
  });

  it('a missing __proto__ tag is missing', () => {
    file('plan.json', planOf({}).replace('"tags":null', '"tags":{"owner":"payroll"}'));
    const { report } = checkJson(['plan.json', '-c', config], { cwd: scratch });
    expect(report.findings.map((one) => one.evidence.path)).toEqual(['tags.__proto__']);
  });

  it('half of a surrogate pair, and numbers beyond 2^53, survive', () => {
    file('plan.json', planOf({}).replace('"tags":null', '"tags":{"owner":"\\ud800 payroll","number":9007199254740993}'));
    const { report, status } = checkJson(['plan.json', '-c', config], { cwd: scratch });
    expect([status, report.errors]).toEqual([1, []]);
    expect(report.findings.map((one) => one.evidence.path)).toEqual(['tags.__proto__']);
  });

  it('UTF-16 from PowerShell and a byte order mark are read', () => {
    const text = planOf({});
    for (const bytes of [Buffer.from(`\uFEFF${text}`, 'utf16le'), Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), Buffer.from(`\uFEFF${text}`)]) {
      file('plan.json', bytes);
      expect(checkJson(['plan.json', '-c', config], { cwd: scratch }).report.findings.map((one) => one.evidence.path)).toEqual(['tags.__proto__', 'tags.owner']);
    }
  });

  it('a type that nobody knows is judged by its tags and counted', () => {
    file('plan.json', planOf({ address: 'aws_payroll_engine.main', type: 'aws_payroll_engine', name: 'main' }));
    const { report, status } = checkJson(['plan.json', '-c', config], { cwd: scratch });
    expect(status).toBe(1);
    expect(report.findings.map((one) => `${one.guardrail} ${one.resource?.address} ${one.evidence.path}`)).toEqual(['required-tags aws_payroll_engine.main tags.__proto__', 'required-tags aws_payroll_engine.main tags.owner']);
    expect(report.inputs[0]?.notes).toEqual(['1 resource of types not in the catalogue (aws_payroll_engine): judged by tags and region alone']);
  });

  it('wrapped plans are read, and test cases each as an input of its own', () => {
    const inside = JSON.parse(planOf({})) as unknown;
    for (const wrapped of [{ tfplan: inside, tfrun: {} }, { plan: inside }, { terraform: inside }]) {
      file('plan.json', JSON.stringify(wrapped));
      expect(checkJson(['plan.json', '-c', config], { cwd: scratch }).report.inputs.map((input) => [input.path, input.resources])).toEqual([['plan.json', 1]]);
    }
    file('plan.json', JSON.stringify({ mock: { valid: { tfplan: inside }, invalid: { tfplan: inside } } }));
    expect(checkJson(['plan.json', '-c', config], { cwd: scratch }).report.inputs.map((input) => [input.path, input.resources])).toEqual([['plan.json#valid', 1], ['plan.json#invalid', 1]]);
  });

  it('actions that a plan invokes are judged', () => {
    const invocation = { address: 'action.aws_payroll_runner.monthly', type: 'aws_payroll_runner', name: 'monthly', config_values: { tags: {} }, config_sensitive: {}, config_unknown: {}, provider_name: 'registry.terraform.io/hashicorp/aws' };
    file('plan.json', JSON.stringify({ format_version: '1.2', resource_changes: [], action_invocations: [invocation] }));
    const { report } = checkJson(['plan.json', '-c', config], { cwd: scratch });
    expect(report.findings.map((one) => `${one.resource?.address} ${one.evidence.path}`)).toEqual(['action.aws_payroll_runner.monthly tags.__proto__', 'action.aws_payroll_runner.monthly tags.owner']);
    expect(report.inputs[0]?.notes).toContain('1 action that the plan invokes judged');
  });

  it('standard input is read as -', () => {
    const { report } = checkJson(['-', '-c', config], { cwd: scratch, input: planOf({}) });
    expect(report.inputs.map((input) => [input.path, input.resources])).toEqual([['-', 1]]);
    expect(checkJson(['-'], { cwd: scratch, input: '' }).report.errors[0]).toMatchObject({ code: 'input-empty' });
  });
});

describe('a config with a slip exits 2 at the place of the slip', () => {
  it.each([
    ['an unknown key', 'version: 1\nfail_on: high\n', 'landrail.yaml:2:1', 'fail-on'],
    ['an unknown guardrail', 'version: 1\nguardrails:\n  gpu-shape: {}\n', 'landrail.yaml:3:3', 'gpu-shapes'],
    ['a bad glob', 'version: 1\nguardrails:\n  regions:\n    aws: { allow: ["eu-[west"] }\n', 'landrail.yaml:4:20', 'eu-[west'],
    ['a bad date', 'version: 1\nwaivers:\n  - { guardrail: regions, resource: "*", reason: r, owner: o, ticket: t, expires: 2026-13-01 }\n', 'landrail.yaml:3:83', '2026-13-01'],
  ])('%s', (_, config, where, word) => {
    file('plan.json', plan);
    file('landrail.yaml', config);
    const { status, errors } = refused(['plan.json', '-c', 'landrail.yaml']);
    expect(status).toBe(2);
    expect(errors[0]?.where).toBe(where);
    expect(`${errors[0]?.message} ${errors[0]?.hint}`).toContain(word);
  });
});
