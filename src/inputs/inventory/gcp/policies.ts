import { policySuffix } from '#catalog/assets.ts';
import { isArray, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent } from '#model/known.ts';
import type { Scope } from '#model/resource.ts';
import type { Told } from '../answers.ts';
import type { LiveRow } from '#model/live-row.ts';

/**
 * Agents through which Google's own services act in a project; Google gives them their roles
 * (https://cloud.google.com/iam/docs/service-agents). The number is that of the project.
 */
const agent = /^serviceAccount:(?:service-(?:org-|folder-)?\d+@(?:gcp-sa-[a-z0-9-]+|[a-z-]+-system|cloud-filer|cloud-memcache-sa|cloud-redis|cloud-tpu|cloudcomposer-accounts|container-engine-robot|containerregistry|dataflow-service-producer-prod|dataproc-accounts|gae-api-prod\.google\.com|gcf-admin-robot|genomics-api\.google\.com|serverless-robot-prod|service-networking|sourcerepo-service-accounts)\.iam|\d+@cloudservices)\.gserviceaccount\.com$/;

export interface Holder {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  readonly recorded: string | null;
}

/** The allow policy of an asset: a resource of its own, which gives rights; null where it gives none. */
export function policyRow(holder: Holder, policy: JsonValue, told: Told): LiveRow | null {
  const bindings = member(policy, 'bindings');
  if (!isArray(bindings)) {
    told.nothing();
    return null;
  }
  const given = bindings.map((binding): JsonValue => {
    const members = member(binding, 'members');
    if (!isArray(members)) return binding;
    const people = members.filter((one) => typeof one !== 'string' || !agent.test(one));
    for (let left = members.length - people.length; left > 0; left--) told.passedOver("grant to an agent of Google's own services not judged", "grants to agents of Google's own services not judged");
    // A binding that has nobody left keeps its place, so that the others are found where they stand.
    return people.length === 0 ? {} : { ...(binding as JsonObject), members: people };
  });
  if (given.every((binding) => member(binding, 'role') === undefined)) {
    told.nothing();
    return null;
  }
  return {
    type: `${holder.type}${policySuffix}`,
    id: `${holder.id}${policySuffix}`,
    aliases: [],
    name: holder.name,
    region: absent,
    regionPath: 'name',
    zone: absent,
    scope: holder.scope,
    values: { iamPolicy: { bindings: given } },
    untold: {},
    partial: null,
    gone: null,
    madeBy: null,
    recorded: holder.recorded,
  };
}
