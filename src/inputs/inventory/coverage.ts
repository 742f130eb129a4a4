import { byCodePoint } from '#model/json.ts';
import type { Coverage } from '#model/coverage.ts';
import { scopeIn, type Provider, type Resource } from '#model/resource.ts';
import type { Gap, Looked } from './answers.ts';

/** Counts what an inventory has shown: by cloud, account (or what stands for it), region and kind. */
export class Covered {
  readonly #counts = new Map<string, { readonly of: Part; resources: number }>();

  add({ provider, scope, region, kind }: Resource): void {
    const of = { provider, scope: scopeIn(scope), region: region.status === 'known' ? region.value : null, kind };
    const key = keyOf(of);
    const count = this.#counts.get(key);
    if (count === undefined) this.#counts.set(key, { of, resources: 1 });
    else count.resources += 1;
  }

  get any(): boolean {
    return this.#counts.size > 0;
  }

  /** Sorted, so that the same inventory gives the same report. */
  rows(provider: Provider, exported: string | null, incomplete: string | null, gaps: readonly (Gap & { readonly because: string })[], looked: readonly Looked[]): readonly Coverage[] {
    const rows = new Map(this.#counts);
    for (const { scope, region, kinds } of gaps) {
      // Where nothing at all was seen, that is what is to be known of it.
      for (const kind of kinds) if (![...this.#counts.values()].some(({ of }) => isIn(of, { scope, region, kinds: [kind] }))) rows.set(keyOf({ provider, scope, region, kind }), { of: { provider, scope, region, kind }, resources: 0 });
    }
    const seen = new Set([...rows.values()].map(({ of: { scope, region } }) => `${scope} ${region}`));
    for (const { scope, region } of looked) if (!seen.has(`${scope} ${region}`)) rows.set(keyOf({ provider, scope, region, kind: 'other' }), { of: { provider, scope, region, kind: 'other' }, resources: 0 });
    return [...rows]
      .sort(([a], [b]) => byCodePoint(a, b))
      .map(([, { of, resources }]) => ({ ...of, resources, exported, incomplete: incomplete ?? gaps.find((gap) => isIn(of, gap))?.because ?? null }));
  }
}

type Part = Pick<Coverage, 'provider' | 'scope' | 'region' | 'kind'>;

function keyOf({ provider, scope, region, kind }: Part): string {
  return `${provider}\n${scope}\n${region}\n${kind}`;
}

function isIn(part: Part, gap: Gap): boolean {
  return part.scope === gap.scope && (gap.region === null || part.region === gap.region) && gap.kinds.includes(part.kind);
}
