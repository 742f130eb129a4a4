import type { Input } from '#model/input.ts';
import { canonical } from './canonical.ts';
import type { Draft } from './drafts.ts';

interface Said {
  readonly input: Pick<Input, 'path' | 'plans'>;
  readonly drafts: readonly Draft[];
}

/**
 * Source and the plans that were made from it are about the same resources: what a plan finds too is told of the plan alone, and what
 * the source left undecided is not told where a plan decides it. What fails in source and in none of its plans is told: nothing that a
 * plan says makes it pass.
 */
export function toldOnce(all: readonly Said[]): readonly Draft[] {
  const byInput = new Map(all.filter(({ input }) => input.plans === undefined).map(({ input, drafts }) => [input.path, drafts]));
  return all.flatMap(({ input: { plans }, drafts }) => {
    if (plans === undefined) return drafts;
    const told = new Set(plans.paths.flatMap((path) => byInput.get(path) ?? []).flatMap(tellings));
    return drafts.filter((draft) => !(draft.finding.verdict === 'undecided' && plans.decided.has(draft.address ?? '')) && !tellings(draft).some((one) => told.has(one)));
  });
}

/** By the argument, and by what is said: a plan shows at a resource what its provider fills in. */
function tellings({ finding: { guardrail, verdict, evidence, message, identity: { path } }, address }: Draft): readonly string[] {
  const same = [guardrail, verdict, address, canonical(evidence.actual)];
  return [JSON.stringify([...same, 'at', path]), JSON.stringify([...same, 'as', message])];
}
