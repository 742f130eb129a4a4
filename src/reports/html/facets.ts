import type { DriftItem } from '#model/drift.ts';
import type { Finding, FindingResource } from '#model/finding.ts';
import { scopeIn } from '#model/resource.ts';
import type { Result } from '#model/result.ts';
import type { Severity } from '#model/severity.ts';

/** By what a reader narrows the page. */
export const facetNames = ['cloud', 'account', 'region', 'actor', 'severity'] as const;
export type FacetName = (typeof facetNames)[number];

/** Null where nothing tells: then it is shown only while that facet is not asked for. */
export type Facets = Readonly<Record<FacetName, string | null>>;

/** Of what a finding is, by its resource, else by its event: a night tells more of both than a finding does. */
export class FacetsIn {
  readonly #byAddress = new Map<string, DriftItem>();
  readonly #byEvent = new Map<string, DriftItem>();

  constructor({ drift }: Pick<Result, 'drift'>) {
    for (const item of drift?.items ?? []) {
      this.#byAddress.set(item.resource.address, item);
      for (const event of [item.created, item.last]) if (event !== null) this.#byEvent.set(event.id, item);
    }
  }

  of({ resource, event, severity }: Finding): Facets {
    const item = resource === null ? undefined : this.#byAddress.get(resource.address);
    const known = item ?? (event === null ? undefined : this.#byEvent.get(event.id));
    const about = known === undefined ? null : this.ofItem(known, severity);
    return {
      cloud: resource?.provider ?? about?.cloud ?? null,
      account: about?.account ?? (resource === null ? accountIn(event?.principal ?? '') : accountOf(resource)),
      region: resource?.region ?? about?.region ?? null,
      actor: event === null ? (about?.actor ?? null) : actorOf(event),
      severity,
    };
  }

  ofItem({ resource, created, last }: DriftItem, severity: Severity | null): Facets {
    const event = created ?? last;
    return { cloud: resource.provider, account: scopeIn(resource.scope), region: resource.region, actor: event === null ? null : actorOf(event), severity };
  }
}

/** Whom people know, else what the log has. */
export function actorOf({ actor, principal }: { readonly actor: string; readonly principal: string }): string {
  return actor === '' ? principal : actor;
}

function accountOf({ id, address }: FindingResource): string | null {
  return accountIn(id ?? '') ?? accountIn(address);
}

/** As the names of the clouds hold it: an ARN, an ARM id, a full resource name. OCIDs hold none. */
function accountIn(name: string): string | null {
  return /^arn:[\w-]+:[\w-]*:[\w-]*:(\d{12}):/.exec(name)?.[1] ?? /^\/subscriptions\/([^/]+)/i.exec(name)?.[1] ?? /^\/\/[\w.-]+\.googleapis\.com\/projects\/([^/]+)/.exec(name)?.[1] ?? null;
}
