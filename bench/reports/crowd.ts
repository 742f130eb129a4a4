import type { Finding } from '#model/finding.ts';
import type { RanGuardrail } from '#model/guardrail.ts';
import type { Result } from '#model/result.ts';
import { severities } from '#model/severity.ts';

const fix = 'Choose a shape that the allow list has, or ask for an approval with owner, ticket and end.';

/** Thousands of findings as a fleet of plans gives them: teams, modules, accounts, one in twenty undecided, one in a hundred waived, half of them with what a value came from. */
export function crowd(count: number): Result {
  const ids = ['business-justification', 'gpu-shapes', 'instance-types', 'network-baseline', 'privileged-identity', 'regions', 'required-tags', 'scopes'];
  const findings = Array.from({ length: count }, (_, at): Finding => {
    const guardrail = ids[at % ids.length] ?? '';
    const team = Math.floor(at / 40);
    const file = `teams/team-${team}/workers.tf`;
    const verdict = at % 100 === 7 ? 'waived' : at % 20 === 3 ? 'undecided' : 'fail';
    const address = `module.team_${team}.module.workers["eu-west-${1 + (at % 3)}"].aws_instance.worker[${at % 40}]`;
    return {
      guardrail,
      title: `About ${guardrail}`,
      verdict,
      original: verdict === 'undecided' ? 'undecided' : 'fail',
      severity: severities[4 - Math.floor((at * 5) / count)] ?? 'info',
      advisory: at % 50 === 9,
      message: `m5.${at % 24}xlarge is not an allowed shape for team-${team}`,
      input: `plans/team-${team}.json`,
      resource: { address, type: 'aws_instance', provider: 'aws', kind: 'instance', stage: 'plan', action: 'create', id: at % 3 === 0 ? `arn:aws:ec2:eu-west-1:111122223333:instance/i-${at.toString(16).padStart(17, '0')}` : null, region: 'eu-west-1' },
      evidence: { path: at % 2 === 0 ? 'instance_type' : `root_block_device[${at % 4}].tags.owner`, actual: `m5.${at % 24}xlarge`, expected: ['t3.*', 'm7i.*', 'c7i.*', 'r7i.*'], refs: [`var.shape_${at % 7}`], needs: verdict === 'undecided' ? 'variable without a value' : null },
      location: at % 4 === 0 ? null : { file, line: 10 + (at % 400), column: 19, endLine: 10 + (at % 400), endColumn: 32 },
      snippet: at % 4 === 0 ? null : [{ line: 10 + (at % 400), text: '  instance_type = var.shape', mark: { start: 19, end: 28 } }],
      related: at % 2 === 0 ? [] : [{ file: `teams/team-${team}/variables.tf`, line: 3, column: 1, role: 'variable default', name: `var.shape_${at % 7}`, snippet: [{ line: 3, text: '  default = "m5.large"', mark: null }] }, { file: `teams/team-${team}/main.tf`, line: 12, column: 3, role: 'module call', name: `module.team_${team}` }],
      remediation: fix,
      references: [`https://landrail.example/guardrails/${guardrail}`],
      fingerprint: (BigInt(at) * 0x9e3779b97f4a7c15f39cc0605cedc835n % 2n ** 128n).toString(16).padStart(32, '0'),
      waiver: verdict === 'waived' ? { reason: 'migration of the fleet', owner: `team-${team}`, ticket: 'CHG-1042', expires: '2026-12-31', where: 'landrail.yaml:31:5' } : null,
      event: null,
    };
  });
  const of = (verdict: Finding['verdict']): number => findings.filter((one) => one.verdict === verdict).length;
  const failing = (severity: string): number => findings.filter((one) => one.verdict === 'fail' && one.severity === severity).length;
  return {
    tool: { name: 'landrail', version: '0.1.0' },
    command: 'check',
    verdict: 'fail',
    exitCode: 1,
    summary: { resources: count * 2, guardrails: ids.length, fail: of('fail'), undecided: of('undecided'), waived: of('waived'), baselined: 0, bySeverity: { critical: failing('critical'), high: failing('high'), medium: failing('medium'), low: failing('low'), info: failing('info') } },
    inputs: [{ path: 'plans', format: 'terraform-plan', resources: count * 2, notes: [] }],
    skipped: [],
    findings,
    guardrails: ids.map(guardrail),
    notRun: [],
    notices: [],
    errors: [],
  };
}

function guardrail(id: string): RanGuardrail {
  return { id, title: `About ${id}`, description: 'What a value may be, and why it may not be another.\n\nA second paragraph says what goes wrong where it is.', severity: 'medium', detection: false, remediation: { summary: fix, terraform: 'instance_type = "t3.small"\n', cloudformation: 'InstanceType: t3.small\n', cli: null }, references: [`https://landrail.example/guardrails/${id}`], examples: { bad: 'instance_type = "p5.48xlarge"\n', good: 'instance_type = "t3.small"\n' }, origin: 'builtin' };
}
