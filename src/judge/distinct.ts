import type { Claim } from '#model/finding.ts';
import { canonical } from './canonical.ts';
import { shallow } from '#model/shallow.ts';

/** The only claim of its kind, those with paths of their own, or the texts of those with the same path. */
type Said = Claim | Map<string, Claim | Set<string>>;

/**
 * Each claim once: two rules of one guardrail, or one rule in two batches, may say the very same thing. Only what one guardrail says of
 * one argument of one resource is compared, so that of half a million that say one thing each nothing is written down.
 */
export class Distinct {
  readonly #said = new Map<string, Map<string | null, Said>>();

  /** Whether it was not said before. */
  isNew(claim: Claim): boolean {
    const ofGuardrail = this.#said.get(claim.guardrail) ?? new Map<string | null, Said>();
    this.#said.set(claim.guardrail, ofGuardrail);
    const ofResource = ofGuardrail.get(claim.address);
    if (ofResource === undefined) {
      ofGuardrail.set(claim.address, claim);
      return true;
    }
    const byPath = ofResource instanceof Map ? ofResource : new Map<string, Claim | Set<string>>([[ofResource.evidence.path, ofResource]]);
    ofGuardrail.set(claim.address, byPath);
    const { path } = claim.evidence;
    const before = byPath.get(path);
    if (before === undefined) {
      byPath.set(path, claim);
      return true;
    }
    const keys = before instanceof Set ? before : new Set([keyOf(before)]);
    byPath.set(path, keys);
    const { size } = keys;
    return keys.add(keyOf(claim)).size > size;
  }
}

function keyOf({ verdict, input, message, severity, remediation, evidence, location, detected }: Claim): string {
  return JSON.stringify([
    verdict, input, message, severity, remediation,
    canonical(shallow(evidence.actual)), canonical(shallow(evidence.expected)), evidence.refs, evidence.needs,
    location && [location.file, location.line, location.column], detected?.event?.id,
  ]);
}
