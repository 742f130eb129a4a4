import { kindOf, typeOfId } from '#catalog/live-types.ts';
import { memberFacts } from '#catalog/members.ts';
import { ruleFacts } from '#catalog/rule-sets.ts';
import { liveTypeOf } from '#catalog/type-names.ts';
import { byCodePoint } from '#model/json.ts';
import { attributions, type Maker } from '#model/maker.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Provider, Resource } from '#model/resource.ts';
import { holdsAt, textsAt } from './arguments.ts';
import type { Around } from './around.ts';
import { handOf } from './event-ref.ts';
import { idIn, valueOf } from './identity.ts';
import type { Calls } from './kept-calls.ts';
import type { Facts } from './matrix.ts';
import type { Thing } from './thing.ts';

/** To whom a thing belongs, beside the code. */
export interface Part {
  readonly fact: Facts['part'];
  readonly parent: Maker | null;
  readonly evidence: readonly string[];
  /** For one whose maker may exist: what an inventory would have to list. */
  readonly needs: string | null;
}

/** What no person made, or comes with something that is judged itself; null where nothing says so. Evidence that anybody can forge does not clear what was made by hand. */
export function partOf(resource: Resource, thing: Thing, around: Around): Part {
  const own = thing.created;
  const byHand = own !== undefined && ['hand', 'code-tool'].includes(handOf(own.ref));
  const given = givenOf(resource, byHand, around);
  if (given !== null) return given;
  const claims = [...(resource.makers ?? []), ...(thing.parents ?? []), ...(own !== undefined && handOf(own.ref) === 'service' ? [{ id: own.invokedBy ?? own.ref.principal, by: 'invoked-by' } as const] : [])];
  const refuted: string[] = [];
  let unproven: Part | null = null;
  for (const maker of claims.sort((a, b) => attributions.indexOf(a.by) - attributions.indexOf(b.by) || byCodePoint(a.id, b.id))) {
    const { part: claimed, against } = claimOf(resource, maker, byHand, around);
    if (claimed !== null && claimed.fact !== 'unproven') return { ...claimed, evidence: [...claimed.evidence, ...refuted] };
    unproven ??= claimed;
    if (against !== null && !refuted.includes(against)) refuted.push(against);
  }
  return unproven === null ? { fact: 'none', parent: null, evidence: refuted, needs: null } : { ...unproven, evidence: [...unproven.evidence, ...refuted] };
}

/** The same of what only logs tell: the volumes and interfaces that a launch brings with it have no call of their own. */
export function loggedPartOf(row: LiveRow, { created, changed }: Calls, around: Around): Part | null {
  const call = created ?? changed;
  const rule = call === undefined ? null : ruledPartOf(row, call.provider, around);
  if (rule !== null || created === undefined) return rule;
  const { type, madeBy, makers } = row;
  const { provider } = created;
  const { things } = around;
  if (madeBy === null || makers?.some(({ id, by }) => id === madeBy && by === 'member') !== true) return null;
  const parent = things.byId(idIn(provider, madeBy) ?? madeBy);
  // What is made by hand for something declared is a change of it.
  if (parent === null || parent.standing !== null) return null;
  return { fact: factOf({ kind: kindOf(provider, type) }, typeOfId(provider, madeBy)), parent: { id: madeBy, by: 'member' }, evidence: [`the call that made ${madeBy} made it`], needs: null };
}

/** A rule of a group is told with it by the same call: what became of the group says whether it is one too many. */
function ruledPartOf({ type, values }: LiveRow, provider: Provider, { things }: Around): Part | null {
  const of = ruleFacts(type)?.of ?? null;
  const [group] = of === null ? [] : textsAt(values, of);
  const owner = group === undefined ? null : things.byId(idIn(provider, group) ?? group);
  if (group === undefined || owner === null || !(owner.isLive || owner.standing !== null)) return null;
  return { fact: 'child', parent: { id: group, by: 'member' }, evidence: [`it is a rule of ${group}`], needs: null };
}

interface Claimed {
  readonly part: Part | null;
  /** Why it is not believed. */
  readonly against: string | null;
}

