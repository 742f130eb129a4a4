import { byCodePoint } from '#model/json.ts';
import type { Coverage } from '#model/coverage.ts';
import type { Resource } from '#model/resource.ts';

/** Counts what an inventory has shown: by cloud, account (or what stands for it), region and kind. */
export class Covered {
  readonly #counts = new Map<string, { readonly of: Pick<Coverage, 'provider' | 'scope' | 'region' | 'kind'>; resources: number }>();

  add({ provider, scope, region, kind }: Resource): void {
    const of = { provider, scope: scopeIn(scope), region: region.status === 'known' ? region.value : null, kind };
    const key = `${provider}\n${of.scope}\n${of.region}\n${kind}`;
    const count = this.#counts.get(key);
    if (count === undefined) this.#counts.set(key, { of, resources: 1 });
    else count.resources += 1;
  }

  get any(): boolean {
    return this.#counts.size > 0;
  }

  /** Sorted, so that the same inventory gives the same report. */
  rows(exported: string | null, incomplete: string | null): readonly Coverage[] {
    return [...this.#counts]
      .sort(([a], [b]) => byCodePoint(a, b))
      .map(([, { of, resources }]) => ({ ...of, resources, exported, incomplete }));
  }
}

function scopeIn({ account, subscription, project, compartment }: Resource['scope']): string | null {
  for (const one of [account, subscription, project, compartment]) if (one.status === 'known') return one.value;
  return null;
}
