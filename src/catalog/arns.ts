import { isObject } from '#model/json.ts';
import { partitionOf } from './aws/partitions.ts';
import type { Place } from './aws/place.ts';
import { cloudFormationType } from './cloudformation.ts';
import { row, table, text } from './data.ts';

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

/** Services whose ARNs name no account, though their resources are those of one. */
const withoutAccount = new Set(['apigateway', 'route53', 's3']);

let plain: ReadonlyMap<string, { readonly service: string; readonly before: string }> | null = null;

/** The ARN of what is known by the last part of it alone; null for a type whose ARNs are made of more, and where a part is not told. */
export function arnOfPlain(type: string, id: string, { region, account }: Place): string | null {
  plain ??= plainTypes();
  const known = plain.get(type);
  if (known === undefined) return null;
  const hasRegion = cloudFormationType(type)?.region.global !== true && known.service !== 's3';
  const hasAccount = !withoutAccount.has(known.service);
  if ((hasRegion && region === null) || (hasAccount && account === null)) return null;
  return `arn:${partitionOf(region).name}:${known.service}:${hasRegion ? region : ''}:${hasAccount ? account : ''}:${known.before}${id}`;
}

/** Of types whose ARNs end in the one part that is not the same for all. */
function plainTypes(): NonNullable<typeof plain> {
  const found = new Map<string, { readonly service: string; readonly before: string }>();
  for (const [service, patterns] of Object.entries(table('arns-cloudformation'))) {
    for (const [pattern, type] of Object.entries(isObject(patterns) ? patterns : {})) {
      const name = text(type) ?? '';
      if (pattern.indexOf('*') === pattern.length - 1 && !found.has(name)) found.set(name, { service, before: pattern.slice(0, -1) });
    }
  }
  return found;
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
