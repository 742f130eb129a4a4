import type { Claim } from '#model/finding.ts';
import { canonical } from './canonical.ts';
import { shallow } from '#model/shallow.ts';

/**
 * Each claim once: two rules of one guardrail, or one rule in two batches, may say the very same thing. Only what one guardrail says of
 * one resource is compared, so that of half a million that say one thing each nothing is written down.
 */
export class Distinct {
  readonly #said = new Map<string, Map<string | null, Claim | Set<string>>>();

  /** Whether it was not said before. */
  isNew(claim: Claim): boolean {
    const ofGuardrail = this.#said.get(claim.guardrail) ?? new Map<string | null, Claim | Set<string>>();
    this.#said.set(claim.guardrail, ofGuardrail);
    const before = ofGuardrail.get(claim.address);
    if (before === undefined) {
      ofGuardrail.set(claim.address, claim);
      return true;
    }
    const keys = before instanceof Set ? before : new Set([keyOf(before)]);
    ofGuardrail.set(claim.address, keys);
    const { size } = keys;
    return keys.add(keyOf(claim)).size > size;
  }
}

function keyOf({ verdict, input, message, severity, remediation, evidence, location, detected }: Claim): string {
  return JSON.stringify([
    verdict, input, message, severity, remediation,
    evidence.path, canonical(shallow(evidence.actual)), canonical(shallow(evidence.expected)), evidence.refs, evidence.needs,
    location && [location.file, location.line, location.column], detected?.event?.id,
  ]);
}
