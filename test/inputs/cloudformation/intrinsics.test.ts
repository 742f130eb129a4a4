import { describe, expect, it } from 'vitest';
import { resolved, type Told } from './told.ts';

const frame = `
Parameters:
  Env: {Type: String, AllowedValues: [dev, staging, prod]}
  Size: {Type: String, AllowedValues: [t3.micro, m7i.large]}
  Owner: {Type: String}
  Team: {Type: String, Default: payroll}
  Count: {Type: Number, Default: "3"}
  Zones: {Type: CommaDelimitedList, Default: "a, b ,c"}
  Ports: {Type: List<Number>, Default: "80,443"}
  Image: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /aws/ami}
  Empty: {Type: CommaDelimitedList, Default: ""}
  Code: {Type: String, Default: "012"}
  Secret: {Type: String, NoEcho: true, Default: hunter2-hunter2}
  Dynamic: {Type: String, Default: "{{resolve:ssm:/owner}}"}
Mappings:
  Sizes:
    dev: {type: t3.micro, image: ami-1}
    prod: {type: m7i.large}
    staging: {type: t3.micro}
  Regions:
    eu-west-1: {bucket: logs-eu, list: [x, y]}
    us-east-1: {bucket: logs-us, list: [z, y]}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsDev: !Equals [!Ref Env, dev]
  HasOwner: !Not [!Equals [!Ref Owner, ""]]
  Always: !Equals ["1", 1]
  Never: !Not [{Condition: Always}]
  Payroll: !And [!Equals [!Ref Team, payroll], !Condition Always]
  ProdOrNever: !Or [!Condition IsProd, !Condition Never]
  ProdAndNever: !And [!Condition IsProd, !Condition Never]
  Impossible: !Equals [!Ref Env, qa]
  SameList: !Equals [!Join ["", !Ref Zones], abc]
  Circle: !Not [!Condition Circle2]
  Circle2: !Not [!Condition Circle]
Resources:
  Vpc: {Type: 'AWS::EC2::VPC'}
`;

/** What the property `P` of a resource comes to. */
function outcome(written: string, told: Told = {}): unknown {
  const text = `${frame}  X:\n    Type: AWS::Y::Z\n    Properties:\n${`P: ${written}`.split('\n').map((line) => `      ${line}`).join('\n')}\n`;
  const { X } = resolved(text, told);
  const properties = X as Record<string, unknown>;
  return '…' in properties ? properties : properties['P'];
}

const noEnv = 'parameter Env may be any of its allowed values; --parameters decides which';
const noOwner = '? parameter Owner has no value; --parameters decides it [parameter Owner]';

