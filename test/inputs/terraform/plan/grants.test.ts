import { describe, expect, test } from 'vitest';
import { grantsOf } from '../../../../src/inputs/resource/grants.ts';
import type { Known } from '../../../../src/model/known.ts';
import { is, openPlan, openStory, refersTo, type Opened, type Planned } from './opened.ts';

function text(field: Known<string>): string {
  return field.status === 'known' ? field.value : field.status === 'unknown' ? `? ${[field.because, ...field.refs].join(' ')}` : field.status;
}

/** `policy_arn: arn… -> deployer`. */
function grants(opened: Opened, address: string): readonly string[] {
  return grantsOf(opened.subject(address)).map(({ path, role, principal }) => `${path}: ${text(role)} -> ${text(principal)}`);
}

function only(resource: Planned): readonly string[] {
  return grants(openPlan([resource]), resource.address);
}

/** A resource all of whose values are constants. */
function constant(address: string, after: object): Planned {
  return { address, after, expressions: Object.fromEntries(Object.entries(after).map(([name, value]) => [name, is(value)])) };
}

function document(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

describe('roles by name', () => {
  test('one grant per role and member', () => {
    expect(only(constant('google_project_iam_binding.owners', { role: 'roles/owner', members: ['user:ana@shop.example', 'serviceAccount:pay@shop.example'] }))).toEqual(['role: roles/owner -> user:ana@shop.example', 'role: roles/owner -> serviceAccount:pay@shop.example']);
  });

  test('a member that is not known yet is a grant all the same', () => {
    const binding = {
      address: 'google_project_iam_binding.owners',
      after: { role: 'roles/owner', members: ['user:ana@shop.example', null] },
      unknown: { members: [false, true] },
      expressions: { role: is('roles/owner'), members: refersTo('google_service_account.pay.email') },
    };
    expect(only(binding)).toEqual(['role: roles/owner -> user:ana@shop.example', 'role: roles/owner -> ? known after apply google_service_account.pay.email']);
    expect(only({ ...binding, after: { role: 'roles/owner' }, unknown: { members: true } })).toEqual(['role: roles/owner -> ? known after apply google_service_account.pay.email']);
  });

  test('a role that is not known', () => {
    const attachment = { address: 'aws_iam_role_policy_attachment.till', after: { role: 'till' }, unknown: { policy_arn: true }, expressions: { role: is('till'), policy_arn: refersTo('aws_iam_policy.till.arn') } };
    expect(only(attachment)).toEqual(['policy_arn: ? known after apply aws_iam_policy.till.arn -> till']);
  });

  test('Azure: the id that belongs to a name, and the name that belongs to an id, are no second grant', () => {
    const id = '/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
    const expressions = { principal_id: is('p-1') };
    expect(only({ address: 'azurerm_role_assignment.till', actions: ['update'], after: { role_definition_name: 'Owner', role_definition_id: id, principal_id: 'p-1' }, expressions: { ...expressions, role_definition_name: is('Owner') } })).toEqual(['role_definition_name: Owner -> p-1']);
    expect(only({ address: 'azurerm_role_assignment.till', after: { role_definition_id: id, principal_id: 'p-1' }, unknown: { role_definition_name: true }, expressions: { ...expressions, role_definition_id: is(id) } })).toEqual([`role_definition_id: ${id} -> p-1`]);
  });

  test('policies that others attached to a role are not its own', () => {
    const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    expect(only({ address: 'aws_iam_role.till', after: { name: 'till', managed_policy_arns: [arn] }, actions: ['update'], expressions: { name: is('till') } })).toEqual([]);
    expect(only({ address: 'aws_iam_role.till', after: { name: 'till' }, unknown: { managed_policy_arns: true, inline_policy: true }, expressions: { name: is('till') } })).toEqual([]);
    expect(only(constant('aws_iam_role.till', { managed_policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', arn] }))).toEqual(['managed_policy_arns[0]: arn:aws:iam::aws:policy/ReadOnlyAccess -> absent', `managed_policy_arns[1]: ${arn} -> absent`]);
  });

  test('actions of an Azure role of one’s own', () => {
    const role = { address: 'azurerm_role_definition.till', after: { permissions: [{ actions: ['Microsoft.Compute/*/read', '*'] }] }, expressions: { permissions: [{ actions: is(['Microsoft.Compute/*/read', '*']) }] } };
    expect(only(role)).toEqual(['permissions[0].actions[0]: Microsoft.Compute/*/read -> absent', 'permissions[0].actions[1]: * -> absent']);
  });
});

describe('AWS policy documents', () => {
  const policy = (text: string): readonly string[] => only(constant('aws_iam_role_policy.till', { role: 'till', policy: text }));

  test('everything on everything, as a list or as a text', () => {
    const sound = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
    expect(policy(document(sound, { Effect: 'Allow', Action: '*', Resource: '*' }))).toEqual(['policy.Statement[1]: Allow * on * -> till']);
    expect(policy(document({ Effect: 'Allow', Action: ['s3:*', '*:*'], Resource: ['arn:aws:s3:::ledger', '*'] }))).toEqual(['policy.Statement[0]: Allow * on * -> till']);
    expect(policy(JSON.stringify({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }))).toEqual(['policy.Statement: Allow * on * -> till']);
  });

  test('everything of IAM, in any case', () => {
    expect(policy(document({ Effect: 'Allow', Action: ['ec2:*', 'IAM:*'], Resource: '*' }))).toEqual(['policy.Statement[0]: Allow iam:* on * -> till']);
  });

  test('all but something', () => {
    expect(policy(document({ Effect: 'Allow', NotAction: ['ec2:*', 's3:*'], Resource: '*' }))).toEqual(['policy.Statement[0]: Allow all but ec2:*, s3:* on * -> till']);
    expect(policy(document({ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::ledger' }))).toEqual(['policy.Statement[0]: Allow * on all but arn:aws:s3:::ledger -> till']);
    // PowerUserAccess
    expect(policy(document({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }))).toEqual([]);
  });

  test('harmless ones', () => {
    expect(policy(document({ Effect: 'Deny', Action: '*', Resource: '*' }, { Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::ledger' }, { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' }))).toEqual([]);
    expect(policy('{}')).toEqual([]);
    expect(policy('[]')).toEqual([]);
  });

  test('one that cannot be read, one that is not known', () => {
    expect(policy('{"Statement": ')).toEqual(['policy: ? the policy document is not JSON -> till']);
    const unknown = { address: 'aws_iam_policy.till', after: {}, unknown: { policy: true }, expressions: { policy: refersTo('data.aws_iam_policy_document.till.json') } };
    expect(only(unknown)).toEqual(['policy: ? known after apply data.aws_iam_policy_document.till.json -> absent']);
  });

  test('inline policies of a role, those of dynamic blocks as well', () => {
    const inline = { inline_policy: [{ name: 'logs', policy: document({ Effect: 'Allow', Action: 'logs:*', Resource: '*' }) }, { name: 'all', policy: document({ Effect: 'Allow', Action: '*', Resource: '*' }) }] };
    const said = ['inline_policy[1].policy.Statement[0]: Allow * on * -> absent'];
    expect(only({ address: 'aws_iam_role.till', after: inline, expressions: { inline_policy: [{}, {}] } })).toEqual(said);
    expect(only({ address: 'aws_iam_role.till', after: inline, expressions: {} })).toEqual(said);
  });
});

test('Google policy data: one grant per role and member', () => {
  const policy = JSON.stringify({ bindings: [{ role: 'roles/viewer', members: ['group:all@shop.example'] }, { role: 'roles/owner', members: ['user:ana@shop.example', 'user:rui@shop.example'] }] });
  expect(only(constant('google_project_iam_policy.shop', { policy_data: policy }))).toEqual([
    'policy_data.bindings[0]: roles/viewer -> group:all@shop.example',
    'policy_data.bindings[1]: roles/owner -> user:ana@shop.example',
    'policy_data.bindings[1]: roles/owner -> user:rui@shop.example',
  ]);
});

test('OCI statements, and whom they are about', () => {
  const statements = [
    'Allow group Admins to manage all-resources in tenancy',
    "allow  dynamic-group 'Default'/'tills'  to use keys in compartment shop",
    'Allow any-user to inspect buckets in tenancy where request.region = \'fra\'',
    'Admit group Auditors of tenancy head-office to read all-resources in tenancy',
    'Define tenancy head-office as ocid1.tenancy.oc1..a',
  ];
  expect(grantsOf(openPlan([constant('oci_identity_policy.shop', { statements })]).subject('oci_identity_policy.shop')).map(({ path, principal }) => `${path} ${text(principal)}`)).toEqual([
    'statements[0] group Admins',
    "statements[1] dynamic-group 'Default'/'tills'",
    'statements[2] any-user',
    'statements[3] group Auditors',
    'statements[4] absent',
  ]);
});

test('the sample stories', () => {
  expect(grants(openStory('checkout-service'), 'aws_iam_role_policy_attachment.deployer')).toEqual(['policy_arn: arn:aws:iam::aws:policy/AdministratorAccess -> checkout-deployer']);
  expect(grants(openStory('claims-portal'), 'azurerm_role_assignment.deployer')).toEqual(['role_definition_name: Owner -> ? known after apply azurerm_user_assigned_identity.deployer.principal_id']);
  expect(grants(openStory('analytics-platform'), 'google_project_iam_member.pipeline_owner')).toEqual(['role: roles/owner -> ? known after apply google_service_account.pipeline.email']);
  expect(grants(openStory('render-farm'), 'oci_identity_policy.renderers')).toEqual([
    'statements[0]: Allow dynamic-group renderers to read objectstorage-namespaces in tenancy -> dynamic-group renderers',
    'statements[1]: Allow dynamic-group renderers to manage all-resources in tenancy -> dynamic-group renderers',
  ]);
});
