import { partitionOf, partitions, type Partition } from '#catalog/aws/partitions.ts';
import type { Known } from '#model/known.ts';
import type { Deployment } from './deployment.ts';
import { combined, nothing, possibly, undecided, Undecided, type Value } from './value.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
export function pseudoParameter(name: string, { region, account, stackName }: Deployment): Value | undefined {
  switch (name) {
    case 'AWS::NoValue':
      return nothing;
    case 'AWS::Region':
      return valueOf(region, name);
    case 'AWS::AccountId':
      return valueOf(account, name);
    case 'AWS::Partition':
      return byRegion(region, 'name');
    case 'AWS::URLSuffix':
      return byRegion(region, 'suffix');
    case 'AWS::StackName':
      return stackName ?? undecided('the template does not say the name of its stack', [name]);
    case 'AWS::StackId':
    case 'AWS::NotificationARNs':
      return undecided('known after deployment', [name]);
    default:
      return undefined;
  }
}

function valueOf(field: Known<string>, name: string): Value {
  if (field.status === 'known') return field.value;
  if (field.status === 'oneOf') return possibly(field.values, field.because, field.refs);
  return field.status === 'unknown' ? undecided(field.because, [...new Set([name, ...field.refs])]) : undecided('it is not told', [name]);
}

/** There are a handful of partitions: without a region it is one of them. */
function byRegion(region: Known<string>, part: keyof Partition): Value {
  const value = valueOf(region, 'AWS::Region');
  if (!(value instanceof Undecided) || value.known.status === 'oneOf') {
    return combined([value], ([name]) => partitionOf(name ?? null)[part]);
  }
  return possibly(partitions.map((one) => one[part]), value.known.because, value.known.refs);
}
