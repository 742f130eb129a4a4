import type { Finding } from '#model/finding.ts';
import type { Result } from '#model/result.ts';
import { finding, guardrail, resource, result } from './result.ts';

const allowedShapes = ['t3.*', 't4g.*', 'm7i.*', 'c7i.*', 'r7i.*', 'db.t4g.*', 'db.r7g.*', 'cache.t4g.*', 'cache.r7g.*', 'ml.t3.*', 'ml.m7i.*', 'g5.xlarge', 'g6.xlarge', 'trn1.2xlarge'];
const fixTag = 'Add the tag with an allowed value to the resource, or to the default tags of its provider.';

function untagged(address: string): Finding {
  return finding('required-tags', address, {
    message: 'tag "owner" is missing',
    evidence: { path: 'tags.owner', expected: 'a value like ^[a-z0-9.-]+@shop\\.example$' },
    location: { file: 'checkout/main.tf', line: 31, column: 3 },
    snippet: [{ line: 31, text: '  resource "aws_instance" "web" {', mark: { start: 3, end: 32 } }],
    remediation: fixTag,
  });
}

/** Findings in the order of the report: severity, file, line, address. */
const findings: readonly Finding[] = [
  finding('privileged-identity', 'aws_iam_role_policy_attachment.deployer', {
    severity: 'critical',
    message: 'new role "deployer" gets AdministratorAccess',
    resource: resource('aws_iam_role_policy_attachment.deployer', { kind: 'identity', region: 'global' }),
    evidence: { path: 'policy_arn', actual: 'arn:aws:iam::aws:policy/AdministratorAccess', expected: 'no role of an owner', refs: ['aws_iam_role.deployer'] },
    location: { file: 'checkout/identity.tf', line: 12, column: 3 },
    remediation: 'Attach a policy that lists the actions which the pipeline takes.',
    references: ['https://attack.mitre.org/techniques/T1098/'],
  }),
  finding('gpu-shapes', 'module.fraud.aws_instance.scorer[0]', {
    severity: 'high',
    message: 'p5.48xlarge has 8 accelerators (NVIDIA H100), and no approval covers it',
    evidence: { path: 'instance_type', actual: 'p5.48xlarge', expected: ['g5.xlarge', 'g6.xlarge'] },
    location: { file: 'checkout/modules/fraud/main.tf', line: 7, column: 19, endLine: 7, endColumn: 28 },
    snippet: [{ line: 7, text: '  instance_type = var.shape', mark: { start: 19, end: 28 } }],
    related: [
      { file: 'checkout/main.tf', line: 1040, column: 11, role: 'module argument', name: 'var.shape', snippet: [{ line: 1040, text: '  shape = local.shapes["fraud"]', mark: { start: 11, end: 32 } }] },
      { file: 'checkout/locals.tf', line: 3, column: 3, role: 'local value', name: 'local.shapes', snippet: [{ line: 3, text: '  shapes = { fraud = "p5.48xlarge" }', mark: { start: 22, end: 35 } }] },
    ],
    remediation: 'Choose an allowed shape, or ask for an approval with owner, ticket and end.',
  }),
  finding('regions', 'aws_sqs_queue.payment_events', {
    severity: 'high',
    message: 'region is "us-east-1" (provider aws.virginia), not one of eu-west-1, eu-central-1',
    resource: resource('aws_sqs_queue.payment_events', { kind: 'stream', region: 'us-east-1' }),
    evidence: { path: 'region', actual: 'us-east-1', expected: 'one of eu-west-1, eu-central-1', refs: ['provider aws.virginia'] },
    remediation: 'Move the resource to an allowed region, or let the account or project use this one under `scopes`.',
  }),
  finding('regions', 'aws_dynamodb_table.sessions', {
    verdict: 'undecided',
    severity: 'high',
    message: 'further region is not known',
    resource: resource('aws_dynamodb_table.sessions', { kind: 'database' }),
    evidence: { path: 'replica[0].region_name', refs: ['var.replica_region'], needs: 'variable without a value' },
    location: { file: 'checkout/sessions.tf', line: 9, column: 19, endLine: 9, endColumn: 37 },
    snippet: [{ line: 9, text: '    region_name = var.replica_region', mark: { start: 19, end: 37 } }],
    related: [{ file: 'checkout/variables.tf', line: 22, column: 1, role: 'variable without a default', name: 'var.replica_region', snippet: [{ line: 22, text: 'variable "replica_region" {', mark: { start: 1, end: 26 } }] }],
  }),
  finding('gpu-shapes', 'aws_instance.break_glass', {
    verdict: 'waived',
    severity: 'high',
    message: 'g6.xlarge has 1 accelerator (NVIDIA L4), and no approval covers it',
    evidence: { path: 'instance_type', actual: 'g6.xlarge', expected: ['g5.xlarge'] },
    waiver: { reason: 'Black Friday rehearsal', owner: 'checkout', ticket: 'CHG-1042', expires: '2026-12-31', where: 'landrail.yaml:31:5' },
  }),
  ...['a', 'b', 'c', 'd', 'e'].map((zone) => untagged(`module.checkout.aws_instance.web["eu-west-1${zone}"]`)),
  finding('instance-types', 'module.checkout.aws_autoscaling_group.workers', {
    message: 'instance type "m5.metal" is not one of the allowed ones',
    resource: resource('module.checkout.aws_autoscaling_group.workers', { kind: 'instance-group', action: 'update' }),
    evidence: { path: 'mixed_instances_policy[0].launch_template[0].override[2].instance_type', actual: 'm5.metal', expected: allowedShapes },
    location: { file: 'checkout/workers.tf', line: 18, column: 25, endLine: 18, endColumn: 35 },
    snippet: [{ line: 18, text: '        instance_type = "m5.metal" # the old fleet', mark: { start: 25, end: 35 } }],
    remediation: 'Choose a shape from the list of allowed ones.',
  }),
  ...['aws_s3_bucket.receipts', 'aws_s3_bucket.exports'].map((address) =>
    finding('required-tags', address, {
      verdict: 'undecided',
      message: 'tag "owner" may be missing',
      resource: resource(address, { kind: 'bucket' }),
      evidence: { path: 'tags.owner', needs: 'known after apply', refs: [`data.aws_default_tags.current`, `${address}.tags`] },
    }),
  ),
  finding('required-tags', 'aws_sns_topic.legacy', { verdict: 'baselined', message: 'tag "owner" is missing', evidence: { path: 'tags.owner' } }),
  finding('main.deny_public', null, {
    severity: 'low',
    advisory: true,
    message: 'the plan opens port 22 to the world, which the checkout service has no use for',
    evidence: { expected: 'no ingress from 0.0.0.0/0 on port 22' },
  }),
  finding('network-baseline', 'aws_security_group_rule.probe', {
    severity: 'info',
    message: 'rule stands alone',
    evidence: { path: 'cidr_blocks', actual: ['10.0.0.0/8', '192.168.0.0/16'], expected: [] },
  }),
];

