import type { Known } from '#model/known.ts';
import type { Deployment } from './deployment.ts';
import { combined, nothing, possibly, undecided, Undecided, type Value } from './value.ts';

/** Partitions by the beginning of their regions; the last one takes all others. */
const partitions: readonly (readonly [start: string, name: string, suffix: string])[] = [
  ['cn-', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-', 'aws-us-gov', 'amazonaws.com'],
  ['us-iso-', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['eu-isoe-', 'aws-iso-e', 'cloud.adc-e.uk'],
  ['us-isof-', 'aws-iso-f', 'csp.hci.ic.gov'],
  ['eusc-', 'aws-eusc', 'amazonaws.eu'],
  ['', 'aws', 'amazonaws.com'],
];

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
      return byRegion(region, 1);
    case 'AWS::URLSuffix':
      return byRegion(region, 2);
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
function byRegion(region: Known<string>, column: 1 | 2): Value {
  const value = valueOf(region, 'AWS::Region');
  if (!(value instanceof Undecided) || value.known.status === 'oneOf') {
    return combined([value], ([name]) => partitions.find(([start]) => (name ?? '').startsWith(start))?.[column] ?? '');
  }
  return possibly(partitions.map((one) => one[column]), value.known.because, value.known.refs);
}
