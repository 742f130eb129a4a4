import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkJson, landrail, scratchFolder } from './landrail.ts';

const folder = scratchFolder('templates');

const config = `version: 1
guardrails:
  required-tags: { tags: [{ key: owner }], kinds: [instance, instance-group, bucket] }
  instance-types: { aws: { allow: ["t3.*", "p5.*", "m5.*"] } }
  regions: { aws: { allow: [eu-west-1] } }
  scopes: { aws: { accounts: ["111122223333"] } }
`;

/** A training cluster as somebody would write it in a hurry: each guardrail has something to say. */
const template = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Nodes:
    Type: String
    Default: r5.24xlarge
Resources:
  Trainer:
    Type: AWS::EC2::Instance
    Properties:
      InstanceType: p5.48xlarge
      Tags:
        - Key: owner
          Value: ml
  Workers:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: "0"
      MaxSize: "40"
      LaunchConfigurationName: !Ref Worker
      Tags:
        - Key: owner
          Value: ml
          PropagateAtLaunch: false
  Worker:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties:
      ImageId: ami-1
      InstanceType: !Ref Nodes
  Weights:
    Type: AWS::S3::Bucket
  Runner:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: []}
      ManagedPolicyArns:
        - !Sub arn:\${AWS::Partition}:iam::aws:policy/AdministratorAccess
`;

const places = (args: readonly string[]): readonly string[] => {
  const { report } = checkJson([...args, '--config', 'landrail.yaml'], { cwd: folder });
  return report.findings.map(({ guardrail, verdict, resource, evidence, location }) => `${guardrail} ${verdict} ${resource?.address ?? '-'} ${evidence.path} ${location?.file ?? '-'}:${location?.line ?? 0}:${location?.column ?? 0}`).sort();
};

it('a template is judged by all eight guardrails, each finding at its line', () => {
  writeFileSync(join(folder, 'landrail.yaml'), config);
  writeFileSync(join(folder, 'training.yaml'), template);
  expect(places(['training.yaml', '--provider-region', 'aws=us-east-1', '--provider-scope', 'aws=444455556666'])).toEqual([
    'business-justification fail Worker InstanceType training.yaml:28:21',
    'gpu-shapes fail Trainer InstanceType training.yaml:10:21',
    'instance-types fail Worker InstanceType training.yaml:28:21',
    'network-baseline fail Trainer SecurityGroupIds training.yaml:7:3',
    'privileged-identity fail Runner ManagedPolicyArns[0] training.yaml:36:11',
    'regions fail Trainer region training.yaml:7:3',
    'regions fail Weights region training.yaml:29:3',
    'regions fail Worker region training.yaml:24:3',
    'regions fail Workers region training.yaml:14:3',
    'required-tags fail Weights Tags.owner training.yaml:29:3',
    'required-tags fail Workers Tags[PropagateAtLaunch].owner training.yaml:22:18',
    'scopes fail Runner account training.yaml:31:3',
    'scopes fail Trainer account training.yaml:7:3',
    'scopes fail Weights account training.yaml:29:3',
    'scopes fail Worker account training.yaml:24:3',
    'scopes fail Workers account training.yaml:14:3',
  ]);
});

it('an assembly of the CDK goes where its manifest says', () => {
  mkdirSync(join(folder, 'cdk.out'), { recursive: true });
  const stack = { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/eu-west-1', properties: { templateFile: 'Ml.template.json', tags: { owner: 'ml' } } };
  writeFileSync(join(folder, 'cdk.out/manifest.json'), JSON.stringify({ version: '55.0.0', artifacts: { Ml: stack } }));
  writeFileSync(join(folder, 'cdk.out/Ml.template.json'), JSON.stringify({ Resources: { Weights: { Type: 'AWS::S3::Bucket' }, Trainer: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'p5.48xlarge', SecurityGroupIds: ['sg-1'] }, Metadata: { 'aws:cdk:path': 'Ml/Trainer/Resource' } } } }, null, 1));
  expect(places(['cdk.out'])).toEqual(['gpu-shapes fail Trainer InstanceType cdk.out/Ml.template.json:9:21']);
});

it('the frame of what is open says the place, then why', () => {
  writeFileSync(join(folder, 'maybe.yaml'), 'Parameters: { Stage: { Type: String } }\nConditions: { Prod: !Equals [!Ref Stage, prod] }\nResources:\n  Web: { Type: AWS::EC2::Instance, Condition: Prod, Properties: { ImageId: ami-1, InstanceType: t3.nano } }\n');
  expect(landrail(['check', 'maybe.yaml', '--no-config'], { cwd: folder }).stdout).toContain('^^^ SecurityGroupIds: parameter Stage has no value; --parameters decides it\n');
});
