import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Known } from '#model/known.ts';
import type { Resource } from '#model/resource.ts';
import { readAll } from '../inputs/cloudformation/opened.ts';
import { nestedOf, tagsOf } from '../inputs/cloudformation/stack.ts';
import { corpus, filesBelow } from './corpus.ts';

/** Templates of strangers, as resources of the model. */
const folder = join(corpus ?? '', 'cloudformation');
const templates = filesBelow(folder, /^(?:stelligent|snyk|localstack|bridgecrewio|aws-cloudformation)\+[^/]*\/.*\.(?:ya?ml|json|template)$/);

const read = async (paths: readonly string[]): Promise<readonly { readonly path: string; readonly resources: readonly Resource[] }[]> => (await readAll(paths, folder)).readings;

/** The one word for what makes an owner, by any of its names. */
function ownerClass(role: Known<string>): string | null {
  const names = role.status === 'known' ? [role.value] : role.status === 'oneOf' ? role.values : [];
  const classes = new Set(names.map((name) => /^Allow .* on /.exec(name)?.[0].replace(/ on $/, '') ?? /:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/.exec(name)?.[1] ?? null));
  const [only = null] = classes;
  return classes.size === 1 ? only : null;
}

/** Who becomes an owner anywhere in the corpus: every one has been looked at. */
const owners: Readonly<Record<string, readonly string[]>> = {
  'aws-cloudformation-templates/Solutions/CloudFrontCustomOriginLambda@Edge/CloudFront': ['AdministratorAccessIAMRole AdministratorAccess'],
  'cfn-lint/test/fixtures/templates/bad/generic': ['RolePolicies Allow *'],
  'cfn-lint/test/fixtures/templates/quickstart/iam': ['rIAMAdminPolicy Allow iam:*'],
  'cfn-lint/test/fixtures/templates/quickstart/nist_config_rules': ['rConfigRulesLambdaPolicy Allow *'],
  'localstack/tests/aws/templates/cdk_bootstrap': ['CloudFormationExecutionRole AdministratorAccess'],
  'localstack/tests/aws/templates/cdk_bootstrap_v10': ['CloudFormationExecutionRole AdministratorAccess'],
  'localstack/tests/aws/templates/cdk_bootstrap_v12': ['CloudFormationExecutionRole AdministratorAccess'],
  'localstack/tests/aws/templates/firehose_kinesis_as_source': ['role Allow *'],
  'cfn_nag/spec/test_templates/json/ec2_instance/cfn_insensitive_authentication': ['RootRole Allow *'],
  'cfn_nag/spec/test_templates/json/iam_role/iam_role': ['RootRole Allow *'],
  'cfn_nag/spec/test_templates/json/lambda_function/lambda_with_cloudwatch_logs_permission': ['RoleWithWildcardAll Allow *'],
  'cfn_nag/spec/test_templates/yaml/lambda_function/lambda_with_cloudwatch_logs_permission': ['RoleWithWildcardAll Allow *'],
  'cfn_nag/spec/test_templates/yaml/sam/serverless_rest_api_with_basepathmapping': [
    'FunctionWithAdministratorAccessPolicyRole AdministratorAccess', 'FunctionWithInlineAdminPolicyRole Allow *', 'FunctionWithPowerUserPolicyAndPolicyTemplateRole PowerUserAccess',
  ],
};

const short = (path: string): string => path.replace(/^[^+]*\+/, '').replace(/\.[a-z]+$/, '');

describe.skipIf(corpus === null)('templates of the corpus', () => {
  it('make owners of these identities, and of no others', async () => {
    const found: Record<string, readonly string[]> = {};
    for (const { path, resources } of await read(templates)) {
      const grants = resources.flatMap(({ address, grants: all }) => all.flatMap(({ role }) => (ownerClass(role) === null ? [] : [`${address} ${ownerClass(role) ?? ''}`])));
      if (grants.length > 0) found[short(path)] = [...new Set(grants)].sort();
    }
    expect(found).toEqual(owners);
  });

  it('have the tags that the test of Checkov expects', async () => {
    const [reading] = await read(['bridgecrewio+checkov/tests/cloudformation/runner/resources/tags.yaml']);
    expect(Object.fromEntries((reading?.resources ?? []).map(({ address, tags }) => [address, tagsOf(tags)]))).toEqual({
      DataBucket: ['Account=?(Tags[3])', 'Environment=long-form-sub-test(Tags[2])', 'Name=?(Tags[1])', 'Simple=Value(Tags[0])'],
      NoTags: [],
      EKSClusterNodegroup: ['Name=?(Tags)'],
      // Its conditions stand nowhere: what they may add cannot be told.
      TerraformServerAutoScalingGroup: ['Name=TF-FulfillmentServer(Tags[0])', 'terraform-server-tag-key=terraform-server-tag-value(Tags[1])', expect.stringMatching(/^… /)],
    });
  });

  it('tag root volumes as their authors say', async () => {
    const [reading] = await read(['aws-cloudformation+aws-cloudformation-templates/Solutions/TaggingRootVolumesInEC2/Tagging_Root_volume.yaml']);
    const instances = (reading?.resources ?? []).filter(({ type }) => type === 'AWS::EC2::Instance');
    // A script in the instance tags the volume, because CloudFormation itself does not.
    const untagged = ['volume at PropagateTagsToVolumeOnCreation:'];
    expect(instances.map((resource) => [resource.address, tagsOf(resource.tags).length > 0, nestedOf(resource)])).toEqual([['WindowsInstance', true, untagged], ['LinuxInstance', true, untagged]]);
  });

  it('name few types that the catalogue does not know', async () => {
    const all = (await read(templates)).flatMap(({ resources }) => resources);
    const unlisted = new Set(all.filter(({ inCatalog, type }) => !inCatalog && type.startsWith('AWS::')).map(({ type }) => type));
    expect(all.length).toBeGreaterThan(2_000);
    // Both are made up.
    expect([...unlisted].sort()).toEqual(['AWS::EC2::Instance1', 'AWS::LocalStack::Unknown']);
  });
});
