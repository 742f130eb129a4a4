import { accountOfArn, regionOfArn, regionOfZone } from '../regions.ts';
import { partitionOf } from './partitions.ts';

/** Where a row of AWS stands, as far as anybody has told. */
export interface Place {
  readonly region: string | null;
  readonly account: string | null;
}

/** `arn:aws:iam::123456789012:role/payroll`; null for another text. ARNs of China and GovCloud have another partition. */
export function arnIn(text: string | null): string | null {
  return text !== null && /^arn:[^:]+:[^:]*:[^:]*:[^:]*:./.test(text) ? text : null;
}

export function placeOfArn(arn: string | null): Place {
  return arn === null ? { region: null, account: null } : { region: regionOfArn(arn), account: accountOfArn(arn) };
}


/** A text that names a region, a zone or a border group of one (`us-west-2-lax-1`), or has it in an ARN. */
export function regionIn(text: string): string | null {
  const before = regions.get(text);
  if (before !== undefined) return before;
  const found = regionOf(text);
  // ARNs are as many as resources.
  if (regions.size < most && text.length < longest) regions.set(text, found);
  return found;
}

const regions = new Map<string, string | null>();
const [most, longest] = [1024, 32];

function regionOf(text: string): string | null {
  const region = /^([a-z]{2,4}(?:-[a-z]+)+-\d+)(?:-[a-z]{3}-\d+)?$/.exec(text)?.[1];
  return region ?? regionOfZone('aws', text) ?? regionOfArn(text);
}

/** A text that is an account, or has it in an ARN. */
export function accountIn(text: string): string | null {
  return /^\d{12}$/.test(text) ? text : accountOfArn(text);
}

/** SQS lists queues by their addresses (`https://sqs.eu-west-1.amazonaws.com/123456789012/orders`); null for another text. */
export function arnOfQueue(url: string): string | null {
  const [, newer, older, account, name] = /^https:\/\/(?:sqs\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.amazonaws\.com(?:\.cn)?\/(\d{12})\/([^/]+)$/.exec(url) ?? [];
  const region = newer ?? older;
  return region === undefined || account === undefined || name === undefined ? null : `arn:${partitionOf(region).name}:sqs:${region}:${account}:${name}`;
}

/**
 * An ARN put together of `ec2:*:*:volume/{VolumeId}`. Null where a part of it is not told: the stars are for the region and the account.
 */
export function arnOf(template: string, { region, account }: Place, valueOf: (path: string) => string | null): string | null {
  const [service = '', place = '', owner = '', ...rest] = template.split(':');
  const resource = filled(rest.join(':'), valueOf);
  const missing = (place === '*' && region === null) || (owner === '*' && account === null);
  return missing || resource === null ? null : `arn:${partitionOf(region).name}:${service}:${place === '*' ? (region ?? '') : place}:${owner === '*' ? (account ?? '') : owner}:${resource}`;
}

/** `{LaunchTemplateId}:{VersionNumber}` with values for what stands in braces; null where one is not there. */
export function filled(template: string, valueOf: (path: string) => string | null): string | null {
  let missing = false;
  const text = template.replaceAll(/\{([^}]+)\}/g, (_, path: string) => {
    const value = valueOf(path);
    missing ||= value === null;
    return value ?? '';
  });
  return missing ? null : text;
}
