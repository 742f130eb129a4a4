import { policySuffix } from '#catalog/assets.ts';
import { isServiceAgent } from '#catalog/gcp/agents.ts';
import { isArray, member, type JsonObject, type JsonValue } from '#model/json.ts';
import { absent } from '#model/known.ts';
import type { Scope } from '#model/resource.ts';
import type { Told } from '../answers.ts';
import type { LiveRow } from '#model/live-row.ts';

/** Logs name a project by its id, where the asset inventory has its number. */
function aliasesOf({ type, id, scope }: Holder): readonly string[] {
  const named = type === 'cloudresourcemanager.googleapis.com/Project' && scope.project.status === 'known' ? `//cloudresourcemanager.googleapis.com/projects/${scope.project.value}` : id;
  return named === id ? [] : [`${named}${policySuffix}`];
}

/** As a member of a policy. */
function isAgent(member: JsonValue): boolean {
  return typeof member === 'string' && member.startsWith('serviceAccount:') && isServiceAgent(member.slice('serviceAccount:'.length));
}

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
    const people = members.filter((one) => !isAgent(one));
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
    aliases: aliasesOf(holder),
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
