import type { DriftItem } from '#model/drift.ts';
import type { Claim } from '#model/finding.ts';
import { byCodePoint } from '#model/json.ts';

/** What is held against what happened, each with what became of all that its events made, changed or tried. What is about a resource has its item by that. */
export function withItems(claims: readonly Claim[], items: readonly DriftItem[]): readonly Claim[] {
  const wanted = new Set(claims.flatMap((claim) => (isIncident(claim) ? eventsOf(claim) : [])));
  if (wanted.size === 0) return claims;
  const byEvent = new Map<string, Set<string>>();
  for (const { resource: { address }, created, last } of items) {
    for (const id of [created?.id, last?.id]) {
      if (id === undefined || !wanted.has(id)) continue;
      const known = byEvent.get(id);
      if (known === undefined) byEvent.set(id, new Set([address]));
      else known.add(address);
    }
  }
  return claims.map((claim) => {
    const { detected } = claim;
    if (detected === undefined || !isIncident(claim)) return claim;
    const found = new Set(eventsOf(claim).flatMap((id) => [...(byEvent.get(id) ?? [])]));
    return found.size === 0 ? claim : { ...claim, detected: { ...detected, items: [...found].sort(byCodePoint) } };
  });
}

function isIncident({ address, verdict, detected }: Claim): boolean {
  return address === null && verdict === 'fail' && detected !== undefined;
}

function eventsOf({ detected }: Claim): readonly string[] {
  return detected?.events ?? (detected?.event == null ? [] : [detected.event.id]);
}
