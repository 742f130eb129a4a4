import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { child, plain, textOf, type Node } from '#inputs/cloudformation/document/node.ts';
import { readDocument } from '#inputs/cloudformation/document/read.ts';
import { isHidden, maskAt, type Mask } from '#inputs/resource/mask.ts';
import { isArray, member, type JsonValue } from '#model/json.ts';
import { reading } from '../inputs/cloudformation/told.ts';
import { corpus, filesBelow } from './corpus.ts';

/** Test cases of CloudFormation Guard: templates that a rule passes, fails, or has nothing to say of. */
const folder = join(corpus ?? '', 'cloudformation');
const files = filesBelow(folder, /^aws-cloudformation\+(?:aws-guard-rules-registry|cloudformation-guard)\/.*\.ya?ml$/);

/** Asks for a property: what it is, `unsure`, or undefined where it is not there. */
type Property = (path: string) => JsonValue | undefined;
const unsure = 'unsure';

/** What a rule asks of the resources of a type; null: nothing. */
interface Rule {
  readonly type: string;
  readonly holds: (property: Property) => boolean | null;
}

const publicAccess = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/** The rules that ask for properties as they come out, in words of ours. */
const rules: Readonly<Record<string, Rule>> = {
  EC2_INSTANCE_DETAILED_MONITORING_ENABLED: { type: 'AWS::EC2::Instance', holds: (property) => property('Monitoring') === true },
  EC2_INSTANCE_NO_PUBLIC_IP: {
    type: 'AWS::EC2::Instance',
    holds: (property) => {
      const all = property('NetworkInterfaces');
      return isArray(all) ? all.every((one) => member(one, 'AssociatePublicIpAddress') !== true) : null;
    },
  },
  ENCRYPTED_VOLUMES: { type: 'AWS::EC2::Volume', holds: (property) => property('Encrypted') === true || property('KmsKeyId') !== undefined },
  AUTOSCALING_LAUNCH_CONFIG_PUBLIC_IP_DISABLED: { type: 'AWS::AutoScaling::LaunchConfiguration', holds: (property) => property('AssociatePublicIpAddress') === false },
  RDS_MULTI_AZ_SUPPORT: { type: 'AWS::RDS::DBInstance', holds: (property) => property('MultiAZ') === true },
  REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK: { type: 'AWS::Redshift::Cluster', holds: (property) => property('PubliclyAccessible') !== true },
  REDSHIFT_ENHANCED_VPC_ROUTING_ENABLED: { type: 'AWS::Redshift::Cluster', holds: (property) => property('EnhancedVpcRouting') === true },
  REDSHIFT_CLUSTER_MAINTENANCESETTINGS_CHECK: { type: 'AWS::Redshift::Cluster', holds: (property) => property('PreferredMaintenanceWindow') !== undefined && property('AllowVersionUpgrade') !== false && property('AutomatedSnapshotRetentionPeriod') !== 0 },
  S3_BUCKET_DEFAULT_LOCK_ENABLED: { type: 'AWS::S3::Bucket', holds: (property) => property('ObjectLockEnabled') === true },
  S3_BUCKET_LOGGING_ENABLED: { type: 'AWS::S3::Bucket', holds: (property) => property('LoggingConfiguration') !== undefined },
  S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED: { type: 'AWS::S3::Bucket', holds: (property) => publicAccess.every((one) => property(`PublicAccessBlockConfiguration.${one}`) === true) },
  EKS_ENDPOINT_NO_PUBLIC_ACCESS: { type: 'AWS::EKS::Cluster', holds: (property) => property('ResourcesVpcConfig.EndpointPublicAccess') === false },
  assert_all_resources_have_non_empty_tags: {
    type: '',
    holds: (property) => {
      const tags = property('Tags');
      return isArray(tags) && tags.length > 0;
    },
  },
};

function propertyOf(value: JsonValue | undefined, mask: Mask | undefined): Property {
  return (path) => {
    let [at, over] = [value, mask];
    for (const key of path.split('.')) {
      at = member(at, key);
      over = maskAt(over, key, at);
    }
    return isHidden(over) ? unsure : (at ?? undefined);
  };
}

function verdict(template: Node, name: string, { type, holds }: Rule): string {
  if (child(template, 'Resources') === undefined) return 'SKIP';
  const { placed } = reading(JSON.stringify(plain(template)));
  const answers = new Set(placed.flatMap(({ resource }) => {
    const suppressed = child(resource.metadata('guard'), 'SuppressedRules');
    // Rules of cfn-nag have numbers of their own; the cases suppress the one that is meant.
    const byNumber = resource.metadata('cfn_nag') ?? resource.metadata('cfn-nag');
    const skipped = resource.type === 'AWS::AmazonBroker::Service' || byNumber !== undefined || (suppressed?.kind === 'list' && suppressed.items.some((item) => textOf(item) === name));
    return skipped || (type !== '' && resource.type !== type) ? [] : [holds(propertyOf(resource.settled.value, resource.settled.mask))];
  }));
  if (answers.has(false)) return 'FAIL';
  return answers.has(true) ? 'PASS' : 'SKIP';
}

const cases = files.flatMap((file) => {
  const { root } = readDocument(readFileSync(join(folder, file), 'utf8'), file);
  return (root?.kind === 'list' ? root.items : []).flatMap((one, index) => {
    const expected = child(child(one, 'expectations'), 'rules');
    return (expected?.kind === 'map' ? expected.members : []).flatMap(({ key, value }) => (Object.hasOwn(rules, key) ? [{ file, index, rule: key, expected: textOf(value), template: child(one, 'input') as Node }] : []));
  });
});

describe.skipIf(corpus === null)('test cases of CloudFormation Guard', () => {
  it('are there', () => expect(cases.length).toBeGreaterThan(70));

  it('come out as they say', () => {
    const found = cases.map(({ rule, template }) => verdict(template, rule, rules[rule] as Rule));
    const wrong = cases.flatMap(({ file, index, rule, expected }, at) => (found[at] === expected ? [] : [`${file} ${index} ${rule}: ${found[at] ?? ''}, not ${expected ?? ''}`]));
    expect(wrong).toEqual([]);
  });
});
