import type { EventRow, GrantRow, SubjectRow } from './event-row.ts';

/** Who may do what: identities, keys, and what watches over them. */
const docs = 'https://docs.aws.amazon.com';
const iam = (name: string): string => `${docs}/IAM/latest/APIReference/API_${name}.html`;
const kms = (name: string): string => `${docs}/kms/latest/APIReference/API_${name}.html`;
const trails = (name: string): string => `${docs}/awscloudtrail/latest/APIReference/API_${name}.html`;

/** Only the answer to a create tells the path in an ARN; the ARN without it is an alias, by which later calls find it. */
const user: SubjectRow = { type: 'AWS::IAM::User', arn: ['rsp.user.arn', 'iam::*:user/{$}'], id: 'req.userName|rsp.user.userName', aliases: ['iam::*:user/{$}'], parts: { UserId: 'rsp.user.userId' } };
const role: SubjectRow = { type: 'AWS::IAM::Role', arn: ['rsp.role.arn', 'iam::*:role/{$}'], id: 'req.roleName|rsp.role.roleName', aliases: ['iam::*:role/{$}'], parts: { RoleId: 'rsp.role.roleId' } };
const group: SubjectRow = { type: 'AWS::IAM::Group', arn: ['rsp.group.arn', 'iam::*:group/{$}'], id: 'req.groupName|rsp.group.groupName', aliases: ['iam::*:group/{$}'], parts: { GroupId: 'rsp.group.groupId' } };
const policy: SubjectRow = { type: 'AWS::IAM::ManagedPolicy', arn: ['rsp.policy.arn', 'req.policyArn', 'iam::*:policy/{$}'], id: 'req.policyName|rsp.policy.policyName|req.policyArn', aliases: ['iam::*:policy/{$}'], parts: { PolicyId: 'rsp.policy.policyId' } };
const profile: SubjectRow = { type: 'AWS::IAM::InstanceProfile', arn: ['rsp.instanceProfile.arn', 'iam::*:instance-profile/{$}'], id: 'req.instanceProfileName|rsp.instanceProfile.instanceProfileName', aliases: ['iam::*:instance-profile/{$}', 'rsp.instanceProfile.instanceProfileId'] };

const toUser = 'iam::*:user/{req.userName}';
const toRole = 'iam::*:role/{req.roleName|rsp.role.roleName}';
const toGroup = 'iam::*:group/{req.groupName}';
const attached = (principal: string): readonly GrantRow[] => [{ principal, role: 'req.policyArn' }];
const written = (principal: string): readonly GrantRow[] => [{ principal, role: 'req.policyName', document: 'req.policyDocument' }];
const grant = (names: readonly string[], subject: SubjectRow, grants: readonly GrantRow[] = []): EventRow => ({ row: 59, service: 'iam', names, deed: 'modify', touches: 'grant', source: iam(names[0] ?? ''), subjects: [subject], grants });

const key: SubjectRow = { type: 'AWS::KMS::Key', arn: ['rsp.keyMetadata.arn', 'req.keyId', 'record.resources[].ARN', 'kms:*:*:key/{$}'], id: 'rsp.keyMetadata.keyId|req.keyId|rsp.keyId' };
const stack: SubjectRow = { type: 'AWS::CloudFormation::Stack', arn: ['rsp.stackId', 'req.stackName'], id: 'req.stackName|rsp.stackId', name: 'req.stackName' };
const trail: SubjectRow = { type: 'AWS::CloudTrail::Trail', arn: ['rsp.trailARN', 'req.name', 'req.trailName', 'cloudtrail:*:*:trail/{$}'], id: 'req.name|req.trailName|rsp.name' };

