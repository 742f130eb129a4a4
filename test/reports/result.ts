import type { Finding, FindingResource } from '#model/finding.ts';
import type { Guardrail, RanGuardrail } from '#model/guardrail.ts';
import type { Result } from '#model/result.ts';
import { severities } from '#model/severity.ts';

/** A checkout service, planned: what the tests of this room render. */
export function guardrail(id: string, more: Partial<Guardrail & RanGuardrail> = {}): Guardrail & RanGuardrail {
  return {
    id,
    package: `landrail.guardrails.${id.replaceAll('-', '_')}`,
    title: `About ${id}`,
    description: '',
    severity: 'medium',
    remediation: { summary: `Mend ${id}.`, terraform: null, cloudformation: null, cli: null },
    references: [],
    examples: null,
    settings: 'optional',
    reads: 'batch',
    attributes: false,
    relations: true,
    without: [],
    kinds: null,
    types: null,
    stages: null,
    providers: null,
    origin: 'builtin',
    detection: false,
    ...more,
  };
}

export function resource(address: string, more: Partial<FindingResource> = {}): FindingResource {
  const type = /(?:^|\.)([a-z]+_[a-z0-9_]+)\.[^.]+$/.exec(address)?.[1] ?? 'aws_instance';
  return { address, type, provider: 'aws', kind: 'instance', stage: 'plan', action: 'create', id: null, region: 'eu-west-1', ...more };
}

let fingerprints = 0;

export function finding(id: string, address: string | null, more: Omit<Partial<Finding>, 'evidence'> & { readonly evidence?: Partial<Finding['evidence']> } = {}): Finding {
  const verdict = more.verdict ?? 'fail';
  return {
    guardrail: id,
    title: `About ${id}`,
    verdict,
    original: verdict === 'undecided' ? 'undecided' : 'fail',
    severity: 'medium',
    advisory: false,
    message: `breaks ${id}`,
    input: 'checkout/plan.json',
    resource: address === null ? null : resource(address),
    location: null,
    snippet: null,
    related: [],
    remediation: null,
    references: [],
    fingerprint: (fingerprints++).toString(16).padStart(32, '0'),
    waiver: null,
    event: null,
    ...more,
    evidence: { path: '', actual: null, expected: null, refs: [], needs: null, ...more.evidence },
  };
}

/** A Result whose counts and verdict follow from its parts. */
export function result(findings: readonly Finding[], more: Partial<Result> = {}): Result {
  const count = (verdict: Finding['verdict']): number => findings.filter((one) => one.verdict === verdict).length;
  const failing = (severity: string): number => findings.filter((one) => one.verdict === 'fail' && one.severity === severity).length;
  const guardrails = more.guardrails ?? [guardrail('gpu-shapes'), guardrail('network-baseline'), guardrail('regions'), guardrail('required-tags')];
  const inputs = more.inputs ?? [{ path: 'checkout/plan.json', format: 'terraform-plan', resources: 84, notes: [] }];
  const [verdict, exitCode] = (more.errors ?? []).length > 0 ? (['error', 2] as const) : count('fail') > 0 ? (['fail', 1] as const) : count('undecided') > 0 ? (['undecided', 0] as const) : (['pass', 0] as const);
  return {
    tool: { name: 'landrail', version: '1.4.0' },
    command: 'check',
    verdict,
    exitCode,
    summary: {
      resources: inputs.reduce((sum, input) => sum + input.resources, 0),
      guardrails: guardrails.length,
      fail: count('fail'),
      undecided: count('undecided'),
      waived: count('waived'),
      baselined: count('baselined'),
      bySeverity: Object.fromEntries(severities.map((one) => [one, failing(one)])) as Result['summary']['bySeverity'],
    },
    inputs,
    skipped: [],
    findings,
    guardrails,
    notRun: [],
    notices: [],
    errors: [],
    ...more,
  };
}