function claimOf(resource: Resource, { id, by }: Maker, byHand: boolean, { things, loaded }: Around): Claimed {
  const type = typeOfId(resource.provider, id);
  const believed = (evidence: string): Claimed => ({ part: { fact: factOf(resource, type), parent: { id, by }, evidence: [evidence], needs: null }, against: null });
  if (by === 'invoked-by') return { part: { fact: 'service', parent: { id, by }, evidence: [`made by a call of ${id} itself`], needs: null }, against: null };
  const parent = things.byId(idIn(resource.provider, id) ?? id);
  const isThere = parent !== null && (parent.isLive || parent.standing === 'applied' || (parent.has('created') && !parent.has('deleted')));
  if (by === 'reserved-tag') return believed(`a tag that nobody can set says that ${id} made it${isThere ? '' : ', which no input lists'}`);
  if (byHand && (by !== 'member' || parent?.standing != null)) return { part: null, against: by === 'member' ? `it belongs to ${id}, and was made by hand` : `${said[by]} says that ${id} made it, which anybody can write, and it was made by hand` };
  if (isThere) return believed(`${said[by]} says that ${id} made it`);
  if (type !== null && loaded.lists({ provider: resource.provider, type, scope: resource.scope, kind: kindOf(resource.provider, type) }, valueOf(resource.region))) return { part: null, against: `${said[by]} says that ${id} made it, which is not there` };
  return { part: { fact: 'unproven', parent: null, evidence: [`${said[by]} says that ${id} made it, which no input lists`], needs: type ?? id }, against: null };
}

const said: Readonly<Record<Maker['by'], string>> = { 'reserved-tag': 'a tag', 'invoked-by': 'the call', member: 'a list of the cloud', 'forgeable-tag': 'a tag or label', name: 'its name' };

const networks: ReadonlySet<string> = new Set(['AWS::EC2::VPC', 'compute.googleapis.com/Network', 'oci_core_vcn']);

/** What belongs to one of these is a part of it; all others make many of their own. */
const owners: ReadonlySet<string> = new Set([
  'AWS::EC2::Instance', 'AWS::EC2::NatGateway', 'AWS::EC2::VPCEndpoint', 'AWS::EC2::Image', 'AWS::EC2::SpotInstanceRequest', 'AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::ElastiCache::ReplicationGroup', 'AWS::CloudFormation::Stack',
  'Microsoft.Compute/virtualMachines', 'Microsoft.Network/privateEndpoints', 'Microsoft.Sql/servers', 'compute.googleapis.com/Instance', 'oci_core_instance',
]);

function factOf({ kind }: Pick<Resource, 'kind'>, parent: string | null): Facts['part'] {
  if (parent !== null && networks.has(parent)) return 'default';
  // Snapshots that a database takes of itself.
  return parent !== null && owners.has(parent) && !(kind === 'snapshot' && parent.startsWith('AWS::RDS::')) ? 'child' : 'service';
}

function part(fact: Facts['part'], parent: Maker | null, evidence: string): Part {
  return { fact, parent, evidence: [evidence], needs: null };
}

/** What is there in every account and network, and what the cloud keeps for itself. */
function givenOf(resource: Resource, byHand: boolean, { things }: Around): Part | null {
  const { type, attributes, provider, name } = resource;
  const [, service] = /:role\/aws-service-role\/([^/]+)\//.exec(resource.id ?? '') ?? [];
  if (service !== undefined) return part('service', { id: service, by: 'reserved-tag' }, 'its path is one that AWS alone makes roles in');
  const facts = memberFacts(type);
  if (facts?.service.some((condition) => holdsAt(attributes, condition)) === true) return part('service', null, 'the cloud keeps it for itself');
  if (byHand) return null;
  const of = facts?.of == null ? undefined : textsAt(attributes, facts.of)[0];
  if (facts?.is.some((condition) => holdsAt(attributes, condition)) === true) return part('default', of === undefined ? null : { id: of, by: 'member' }, of === undefined ? 'the inventory says that it is a default' : `the inventory says that it is a default of ${of}`);
  const network = facts?.ofDefault == null ? undefined : textsAt(attributes, facts.ofDefault).find((id) => things.byId(idIn(provider, id) ?? id)?.isDefault === true);
  if (network !== undefined) return part('default', { id: network, by: 'member' }, `it belongs to ${network}, which is a default`);
  return defaultNames[liveTypeOf(type)]?.test(name) === true ? part('default', null, 'it has the name of a default') : null;
}

/** Names under which clouds make things unasked. */
const defaultNames: Readonly<Record<string, RegExp>> = {
  'AWS::RDS::DBParameterGroup': /^default\./,
  'AWS::RDS::DBClusterParameterGroup': /^default\./,
  'AWS::ElastiCache::ParameterGroup': /^default\./,
  'Microsoft.Resources/resourceGroups': /^(?:NetworkWatcherRG|DefaultResourceGroup-[A-Z0-9]+)$/i,
  'Microsoft.Network/networkWatchers': /^NetworkWatcher_[a-z0-9]+$/i,
  'iam.googleapis.com/ServiceAccount': /^(?:\d+-compute@developer|[a-z0-9-]+@appspot|service-\d+@.+)\.gserviceaccount\.com$/,
};
