import { gunzipSync } from 'node:zlib';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readTagPolicy } from '#config/tag-policy.ts';
import { tagPolicyTypes } from '#config/tag-policy-types.ts';
import { faults, lines, parse } from './reading.ts';

const read = (policy: unknown): ReturnType<typeof readTagPolicy> => readTagPolicy(JSON.stringify(policy, null, 2), 'org-tags.json');

test('required keys, allowed values and wildcards become entries of required-tags', () => {
  const { tags, problems, notices } = read({
    tags: {
      costcenter: {
        tag_key: { '@@assign': 'CostCenter' },
        tag_value: { '@@assign': ['100', '200', '3*'] },
        enforced_for: { '@@assign': ['secretsmanager:ALL_SUPPORTED'] },
        report_required_tag_for: { '@@assign': ['ec2:instance', 's3:bucket'] },
      },
      environment: { tag_value: { '@@assign': ['dev', 'prod'] }, report_required_tag_for: { '@@assign': ['rds:db'] } },
      owner: { tag_key: { '@@assign': 'Owner' }, report_required_tag_for: { '@@assign': ['secretsmanager:ALL_SUPPORTED'] } },
    },
  });
  expect(problems).toEqual([]);
  expect(notices).toEqual([]);
  expect(tags).toEqual([
    { key: 'CostCenter', providers: ['aws'], types: ['AWS::EC2::Instance', 'AWS::S3::Bucket', 'aws_instance', 'aws_s3_bucket', 'awscc_ec2_instance', 'awscc_s3_bucket'] },
    { key: 'CostCenter', required: false, providers: ['aws'], pattern: '^(?:100|200|3.*)$' },
    {
      key: 'environment',
      providers: ['aws'],
      types: [
        'AWS::DocDB::DBInstance', 'AWS::Neptune::DBInstance', 'AWS::RDS::DBInstance', 'aws_db_instance', 'aws_docdb_cluster_instance', 'aws_neptune_cluster_instance',
        'aws_rds_cluster_instance', 'awscc_docdb_db_instance', 'awscc_neptune_db_instance', 'awscc_rds_db_instance',
      ],
    },
    { key: 'environment', required: false, providers: ['aws'], values: ['dev', 'prod'] },
    { key: 'Owner', providers: ['aws'], types: ['AWS::SecretsManager::Secret', 'aws_secretsmanager_secret', 'awscc_secretsmanager_secret'] },
  ]);
});

test('signs that mean something in a pattern are taken as they are', () => {
  const { tags } = read({ tags: { mail: { tag_value: { '@@assign': ['*@example.com', 'a+b (c)'] } } } });
  expect(tags).toEqual([{ key: 'mail', required: false, providers: ['aws'], pattern: '^(?:.*@example\\.com|a\\+b \\(c\\))$' }]);
});

test('what the policy leaves open is said', () => {
  const { tags, notices } = read({
    tags: {
      project: { tag_key: { '@@assign': 'Project' }, tag_value: { '@@assign': ['payroll', 'checkout'] } },
      team: { tag_key: { '@@assign': 'Team', '@@operators_allowed_for_child_policies': ['@@none'] } },
      stage: { tag_value: { '@@append': ['canary'] }, report_required_tag_for: { '@@append': ['lambda:function'] } },
      zone: { tag_value: { '@@assign': ['*'] }, report_required_tag_for: { '@@assign': ['deadline:farm', 'robomaker:*', 'kms:key'] } },
    },
  });
  expect(tags).toEqual([
    { key: 'Project', required: false, providers: ['aws'], values: ['payroll', 'checkout'] },
    { key: 'stage', providers: ['aws'], types: ['AWS::Lambda::Function', 'AWS::Serverless::Function', 'aws_lambda_function', 'awscc_lambda_function'] },
    { key: 'zone', providers: ['aws'], types: ['AWS::KMS::Key', 'aws_kms_key', 'awscc_kms_key'] },
  ]);
  expect(lines(notices)).toMatchInlineSnapshot(`
    "org-tags.json [tag-policy] no tag is required of types that landrail cannot place: deadline:farm, robomaker:*
        name them under required-tags.tags with types: [...]
    org-tags.json [tag-policy] judged where they are set, but not required: Project
        AWS requires a tag only through report_required_tag_for; list it under required-tags.tags to require it
    org-tags.json [tag-policy] not judged, since the policy only fixes their spelling: Team
        list them under required-tags.tags to require them
    org-tags.json [tag-policy] values not judged, since the policy only changes an inherited list: stage
        use the effective policy: aws organizations describe-effective-policy --policy-type TAG_POLICY"
  `);
});

