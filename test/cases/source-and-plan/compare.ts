/** The part of `--format json` that is compared. */
export interface Report {
  readonly findings: readonly {
    readonly verdict: string;
    readonly guardrail: string;
    readonly resource: { readonly address: string } | null;
    readonly evidence: { readonly path: string; readonly needs: string | null };
  }[];
}

type Finding = Report['findings'][number];

export interface Comparison {
  /** Source verdicts that the plan does not bear out, one line each. */
  readonly contradictions: readonly string[];
  /** Verdicts of source where the plan does not know enough, with what it needs. */
  readonly ahead: readonly string[];
  /** Pairs of resource and guardrail that fail or pass in the plan. */
  readonly decided: number;
  /** Those of them that are undecided in source, with what they need. */
  readonly undecided: readonly string[];
}

/**
 * Whether every `fail` and `pass` of source holds in the plan of the same configuration: a fail has a fail in the plan at the same
 * argument, and what fails in the plan is not passed by source. `judged`: addresses of the plan.
 */
export function compare(source: Report, plan: Report, judged: readonly string[], guardrails: readonly string[]): Comparison {
  const contradictions: string[] = [];
  const ahead: string[] = [];
  const undecided: string[] = [];
  const planned = grouped(plan.findings, addressOf);
  const instances = new Map<string, string[]>();
  for (const address of judged) {
    const key = withoutKeys(address);
    instances.set(key, [...(instances.get(key) ?? []), address]);
  }
  const told = grouped(source.findings, addressOf);
  const symbolic = [...told.keys()].filter((address) => address.includes('[*]'));

  for (const finding of source.findings) {
    if (finding.verdict !== 'fail') continue;
    const address = addressOf(finding);
    const targets = address.includes('[*]') ? (instances.get(withoutKeys(address)) ?? []).filter((one) => stands(address, one)) : [address];
    for (const target of targets) {
      const same = (planned.get(target) ?? []).filter((one) => one.guardrail === finding.guardrail && placeOf(one) === placeOf(finding));
      const open = same.find((one) => one.verdict === 'undecided');
      if (open !== undefined) ahead.push(`${line(finding)}: ${open.evidence.needs ?? ''}`);
      else if (same.length === 0) contradictions.push(`source fails ${line(finding)}, the plan does not (${target})`);
    }
  }
  for (const address of judged) {
    const here = [...(told.get(address) ?? []), ...symbolic.filter((one) => stands(one, address)).flatMap((one) => told.get(one) ?? [])];
    const inPlan = planned.get(address) ?? [];
    for (const guardrail of guardrails) {
      const ofSource = here.filter((one) => one.guardrail === guardrail);
      const ofPlan = inPlan.filter((one) => one.guardrail === guardrail);
      for (const finding of ofPlan) {
        const known = ofSource.some((one) => one.verdict === 'undecided' || placeOf(one) === placeOf(finding));
        if (known) continue;
        if (finding.verdict === 'fail') contradictions.push(`source does not tell of ${line(finding)}`);
        else ahead.push(`${line(finding)}: ${finding.evidence.needs ?? ''}`);
      }
      if (ofPlan.some((one) => one.verdict === 'undecided')) continue;
      const open = ofSource.find((one) => one.verdict === 'undecided');
      if (open !== undefined) undecided.push(`${line(open)}: ${open.evidence.needs ?? ''}`);
    }
  }
  return { contradictions, ahead, decided: judged.length * guardrails.length, undecided };
}

function addressOf({ resource }: Finding): string {
  return resource?.address ?? '';
}

function line({ verdict, guardrail, resource, evidence }: Finding): string {
  return `${verdict} ${guardrail} ${resource?.address ?? '-'} ${evidence.path}`;
}

/** A plan sorts the elements of sets, and shows at the resource what its provider fills in for its place. */
function placeOf({ evidence, guardrail }: Finding): string {
  return guardrail === 'regions' && /^(?:region|zone|location)$/.test(evidence.path) ? 'its place' : evidence.path.replaceAll(/\[\d+\]/g, '[]');
}

function withoutKeys(address: string): string {
  return address.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]/g, '');
}

/** Whether a symbolic instance stands for one of the plan. */
function stands(symbolic: string, address: string): boolean {
  const pattern = symbolic.split('[*]').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join(String.raw`(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\])?`);
  return new RegExp(`^${pattern}$`).test(address);
}

function grouped(findings: readonly Finding[], keyOf: (finding: Finding) => string): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(keyOf(finding));
    if (group) group.push(finding);
    else groups.set(keyOf(finding), [finding]);
  }
  return groups;
}
