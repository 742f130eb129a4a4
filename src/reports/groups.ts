import type { Finding } from '#model/finding.ts';

/** Findings that say the same of several resources, in the order of the first. */
export interface Group {
  readonly first: Finding;
  readonly all: readonly Finding[];
}

type Groups = Map<string, [Finding, ...Finding[]]>;

/**
 * One group per message, evidence and input; the address, its place and what a value came from may differ. Linear.
 * @param apart what else keeps two findings apart
 */
export function grouped(findings: readonly Finding[], apart: (finding: Finding) => string = () => ''): readonly Group[] {
  const groups: Groups = new Map();
  for (const finding of findings) {
    const key = keyOf(finding, apart(finding));
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return listed(groups);
}

export interface Cut {
  readonly shown: readonly Group[];
  /** Guardrail -> findings left out. */
  readonly rest: ReadonlyMap<string, number>;
}

/** Of the findings with a verdict the first `most` groups of each guardrail, which are its worst; the others counted, so that one guardrail cannot bury the rest. Of those nothing is kept. */
export function firstGroups(findings: readonly Finding[], verdict: Finding['verdict'], most: number): Cut {
  const groups: Groups = new Map();
  const begun = new Map<string, number>();
  const rest = new Map<string, number>();
  for (const finding of findings) {
    if (finding.verdict !== verdict) continue;
    const { guardrail } = finding;
    const key = keyOf(finding, '');
    const group = groups.get(key);
    const before = begun.get(guardrail) ?? 0;
    if (group) group.push(finding);
    else if (before >= most) rest.set(guardrail, (rest.get(guardrail) ?? 0) + 1);
    else {
      groups.set(key, [finding]);
      begun.set(guardrail, before + 1);
    }
  }
  return { shown: listed(groups), rest };
}

function keyOf(finding: Finding, apart: string): string {
  const { evidence } = finding;
  return JSON.stringify([
    finding.guardrail, finding.severity, finding.verdict, finding.message, finding.advisory, finding.remediation, finding.input,
    evidence.path.replaceAll(/\[\d+\]/g, '[]'), evidence.actual, evidence.expected, evidence.needs, apart,
  ]);
}

function listed(groups: Groups): readonly Group[] {
  return [...groups.values()].map((all) => ({ first: all[0], all }));
}
