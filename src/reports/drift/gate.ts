import type { DriftItem } from '#model/drift.ts';
import type { Finding } from '#model/finding.ts';
import { listed, name } from '../words.ts';

const made: ReadonlySet<DriftItem['verdict']> = new Set(['unmanaged', 'orphaned-or-spoofed', 'unmanaged-claimed', 'ephemeral']);

/** What the gate of a pull request would have made of it; null where it is not known what was done, and where nothing was. */
export function gateText(item: DriftItem, gate: readonly Finding[]): string | null {
  const isMade = made.has(item.verdict);
  if (!isMade && (item.verdict !== 'modified-outside' || item.changed.length === 0)) return null;
  const about = isMade ? gate : gate.filter((finding) => isOfChange(finding, item));
  const namesOf = (verdict: Finding['original']): readonly string[] => [...new Set(about.filter(({ original }) => original === verdict).map(({ guardrail }) => name(guardrail)))];
  const [stopped, open] = [namesOf('fail'), namesOf('undecided')];
  if (stopped.length > 0) return `the plan gate would have stopped it: ${listed(stopped, 6)}`;
  return open.length > 0 ? `whether the plan gate would have stopped it is not known: ${listed(open, 6)}` : 'no guardrail of this run would have stopped it';
}

/** Whether a guardrail finds fault with what was changed, and not with what code had already. */
function isOfChange({ evidence: { path, actual } }: Finding, { changed }: DriftItem): boolean {
  const key = tagKey(path);
  const said = typeof actual === 'string' ? actual : null;
  return changed.some((change) => (key !== null ? tagKey(change.path) === key : change.live !== null && said !== null && (said === change.live || (change.path === 'region' && said.startsWith(change.live)))));
}

/** `Tags.owner` in one input is `tags.owner` in the other. */
function tagKey(path: string): string | null {
  return /^(?:[a-z]+_)?(?:tags|labels)\.(.+)$/i.exec(path)?.[1] ?? null;
}
