import type { Known } from '#model/known.ts';
import { scopeIn, type Provider, type Scope } from '#model/resource.ts';
import { nameClassOf } from '#catalog/type-names.ts';

/** All by which a record names a resource. */
export interface Named {
  readonly provider: Provider;
  readonly type: string;
  readonly id: string | null;
  readonly aliases: readonly string[];
  /** What its cloud calls it; null where that is not told. */
  readonly name: string | null;
  readonly scope: Scope;
  readonly region: Known<string>;
}

/**
 * Where a mere name is one resource's alone: `name` in `account` and `region`, which are null where the record does not tell them, and
 * empty where the name is nobody else's whatever they are.
 */
export interface OwnName {
  readonly what: string;
  readonly account: string | null;
  readonly region: string | null;
}

/** Names that nobody else has, in the one form in which all sides are compared. */
export function idsOf({ provider, id, aliases }: Pick<Named, 'provider' | 'id' | 'aliases'>): readonly string[] {
  const found: string[] = [];
  for (const one of id === null ? aliases : [id, ...aliases]) {
    const key = idIn(provider, one);
    if (key !== null) found.push(key);
  }
  const [first, second] = found;
  return found.length < 2 || (found.length === 2 && first !== second) ? found : [...new Set(found)];
}

/** Names of a sort of which an account has one each: of a bucket, a role, a function. */
export function ownNames(named: Named): readonly OwnName[] {
  const of = nameClassOf(named.type);
  if (of === null) return [];
  const account = of.within === 'world' ? '' : scopeIn(named.scope);
  const region = of.within === 'region' ? valueOf(named.region) : '';
  // An id that is no more than the name is one too.
  const names = new Set([...(named.name === null ? [] : [named.name]), ...(named.id === null ? [] : [named.id]), ...named.aliases].filter((one) => one !== '' && idIn(named.provider, one) === null));
  return [...names].map((name) => ({ what: `${of.of} ${name}`, account, region }));
}

export function valueOf<T>(known: Known<T>): T | null {
  return known.status === 'known' ? known.value : null;
}

/** Of a resource that somebody looks for by what they call it; null for a name that others may have as well. */
export function idIn(provider: Provider, text: string): string | null {
  return forms[provider](text);
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const forms: Readonly<Record<Provider, (text: string) => string | null>> = {
  aws(text) {
    if (text.startsWith('arn:')) return arn(text);
    // What AWS draws by lot, addresses of queues, and unique ids of IAM (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html).
    if (/^[a-z]+(?:-[a-z]+)*-[0-9a-f]{8,}$/.test(text) || /^A(?:IDA|ROA|GPA|NPA|NVA|IPA)[A-Z0-9]{12,}$/.test(text)) return text;
    return text.startsWith('https://') ? queue(text) : null;
  },
  azure: (text) => (text.startsWith('/') && text.length > 1 ? text.toLowerCase().replace(/\/+$/, '') : guid.test(text) ? `azure ${text.toLowerCase()}` : null),
  gcp(text) {
    if (text.startsWith('//')) return text;
    if (text.startsWith('https://')) return link(text);
    if (/^\d{15,}$/.test(text)) return `gcp ${text}`;
    return /^[^@\s]+@[^@\s]+\.gserviceaccount\.com$/.test(text) ? text : null;
  },
  oci: (text) => (/^ocid1\.|^n\/[^/]+\/b\/./.test(text) ? text : null),
};

/** Versions and aliases of a function have its ARN and more: they are parts of it. Groups have a part that only they themselves tell. */
function arn(text: string): string {
  if (text.includes(':function:')) return /^arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+/.exec(text)?.[0] ?? text;
  if (text.includes(':autoScalingGroup:')) return text.replace(/:autoScalingGroup:[^:]*:/, ':autoScalingGroup:*:');
  return text.includes(':nodegroup/') ? text.replace(/^(.*:nodegroup\/[^/]+\/[^/]+)\/.*$/, '$1/*') : text;
}

/** `https://eu-west-1.queue.amazonaws.com/…` and `https://sqs.eu-west-1.amazonaws.com/…` are one. */
function queue(text: string): string | null {
  const [, newer, older, rest] = /^https:\/\/(?:sqs\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.amazonaws\.com(?:\.cn)?\/(\d{12}\/[^/]+)$/.exec(text) ?? [];
  const region = newer ?? older;
  return region === undefined || rest === undefined ? null : `https://sqs.${region}.amazonaws.com/${rest}`;
}

/** `https://www.googleapis.com/compute/v1/projects/…` -> `//compute.googleapis.com/projects/…` */
function link(text: string): string | null {
  const [, host, api, path] = /^https:\/\/([a-z-]+)\.googleapis\.com\/(?:([a-z]+)\/)?(?:v\d\w*|beta|alpha)\/((?:projects|folders|organizations)\/.+)$/.exec(text) ?? [];
  if (path === undefined) return null;
  return `//${host === 'www' || host === 'content' || host === undefined ? (api ?? '') : host}.googleapis.com/${path}`;
}
