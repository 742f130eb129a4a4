import type { DriftItem } from '#model/drift.ts';
import type { Finding } from '#model/finding.ts';
import { shellWord } from '#model/shell-word.ts';

/** Where a tag stands in evidence: `Tags.owner`, `labels.owner`, `freeform_tags.owner`. */
const place = /^(?:[a-z]+_)?(?:tags|labels)\.(.+)$/i;

/** What ends or begins something else in the words that the tools of the clouds read as keys and values. */
const unwritable = /^-|[,='"[\]{}]/;

/** Tags that rules ask for and that are not there. */
function missing(gate: readonly Finding[]): readonly string[] {
  const keys = gate.flatMap(({ original, evidence: { path, actual } }) => (original === 'fail' && actual === null ? (place.exec(path)?.[1] ?? []) : []));
  return [...new Set(keys)];
}

/**
 * The command that sets the tags that rules ask for in vain, with VALUE for what they are to say; null where nothing is missing, and where
 * its cloud has no command that leaves its other tags as they are.
 */
export function tagCommand({ resource, terraform }: DriftItem, gate: readonly Finding[]): string | null {
  const keys = missing(gate);
  const { provider, id } = resource;
  if (keys.length === 0 || id === null || keys.some((key) => unwritable.test(key))) return null;
  const command = provider === 'aws' ? aws(resource, terraform?.id ?? null, keys) : provider === 'azure' ? ['az tag update --operation Merge', option('resource-id', id), '--tags', ...keys.map((key) => shellWord(`${key}=VALUE`))] : provider === 'gcp' ? google(id, keys) : null;
  return command?.join(' ') ?? null;
}

/** Where its cloud has no such command: an update of OCI takes the tags that are to be there from then on, all of them. */
export function whyNoTagCommand({ resource: { provider } }: DriftItem, gate: readonly Finding[]): string | null {
  const keys = missing(gate);
  if (provider !== 'oci' || keys.length === 0) return null;
  return `no command of OCI adds tags: an update takes all that there are to be, so give those that are there and ${keys.map((key) => `${key}=VALUE`).join(', ')} together (--freeform-tags)`;
}

/** Each service of AWS that the tagging service does not reach has a command of its own. */
function aws({ type, id, region, name }: DriftItem['resource'], short: string | null, keys: readonly string[]): readonly string[] | null {
  const pairs = keys.map((key) => shellWord(`Key=${key},Value=VALUE`));
  const at = region === null || region === 'global' ? [] : [option('region', region)];
  if (id === null) return null;
  if (type.startsWith('AWS::EC2::') && short !== null && /^[a-z]+-[0-9a-f]+$/.test(short)) return ['aws ec2 create-tags', ...at, option('resources', short), '--tags', ...pairs];
  if (type === 'AWS::IAM::User') return ['aws iam tag-user', option('user-name', name), '--tags', ...pairs];
  if (type === 'AWS::IAM::Role') return ['aws iam tag-role', option('role-name', name), '--tags', ...pairs];
  if (type === 'AWS::AutoScaling::AutoScalingGroup') return unwritable.test(name) ? null : ['aws autoscaling create-or-update-tags', ...at, '--tags', ...keys.map((key) => shellWord(`ResourceId=${name},ResourceType=auto-scaling-group,Key=${key},Value=VALUE,PropagateAtLaunch=true`))];
  if (!id.startsWith('arn:') || type.startsWith('AWS::IAM::')) return null;
  return ['aws resourcegroupstaggingapi tag-resources', ...(at.length === 0 ? ['--region us-east-1'] : at), option('resource-arn-list', id), '--tags', shellWord(keys.map((key) => `${key}=VALUE`).join(','))];
}

/** `//compute.googleapis.com/projects/P/zones/Z/instances/N` */
function google(id: string, keys: readonly string[]): readonly string[] | null {
  const labels = keys.map((key) => `${key}=VALUE`).join(',');
  const [, bucket] = /^\/\/storage\.googleapis\.com\/([^/]+)$/.exec(id) ?? [];
  if (bucket !== undefined) return ['gcloud storage buckets update', shellWord(`gs://${bucket}`), option('update-labels', labels)];
  const [, project = '', kind = '', where = '', collection = '', name = ''] = /^\/\/compute\.googleapis\.com\/projects\/([^/]+)\/(zones|regions|global)\/?([^/]*)\/(instances|disks|snapshots|images)\/([^/]+)$/.exec(id.replace('/global/', '/global//')) ?? [];
  if (name === '' || name.startsWith('-')) return null;
  return [`gcloud compute ${collection} add-labels`, shellWord(name), option('project', project), ...(kind === 'global' ? [] : [option(kind === 'zones' ? 'zone' : 'region', where)]), option('labels', labels)];
}

/** What looks like an option itself is none where it stands behind an equals sign. */
function option(called: string, value: string): string {
  return value.startsWith('-') ? `--${called}=${shellWord(value)}` : `--${called} ${shellWord(value)}`;
}
