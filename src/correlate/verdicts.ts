import { driftVerdicts, type DriftItem, type DriftVerdict } from '#model/drift.ts';
import { byCodePoint } from '#model/json.ts';

/** Of these it matters what they are: the guardrails judge them. What a service made is judged with what it belongs to. */
const judged: ReadonlySet<DriftVerdict> = new Set(['unmanaged', 'orphaned-or-spoofed', 'unmanaged-claimed', 'ephemeral', 'modified-outside', 'undetermined']);

export function isJudged({ verdict, ignored }: DriftItem): boolean {
  return ignored === null && judged.has(verdict);
}

/** What only logs tell belongs to the night in which it happened, and so does a change that has left nothing to see. */
export function isOfWindow({ verdict, live, declared, changed, created, last }: DriftItem, from: string): boolean {
  const time = (last ?? created)?.time;
  if (time === undefined || time >= from) return true;
  if (verdict === 'modified-outside') return changed.length > 0;
  return live !== null || declared !== null;
}

/** By verdict, then time, then address: the same whatever the order in which things were read. */
export function itemOrder(a: DriftItem, b: DriftItem): number {
  return driftVerdicts.indexOf(a.verdict) - driftVerdicts.indexOf(b.verdict) || byCodePoint(timeOf(a), timeOf(b)) || byCodePoint(a.resource.address, b.resource.address);
}

function timeOf({ created, last }: DriftItem): string {
  return (created ?? last)?.time ?? '';
}
