import { describe, expect, it } from 'vitest';
import type { FaultyIgnore, WrittenIgnore } from '#model/waiver.ts';
import { reading } from './told.ts';

const template = `Parameters:
  Size:
    Type: String
    Default: p5.48xlarge
  Env: {Type: String, AllowedValues: [dev, prod]}
  Team: {Type: String}
Mappings:
  Sizes:
    dev: {type: t3.micro}
    prod: {type: p4d.24xlarge}
Conditions:
  Big: !Equals [!Ref Env, prod]
  Always: !Equals [a, a]
Globals:
  Function:
    Tags: {team: payroll}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      InstanceType: !Ref Size
      ImageId: ami-1
      Sized: !FindInMap [Sizes, prod, type]
      Chosen: !If [Big, !Ref Size, t3.micro]
      Decided: !If
        - Always
        - p5.4xlarge
        - t3.micro
      Named: !Sub "\${Env}-\${Team}-\${AWS::Region}"
      Tags:
        - Key: owner
          Value: nobody
        - !If [Big, {Key: big, Value: "1"}, !Ref AWS::NoValue]
        - !Ref AWS::NoValue
        - !If [Always, {Key: cost.center, Value: x}, !Ref AWS::NoValue]
      Volumes:
        - Ebs: {Size: 1}
        - Ebs:
            Size: 2
      Map: {a.b: 1, "c d": {e: 2}}
      Specifications:
        - {ResourceType: volume, Tags: [{Key: x, Value: y}, {Key: owner, Value: me}]}
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      Tags:
        owner: me
  Bare: {Type: AWS::S3::Bucket}
`;

const isFaulty = (one: WrittenIgnore): one is FaultyIgnore => 'problem' in one;

/** `line:column text` of a place. */
function at(text: string, place: { readonly line: number; readonly column: number; readonly endLine?: number; readonly endColumn?: number } | undefined): string {
  if (place === undefined) return 'nowhere';
  const lines = text.split('\n');
  const first = lines[place.line - 1] ?? '';
  return `${place.line}:${place.column} ${place.endLine === place.line ? first.slice(place.column - 1, (place.endColumn ?? 0) - 1) : `${first.slice(place.column - 1)}…`}`;
}

