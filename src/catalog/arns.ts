import { isObject } from '#model/json.ts';
import { row, text } from './data.ts';

const cut = new Map<string, readonly Pattern[]>();

interface Pattern {
  readonly resource: RegExp;
  /** How much of it is no star: the more, the more it says. */
  readonly told: number;
  readonly type: string;
}

/** The CloudFormation type of what an ARN names; null where the catalogue does not know it. */
export function typeOfArn(arn: string): string | null {
  const [, , service, , , ...rest] = arn.split(':');
  const resource = rest.join(':');
  let best: Pattern | null = null;
  for (const pattern of patternsOf(service ?? '')) if (pattern.resource.test(resource) && (best === null || pattern.told > best.told)) best = pattern;
  return best?.type ?? null;
}

function patternsOf(service: string): readonly Pattern[] {
  const before = cut.get(service);
  if (before !== undefined) return before;
  const known = row('arns-cloudformation', service);
  const patterns = Object.entries(isObject(known) ? known : {}).map(([pattern, type]): Pattern => ({
    resource: new RegExp(`^${pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.+')}$`),
    told: pattern.replaceAll('*', '').length,
    type: text(type) ?? '',
  }));
  cut.set(service, patterns);
  return patterns;
}
