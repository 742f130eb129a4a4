import type { LiveAnswer } from '../live-aws.ts';
import { holds } from './fate.ts';
import { arnOf, type Place } from './place.ts';
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

/** What made a resource, by its tags; null where they do not say, as of what a stack has made: a stack is code. */
export function makerByTags(tags: readonly LiveTag[], place: Place): string | null {
  for (const [tag, arn] of makers) {
    if (!tags.some(({ Key }) => Key === tag)) continue;
    const maker = arnOf(arn, place, (key) => tags.find(({ Key }) => Key === key)?.Value ?? null);
    if (maker !== null) return maker;
  }
  return null;
}

/** What made a resource, by its own members. */
export function makerBy({ madeBy }: LiveAnswer, place: Place, value: (path: string) => string | null): string | null {
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