describe('where a template has an argument', () => {
  const read = reading(template);

  const cases: readonly (readonly [address: string, path: string, place: string, related?: readonly string[]])[] = [
    ['Web', 'ImageId', '22:16 ami-1'],
    ['Web', 'InstanceType', '21:21 !Ref Size', ['parameter default parameter Size 4:14 p5.48xlarge']],
    ['Web', 'Sized', '23:14 !FindInMap [Sizes, prod, type]', ['mapping Sizes 10:18 p4d.24xlarge']],
    ['Web', 'Chosen', '24:15 !If [Big, !Ref Size, t3.micro]', ['condition Big 12:8 !Equals [!Ref Env, prod]', 'parameter default parameter Size 4:14 p5.48xlarge']],
    ['Web', 'Decided', '27:11 p5.4xlarge', ['condition Always 13:11 !Equals [a, a]']],
    ['Web', 'Named', '29:14 !Sub "${Env}-${Team}-${AWS::Region}"', ['allowed values parameter Env 5:38 [dev, prod]', 'parameter parameter Team 6:3 Team']],
    ['Web', 'Tags.owner', '32:18 nobody'],
    ['Web', 'Tags[0].Value', '32:18 nobody'],
    ['Web', 'Tags.cost.center', '35:50 x'],
    ['Web', 'Tags[1].Value', '35:50 x', ['condition Always 13:11 !Equals [a, a]']],
    ['Web', 'Tags[1]', '35:24 {Key: cost.center, Value: x}', ['condition Always 13:11 !Equals [a, a]']],
    ['Web', 'Tags[PropagateAtLaunch].owner', '32:18 nobody'],
    ['Web', 'Specifications[volume].Tags.owner', '42:81 me'],
    ['Web', 'Specifications[disk].Tags.owner', '41:7 Specifications'],
    ['Web', 'Tags.missing', '30:7 Tags'],
    ['Web', 'Tags', '30:7 Tags'],
    ['Web', 'Volumes[1].Ebs.Size', '39:19 2'],
    ['Web', 'Volumes[7].Ebs.Size', '36:7 Volumes'],
    ['Web', 'Map.a.b', '40:18 1'],
    ['Web', 'Map["c d"].e', '40:32 2'],
    ['Web', 'Missing.Deeper', '18:3 Web'],
    ['Web', 'region of the stack', '18:3 Web'],
    ['Web', '', '18:3 Web'],
    ['Pay', 'Tags.team', '16:18 payroll'],
    ['Pay', 'Tags.owner', '47:16 me'],
    ['Bare', 'Tags', '48:3 Bare'],
  ];

  it.each(cases.map(([address, path, place, related = []]) => ({ address, path, place, related })))('$address $path', ({ address, path, place, related }) => {
    const located = read.locate(address, path);
    expect(at(template, located?.place)).toBe(place);
    expect(located?.related.map((one) => `${one.role} ${one.name} ${at(template, one)}`)).toEqual(related);
  });

  it('of a role that SAM makes is the policies of its function', () => {
    const text = 'Resources:\n  Pay:\n    Type: AWS::Serverless::Function\n    Properties:\n      Policies: [AdministratorAccess]\n';
    expect(at(text, reading(text).locate('PayRole', 'ManagedPolicyArns[0]')?.place)).toBe('5:17 [AdministratorAccess]');
  });

  it('is nowhere for an address of another input', () => {
    expect(read.locate('Nobody', 'Tags')).toBeNull();
  });

  it('names in a nested stack what its parent gives it, and the parent itself', () => {
    const child = 'Parameters:\n  Size: {Type: String}\nResources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      InstanceType: !Ref Size\n';
    const parent = 'Parameters:\n  Machine: {Type: String, Default: p5.48xlarge}\nResources:\n  App:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: app.yaml\n      Parameters:\n        Size: !Ref Machine\n';
    const located = reading(parent, { files: { 'app.yaml': child } }).locate('App/Web', 'InstanceType');
    expect(located?.place).toMatchObject({ file: 'app.yaml', line: 7, column: 21 });
    expect(located?.related.map(({ role, name, file, line, column }) => [role, name, `${file}:${line}:${column}`])).toEqual([
      ['module argument', 'parameter Size', 'stack.yaml:9:15'],
      ['parameter default', 'parameter Machine', 'stack.yaml:2:36'],
      ['module call', 'stack App', 'stack.yaml:4:3'],
    ]);
  });

  it('knows JSON as well', () => {
    const text = '{\n  "Resources": {\n    "Web": {"Type": "AWS::EC2::Instance", "Properties": {"Tags": [{"Key": "owner", "Value": "x"}]}}\n  }\n}\n';
    const json = reading(text);
    expect(at(text, json.locate('Web', 'Tags.owner')?.place)).toBe('3:93 "x"');
    expect(at(text, json.locate('Web', 'Tags.cost')?.place)).toBe('3:58 "Tags"');
    expect(json.sources('stack.yaml')?.line(1)).toBe('{');
  });
});

describe('inline ignores', () => {
  const text = `# landrail:ignore scopes until=2026-12-31 reason="whole file? no, the next line"
Resources:
  # landrail:ignore regions until=2026-12-31 reason="block"
  Web:
    Type: AWS::EC2::Instance # landrail:ignore scopes until=2026-12-31 reason="line"
    Metadata:
      landrail:
        ignore: [{guardrail: gpu-shapes, until: 2026-12-31, reason: training}]
    Properties:
      # landrail:ignore instance-types, gpu-shapes until=2026-12-31 reason="argument"
      InstanceType: !If
        - C
        - a
        - b
      Tags: [] # landrail:ignore required-tags
      BlockDeviceMappings:
        - DeviceName: /dev/sda1
          Ebs:
            VolumeSize: 8
            # landrail:ignore regions until=2026-12-31 reason="within a list"
            Encrypted: !Or
              - a
              - b
Metadata:
  landrail: {ignore: {guardrail: "*", until: 2026-12-31, reason: all}}
`;

  it('stand in comments and in metadata', () => {
    const found = reading(text).ignores;
    expect(found.filter(isFaulty).map(({ problem }) => `${problem.where} ${problem.message}`)).toEqual(['stack.yaml:15:18 the ignore has no until and no reason; it waives nothing']);
    expect(found.flatMap((one) => (isFaulty(one) ? [] : [`${one.guardrails.join()} ${one.covers.line}-${one.covers.endLine} at ${one.place.line}:${one.place.column}`]))).toEqual([
      'scopes 2-23 at 1:3',
      'regions 4-23 at 3:5',
      'scopes 5-5 at 5:32',
      'instance-types,gpu-shapes 11-14 at 10:9',
      'regions 21-23 at 20:15',
      '* 1-26 at 25:22',
      'gpu-shapes 4-23 at 8:18',
    ]);
  });
});
