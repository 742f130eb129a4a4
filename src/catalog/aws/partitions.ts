export interface Partition {
  readonly start: string;
  readonly name: string;
  readonly suffix: string;
}

const most: Partition = { start: '', name: 'aws', suffix: 'amazonaws.com' };

/**
 * Partitions by the beginning of their regions, with the suffixes of their names in DNS; the last one takes all others.
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export const partitions: readonly Partition[] = [
  { start: 'cn-', name: 'aws-cn', suffix: 'amazonaws.com.cn' },
  { start: 'us-gov-', name: 'aws-us-gov', suffix: 'amazonaws.com' },
  { start: 'us-iso-', name: 'aws-iso', suffix: 'c2s.ic.gov' },
  { start: 'us-isob-', name: 'aws-iso-b', suffix: 'sc2s.sgov.gov' },
  { start: 'eu-isoe-', name: 'aws-iso-e', suffix: 'cloud.adc-e.uk' },
  { start: 'us-isof-', name: 'aws-iso-f', suffix: 'csp.hci.ic.gov' },
  { start: 'eusc-', name: 'aws-eusc', suffix: 'amazonaws.eu' },
  most,
];

/** The one that nearly all of the world is in, where nobody tells the region. */
export function partitionOf(region: string | null): Partition {
  return partitions.find(({ start }) => region?.startsWith(start)) ?? most;
}