test('operators set, add and take away', () => {
  const { tags, problems } = read({ tags: { stage: { tag_value: { '@@assign': ['dev', 'prod', 'test'], '@@append': ['canary', 'dev'], '@@remove': ['test'] } } } });
  expect(problems).toEqual([]);
  expect(tags).toEqual([{ key: 'stage', required: false, providers: ['aws'], values: ['dev', 'prod', 'canary'] }]);
});

test('the effective policy and the answers of the AWS CLI are read', () => {
  const effective = { tags: { costcenter: { tag_key: 'CostCenter', tag_value: ['100', 200], report_required_tag_for: ['sqs:queue'] } } };
  const expected = [
    { key: 'CostCenter', providers: ['aws'], types: ['AWS::SQS::Queue', 'aws_sqs_queue', 'awscc_sqs_queue'] },
    { key: 'CostCenter', required: false, providers: ['aws'], values: ['100', '200'] },
  ];
  expect(read(effective).tags).toEqual(expected);
  expect(read({ EffectivePolicy: { LastUpdatedTimestamp: '2026-11-01T00:00:00Z', PolicyContent: JSON.stringify(effective) } }).tags).toEqual(expected);
  expect(read({ Policy: { PolicySummary: { Type: 'TAG_POLICY' }, Content: JSON.stringify(effective) } }).tags).toEqual(expected);
});

test('faults of a tag policy have their places in its file', () => {
  const { problems } = readTagPolicy(
    `{
  "tags": {
    "costcenter": {
      "tag_key": { "@@assign": "Cost-Center" },
      "tag_value": { "@@asign": ["100"] },
      "enforced_for": "ec2:instance"
    },
    "owner": {
      "tagkey": "Owner",
      "tag_value": { "@@assign": "platform" },
      "report_required_tag_for": { "@@assign": [["ec2:instance"]] }
    },
    "team": "Team"
  }
}
`,
    'org-tags.json',
  );
  expect(lines(problems)).toMatchInlineSnapshot(`
    "org-tags.json:4:32 [tag-policy] tags.costcenter.tag_key is "Cost-Center", which differs from "costcenter" in more than capitals
        AWS asks for the same name in both places
    org-tags.json:5:22 [tag-policy] unknown operator "@@asign" in tags.costcenter.tag_value
        did you mean "@@assign"? operators: @@assign, @@append, @@remove, @@operators_allowed_for_child_policies
    org-tags.json:6:23 [tag-policy] tags.costcenter.enforced_for is "ec2:instance", not a list
        write {"@@assign": ["…"]}
    org-tags.json:9:7 [tag-policy] unknown field "tagkey" in tags.owner
        did you mean "tag_key"? fields of a tag policy: tag_key, tag_value, enforced_for, report_required_tag_for
    org-tags.json:10:34 [tag-policy] tags.owner.tag_value["@@assign"] is "platform", not a list
        write ["…"]
    org-tags.json:11:49 [tag-policy] tags.owner.report_required_tag_for["@@assign"] holds ["ec2:instance"], not a text
    org-tags.json:13:5 [tag-policy] tags.team is "Team", not a mapping"
  `);
});

const told = (text: string): string => lines(readTagPolicy(text, 'org-tags.json').problems);

test('a file that is no tag policy', () => {
  expect(told('{"Version": "2012-10-17", "Statement": []}')).toMatchInlineSnapshot(`
    "org-tags.json:1:1 [tag-policy] the file is not a tag policy: it has no "tags"
        name the JSON of an AWS Organizations tag policy"
  `);
  expect(told('{"tags": {}}')).toMatchInlineSnapshot(`
    "org-tags.json:1:1 [tag-policy] the file is not a tag policy: it has no "tags"
        name the JSON of an AWS Organizations tag policy"
  `);
  expect(told('')).toMatchInlineSnapshot(`
    "org-tags.json:1:1 [tag-policy] the file is not a tag policy: it has no "tags"
        name the JSON of an AWS Organizations tag policy"
  `);
  expect(told('{"tags": {"owner": ')).toMatchInlineSnapshot(`
    "org-tags.json:1:20 [tag-policy] a { is not closed before this place
        close it, and indent the lines inside it
    org-tags.json:1:20 [tag-policy] a { is not closed before this place
        close it, and indent the lines inside it"
  `);
  expect(told(JSON.stringify({ Policy: { Content: '{"tags":' } }))).toMatchInlineSnapshot(`
    "org-tags.json [tag-policy] a { is not closed before this place
        close it, and indent the lines inside it"
  `);
  expect(told('{"tags": {"__proto__": {"tag_key": "owner"}}}')).toMatchInlineSnapshot(`"org-tags.json:1:11 [tag-policy] the key "__proto__" is never allowed"`);
});

