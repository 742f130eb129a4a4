import { expect, it } from 'vitest';
import { plain } from '#inputs/cloudformation/document/node.ts';
import { readDocument } from '#inputs/cloudformation/document/read.ts';
import { ProblemError } from '#model/problem.ts';
import { reading } from './told.ts';

const template = `
Transform: [AWS::LanguageExtensions]
Parameters:
  Env: {Type: String, AllowedValues: [dev, prod], NoEcho: true}
  Zones: {Type: CommaDelimitedList, Default: "a,b"}
Mappings: {Sizes: {dev: {type: t3.micro}}}
Conditions:
  IsProd: !And [!Equals [!Ref Env, prod], !Not [!Equals [a, b]], !Or [{Condition: Other}, {Condition: Other}]]
  Other: !Equals [!Ref AWS::Region, x]
Globals: {Function: {Tags: {a: b}}}
Resources:
  Fn::ForEach::Topics: [Name, !Ref Zones, {"Topic\${Name}": {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Name}}}]
  Web:
    Type: AWS::EC2::Instance
    Condition: IsProd
    Metadata: {landrail: {ignore: [{guardrail: a, until: 2026-12-31, reason: b}]}}
    Properties:
      InstanceType: !FindInMap [Sizes, !Ref Env, type, {DefaultValue: x}]
      ImageId: !Select [0, !Split [",", !Join ["-", [a, !Sub ["\${b}", {b: c}]]]]]
      UserData: {"Fn::Base64": {"Fn::ToJsonString": {Length: {"Fn::Length": [1]}}}}
      SubnetId: !GetAtt Net.Outputs.Id
      Cidr: !Cidr [10.0.0.0/16, 2, 8]
      Zone: !Select [0, !GetAZs ""]
      Tags: !If [Other, [{Key: a, Value: !ImportValue x}], !Ref AWS::NoValue]
  Net:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: net.yaml, Parameters: {A: b}, Tags: [{Key: a, Value: b}]}
  Fleet:
    Type: AWS::CloudFormation::StackSet
    Properties: {TemplateURL: net.yaml, Parameters: [{ParameterKey: A, ParameterValue: b}], StackInstancesGroup: [{Regions: [x], DeploymentTargets: {Accounts: ["1"]}}]}
  Pay: {Type: AWS::Serverless::Function, Properties: {Tags: {c: d}, "Fn::Transform": {Name: AWS::Include, Parameters: {Location: more.yaml}}}}
Outputs: {Id: {Value: !Ref Web}}
`;
const files = { 'net.yaml': 'Parameters: {A: {Type: String}}\nResources: {V: {Type: AWS::EC2::VPC, Properties: {Cidr: !Ref A}}}\nOutputs: {Id: {Value: !Ref V}}\n', 'more.yaml': 'Runtime: x\n' };

const nonsense: readonly unknown[] = [
  null, true, 0, -1, 1e21, '', 'x', '${A}', '${!', [], {}, [[]], [null], { Ref: 'A' }, { Ref: [] }, { Ref: 'AWS::NoValue' }, { 'Fn::If': [] }, { 'Fn::If': ['Other', { Ref: 'AWS::NoValue' }, { Ref: 'AWS::NoValue' }] },
  { 'Fn::If': ['Other', [1], { a: 1 }] }, { 'Fn::Sub': [1, 2] }, { 'Fn::Join': [',', 'x'] }, { 'Fn::Select': [{}, []] }, { 'Fn::Split': ['', 'abc'] }, { 'Fn::FindInMap': [{}, [], null] }, { 'Fn::GetAtt': [] },
  { 'Fn::Transform': {} }, { 'Fn::ForEach::A': ['I', { Ref: 'Env' }, { 'x${I}': { Ref: 'I' } }] }, { 'Fn::ForEach::A': [] }, { Condition: 'Other' }, { 'Fn::Never': 1 },
];

/** Every place of a value: what holds it, and under which key. */
function places(value: unknown, found: [holder: { [key: string]: unknown }, key: string][] = []): typeof found {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    const holder = value as { [key: string]: unknown };
    found.push([holder, key]);
    places(holder[key], found);
  }
  return found;
}

function outcome(text: string): 'read' | 'refused' {
  try {
    const read = reading(text, { files });
    const values = read.placed.map(({ resource }) => [resource.settled.value, read.locate(resource.address, 'Tags.owner')?.place.line, read.locate(resource.address, 'Tags[0].Value')?.place.line]);
    JSON.stringify([values, read.notes, read.problems, read.ignores]);
    return 'read';
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return 'refused';
  }
}

it('nonsense anywhere in a template is read or refused', () => {
  const { root } = readDocument(template, 'stack.yaml');
  const whole = root === null ? null : plain(root);
  const all = places(whole);
  const outcomes = { read: 0, refused: 0 };
  for (const [holder, key] of all) {
    const before = holder[key];
    for (const value of nonsense) {
      holder[key] = value;
      outcomes[outcome(JSON.stringify(whole))]++;
    }
    holder[key] = before;
  }
  expect(all.length).toBeGreaterThan(150);
  expect(outcomes.read).toBeGreaterThan(4_500);
});
