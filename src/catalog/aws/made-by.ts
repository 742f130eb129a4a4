import type { LiveRow } from '#model/live-row.ts';
import { attributions, type Maker } from '#model/maker.ts';
import type { LiveAnswer } from '../live-aws.ts';
import { holds } from './fate.ts';
import { arnOf, filled, type Place } from './place.ts';
import type { LiveTag } from './tags.ts';

/** Tags that AWS puts on what its services make, and the maker: the nearest to a person first. */
const makers: readonly (readonly [tag: string, arn: string])[] = [
  ['eks:nodegroup-name', 'eks:*:*:nodegroup/{eks:cluster-name}/{eks:nodegroup-name}/*'],
  ['aws:autoscaling:groupName', 'autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/{aws:autoscaling:groupName}'],
  ['aws:elasticmapreduce:job-flow-id', 'elasticmapreduce:*:*:cluster/{aws:elasticmapreduce:job-flow-id}'],
  ['aws:batch:compute-environment', 'batch:*:*:compute-environment/{aws:batch:compute-environment}'],
  ['aws:ec2:fleet-id', 'ec2:*:*:fleet/{aws:ec2:fleet-id}'],
  ['aws:ec2spot:fleet-request-id', 'ec2:*:*:spot-fleet-request/{aws:ec2spot:fleet-request-id}'],
  ['aws:ecs:serviceName', 'ecs:*:*:service/{aws:ecs:clusterName}/{aws:ecs:serviceName}'],
];

/** Tags that name something that answers for a resource, and is no maker of many alike: a stack is code, a cluster owns what its controllers make. */
const owners: readonly (readonly [tag: string, arn: string])[] = [
  ['aws:cloudformation:stack-id', '{aws:cloudformation:stack-id}'],
  ['aws:eks:cluster-name', 'eks:*:*:cluster/{aws:eks:cluster-name}'],
  ['aws:dlm:lifecycle-policy-id', 'dlm:*:*:policy/{aws:dlm:lifecycle-policy-id}'],
  ['eks:cluster-name', 'eks:*:*:cluster/{eks:cluster-name}'],
  ['eks:eks-cluster-name', 'eks:*:*:cluster/{eks:eks-cluster-name}'],
  ['elasticbeanstalk:environment-name', 'elasticbeanstalk:*:*:environment/*/{elasticbeanstalk:environment-name}'],
];

/** `kubernetes.io/cluster/checkout` = `owned`, as controllers in a cluster tag what they make. */
const ownedByCluster = /^kubernetes\.io\/cluster\/(.+)$/;

const telling = new Set([...makers, ...owners].map(([tag]) => tag));

/** Whether any tag says something of who made a resource; most say nothing. */
function tells({ Key }: LiveTag): boolean {
  return telling.has(Key) || Key.startsWith('kubernetes.io/cluster/');
}

/** What made a resource: the nearest to a person, and all that says so. Null where nothing does, as of what a stack has made: a stack is code. */
export function makingOf(tags: readonly LiveTag[], answer: LiveAnswer | null, place: Place, value: (path: string) => string | null): Pick<LiveRow, 'madeBy' | 'makers'> {
  const member = answer === null ? null : makerBy(answer, place, value);
  if (member === null && !tags.some(tells)) return nobody;
  const byTags = makers.flatMap((maker) => byTag(maker, tags, place));
  const all = [...byTags, ...owners.flatMap((owner) => byTag(owner, tags, place)), ...ofClusters(tags, place), ...(member === null ? [] : [{ id: member, by: 'member' } as const])];
  return { madeBy: byTags[0]?.id ?? member, ...(all.length === 0 ? {} : { makers: all.sort((a, b) => attributions.indexOf(a.by) - attributions.indexOf(b.by)) }) };
}

const nobody: Pick<LiveRow, 'madeBy' | 'makers'> = { madeBy: null };

function byTag([tag, arn]: readonly [tag: string, arn: string], tags: readonly LiveTag[], place: Place): readonly Maker[] {
  if (!tags.some(({ Key }) => Key === tag)) return [];
  const valueOf = (key: string): string | null => tags.find(({ Key }) => Key === key)?.Value ?? null;
  const id = arn.startsWith('{') ? filled(arn, valueOf) : arnOf(arn, place, valueOf);
  // Nobody can set a tag that begins with `aws:`.
  return id === null ? [] : [{ id, by: tag.startsWith('aws:') ? 'reserved-tag' : 'forgeable-tag' }];
}

function ofClusters(tags: readonly LiveTag[], place: Place): readonly Maker[] {
  return tags.flatMap(({ Key, Value }): readonly Maker[] => {
    const cluster = Value === 'owned' ? ownedByCluster.exec(Key)?.[1] : undefined;
    const id = cluster === undefined ? null : arnOf('eks:*:*:cluster/{cluster}', place, () => cluster);
    return id === null ? [] : [{ id, by: 'forgeable-tag' }];
  });
}

/** What made a resource, by its own members. */
function makerBy({ madeBy }: LiveAnswer, place: Place, value: (path: string) => string | null): string | null {
  for (const written of madeBy) {
    // A pattern has question marks of its own.
    const cut = /^[^{]*?(?=\?)/.exec(written)?.[0].length ?? -1;
    if (cut >= 0 && !holds(written.slice(0, cut), value)) continue;
    const maker = written.slice(cut + 1);
    const found = maker.startsWith('{') ? idIn(maker.slice(1, -1), value) : arnOf(maker, place, value);
    if (found !== null) return found;
  }
  return null;
}

/** `VpcId`, or what a pattern finds in a text: `Description ~ for (ami-[0-9a-f]+)`. */
function idIn(written: string, value: (path: string) => string | null): string | null {
  const [path = '', pattern] = written.split(' ~ ');
  const text = value(path);
  return pattern === undefined || text === null ? text : (new RegExp(pattern).exec(text)?.[1] ?? null);
}
