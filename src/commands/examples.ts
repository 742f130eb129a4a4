// What help shows below the flags of a command; all of them are run by tests.

const examples: Readonly<Record<string, readonly string[]>> = {
  '': ['landrail check .', 'landrail check plan.json --fail-on high --format terminal --format json=out', 'landrail explain gpu-shapes'],
  check: ['landrail check .', 'terraform show -json tfplan > plan.json && landrail check plan.json', 'landrail check plan.json -p ./policies --fail-on high --format terminal --format json=report.json'],
  drift: ['landrail drift --iac code/ --inventory inventory/ --audit audit/ --since 24h', 'landrail drift --iac terraform.tfstate --inventory aws-inventory.ndjson --format markdown=night.md', 'landrail drift --iac code/ --inventory inventory/ --audit audit/ --since 7d --format html=night.html'],
  report: ['landrail report report.json --format sarif=landrail.sarif --format markdown=comment.md', 'landrail report report.json --format html=report.html', 'landrail report report.json --exit-code'],
  init: ['landrail init', 'landrail init infra --dry-run', 'landrail init --yes && landrail check .'],
  'baseline write': ['landrail baseline write .', 'landrail baseline write --from report.json', 'landrail baseline write --iac code/ --inventory inventory/ --audit audit/ --since 24h --baseline known.json'],
  'baseline prune': ['landrail baseline prune .', 'landrail baseline prune plan.json --baseline known.json', 'landrail baseline prune --iac code/ --inventory inventory/ --audit audit/ --baseline known.json'],
  'inventory aws': ['landrail inventory aws', 'landrail inventory aws --regions eu-west-1,eu-central-1 --services ec2,s3 -o aws-europe.ndjson', 'landrail inventory aws --role-arn arn:aws:iam::111122223333:role/auditor --regions eu-west-1 -o aws-auditor.ndjson'],
  'history import': ['landrail history import audit/', 'landrail history import audit/aws audit/gcp.ndjson', 'landrail history import audit/ --history .landrail/history.duckdb'],
  'history status': ['landrail history status', 'landrail history status --history .landrail/history.duckdb', 'landrail history status -c landrail.yaml'],
  'history approve': [
    'landrail history approve region eu-west-3 --owner cloud --reason "Paris opens" --expires 2027-03-31',
    'landrail history approve type p5.48xlarge --owner ml --reason "a run" --ticket CHG-7 --expires 2027-01-31',
    'landrail history approve region westeurope --provider azure --owner cloud --reason "moved" --expires 2027-03-31',
  ],
  'history forget': ['landrail history forget region eu-west-3', 'landrail history forget user arn:aws:iam::111122223333:role/Leaver --scope 111122223333', 'landrail history forget --before 2026-01-01'],
  'history export': ['landrail history export events.parquet', 'landrail history export old.parquet --history .landrail/history.duckdb', 'landrail history export nights.parquet -c landrail.yaml'],
  explain: ['landrail explain gpu-shapes', 'landrail explain required-tags --for aws_sqs_queue.payslips plan.json', 'landrail explain residency -p ./policies'],
  completion: ['eval "$(landrail completion bash)"', 'eval "$(landrail completion zsh)"', 'landrail completion fish | source'],
  'policy test': ['landrail policy test', 'landrail policy test policies --coverage --threshold 100', 'landrail policy test policies --run residency --verbose'],
  'policy list': ['landrail policy list', 'landrail policy list -p ./policies', 'landrail policy list -p ./policies --rego-version v0'],
  'policy fmt': ['landrail policy fmt policies', 'landrail policy fmt --check policies', 'landrail policy fmt policies/residency.rego policies/residency_test.rego'],
  baseline: ['landrail baseline write .', 'landrail baseline write plan.json --baseline known.json', 'landrail baseline prune .'],
  history: ['landrail history import audit/', 'landrail history status', 'landrail history export events.parquet'],
  inventory: ['landrail inventory aws', 'landrail inventory aws --regions eu-west-1', 'landrail inventory aws --help'],
  policy: ['landrail policy list', 'landrail policy test policies', 'landrail policy fmt --check policies'],
};

/** By the command's words; nothing where there are none. */
export function examplesOf(command: string): string {
  const lines = examples[command] ?? [];
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