const guardrails = ['gpu-shapes', 'instance-types', 'main.deny_public', 'network-baseline', 'privileged-identity', 'regions', 'required-tags'].map((id) =>
  guardrail(id, { title: `Title of ${id}`, origin: id.startsWith('main.') ? './policies' : 'builtin' }),
);

/** Everything that a report may have to show, once or several times. */
export const checkout: Result = result(findings, {
  guardrails,
  inputs: [
    { path: 'checkout/plan.json', format: 'terraform-plan', resources: 84, notes: ['3 deletes not judged', '12 unchanged resources not judged (--all judges them)'] },
    { path: 'payments/plan.json', format: 'terraform-plan', resources: 0, notes: [] },
  ],
  notRun: [
    { id: 'business-justification', because: 'switched off' },
    { id: 'cost-centre', because: 'not configured' },
    { id: 'scopes', because: 'not configured' },
  ],
  notices: [
    { code: 'waiver-expiring', message: 'the waiver of gpu-shapes for aws_instance.break_glass ends in 12 days', where: 'landrail.yaml:31:5', hint: 'renew it or move the machine' },
    { code: 'baseline-stale', message: '2 baseline entries match no finding any more', where: null, hint: 'run landrail baseline prune' },
  ],
  errors: [
    { code: 'input-errored', message: 'payments/plan.json says "errored": true: Terraform stopped before the plan was whole', where: 'payments/plan.json:1:74', hint: 'mend what terraform plan complains about, then plan again' },
    { code: 'policy-timeout', message: 'policy data.main ran for 30 s and was stopped', where: 'policies/public.rego:14:1', hint: null },
  ],
});

export const noErrors: Result = result(findings, { guardrails });

export const allPass: Result = result([], { guardrails });

export const belowThreshold: Result = { ...result(findings.filter(({ severity }) => severity === 'low' || severity === 'info'), { guardrails }), verdict: 'pass', exitCode: 0 };

export const nothingRecognised: Result = {
  ...result([], { guardrails, inputs: [{ path: 'checkout/plan.json', format: 'terraform-plan', resources: 0, notes: [] }] }),
  verdict: 'empty',
  exitCode: 3,
};

export const noGuardrail: Result = {
  ...result([], { guardrails: [], notRun: [{ id: 'regions', because: 'not configured' }] }),
  verdict: 'empty',
  exitCode: 3,
};

export const errorsOnly: Result = result([], {
  guardrails,
  inputs: [],
  errors: [{ code: 'input-truncated', message: 'checkout/plan.json ends in the middle of a text', where: 'checkout/plan.json:1:20480', hint: 'write it again: terraform show -json tfplan > plan.json' }],
});
