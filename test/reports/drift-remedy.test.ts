import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { DriftItem, DriftVerdict } from '#model/drift.ts';
import { remedyOf } from '#reports/drift/remedy.ts';
import { night } from './night.ts';
import { finding } from './result.ts';

const [item] = night.drift?.items ?? [];
const of = (verdict: DriftVerdict, resource: Partial<DriftItem['resource']>, terraform: DriftItem['terraform'] = null): DriftItem => {
  if (item === undefined) throw new Error('no item');
  return { ...item, verdict, resource: { ...item.resource, ...resource }, terraform };
};
const lacking = (...paths: readonly string[]) => paths.map((path) => finding('required-tags', 'one', { evidence: { path, actual: null, expected: 'any value' } }));
const tags = lacking('Tags.owner', 'Tags.environment', 'Tags.owner');

test('what was made by hand can be taken in, marked or accepted', () => {
  expect(remedyOf(of('unmanaged', {}, { type: 'aws_instance', id: 'i-0a1b2c3d4e5f60718' }), tags)).toEqual({
    summary: 'bring it into the code: import { to = aws_instance.NAME, id = "i-0a1b2c3d4e5f60718" }, or remove it; to accept it, add aws_instance.i-0a1b2c3d4e5f60718 to .driftignore',
    import: 'import { to = aws_instance.NAME, id = "i-0a1b2c3d4e5f60718" }',
    tag: 'aws ec2 create-tags --region us-west-2 --resources i-0a1b2c3d4e5f60718 --tags Key=owner,Value=VALUE Key=environment,Value=VALUE',
    noTag: null,
    ignore: 'aws_instance.i-0a1b2c3d4e5f60718',
  });
});

test.each<[string, DriftItem, readonly string[], string | null]>([
  ['an identity', of('unmanaged', { type: 'AWS::IAM::User', id: 'arn:aws:iam::111122223333:user/ops/backup', name: 'backup', region: 'global' }), ['Tags.owner'], 'aws iam tag-user --user-name backup --tags Key=owner,Value=VALUE'],
  ['a bucket', of('unmanaged', { type: 'AWS::S3::Bucket', id: 'arn:aws:s3:::shop', region: 'eu-west-1' }), ['Tags.owner', 'Tags.cost'], 'aws resourcegroupstaggingapi tag-resources --region eu-west-1 --resource-arn-list arn:aws:s3:::shop --tags owner=VALUE,cost=VALUE'],
  ['a group', of('unmanaged', { type: 'AWS::AutoScaling::AutoScalingGroup', id: 'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:*:autoScalingGroupName/web', name: 'web', region: 'eu-west-1' }), ['Tags.owner'], 'aws autoscaling create-or-update-tags --region eu-west-1 --tags ResourceId=web,ResourceType=auto-scaling-group,Key=owner,Value=VALUE,PropagateAtLaunch=true'],
  ['a machine of Azure', of('unmanaged-claimed', { provider: 'azure', id: '/subscriptions/s/resourcegroups/g/providers/microsoft.compute/virtualmachines/a' }), ['tags.owner', 'tags.cost'], 'az tag update --operation Merge --resource-id /subscriptions/s/resourcegroups/g/providers/microsoft.compute/virtualmachines/a --tags owner=VALUE cost=VALUE'],
  ['a machine of Google', of('unmanaged', { provider: 'gcp', id: '//compute.googleapis.com/projects/p/zones/z-a/instances/a' }), ['labels.owner', 'labels.cost'], 'gcloud compute instances add-labels a --project p --zone z-a --labels owner=VALUE,cost=VALUE'],
  ['an image of Google', of('unmanaged', { provider: 'gcp', id: '//compute.googleapis.com/projects/p/global/images/a' }), ['labels.owner'], 'gcloud compute images add-labels a --project p --labels owner=VALUE'],
  ['a bucket of Google', of('unmanaged', { provider: 'gcp', id: '//storage.googleapis.com/shop' }), ['labels.owner'], 'gcloud storage buckets update gs://shop --update-labels owner=VALUE'],
  // An update replaces the tags that are there.
  ['a machine of OCI', of('unmanaged', { provider: 'oci', id: 'ocid1.instance.oc1..a' }), ['freeform_tags.owner'], null],
  ['what has its tags', of('unmanaged', {}), [], null],
  ['somebody who is called like an option', of('unmanaged', { type: 'AWS::IAM::User', id: 'arn:aws:iam::111122223333:user/--debug', name: '--debug', region: 'global' }), ['Tags.owner'], 'aws iam tag-user --user-name=--debug --tags Key=owner,Value=VALUE'],
  ['a machine of Google that is called like an option', of('unmanaged', { provider: 'gcp', id: '//compute.googleapis.com/projects/p/zones/z-a/instances/--quiet' }), ['labels.owner'], null],
  ['a key that ends in the middle', of('unmanaged', { type: 'AWS::S3::Bucket', id: 'arn:aws:s3:::shop', region: 'eu-west-1' }), ['Tags.owner', 'Tags.a=b'], null],
  ['a key that begins another', of('unmanaged', { type: 'AWS::IAM::User', id: 'arn:aws:iam::1:user/x', name: 'x' }), ['Tags.a,Value'], null],
  ['a group whose name ends in the middle', of('unmanaged', { type: 'AWS::AutoScaling::AutoScalingGroup', id: 'arn:aws:autoscaling:eu-west-1:1:autoScalingGroup:*:autoScalingGroupName/a,b', name: 'a,b', region: 'eu-west-1' }), ['Tags.owner'], null],
  ['what is gone', of('ephemeral', {}), ['Tags.owner'], null],
])('the tags of %s', (_, one, paths, expected) => {
  expect(remedyOf(one, lacking(...paths)).tag).toBe(expected);
});

const hostile = `a'$(touch pwned)\`id\` ; "\${file("x")}" %{if} --help * [x] \\ `;

test.skipIf(process.platform === 'win32')('what somebody has called a thing is one word to a shell, a text to Terraform and itself to .driftignore', () => {
  const { tag, import: block, ignore } = remedyOf(of('unmanaged', { type: 'AWS::IAM::User', id: 'arn:aws:iam::1:user/x', name: hostile }, { type: 'aws_iam_user', id: hostile }), lacking('Tags.a$(touch pwned)`id` ; * \\'));
  const { stdout } = spawnSync('sh', ['-c', `printf '<%s>' ${tag}`], { encoding: 'utf8' });
  expect(stdout).toBe(`<aws><iam><tag-user><--user-name><${hostile}><--tags><Key=a$(touch pwned)\`id\` ; * \\,Value=VALUE>`);
  expect(block).toContain('$${file(\\"x\\")}\\" %%{if}');
  expect(ignore).toContain('--help \\* \\[x] \\\\ ');
});

test('where a cloud has no command that adds tags, that is said', () => {
  const machine = of('unmanaged', { provider: 'oci', id: 'ocid1.instance.oc1..a' });
  expect(remedyOf(machine, lacking('freeform_tags.owner', 'freeform_tags.cost')).noTag).toBe('no command of OCI adds tags: an update takes all that there are to be, so give those that are there and owner=VALUE, cost=VALUE together (--freeform-tags)');
  expect([remedyOf(machine, []).noTag, remedyOf(of('unmanaged', {}), tags).noTag]).toEqual([null, null]);
});
