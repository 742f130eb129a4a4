import type { Finding } from '#model/finding.ts';

/** Findings that say the same of several resources, in the order of the first. */
export interface Group {
  readonly first: Finding;
  readonly all: readonly Finding[];
}

/**
 * One group per message, evidence and input; the address, its place and what a value came from may differ. Linear.
 * @param apart what else keeps two findings apart
 */
export function grouped(findings: readonly Finding[], apart: (finding: Finding) => string = () => ''): readonly Group[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const { evidence } = finding;
    const key = JSON.stringify([
      finding.guardrail, finding.severity, finding.verdict, finding.message, finding.advisory, finding.remediation, finding.input,
      evidence.path.replaceAll(/\[\d+\]/g, '[]'), evidence.actual, evidence.expected, evidence.needs, apart(finding),
    ]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].map((all) => ({ first: all[0], all }));
}

export interface Cut {
  readonly shown: readonly Group[];
  /** Guardrail -> findings left out. */
  readonly rest: ReadonlyMap<string, number>;
}

/** The first `most` groups of each guardrail, which are its worst; the others counted, so that one guardrail cannot bury the rest. */
export function cutGroups(groups: readonly Group[], most: number): Cut {
  const seen = new Map<string, number>();
  const rest = new Map<string, number>();
  const shown = groups.filter(({ first: { guardrail }, all }) => {
    const before = seen.get(guardrail) ?? 0;
    seen.set(guardrail, before + 1);
    if (before >= most) rest.set(guardrail, (rest.get(guardrail) ?? 0) + all.length);
    return before < most;
  });
  return { shown, rest };
}
