import type { Finding } from '#model/finding.ts';

/** Findings that say the same of several resources, in the order of the first. */
export interface Group {
  readonly first: Finding;
  readonly all: readonly Finding[];
}

/** One group per message, evidence and input; the address is what differs. Linear. */
export function grouped(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { evidence } = finding;
    const key = JSON.stringify([
      finding.guardrail, finding.severity, finding.verdict, finding.message, finding.advisory, finding.location?.file ?? finding.input,
      evidence.path.replaceAll(/\[\d+\]/g, '[]'), evidence.actual, evidence.expected, evidence.needs,
    ]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].flatMap((all) => (all[0] ? [{ first: all[0], all }] : []));
}