const config = (more: string): string => `version: 1\nguardrails:\n  required-tags: { ${more} }\n`;

test('required-tags takes its tags from the policies, beside its own', () => {
  const policy = JSON.stringify({ tags: { owner: { report_required_tag_for: { '@@assign': ['sns:topic'] } } } });
  const { config: read } = parse(config('tags: [{ key: team }], tag-policy: [a.json, b.json]'), { 'a.json': policy, 'b.json': policy.replace('owner', 'mail') });
  expect(read?.settings.guardrails['required-tags']).toEqual({
    level: 'mandatory',
    nested: true,
    'tag-policy': ['a.json', 'b.json'],
    tags: [
      { key: 'team', case: 'sensitive', required: true },
      { key: 'owner', case: 'sensitive', required: true, providers: ['aws'], types: ['AWS::SNS::Topic', 'aws_sns_topic', 'awscc_sns_topic'] },
      { key: 'mail', case: 'sensitive', required: true, providers: ['aws'], types: ['AWS::SNS::Topic', 'aws_sns_topic', 'awscc_sns_topic'] },
    ],
  });
});

test('a policy that is missing, broken or gives nothing is a fault', () => {
  expect(faults(config('tag-policy: org.json'))).toMatchInlineSnapshot(`
    "landrail.yaml:3:32 [config-file] guardrails.required-tags.tag-policy is "org.json", which does not exist
        the path is relative to the folder of the config"
  `);
  expect(faults(config('tag-policy: [org.json, other.json]'), { 'org.json': '{"tags": 1}' })).toMatchInlineSnapshot(`
    "landrail.yaml:3:43 [config-file] guardrails.required-tags.tag-policy[1] is "other.json", which does not exist
        the path is relative to the folder of the config
    org.json:1:1 [tag-policy] the file is not a tag policy: it has no "tags"
        name the JSON of an AWS Organizations tag policy"
  `);
  expect(faults(config('tag-policy: org.json'), { 'org.json': '{"tags": {"owner": {"report_required_tag_for": ["deadline:farm"]}}}' })).toMatchInlineSnapshot(`
    "landrail.yaml:3:32 [config-empty] guardrails.required-tags.tag-policy gives no tag to judge
        no tag is required of types that landrail cannot place: deadline:farm"
  `);
});

test('an address pattern of an exemption reaches Rego with its brackets as text', () => {
  const { config: read } = parse(config('tags: [{ key: team }], exempt: [{ address: "module.eu[\\"west\\"].aws_instance.old[0]", type: "aws_*" }]'));
  expect(read?.settings.guardrails['required-tags']?.['exempt']).toEqual([{ address: 'module.eu\\["west"\\].aws_instance.old\\[0\\]', type: 'aws_*' }]);
});

const schemas = new URL('../../../shared/tools/plan-factory/provider/schemas/aws.json.gz', import.meta.url);
const present = existsSync(schemas);
if (!present) console.log('skipped: tag policy types against the AWS provider: its schema is not there');

test.skipIf(!present)('every Terraform type of the table exists and takes tags', () => {
  const { resource_schemas: types } = JSON.parse(gunzipSync(readFileSync(schemas)).toString('utf8')) as { resource_schemas: Record<string, { block: { attributes?: object; block_types?: object } }> };
  const named = Object.values(tagPolicyTypes).flat().filter((type) => type.startsWith('aws_'));
  const takesTags = (type: string): boolean => Object.keys({ ...types[type]?.block.attributes, ...types[type]?.block.block_types }).some((name) => name === 'tags' || name === 'tag');
  expect(named.length).toBeGreaterThan(200);
  expect(named.filter((type) => !takesTags(type))).toEqual([]);
});