describe('functions', () => {
  const cases: readonly (readonly [written: string, outcome: unknown, told?: Told])[] = [
    // Ref
    ['!Ref Team', 'payroll'],
    ['!Ref Team', 'orders', { parameters: { Team: 'orders' } }],
    ['!Ref Count', 3],
    ['!Ref Code', '012'],
    ['!Ref Zones', ['a', 'b', 'c']],
    ['!Ref Ports', [80, 443]],
    ['!Ref Empty', []],
    ['!Ref Size', 'm7i.large | t3.micro'],
    ['!Ref Owner', noOwner],
    ['!Ref Image', '? parameter Image takes its value from the parameter store [parameter Image, ssm /aws/ami]'],
    ['!Ref Secret', 'hunter2-hunter2'],
    ['!Ref Dynamic', '? CloudFormation looks it up when the stack is made [{{resolve:ssm:/owner}}]'],
    ['!Ref Vpc', '? known after deployment [Vpc]'],
    ['!Ref Nobody', '? nothing in the template is called Nobody [Nobody]'],
    ['!Ref AWS::NoValue', undefined],
    ['!Ref AWS::Region', '? the region is not told [AWS::Region]'],
    ['!Ref AWS::Region', 'eu-west-1', { region: 'eu-west-1' }],
    ['!Ref AWS::AccountId', '111122223333', { account: '111122223333' }],
    ['!Ref AWS::Partition', 'aws-cn', { region: 'cn-north-1' }],
    ['!Ref AWS::Partition', 'aws | aws-cn | aws-eusc | aws-iso | aws-iso-b | aws-iso-e | aws-iso-f | aws-us-gov'],
    ['!Ref AWS::URLSuffix', 'amazonaws.com', { region: 'us-gov-west-1' }],
    ['!Ref AWS::StackName', '? the template does not say the name of its stack [AWS::StackName]'],
    ['!Ref AWS::NotificationARNs', '? known after deployment [AWS::NotificationARNs]'],
    // GetAtt
    ['!GetAtt Vpc.CidrBlock', '? known after deployment [Vpc.CidrBlock]'],
    ['{"Fn::GetAtt": [Vpc, {Ref: Team}]}', '? known after deployment [Vpc.payroll]'],
    ['{"Fn::GetAtt": Vpc.DefaultSecurityGroup}', '? known after deployment [Vpc.DefaultSecurityGroup]'],
    ['!GetAtt Nobody.Arn', '? nothing in the template is called Nobody [Nobody.Arn]'],
    // Sub
    ['!Sub plain', 'plain'],
    ['!Sub "${Team}-${Count}"', 'payroll-3'],
    ['!Sub "${!Team}-${Team}"', '${Team}-payroll'],
    ['!Sub ["${a}-${Team}", {a: !Ref Count}]', '3-payroll'],
    ['!Sub ["${Team}", {Team: own}]', 'own'],
    ['!Sub "${Env}-x"', 'dev-x | prod-x | staging-x'],
    ['!Sub "${Owner}-${Vpc}-${Vpc.Arn}"', '? parameter Owner has no value; --parameters decides it [parameter Owner, Vpc, Vpc.Arn]'],
    ['!Sub "arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess"', 'arn:aws:iam::aws:policy/ReadOnlyAccess', { region: 'eu-west-1' }],
    ['!Sub "{{resolve:ssm:/x/${Team}}}"', '? CloudFormation looks it up when the stack is made [{{resolve:ssm:/x/payroll}}]'],
    ['!Sub "${Zones}"', '? a list or map where a text is expected []'],
    // If
    ['!If [Never, a]', '? Fn::If without [condition, value, value] []'],
    ['!If [Always]', '? Fn::If without [condition, value, value] []'],
    ['!If [[Always], a, b]', '? Fn::If without [condition, value, value] []'],
    // Join, Split, Select, Length
    ['!Join ["-", [a, !Ref Team, !Ref Count]]', 'a-payroll-3'],
    ['!Join [",", !Ref Zones]', 'a,b,c'],
    ['!Join ["", [a, !Ref "AWS::NoValue", b]]', 'ab'],
    ['!Join ["-", [a, !Ref Env]]', 'a-dev | a-prod | a-staging'],
    ['!Join ["-", [a, !Ref Vpc]]', '? known after deployment [Vpc]'],
    ['!Join ["-", !Ref Image]', '? parameter Image takes its value from the parameter store [parameter Image, ssm /aws/ami]'],
    ['!Split [",", "a,b,c"]', ['a', 'b', 'c']],
    ['!Split ["-", !Sub "${Env}-x"]', ['dev | prod | staging', 'x']],
    ['!Split [",", !Ref Owner]', noOwner],
    ['!Select [1, [a, b]]', 'b'],
    ['!Select ["1", !Ref Zones]', 'b'],
    ['!Select [0, !Split [".", "m7i.large"]]', 'm7i'],
    ['!Select [7, [a, b]]', '? the list has no element 7 []'],
    ['!Select [0, !Ref Owner]', noOwner],
    ['!Select [0, !GetAZs ""]', '? which availability zones there are is known when the stack is made [AWS::Region]'],
    ['{"Fn::Length": !Ref Zones}', 3],
    ['{"Fn::Length": [a, !If [IsProd, b, !Ref "AWS::NoValue"]]}', `? ${noEnv} [condition IsProd, parameter Env]`],
    // FindInMap
    ['!FindInMap [Sizes, prod, type]', 'm7i.large'],
    ['!FindInMap [Sizes, !Ref Env, type]', 'm7i.large | t3.micro'],
    ['!FindInMap [Sizes, !Ref Env, type]', 't3.micro', { parameters: { Env: 'dev' } }],
    ['!FindInMap [Sizes, !Ref Env, image]', 'ami-1'],
    ['!FindInMap [Sizes, prod, image]', '? mapping Sizes has no prod.image [mapping Sizes]'],
    ['{"Fn::FindInMap": [Sizes, prod, image, {DefaultValue: ami-0}]}', 'ami-0'],
    ['{"Fn::FindInMap": [Sizes, !Ref Env, image, {DefaultValue: !Sub "ami-${Team}"}]}', 'ami-1 | ami-payroll'],
    ['!FindInMap [Regions, !Ref "AWS::Region", bucket]', 'logs-eu | logs-us'],
    ['!FindInMap [Regions, !Ref "AWS::Region", bucket]', 'logs-eu', { region: 'eu-west-1' }],
    ['!FindInMap [Regions, !Ref "AWS::Region", list]', ['x | z', 'y']],
    ['{"Fn::FindInMap": [Sizes, !Ref Owner, type, {DefaultValue: x}]}', 'm7i.large | t3.micro | x'],
    ['!FindInMap [Nowhere, a, b]', '? the template has no mapping Nowhere [mapping Nowhere]'],
    ['{"Fn::FindInMap": [Nowhere, a, b, {DefaultValue: c}]}', 'c'],
    // Base64, Cidr, ToJsonString
    ['!Base64 hello', 'aGVsbG8='],
    ['{"Fn::Base64": !Sub "${Owner}"}', noOwner],
    ['!Cidr [10.0.0.0/16, 3, 8]', ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    ['!Cidr ["192.168.0.0/24", "6", "5"]', ['192.168.0.0/27', '192.168.0.32/27', '192.168.0.64/27', '192.168.0.96/27', '192.168.0.128/27', '192.168.0.160/27']],
    ['!Cidr [!GetAtt Vpc.CidrBlock, 3, 8]', '? known after deployment [Vpc.CidrBlock]'],
    ['!Cidr [10.0.0.0/16, 1000, 8]', '? Fn::Cidr of what landrail cannot cut into blocks [10.0.0.0/16]'],
    ['{"Fn::ToJsonString": {a: [1, !Ref Team]}}', '{"a":[1,"payroll"]}'],
    ['{"Fn::ToJsonString": {a: !Ref Vpc}}', '? known after deployment [Vpc]'],
    // Elsewhere
    ['!ImportValue net-vpc', '? another stack puts it out [export net-vpc]'],
    ['!ImportValue {"Fn::Sub": "${Owner}-vpc"}', '? another stack puts it out [parameter Owner]'],
    ['{"Fn::GetStackOutput": {StackName: net, OutputName: Vpc}}', '? another stack puts it out [output net.Vpc]'],
    ['{"Fn::Contains": [a, b]}', '? landrail does not know Fn::Contains [Fn::Contains]'],
    ['{"Fn::Transform": {Name: Boto3, Parameters: {}}}', '? macro Boto3 may change it [macro Boto3]'],
    ['"{{resolve:secretsmanager:db:SecretString:password}}"', '? CloudFormation looks it up when the stack is made [{{resolve:secretsmanager:db:SecretString:password}}]'],
    // A map that only looks like a function
    ['{Ref: Team, Other: 1}', { Ref: 'Team', Other: 1 }],
    ['{Condition: {StringEquals: {a: b}}}', { Condition: { StringEquals: { a: 'b' } } }],
  ];

  it.each(cases.map(([written, expected, told = {}]) => ({ written, expected, told })))('$written', ({ written, expected, told }) => {
    expect(outcome(written, told)).toEqual(expected);
  });
});

describe('conditions', () => {
  const unsure = `perhaps ? ${noEnv} [condition IsProd, parameter Env]`;

  const cases: readonly (readonly [written: string, outcome: unknown, told?: Told])[] = [
    ['!If [Always, a, b]', 'a'],
    ['!If [Never, a, b]', 'b'],
    ['!If [Payroll, a, b]', 'a'],
    ['!If [Impossible, a, b]', 'b'],
    ['!If [SameList, a, b]', 'a'],
    ['!If [ProdAndNever, a, b]', 'b'],
    ['!If [IsProd, a, b]', 'a', { parameters: { Env: 'prod' } }],
    ['!If [IsProd, a, b]', 'a | b'],
    ['!If [IsProd, a, a]', 'a'],
    ['!If [ProdOrNever, a, b]', 'a | b'],
    ['!If [IsProd, 2, 4]', '2 | 4'],
    ['!If [HasOwner, a, b]', 'a | b'],
    ['!If [Nobody, a, b]', 'a | b'],
    ['!If [Circle, a, b]', 'a | b'],
    ['!If [IsProd, true, false]', `? ${noEnv} [condition IsProd, parameter Env]`],
    ['!If [IsProd, a, !Ref AWS::NoValue]', unsure],
    ['!If [Always, !Ref AWS::NoValue, b]', undefined],
    ['!If [IsProd, !Ref Vpc, b]', `? ${noEnv} [condition IsProd, parameter Env, Vpc]`],
    // What a branch is chosen by holds in it.
    ['!If [IsProd, !If [IsProd, a, b], !If [IsProd, c, d]]', 'a | d'],
    ['!If [IsProd, !Ref Env, x]', 'prod | x'],
    ['!If [IsProd, x, !Ref Env]', 'dev | staging | x'],
    ['!If [IsProd, x, !If [IsDev, y, z]]', 'x | y | z'],
    // Lists: elements that may be there, tags by their keys.
    ['[a, !If [IsProd, b, !Ref "AWS::NoValue"], c]', ['a', 'c', `… ? ${noEnv} [condition IsProd, parameter Env]`]],
    ['[a, !If [IsProd, b, c]]', ['a', 'b | c']],
    ['[a, !Ref "AWS::NoValue", b]', ['a', 'b']],
    ['!If [IsProd, [a], !Ref "AWS::NoValue"]', [`… ? ${noEnv} [condition IsProd, parameter Env]`]],
    ['!If [IsProd, [a, b], [a, c]]', ['a', 'b | c']],
    ['!If [IsProd, [a, b], [a]]', ['a', `… ? ${noEnv} [condition IsProd, parameter Env]`]],
    [
      '!If [IsProd, [{Key: owner, Value: a}, {Key: x, Value: "1"}], [{Key: y, Value: "2"}, {Key: owner, Value: b}]]',
      [{ Key: 'owner', Value: 'a | b' }, `… ? ${noEnv} [condition IsProd, parameter Env]`],
    ],
    ['!If [IsProd, [{Key: owner, Value: a}], [{Key: owner, Value: a}]]', [{ Key: 'owner', Value: 'a' }]],
    // Maps: members that may be there.
    ['!If [IsProd, {a: 1, b: 2}, {a: 1}]', { a: 1, b: unsure }],
    ['!If [IsProd, {a: 1}, !Ref "AWS::NoValue"]', { a: unsure }],
    ['{a: !If [IsProd, x, !Ref "AWS::NoValue"], b: 1}', { a: unsure, b: 1 }],
    ['!If [IsProd, {a: 1}, [a]]', `? ${noEnv} [condition IsProd, parameter Env]`],
  ];

  it.each(cases.map(([written, expected, told = {}]) => ({ written, expected, told })))('$written', ({ written, expected, told }) => {
    expect(outcome(written, told)).toEqual(expected);
  });

  it('500 conditions within each other take no longer than they are', () => {
    const nested = (depth: number): string => (depth === 0 ? 'last' : `!If [C${depth}, v${depth % 40}, ${nested(depth - 1)}]`);
    const conditions = Array.from({ length: 500 }, (_, at) => `  C${at + 1}: !Equals [!Ref P${at + 1}, "1"]\n`).join('');
    const parameters = Array.from({ length: 500 }, (_, at) => `  P${at + 1}: {Type: String}\n`).join('');
    const text = `Parameters:\n${parameters}Conditions:\n${conditions}Resources:\n  X:\n    Type: A::B::C\n    Properties:\n      P: ${nested(500)}\n`;
    const started = performance.now();
    const { P } = resolved(text)['X'] as Record<string, unknown>;
    expect(String(P).split(' | ')).toHaveLength(41);
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('conditions that stand on each other many times over are worked out once', () => {
    const conditions = Array.from({ length: 60 }, (_, at) => `  C${at + 1}: !And [!Condition C${at}, !Condition C${at}]\n`).join('');
    const text = `Parameters:\n  P: {Type: String}\nConditions:\n  C0: !Equals [!Ref P, "1"]\n${conditions}Resources:\n  X:\n    Type: A::B::C\n    Condition: C60\n    Properties:\n      P: !If [C60, !If [C30, a, b], c]\n`;
    expect(resolved(text)['X']).toEqual({ P: 'a' });
  });
});
