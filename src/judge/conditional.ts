import type { Claim } from '#model/finding.ts';
import type { Unknown } from '#model/known.ts';

/**
 * What is said of a resource that may not be made at all: a fault of it is none where it is not. It stays open until the condition is
 * known; what was open before needs that as well.
 */
export function shouldItBeMade(claim: Claim, condition: Unknown): Claim {
  const { evidence } = claim;
  return {
    ...claim,
    verdict: 'undecided',
    message: claim.verdict === 'fail' ? `${claim.message}, should it be made` : claim.message,
    evidence: {
      ...evidence,
      refs: [...evidence.refs, ...condition.refs.filter((ref) => !evidence.refs.includes(ref))],
      needs: evidence.needs === null || evidence.needs === condition.because ? condition.because : `${evidence.needs}; ${condition.because}`,
    },
  };
}
