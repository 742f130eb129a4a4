import type { DriftItem, DriftVerdict } from '#model/drift.ts';
import type { Finding } from '#model/finding.ts';
import type { Drift, Result } from '#model/result.ts';
import { rank, severities, type Severity } from '#model/severity.ts';

/** Chapters of the report in their order: what was made by hand, what was changed, what is left to decide, what is only worth knowing. */
export const chapters: readonly { readonly title: string; readonly verdicts: readonly DriftVerdict[]; readonly brief: boolean }[] = [
  { title: 'Made outside the code', verdicts: ['unmanaged', 'orphaned-or-spoofed', 'unmanaged-claimed', 'ephemeral'], brief: false },
  { title: 'Changed outside the code', verdicts: ['modified-outside', 'deleted-outside'], brief: false },
  { title: 'Not decided', verdicts: ['undetermined'], brief: true },
  { title: 'Tried and failed', verdicts: ['attempt'], brief: true },
  { title: 'In the code, and not there', verdicts: ['ghost', 'pending'], brief: true },
];

/** Findings of one item. */
export interface FoundOf {
  /** What guardrails say of it as it is: they would have said it of its plan. */
  readonly gate: readonly Finding[];
  /** What detections say of what happened. */
  readonly detected: readonly Finding[];
  /** Detections about more than this one, which it is part of. */
  readonly within: readonly Finding[];
}

export interface Sorted {
  readonly of: (item: DriftItem) => FoundOf;
  /** What is about no item. */
  readonly rest: readonly Finding[];
}

const nothing: FoundOf = { gate: [], detected: [], within: [] };

/** Findings by the items that they are about. */
export function sorted(result: Result, drift: Drift): Sorted {
  const detections = new Set(result.guardrails.flatMap(({ id, detection }) => (detection ? [id] : [])));
  const byAddress = new Map<string, { gate: Finding[]; detected: Finding[]; within: Finding[] }>(drift.items.map((item) => [item.resource.address, { gate: [], detected: [], within: [] }]));
  const rest: Finding[] = [];
  for (const finding of result.findings) {
    const found = finding.resource === null ? undefined : byAddress.get(finding.resource.address);
    for (const address of finding.items ?? []) byAddress.get(address)?.within.push(finding);
    if (found === undefined) rest.push(finding);
    else found[detections.has(finding.guardrail) ? 'detected' : 'gate'].push(finding);
  }
  return { of: (item) => byAddress.get(item.resource.address) ?? nothing, rest };
}

export interface Ranked {
  readonly item: DriftItem;
  readonly found: FoundOf;
  readonly worst: Severity | null;
}

/** By the worst that is said of each; of the same severity in their own order. */
export function worstFirst(items: readonly DriftItem[], of: Sorted['of']): readonly Ranked[] {
  return items.map((item) => ({ item, found: of(item), worst: worstOf(of(item)) })).toSorted((a, b) => rankOf(b) - rankOf(a));
}

function rankOf({ worst }: Ranked): number {
  return worst === null ? -1 : rank(worst);
}

export function worstOf({ gate, detected }: Pick<FoundOf, 'gate' | 'detected'>): Severity | null {
  return severities.toReversed().find((severity) => [...gate, ...detected].some((one) => one.verdict === 'fail' && one.severity === severity)) ?? null;
}
