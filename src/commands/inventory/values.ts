import type { Endpoint } from '../../collect/aws/accounts.ts';
import { services, type Service } from '../../collect/aws/calls.ts';
import { ProblemError } from '#model/problem.ts';

/** As the AWS CLI and the SDKs have it: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
export function endpointOf(endpointUrl: string | undefined, env: Readonly<Record<string, string | undefined>>): Endpoint {
  const url = endpointUrl ?? env['AWS_ENDPOINT_URL'];
  if (url === undefined || url === '') return {};
  if (!/^https?:\/\/[^/\s]/.test(url) || !URL.canParse(url)) throw new ProblemError({ code: 'usage-value', message: `${endpointUrl === undefined ? 'AWS_ENDPOINT_URL' : '--endpoint-url'} is ${JSON.stringify(url)}; it must be an address like http://127.0.0.1:4566`, where: null, hint: null });
  return { endpoint: url };
}

export function servicesNamed(written: string | undefined): readonly Service[] {
  if (written === undefined) return services;
  return namesIn(written, '--services').map((name) => {
    const found = services.find((service) => service.name === name);
    if (found === undefined) throw new ProblemError({ code: 'usage-value', message: `--services has ${JSON.stringify(name)}; allowed: ${services.map((service) => service.name).join(', ')}`, where: null, hint: null });
    return found;
  });
}

/** Each once; a list of nothing would be an inventory of nothing. */
function namesIn(list: string, flag: string): string[] {
  const names = [...new Set(list.split(',').map((name) => name.trim()).filter((name) => name !== ''))];
  if (names.length === 0) throw new ProblemError({ code: 'usage-value', message: `${flag} names nothing; leave it out for all`, where: null, hint: null });
  return names;
}

export function regionsNamed(written: string | undefined): readonly string[] | null {
  if (written === undefined) return null;
  const regions = namesIn(written, '--regions').sort();
  const other = regions.find((region) => !/^[a-z]{2,4}(?:-[a-z]+)+-\d+$/.test(region));
  if (other !== undefined) throw new ProblemError({ code: 'usage-value', message: `--regions has ${JSON.stringify(other)}; regions are called like eu-west-1, and separated by commas`, where: null, hint: null });
  return regions;
}

export function atLeastOne(written: string): number {
  const number = Number(written);
  if (Number.isInteger(number) && number > 0 && number <= 64) return number;
  throw new ProblemError({ code: 'usage-value', message: `--concurrency is ${JSON.stringify(written)}; it must be a whole number from 1 to 64`, where: null, hint: null });
}
