import type { Format } from './format.ts';
import { isAwsError } from './inventory/aws/detect.ts';
import { isList, isPolicy } from './inventory/gcp/detect.ts';
import type { Outline } from './outline.ts';

type Test = (whole: Outline, lines: boolean) => boolean;

const planInstead = 'check the plan instead: terraform show -json tfplan > plan.json';
const withDrift = 'landrail drift reads it: landrail drift --audit FILE, with --iac and --inventory beside it';

/** Formats that are recognised so that the message can say what the file is. In the order of the reference: most specific first. */
export const unsupportedFormats: readonly Format[] = [
  format('terraform-log-stream', 'log stream of terraform plan -json', isTerraformLog, 'it holds messages, not values; save the plan and show it: terraform plan -out=tfplan && terraform show -json tfplan > plan.json'),
  format('terraform-show-empty', 'answer of terraform show -json without a plan', (it) => it.kindOf('format_version') === 'string' && it.keys.every((key) => key === 'format_version' || key === 'terraform_version'), 'name the plan file: terraform show -json tfplan > plan.json'),
  format('pytest-terraform', 'recording of pytest-terraform (tf_resources.json)', (it) => it.has('pytest-terraform', 'resources'), 'it is no state: its values are texts, and its blocks are flattened; give the state that it was made of: terraform state pull > state.json'),
  format('terraform-provider-schema', 'provider schemas of terraform providers schema -json', (it) => it.has('provider_schemas') && !it.has('resource_changes'), planInstead),
  format('terraform-source-json', 'Terraform source in JSON (.tf.json)', isTerraformSource, 'give its folder, or a file that ends in .tf.json; or check the plan: terraform show -json tfplan > plan.json'),
  format('arm-template', 'Azure Resource Manager template', (it) => /deployment(Template|Parameters)\.json/i.test(it.text('$schema') ?? ''), null),
  format('aws-error', 'error of AWS in place of an answer', isAwsError, 'nothing was exported: see what its Code and Message say (AccessDenied: the caller may not list it), and call again'),
  format('gcp-iam-policy', 'allow policy of Google Cloud', isPolicy, 'it does not say whose it is; export the policies with their names: gcloud asset export --content-type=iam-policy'),
  format('aws-cloudtrail', 'CloudTrail log', isCloudTrail, withDrift),
  format('gcp-audit-log', 'Google Cloud audit log', (it) => some(it, (entry) => entry.has('logName') && (entry.has('protoPayload') || entry.has('insertId'))), withDrift),
  format('azure-activity-log', 'Azure activity log', (it) => some(it, (entry) => entry.has('operationName') && (entry.has('correlationId') || entry.has('caller') || entry.has('eventTimestamp'))), withDrift),
  format('oci-audit-log', 'OCI audit log', (it) => some(it, (entry) => entry.has('cloudEventsVersion') || (entry.text('eventType') ?? entry.text('event-type') ?? '').startsWith('com.oraclecloud.')), withDrift),
  format('kubernetes-manifest', 'Kubernetes manifest', (it) => it.kindOf('apiVersion') === 'string' && it.kindOf('kind') === 'string' && !isList(it), null),
  format('pulumi-state', 'Pulumi stack export', (it) => it.has('deployment') && it.inner('deployment')?.has('manifest') === true, null),
  format('landrail-result', 'report of landrail itself', (it) => it.has('schemaVersion', 'tool', 'findings'), 'give the plan, not the report; landrail report renders a report again'),
];

function format(name: string, title: string, test: Test, advice: string | null): Format {
  return { name, title, detect: (whole, lines) => (whole.kind === 'object' || whole.kind === 'array') && test(whole, lines), load: null, advice };
}

/** `test` on the document, on its first element, or on the first of `Records`, `value` or `data`. */
function some(it: Outline, test: (entry: Outline) => boolean): boolean {
  const entries = it.kind === 'array' ? [it.first()] : [it, it.inner('Records')?.first() ?? null, it.inner('records')?.first() ?? null, it.inner('value')?.first() ?? null, it.inner('data')?.first() ?? null];
  return entries.some((entry) => entry !== null && entry.kind === 'object' && test(entry));
}

function isTerraformLog(it: Outline): boolean {
  return it.has('@level', '@message') && (it.text('@module') ?? '').startsWith('terraform');
}

const sourceBlocks = new Set(['resource', 'data', 'module', 'provider', 'terraform', 'variable', 'output', 'locals', 'moved', 'import', 'removed', 'check', '//']);

function isTerraformSource(it: Outline): boolean {
  if (it.kind !== 'object' || it.keys.length === 0 || !it.keys.every((key) => sourceBlocks.has(key))) return false;
  if (it.keys.length === 1 && it.has('data')) return isDataBlock(it.inner('data'));
  if (it.keys.length > 1 || !it.has('terraform')) return true;
  const settings = it.inner('terraform');
  return settings !== null && (settings.has('required_providers') || settings.has('required_version') || settings.has('backend'));
}

/** Types, names within them, and bodies; answers of clouds have `data` as well. */
function isDataBlock(data: Outline | null): boolean {
  return data !== null && data.kind === 'object' && data.keys.length > 0 && data.keys.every((type) => data.kindOf(type) === 'object');
}

function isCloudTrail(it: Outline): boolean {
  if (it.kindOf('Events') === 'array') return it.inner('Events')?.first()?.has('CloudTrailEvent') === true;
  return some(it, (entry) => entry.has('eventName', 'eventSource') && (entry.has('eventVersion') || entry.has('awsRegion')));
}
