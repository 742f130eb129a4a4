import type { DriftItem } from '#model/drift.ts';
import type { Finding } from '#model/finding.ts';
import { listed, name } from '../words.ts';

const made: ReadonlySet<DriftItem['verdict']> = new Set(['unmanaged', 'orphaned-or-spoofed', 'unmanaged-claimed', 'ephemeral']);

/** What the gate of a pull request would have made of it; null where it is not known what was done, and where nothing was. */
export function gateText(item: DriftItem, gate: readonly Finding[]): string | null {
  const isMade = made.has(item.verdict);
  if (!isMade && (item.verdict !== 'modified-outside' || item.changed.length === 0)) return null;
  const [stopped, open]: [string[], string[]] = [[], []];
  for (const finding of gate) {
    const { original, guardrail } = finding;
    const about = isMade ? 'it' : aboutOf(finding, item);
    if (about === 'another' || (original !== 'fail' && original !== 'undecided')) continue;
    (about === 'it' && original === 'fail' ? stopped : open).push(name(guardrail));
  }
  if (stopped.length > 0) return `the plan gate would have stopped it: ${listed([...new Set(stopped)], 6)}`;
  return open.length > 0 ? `whether the plan gate would have stopped it is not known: ${listed([...new Set(open)], 6)}` : 'no guardrail of this run would have stopped it';
}

/** Whether a guardrail finds fault with what was changed, or with what code had already. A rule of a network, and a shape that wants tags, may be found fault with in other words than those of the change. */
function aboutOf({ evidence: { path, actual } }: Finding, { changed }: DriftItem): 'it' | 'another' | 'either' {
  const key = tagKey(path);
  const said = typeof actual === 'string' ? actual : null;
  if (changed.some((change) => (key !== null ? tagKey(change.path) === key : change.live !== null && said !== null && isSaid(change, change.live, said)))) return 'it';
  return changed.some((change) => tagKey(change.path) === null && (key === null || (change.member !== true && change.path !== 'region'))) ? 'either' : 'another';
}

/** `us-west-2a` of `us-west-2`, `0.0.0.0/0` of the rule `tcp 22 from 0.0.0.0/0`. */
function isSaid({ path, member }: DriftItem['changed'][number], live: string, said: string): boolean {
  if (member === true) return live.split(/[ ,]+/).includes(said);
  return said === live || (path === 'region' && said.startsWith(live));
}

/** `Tags.owner` in one input is `tags.owner` in the other. */
function tagKey(path: string): string | null {
  return /^(?:[a-z]+_)?(?:tags|labels)\.(.+)$/i.exec(path)?.[1] ?? null;
}