export const identityEvents: readonly EventRow[] = [
  { row: 56, service: 'iam', names: ['CreateUser'], deed: 'create', source: iam('CreateUser'), subjects: [{ ...user, tags: 'req.tags|rsp.user.tags', values: { UserName: 'req.userName|rsp.user.userName', Path: 'rsp.user.path|req.path', PermissionsBoundary: 'req.permissionsBoundary' } }] },
  { row: 56, service: 'iam', names: ['DeleteUser'], deed: 'delete', source: iam('DeleteUser'), subjects: [user] },
  {
    row: 57, service: 'iam', names: ['CreateRole'], deed: 'create', source: iam('CreateRole'),
    subjects: [{ ...role, tags: 'req.tags|rsp.role.tags', values: { RoleName: 'req.roleName|rsp.role.roleName', Path: 'rsp.role.path|req.path', AssumeRolePolicyDocument: 'req.assumeRolePolicyDocument|rsp.role.assumeRolePolicyDocument', PermissionsBoundary: 'req.permissionsBoundary' } }],
  },
  { row: 57, service: 'iam', names: ['DeleteRole'], deed: 'delete', source: iam('DeleteRole'), subjects: [role] },
  { row: 57, service: 'iam', names: ['UpdateAssumeRolePolicy'], deed: 'modify', touches: 'access', source: iam('UpdateAssumeRolePolicy'), subjects: [{ ...role, values: { AssumeRolePolicyDocument: 'req.policyDocument' } }] },
  {
    row: 58, service: 'iam', names: ['CreatePolicy'], deed: 'create', source: iam('CreatePolicy'),
    subjects: [{ ...policy, tags: 'req.tags|rsp.policy.tags', values: { ManagedPolicyName: 'req.policyName', PolicyDocument: 'req.policyDocument', Path: 'req.path' } }],
  },
  { row: 58, service: 'iam', names: ['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicyVersion'], deed: 'modify', touches: 'grant', source: iam('CreatePolicyVersion'), subjects: [{ ...policy, values: { PolicyDocument: 'req.policyDocument' } }] },
  { row: 58, service: 'iam', names: ['DeletePolicy'], deed: 'delete', source: iam('DeletePolicy'), subjects: [policy] },
  grant(['AttachRolePolicy'], role, attached(toRole)),
  grant(['AttachUserPolicy'], user, attached(toUser)),
  grant(['AttachGroupPolicy'], group, attached(toGroup)),
  grant(['DetachRolePolicy', 'DeleteRolePolicy', 'PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary'], role),
  grant(['DetachUserPolicy', 'DeleteUserPolicy', 'PutUserPermissionsBoundary', 'DeleteUserPermissionsBoundary'], user),
  grant(['DetachGroupPolicy', 'DeleteGroupPolicy'], group),
  grant(['PutRolePolicy'], role, written(toRole)),
  grant(['PutUserPolicy'], user, written(toUser)),
  grant(['PutGroupPolicy'], group, written(toGroup)),
  grant(['AddUserToGroup'], group, [{ principal: toUser, role: toGroup }]),
  grant(['RemoveUserFromGroup'], group),
  {
    row: 60, service: 'iam', names: ['CreateAccessKey'], deed: 'create', touches: 'credential', source: iam('CreateAccessKey'),
    subjects: [{ type: 'AWS::IAM::AccessKey', id: 'rsp.accessKey.accessKeyId', values: { UserName: 'rsp.accessKey.userName|req.userName', Status: 'rsp.accessKey.status' } }],
  },
  { row: 60, service: 'iam', names: ['DeleteAccessKey'], deed: 'delete', touches: 'credential', source: iam('DeleteAccessKey'), subjects: [{ type: 'AWS::IAM::AccessKey', id: 'req.accessKeyId', values: { UserName: 'req.userName' } }] },
  { row: 60, service: 'iam', names: ['UpdateAccessKey'], deed: 'modify', touches: 'credential', source: iam('UpdateAccessKey'), subjects: [{ type: 'AWS::IAM::AccessKey', id: 'req.accessKeyId', values: { UserName: 'req.userName', Status: 'req.status' } }] },
  { row: 60, service: 'iam', names: ['CreateLoginProfile', 'UpdateLoginProfile', 'DeleteLoginProfile'], deed: 'modify', touches: 'credential', source: iam('CreateLoginProfile'), subjects: [{ ...user, id: 'req.userName|rsp.loginProfile.userName' }] },
  { row: 61, service: 'iam', names: ['CreateInstanceProfile'], deed: 'create', source: iam('CreateInstanceProfile'), subjects: [{ ...profile, tags: 'req.tags|rsp.instanceProfile.tags', values: { InstanceProfileName: 'req.instanceProfileName', Path: 'rsp.instanceProfile.path' } }] },
  { row: 61, service: 'iam', names: ['AddRoleToInstanceProfile', 'RemoveRoleFromInstanceProfile'], deed: 'modify', touches: 'grant', source: iam('AddRoleToInstanceProfile'), subjects: [{ ...profile, values: { Roles: '*req.roleName' } }] },
  { row: 61, service: 'iam', names: ['DeleteInstanceProfile'], deed: 'delete', source: iam('DeleteInstanceProfile'), subjects: [profile] },
  { row: 61, service: 'iam', names: ['CreateGroup'], deed: 'create', source: iam('CreateGroup'), subjects: [{ ...group, values: { GroupName: 'req.groupName', Path: 'rsp.group.path' } }] },
  { row: 61, service: 'iam', names: ['DeleteGroup'], deed: 'delete', source: iam('DeleteGroup'), subjects: [group] },
  { row: 61, service: 'iam', names: ['CreateServiceLinkedRole'], deed: 'create', source: iam('CreateServiceLinkedRole'), subjects: [{ ...role, id: 'rsp.role.roleName', tags: 'rsp.role.tags', values: { RoleName: 'rsp.role.roleName', Path: 'rsp.role.path', AWSServiceName: 'req.aWSServiceName' } }] },
  { row: 61, service: 'iam', names: ['DeleteServiceLinkedRole'], deed: 'delete', source: iam('DeleteServiceLinkedRole'), subjects: [role] },
  {
    row: 61, service: 'iam', names: ['CreateOpenIDConnectProvider'], deed: 'create', touches: 'access', source: iam('CreateOpenIDConnectProvider'),
    subjects: [{ type: 'AWS::IAM::OIDCProvider', arn: ['rsp.openIDConnectProviderArn'], id: 'rsp.openIDConnectProviderArn|req.url', tags: 'req.tags', values: { Url: 'req.url', ClientIdList: '*req.clientIDList[]' } }],
  },
  { row: 61, service: 'iam', names: ['DeleteOpenIDConnectProvider'], deed: 'delete', touches: 'access', source: iam('DeleteOpenIDConnectProvider'), subjects: [{ type: 'AWS::IAM::OIDCProvider', arn: ['req.openIDConnectProviderArn'] }] },
  { row: 61, service: 'iam', names: ['CreateSAMLProvider'], deed: 'create', touches: 'access', source: iam('CreateSAMLProvider'), subjects: [{ type: 'AWS::IAM::SAMLProvider', arn: ['rsp.sAMLProviderArn', 'iam::*:saml-provider/{$}'], id: 'req.name', tags: 'req.tags', values: { Name: 'req.name' } }] },
  { row: 61, service: 'iam', names: ['UpdateSAMLProvider'], deed: 'modify', touches: 'access', source: iam('UpdateSAMLProvider'), subjects: [{ type: 'AWS::IAM::SAMLProvider', arn: ['rsp.sAMLProviderArn', 'req.sAMLProviderArn'] }] },
  { row: 61, service: 'iam', names: ['DeleteSAMLProvider'], deed: 'delete', touches: 'access', source: iam('DeleteSAMLProvider'), subjects: [{ type: 'AWS::IAM::SAMLProvider', arn: ['req.sAMLProviderArn'] }] },
  { row: 62, service: 'kms', names: ['CreateKey'], deed: 'create', source: kms('CreateKey'), subjects: [{ ...key, tags: 'req.tags', values: { Description: 'rsp.keyMetadata.description|req.description', KeySpec: 'rsp.keyMetadata.keySpec|req.keySpec', KeyUsage: 'rsp.keyMetadata.keyUsage|req.keyUsage', MultiRegion: 'rsp.keyMetadata.multiRegion|req.multiRegion', KeyPolicy: 'req.policy' } }] },
  { row: 62, service: 'kms', names: ['ScheduleKeyDeletion'], deed: 'delete', source: kms('ScheduleKeyDeletion'), subjects: [key] },
  { row: 62, service: 'kms', names: ['DisableKey'], deed: 'stop', source: kms('DisableKey'), subjects: [key] },
  { row: 62, service: 'kms', names: ['PutKeyPolicy'], deed: 'modify', touches: 'access', source: kms('PutKeyPolicy'), subjects: [{ ...key, values: { KeyPolicy: 'req.policy' } }] },
  { row: 62, service: 'kms', names: ['TagResource'], deed: 'modify', touches: 'tags', source: kms('TagResource'), subjects: [{ ...key, tags: 'req.tags' }] },
  { row: 62, service: 'kms', names: ['UntagResource'], deed: 'modify', touches: 'tags', source: kms('UntagResource'), subjects: [key] },
  { row: 62, service: 'kms', names: ['CreateAlias'], deed: 'create', source: kms('CreateAlias'), subjects: [{ type: 'AWS::KMS::Alias', arn: ['kms:*:*:{$}'], id: 'req.aliasName', name: 'req.aliasName', values: { AliasName: 'req.aliasName', TargetKeyId: 'req.targetKeyId' } }] },
  { row: 62, service: 'kms', names: ['DeleteAlias'], deed: 'delete', source: kms('DeleteAlias'), subjects: [{ type: 'AWS::KMS::Alias', arn: ['kms:*:*:{$}'], id: 'req.aliasName', name: 'req.aliasName' }] },
  { row: 63, service: 'cloudformation', names: ['CreateStack'], deed: 'create', begins: true, source: `${docs}/AWSCloudFormation/latest/APIReference/API_CreateStack.html`, subjects: [{ ...stack, tags: 'req.tags', values: { StackName: 'req.stackName', RoleARN: 'req.roleARN', Capabilities: '*req.capabilities[]', TemplateURL: 'req.templateURL' } }] },
  { row: 63, service: 'cloudformation', names: ['UpdateStack', 'ExecuteChangeSet'], deed: 'modify', begins: true, source: `${docs}/AWSCloudFormation/latest/APIReference/API_UpdateStack.html`, subjects: [{ ...stack, values: { RoleARN: 'req.roleARN', Capabilities: '*req.capabilities[]' } }] },
  { row: 63, service: 'cloudformation', names: ['DeleteStack'], deed: 'delete', begins: true, source: `${docs}/AWSCloudFormation/latest/APIReference/API_DeleteStack.html`, subjects: [stack] },
  { row: 70, service: 'cloudtrail', names: ['CreateTrail'], deed: 'create', touches: 'logging', source: trails('CreateTrail'), subjects: [{ ...trail, tags: 'req.tagsList', values: { TrailName: 'req.name', S3BucketName: 'req.s3BucketName', IsMultiRegionTrail: 'req.isMultiRegionTrail|rsp.isMultiRegionTrail' } }] },
  { row: 70, service: 'cloudtrail', names: ['UpdateTrail', 'PutEventSelectors'], deed: 'modify', touches: 'logging', source: trails('UpdateTrail'), subjects: [{ ...trail, whole: ['req'] }] },
  { row: 70, service: 'cloudtrail', names: ['StopLogging'], deed: 'stop', touches: 'logging', source: trails('StopLogging'), subjects: [trail] },
  { row: 70, service: 'cloudtrail', names: ['StartLogging'], deed: 'start', touches: 'logging', source: trails('StartLogging'), subjects: [trail] },
  { row: 70, service: 'cloudtrail', names: ['DeleteTrail'], deed: 'delete', touches: 'logging', source: trails('DeleteTrail'), subjects: [trail] },
  { row: 71, service: 'logs', names: ['CreateLogGroup'], deed: 'create', source: `${docs}/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html`, subjects: [{ type: 'AWS::Logs::LogGroup', id: 'req.logGroupName', name: 'req.logGroupName', tags: 'req.tags', values: { LogGroupName: 'req.logGroupName', KmsKeyId: 'req.kmsKeyId' } }] },
  { row: 71, service: 'logs', names: ['DeleteLogGroup'], deed: 'delete', source: `${docs}/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html`, subjects: [{ type: 'AWS::Logs::LogGroup', id: 'req.logGroupName', name: 'req.logGroupName' }] },
  // Rules and alarms are put whether or not they are there.
  { row: 71, service: 'events', names: ['PutRule'], deed: 'modify', puts: true, source: `${docs}/eventbridge/latest/APIReference/API_PutRule.html`, subjects: [{ type: 'AWS::Events::Rule', arn: ['rsp.ruleArn', 'events:*:*:rule/{$}'], id: 'req.name', whole: ['req'], tags: 'req.tags' }] },
  { row: 71, service: 'events', names: ['DeleteRule'], deed: 'delete', source: `${docs}/eventbridge/latest/APIReference/API_DeleteRule.html`, subjects: [{ type: 'AWS::Events::Rule', arn: ['events:*:*:rule/{$}'], id: 'req.name' }] },
  { row: 71, service: 'events', names: ['DisableRule'], deed: 'stop', source: `${docs}/eventbridge/latest/APIReference/API_DisableRule.html`, subjects: [{ type: 'AWS::Events::Rule', arn: ['events:*:*:rule/{$}'], id: 'req.name' }] },
  { row: 71, service: 'monitoring', names: ['PutMetricAlarm'], deed: 'modify', puts: true, source: `${docs}/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html`, subjects: [{ type: 'AWS::CloudWatch::Alarm', arn: ['cloudwatch:*:*:alarm:{$}'], id: 'req.alarmName', whole: ['req'], tags: 'req.tags' }] },
  { row: 71, service: 'monitoring', names: ['DeleteAlarms'], deed: 'delete', source: `${docs}/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html`, subjects: [{ type: 'AWS::CloudWatch::Alarm', arn: ['cloudwatch:*:*:alarm:{$}'], each: 'req.alarmNames[]', id: 'item' }] },
  {
    row: 73, service: 'rolesanywhere', names: ['CreateTrustAnchor'], deed: 'create', touches: 'access', source: `${docs}/rolesanywhere/latest/APIReference/API_CreateTrustAnchor.html`,
    subjects: [{ type: 'AWS::RolesAnywhere::TrustAnchor', arn: ['rsp.trustAnchor.trustAnchorArn'], id: 'rsp.trustAnchor.trustAnchorId', name: 'req.name', tags: 'req.tags', values: { Name: 'req.name', Enabled: 'req.enabled' } }],
  },
  {
    row: 73, service: 'rolesanywhere', names: ['CreateProfile'], deed: 'create', touches: 'access', source: `${docs}/rolesanywhere/latest/APIReference/API_CreateProfile.html`,
    subjects: [{ type: 'AWS::RolesAnywhere::Profile', arn: ['rsp.profile.profileArn'], id: 'rsp.profile.profileId', name: 'req.name', tags: 'req.tags', values: { Name: 'req.name', RoleArns: '*req.roleArns[]' } }],
  },
  { row: 73, service: 'rolesanywhere', names: ['DeleteTrustAnchor'], deed: 'delete', touches: 'access', source: `${docs}/rolesanywhere/latest/APIReference/API_DeleteTrustAnchor.html`, subjects: [{ type: 'AWS::RolesAnywhere::TrustAnchor', arn: ['rsp.trustAnchor.trustAnchorArn', 'rolesanywhere:*:*:trust-anchor/{$}'], id: 'req.trustAnchorId' }] },
  { row: 73, service: 'rolesanywhere', names: ['DeleteProfile'], deed: 'delete', touches: 'access', source: `${docs}/rolesanywhere/latest/APIReference/API_DeleteProfile.html`, subjects: [{ type: 'AWS::RolesAnywhere::Profile', arn: ['rsp.profile.profileArn', 'rolesanywhere:*:*:profile/{$}'], id: 'req.profileId' }] },
  {
    row: 73, service: 'sso', names: ['CreateAccountAssignment'], deed: 'create', touches: 'grant', begins: true, source: `${docs}/singlesignon/latest/APIReference/API_CreateAccountAssignment.html`,
    subjects: [{ type: 'AWS::SSO::Assignment', id: '{req.targetId}|{req.principalId}|{req.permissionSetArn}', values: { InstanceArn: 'req.instanceArn', PermissionSetArn: 'req.permissionSetArn', PrincipalId: 'req.principalId', PrincipalType: 'req.principalType', TargetId: 'req.targetId', TargetType: 'req.targetType' } }],
    grants: [{ principal: 'req.principalId', role: 'req.permissionSetArn' }],
  },
  {
    row: 73, service: 'sso', names: ['DeleteAccountAssignment'], deed: 'delete', touches: 'grant', begins: true, source: `${docs}/singlesignon/latest/APIReference/API_DeleteAccountAssignment.html`,
    subjects: [{ type: 'AWS::SSO::Assignment', id: '{req.targetId}|{req.principalId}|{req.permissionSetArn}', values: { PermissionSetArn: 'req.permissionSetArn', PrincipalId: 'req.principalId', TargetId: 'req.targetId' } }],
  },
  {
    row: 74, service: 'servicequotas', names: ['RequestServiceQuotaIncrease'], deed: 'modify', touches: 'quota', source: `${docs}/servicequotas/2019-06-24/apireference/API_RequestServiceQuotaIncrease.html`,
    subjects: [{ type: 'AWS::ServiceQuotas::Quota', arn: ['servicequotas:*:*:{ServiceCode}/{QuotaCode}'], id: 'req.quotaCode', name: 'rsp.requestedQuota.quotaName|req.quotaCode', values: { ServiceCode: 'req.serviceCode', QuotaCode: 'req.quotaCode', DesiredValue: '#req.desiredValue' } }],
  },
  {
    row: 74, service: 'account', names: ['EnableRegion', 'DisableRegion'], deed: 'modify', touches: 'region', source: `${docs}/accounts/latest/reference/API_EnableRegion.html`,
    subjects: [{ type: 'AWS::Account::Region', id: 'req.regionName', arn: ['account::*:region/{$}'], region: 'req.regionName', values: { RegionName: 'req.regionName' } }],
  },
  {
    row: 74, service: 'organizations', names: ['CreateAccount'], deed: 'create', begins: true, source: `${docs}/organizations/latest/APIReference/API_CreateAccount.html`,
    subjects: [{ type: 'AWS::Organizations::Account', id: 'rsp.createAccountStatus.accountId|rsp.createAccountStatus.id', name: 'req.accountName', tags: 'req.tags', values: { AccountName: 'req.accountName', Email: 'req.email', RoleName: 'req.roleName' } }],
  },
  {
    row: 74, service: 'organizations', names: ['LeaveOrganization'], deed: 'modify', touches: 'access', source: `${docs}/organizations/latest/APIReference/API_LeaveOrganization.html`,
    subjects: [{ type: 'AWS::Organizations::Account', id: 'record.recipientAccountId|record.userIdentity.accountId' }],
  },
];
