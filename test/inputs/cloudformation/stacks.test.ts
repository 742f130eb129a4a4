import { describe, expect, it } from 'vitest';
import { known } from '#model/known.ts';
import { reading, resolved } from './told.ts';
import { refusal } from './read.ts';

describe('loops', () => {
  it('write out resources, conditions, outputs and properties', () => {
    const text = `
Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: "orders,pay-roll"}
Conditions:
  Fn::ForEach::C:
    - N
    - [A, B]
    - Is\${N}: !Equals [!Ref N, A]
Resources:
  Fn::ForEach::Topics:
    - Name
    - !Ref Names
    - Topic&{Name}:
        Type: AWS::SNS::Topic
        Properties:
          DisplayName: !Sub "\${Name}.fifo"
          Raw: \${Name}
          Reference: !Ref Name
          Tags: [{Key: name, Value: !Join ["-", [a, !Ref Name]]}]
          Data:
            Fn::ForEach::Inner:
              - Letter
              - [X, Y]
              - "\${Letter}\${Name}": !GetAtt "Topic&{Name}.\${Letter}"
  Fn::ForEach::Outer:
    - A
    - [A, B]
    - Fn::ForEach::Nested:
        - I
        - ["1", "2"]
        - Bucket\${A}\${I}: {Type: AWS::S3::Bucket, Condition: "Is\${A}", Properties: {Name: !Ref A}}
`;
    const topic = (name: string, id: string): unknown => ({
      DisplayName: `${name}.fifo`,
      Raw: name,
      Reference: name,
      Tags: [{ Key: 'name', Value: `a-${name}` }],
      Data: { [`X${name}`]: `? known after deployment [${id}.X]`, [`Y${name}`]: `? known after deployment [${id}.Y]` },
    });
    expect(resolved(text)).toEqual({ Topicorders: topic('orders', 'Topicorders'), Topicpayroll: topic('pay-roll', 'Topicpayroll'), BucketA1: { Name: 'A' }, BucketA2: { Name: 'A' } });
    expect(reading(text).notes).toEqual(['BucketB1 (AWS::S3::Bucket), BucketB2 (AWS::S3::Bucket) are left out: condition IsB is false']);
  });

  it('over several things that are not known leave one for each', () => {
    const text = `
Parameters: {A: {Type: String}, B: {Type: String, AllowedValues: [x, y]}}
Resources:
  Fn::ForEach::Topics: [Name, [!Ref A, !Ref B, c], {"Topic\${Name}": {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Name}}}]
`;
    expect(resolved(text)).toEqual({ 'Topic[*]': { DisplayName: '? parameter A has no value; --parameters decides it [parameter A]' }, 'Topic[*] 2': { DisplayName: 'x | y' }, Topicc: { DisplayName: 'c' } });
  });

  it.each([
    ['one that is no loop', 'Fn::ForEach::Topics: [Name, [a]]', 'template-loop stack.yaml:2:3: resources are missing: a loop that is not [identifier, list, {key: value}]'],
    ['one whose identifier is no text', 'Fn::ForEach::Topics: [[Name], [a], {"Topic${Name}": {Type: A::B::C}}]', 'template-loop stack.yaml:2:3: resources are missing: a loop that is not [identifier, list, {key: value}]'],
    ['one within another', 'Fn::ForEach::Topics: [Name, [a], {"Fn::ForEach::I": [1]}]', 'template-loop stack.yaml:2:37: resources are missing: a loop that is not [identifier, list, {key: value}]'],
    ['one that makes too many', `Fn::ForEach::Topics: [N, [${Array.from({ length: 20_001 }, (_, index) => index).join()}], {"T\${N}": {Type: A::B::C}}]`, 'template-loop stack.yaml:2:3: resources are missing: loops that make more than CloudFormation allows'],
    ['one that makes the same twice', 'Fn::ForEach::Topics: [N, [a, b], {T: {Type: A::B::C}}]', 'template-duplicate-key stack.yaml:2:37: resource T is made twice, and only the last was judged'],
  ])('whose resources are missing are told: %s', (_, loop, told) => {
    expect(reading(`Resources:\n  ${loop}\nTransform: AWS::LanguageExtensions\n`).problems.map(({ code, where, message }) => `${code} ${where}: ${message}`)).toEqual([told]);
  });

  it('over a list that is not known leave one that stands for all', () => {
    const text = `
Parameters:
  Names: {Type: CommaDelimitedList}
Resources:
  Fn::ForEach::Topics:
    - Name
    - !Ref Names
    - Topic\${Name}: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Sub "\${Name}-x", Data: {Fn::ForEach::I: [K, !Ref Names, {"\${K}": 1}]}}}
`;
    const because = 'parameter Names has no value; --parameters decides it [parameter Names]';
    expect(resolved(text)).toEqual({ 'Topic[*]': { DisplayName: `? ${because}`, Data: { '…': `? ${because}` } } });
  });

  it('that make too much end', () => {
    const names = `[${Array.from({ length: 100 }, (_, at) => `a${at}`).join(', ')}]`;
    const nested = (depth: number): string => (depth === 0 ? '{"X${L1}${L2}${L3}${L4}": {Type: A::B::C}}' : `{"Fn::ForEach::L${depth}": [L${depth}, ${names}, ${nested(depth - 1)}]}`);
    expect(reading(`Resources: ${nested(4)}`).placed.length).toBeLessThan(30_000);
  });
});

describe('nested stacks', () => {
  const child = `
Parameters:
  Vpc: {Type: String}
  Size: {Type: String, Default: t3.micro}
  Zones: {Type: CommaDelimitedList}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties: {VpcId: !Ref Vpc, InstanceType: !Ref Size, Zones: !Ref Zones}
Outputs:
  WebId: {Value: !Ref Web}
  Size: {Value: !Sub "\${Size}"}
`;
  const parent = (more = ''): string => `
Parameters:
  Owner: {Type: String}
Resources:
  Vpc: {Type: 'AWS::EC2::VPC'}
  App:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: app.yaml
      Parameters: {Vpc: !Ref Vpc, Zones: "a,b"}
      Tags: [{Key: team, Value: payroll}, {Key: owner, Value: !Ref Owner}]
${more}  Reader:
    Type: A::B::C
    Properties: {Web: !GetAtt App.Outputs.WebId, Size: !GetAtt App.Outputs.Size, None: !GetAtt App.Outputs.None}
`;

  it('are read beside their parent, with parameters, outputs and tags', () => {
    const tag = { key: 'cost', value: known('42'), origin: 'stack tags' };
    const told = { files: { 'app.yaml': child }, tags: [tag], region: 'eu-west-1' };
    const read = reading(parent(), told);
    expect(resolved(parent(), told)).toMatchObject({
      'App/Web': { VpcId: '? known after deployment [parameter Vpc, Vpc]', InstanceType: 't3.micro', Zones: ['a', 'b'] },
      Reader: { Web: '? known after deployment [App/Web]', Size: 't3.micro', None: '? known after deployment [App.Outputs.None]' },
    });
    expect(read.placed.map(({ resource }) => resource.address)).toEqual(['Vpc', 'App', 'App/Web', 'Reader']);
    const [, , web] = read.placed;
    expect(web?.stack.deployment.region).toEqual(known('eu-west-1'));
    expect(web?.stack.deployment.tags).toEqual([
      tag,
      { key: 'owner', value: { status: 'unknown', because: 'parameter Owner has no value; --parameters decides it', refs: ['parameter Owner'] }, origin: 'tags of stack App' },
      { key: 'team', value: known('payroll'), origin: 'tags of stack App' },
    ]);
  });

  it('under a condition that is not decided may not be made either', () => {
    const text = `Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\nResources:\n  App: {Type: AWS::CloudFormation::Stack, Condition: C, Properties: {TemplateURL: app.yaml}}\n`;
    const web = reading(text, { files: { 'app.yaml': child } }).find('App/Web');
    expect(web?.conditional).toEqual({ status: 'unknown', because: 'parameter P has no value; --parameters decides it', refs: ['condition C', 'parameter P'] });
  });

  it.each<readonly [why: string, text: string, files: Readonly<Record<string, string>>, note: string]>([
    ['an address', 'TemplateURL: https://s3.amazonaws.com/b/t.yaml', {}, 'its template is at https://s3.amazonaws.com/b/t.yaml'],
    ['no file', 'TemplateURL: ./gone.yaml', {}, './gone.yaml does not exist'],
    ['a parameter', 'TemplateURL: !Ref Url', {}, 'parameter Url has no value; --parameters decides it'],
    ['nothing', 'Tags: []', {}, 'it comes from a place that the template does not write out'],
    ['no template', 'TemplateURL: app.yaml', { 'app.yaml': '[1, 2]' }, 'its template cannot be read'],
  ])('that cannot be followed are told of: %s', (_, written, files, note) => {
    const text = `Parameters: {Url: {Type: String}}\nResources:\n  App:\n    Type: AWS::CloudFormation::Stack\n    Properties: {${written}}\n`;
    expect(reading(text, { files }).notes).toEqual([`line 3: what App makes is not judged: ${note}`]);
  });

  it('that hold themselves are refused', () => {
    const loop = (file: string): string => `Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: ${file}}\n`;
    const read = reading(loop('a.yaml'), { files: { 'a.yaml': loop('b.yaml'), 'b.yaml': loop('a.yaml') } });
    expect(read.problems.map(({ code, where, message }) => `${code} ${where}: ${message}`)).toEqual(['template-cycle b.yaml:2:3: nested stack Inner/Inner/Inner is made of a.yaml, and so holds itself']);
    expect(reading(loop('stack.yaml'), { files: { 'stack.yaml': '' } }).problems.map(({ code }) => code)).toEqual(['template-cycle']);
  });

  it('in great numbers end', () => {
    const many = (file: string): string => `Resources:\n${Array.from({ length: 30 }, (_, at) => `  N${at}: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${file}}}\n`).join('')}`;
    const read = reading(many('a.yaml'), { files: { 'a.yaml': many('b.yaml'), 'b.yaml': many('c.yaml'), 'c.yaml': 'Resources: {}' } });
    expect(read.problems[0]?.code).toBe('template-too-many-stacks');
  });

  it('whose parameters take their own outputs have an end', () => {
    const text = `Resources:\n  App:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: app.yaml, Parameters: {Vpc: !GetAtt App.Outputs.Size}}\n`;
    expect(resolved(text, { files: { 'app.yaml': child } })['App/Web']).toMatchObject({ VpcId: '? known after deployment [parameter Vpc, App.Outputs.Size]' });
  });

  it('of the serverless form have maps', () => {
    const text = `Resources:\n  App:\n    Type: AWS::Serverless::Application\n    Properties: {Location: app.yaml, Parameters: {Size: m7i.large}, Tags: {team: payroll}}\n`;
    const read = reading(text, { files: { 'app.yaml': child } });
    expect(resolved(text, { files: { 'app.yaml': child } })['App/Web']).toMatchObject({ InstanceType: 'm7i.large' });
    expect(read.find('App/Web')?.stack.deployment.tags).toEqual([{ key: 'lambda:createdBy', value: known('SAM'), origin: 'tags of stack App' }, { key: 'team', value: known('payroll'), origin: 'tags of stack App' }]);
  });

  it('of stack sets stand in their regions', () => {
    const text = `
Resources:
  Fleet:
    Type: AWS::CloudFormation::StackSet
    Properties:
      Parameters: [{ParameterKey: Size, ParameterValue: m7i.large}]
      Tags: [{Key: team, Value: payroll}]
      StackInstancesGroup:
        - DeploymentTargets: {Accounts: ["111122223333"]}
          Regions: [eu-west-1, us-east-1]
        - DeploymentTargets: {OrganizationalUnitIds: [ou-1]}
          Regions: [eu-west-1]
          ParameterOverrides: [{ParameterKey: Size, ParameterValue: t3.nano}]
      TemplateBody: |
        Parameters: {Size: {Type: String}}
        Resources:
          Web: {Type: 'AWS::EC2::Instance', Properties: {InstanceType: !Ref Size, Zone: !Sub "\${AWS::Region}a"}}
`;
    const { Fleet, ...made } = resolved(text, { region: 'ap-south-1' });
    expect(Fleet).toBeDefined();
    expect(made).toEqual({
      'Fleet[eu-west-1]/Web': { InstanceType: 'm7i.large', Zone: 'eu-west-1a' },
      'Fleet[us-east-1]/Web': { InstanceType: 'm7i.large', Zone: 'us-east-1a' },
      'Fleet[eu-west-1 2]/Web': { InstanceType: 't3.nano', Zone: 'eu-west-1a' },
    });
    const read = reading(text, { region: 'ap-south-1' });
    expect(read.find('Fleet[us-east-1]/Web')?.stack.deployment.account).toEqual(known('111122223333'));
    expect(read.find('Fleet[eu-west-1 2]/Web')?.stack.deployment.account).toMatchObject({ status: 'unknown', because: 'stack set Fleet goes to the accounts of organizational units' });
    expect(read.locate('Fleet[eu-west-1]/Web', 'InstanceType')?.place).toMatchObject({ file: 'stack.yaml', line: 14 });
  });
});

describe('transforms', () => {
  it('include files that lie beside the template', () => {
    const text = `
Transform: {Name: AWS::Include, Parameters: {Location: mappings.yaml}}
Resources:
  X:
    Type: A::B::C
    Properties:
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: more.yaml}}
      Size: !FindInMap [Sizes, a, b]
      Gone:
        Fn::Transform: {Name: AWS::Include, Parameters: {Location: gone.yaml}}
`;
    const files = { 'mappings.yaml': 'Mappings: {Sizes: {a: {b: t3.micro}}}', 'more.yaml': 'Tags: [{Key: a, Value: !Ref AWS::Region}]' };
    expect(resolved(text, { files, region: 'eu-west-1' })['X']).toEqual({
      Size: 't3.micro',
      Tags: [{ Key: 'a', Value: 'eu-west-1' }],
      Gone: '? AWS::Include takes it from a file that is not at hand [gone.yaml]',
    });
  });

  it('at the top that are not at hand are told, for there may be resources in them', () => {
    const text = (location: string): string => `Transform:\n  - {Name: AWS::Include, Parameters: {Location: ${location}}}\nResources: {}`;
    expect(reading(text('s3://shop/more.yaml')).notes).toEqual(['line 2: what AWS::Include takes from s3://shop/more.yaml is not at hand: the resources in it are not judged']);
    expect(reading(text('!Ref Place')).notes).toEqual(['line 2: what AWS::Include takes from a place that is no text is not at hand: the resources in it are not judged']);
    expect(reading(text('more.yaml'), { files: { 'more.yaml': '[a]' } }).problems).toEqual([expect.objectContaining({ code: 'template-include', where: 'stack.yaml:2:5', message: 'more.yaml holds no map, and cannot be included' })]);
  });

  it('at the top are read once, however often something in them is asked for', () => {
    const resources = Array.from({ length: 400 }, (_, index) => `  I${index}: {Type: AWS::EC2::Instance, Properties: {InstanceType: !FindInMap [Sizes, dev, t]}}`).join('\n');
    const found = resolved(`Transform: {Name: AWS::Include, Parameters: {Location: sizes.yaml}}\nResources:\n${resources}`, { files: { 'sizes.yaml': 'Mappings: {Sizes: {dev: {t: t3.small}}}' } });
    expect(found['I399']).toEqual({ InstanceType: 't3.small' });
  });

  it('within a value that cannot be read are told', () => {
    const made = reading('Resources:\n  X: {Type: A::B::C, Properties: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: more.yaml}}}}', { files: { 'more.yaml': 'a: [' } });
    expect(made.placed.map(({ resource }) => resource.settled.mask !== undefined)).toEqual([true]);
    expect(made.problems.map(({ code, where }) => `${code} ${where}`)).toEqual(['template-yaml more.yaml:1:5']);
  });

  it('that include themselves have an end', () => {
    const files = { 'a.yaml': 'Fn::Transform: {Name: AWS::Include, Parameters: {Location: b.yaml}}', 'b.yaml': 'Fn::Transform: {Name: AWS::Include, Parameters: {Location: a.yaml}}' };
    const text = 'Resources:\n  X: {Type: A::B::C, Properties: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: a.yaml}}}}';
    expect(resolved(text, { files })['X']).toMatch(/^\? AWS::Include takes it from a file that is not at hand/);
  });

  it('of strangers leave nothing known of what they touch', () => {
    const changed = '? macro Boto3 may change it [macro Boto3]';
    expect(resolved('Transform: [AWS::LanguageExtensions, Boto3]\nResources: {X: {Type: A::B::C, Properties: {P: 1}}}')).toEqual({ X: changed });
    expect(resolved('Resources: {X: {Type: A::B::C, Properties: {P: 1, Fn::Transform: {Name: Boto3}}}, Y: {Type: A::B::C, Properties: {P: 1}}}')).toEqual({ X: changed, Y: { P: 1 } });
    expect(resolved('Resources: {X: {Type: A::B::C, Fn::Transform: {Name: Boto3}, Properties: {P: 1}}}')).toEqual({ X: changed });
    expect(resolved('Resources: {Fn::Transform: {Name: Boto3}, X: {Type: A::B::C, Properties: {P: 1}}}')).toEqual({ X: changed });
  });

  it('of AWS that change no resource are left alone', () => {
    expect(resolved('Transform: AWS::CodeDeployBlueGreen\nResources: {X: {Type: A::B::C, Properties: {P: 1}}}')).toEqual({ X: { P: 1 } });
  });
});

describe('serverless templates', () => {
  it('put Globals into their resources', () => {
    const text = `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs20.x
    MemorySize: 128
    Layers: [a]
    Tags: {team: payroll, stage: !Ref Stage}
    Environment: {Variables: {A: "1"}}
    VpcConfig: !Ref Vpc
Parameters:
  Stage: {Type: String, Default: dev}
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      MemorySize: 256
      Layers: [b]
      Tags: {team: orders}
      Environment: {Variables: {B: !Ref Stage}}
      VpcConfig: {SubnetIds: [s]}
  Bare: {Type: AWS::Serverless::Function}
  Table: {Type: AWS::DynamoDB::Table, Properties: {}}
`;
    expect(resolved(text)).toEqual({
      Pay: { Runtime: 'nodejs20.x', MemorySize: 256, Layers: ['a', 'b'], Tags: { stage: 'dev', team: 'orders' }, Environment: { Variables: { A: '1', B: 'dev' } }, VpcConfig: { SubnetIds: ['s'] } },
      Bare: { Runtime: 'nodejs20.x', MemorySize: 128, Layers: ['a'], Tags: { team: 'payroll', stage: 'dev' }, Environment: { Variables: { A: '1' } }, VpcConfig: '? nothing in the template is called Vpc [Vpc]' },
      Table: {},
    });
  });
});

describe('resources', () => {
  it('of modules are told of', () => {
    const text = 'Resources:\n  Bucket: {Type: Company::S3::Bucket::MODULE, Properties: {A: 1}}\n';
    expect(reading(text).notes).toEqual(['line 2: Bucket is made by the module Company::S3::Bucket::MODULE, which CloudFormation keeps: what it makes is not judged']);
  });

  it('of modules that are packaged are told of', () => {
    const text = 'Modules:\n  Net:\n    Source: ./net.yaml\n  Other: {}\n';
    expect(reading(text).notes).toEqual([
      'line 2: module Net (./net.yaml) is put in when the template is packaged: what it makes is not judged; check the packaged template',
      'line 4: module Other is put in when the template is packaged: what it makes is not judged; check the packaged template',
    ]);
  });

  it('without a type are faults', () => {
    expect(reading('Resources:\n  A: {Properties: {}}\n  B: text\n').problems.map(({ where, message }) => `${where} ${message}`)).toEqual(['stack.yaml:2:3 resource A has no Type', 'stack.yaml:3:3 resource B is not a map']);
  });

  it('that a file says, in part or wholly, are what it says', () => {
    const include = 'Fn::Transform: {Name: AWS::Include, Parameters: {Location: bucket.yaml}}';
    const files = { 'bucket.yaml': 'Type: AWS::S3::Bucket\nProperties:\n  Tags: [{Key: owner, Value: shop}]\n' };
    const made = reading(`Resources:\n  A:\n    ${include}\n  B:\n    DeletionPolicy: Retain\n    ${include}\n`, { files });
    expect([made.notes, made.problems]).toEqual([[], []]);
    expect(made.placed.map(({ resource }) => [resource.address, resource.type, resource.settled.value])).toEqual([['A', 'AWS::S3::Bucket', { Tags: [{ Key: 'owner', Value: 'shop' }] }], ['B', 'AWS::S3::Bucket', { Tags: [{ Key: 'owner', Value: 'shop' }] }]]);
    expect(made.locate('A', 'Tags.owner')?.place).toMatchObject({ file: 'bucket.yaml', line: 3, column: 30 });
  });

  it('that a macro of their own gives a type are told of', () => {
    const { notes, problems } = reading('Resources:\n  A:\n    Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/x.yaml}}\n');
    expect([notes, problems]).toEqual([['line 2: what A is, its Fn::Transform decides: it is not judged'], []]);
  });

  const loop = 'Resources:\n  Fn::ForEach::All:\n    - N\n    - [a]\n    - B${N}: {Type: A::B::C}\n';
  const bucket = '  A: {Type: A::B::C}\n';
  it.each([
    [loop, ['stack.yaml:2:3 Fn::ForEach::All is a loop, and the template has no transform that writes loops out']],
    [`Resources:\n  A:\n    Type: A::B::C\n    Properties:\n      Fn::ForEach::P: [N, [a], {"P\${N}": 1}]\n`, ['stack.yaml:5:7 Fn::ForEach::P is a loop, and the template has no transform that writes loops out']],
    [`Transform: AWS::LanguageExtensions\n${loop}`, []],
    [`Transform: [AWS::LanguageExtensions, Mine]\n${loop}`, []],
    [`Transform: Mine\n${loop}`, []],
    [`# Fn::ForEach::X is for later\nResources:\n${bucket}`, []],
    [`Conditions:\n  A: !Not [!Condition B]\n  B: !And [!Condition C, !Condition A]\n  C: !Equals [a, b]\nResources:\n${bucket}`, ['stack.yaml:3:37 condition A needs itself: A -> B -> A']],
    [`Conditions:\n  A: !Or [!Condition Gone, !Condition Gone]\nResources:\n  R: {Type: A::B::C, Condition: Nope}\n`, ['stack.yaml:2:22 the template has no condition Gone', 'stack.yaml:4:33 the template has no condition Nope']],
    [`Transform: Mine\nResources:\n  R: {Type: A::B::C, Condition: Nope}\n`, []],
    [`Transform: {Name: AWS::Include, Parameters: {Location: s3://b/c}}\nResources:\n  R: {Type: A::B::C, Condition: Nope}\n`, []],
    [`Transform: AWS::LanguageExtensions\nConditions:\n  Fn::ForEach::C: [N, [a], {"Is\${N}": !Equals [a, b]}]\nResources:\n  R: {Type: A::B::C, Condition: Isa}\n`, []],
    [`Resources:\n  R: {Type: A::B::C, Properties: {Condition: Nope, P: {Statement: [{Condition: Any}]}}}\n`, []],
    [`Conditions:\n${Array.from({ length: 20_000 }, (_, index) => `  C${index}: !Not [!Condition C${index + 1}]\n`).join('')}  C20000: !Equals [a, b]\nResources:\n${bucket}`, []],
  ])('whose conditions or loops CloudFormation refuses are told of: %#', (text, expected) => {
    expect(reading(text).problems.map(({ where, message }) => `${where} ${message}`)).toEqual(expected);
  });

  it('whose conditions are nested deeply and need one another are read', () => {
    const nested = (inner: string): string => `${'!Not ['.repeat(300)}!Condition ${inner}${']'.repeat(300)}`;
    const text = `Conditions:\n${Array.from({ length: 490 }, (_, index) => `  C${index}: ${nested(`C${index + 1}`)}\n`).join('')}  C490: !Condition C0\nResources:\n${bucket}`;
    expect(reading(text).problems.map(({ message }) => message)).toEqual(['condition C0 needs itself: C0 -> C1 -> C2 -> C3 -> C4 -> C5 -> C6 -> C7 -> 482 more -> C490 -> C0']);
  });

  // Every one leads back to all before it: work that grows with the square of their number meets the time limit.
  it.each([
    ['nobody wrote', (index: number) => `!Condition Gone${index}`, 'the template has no condition Gone39999'],
    ['need themselves', (index: number) => `!And [!Condition C0, !Condition C${index + 1}]`, 'the template has no condition C40000'],
  ])('of which very many %s are told of', (_, condition, last) => {
    const { problems } = reading(`Conditions:\n${Array.from({ length: 40_000 }, (_one, index) => `  C${index}: ${condition(index)}\n`).join('')}Resources:\n${bucket}`);
    expect(problems.at(-1)?.message).toBe(last);
  }, 5_000);

  it('that stand twice are faults, and the last one counts', () => {
    const text = 'Resources:\n  A: {Type: A::B::C, Properties: {P: 1}}\n  A: {Type: A::B::C, Properties: {P: 2}}\n';
    expect(reading(text).problems).toEqual([
      { code: 'template-duplicate-key', message: 'the key "A" stands twice in one map; the first is at stack.yaml:2:3, and CloudFormation would only see this one', where: 'stack.yaml:3:3', hint: 'keep one of them' },
    ]);
    expect(resolved(text)).toEqual({ A: { P: 2 } });
  });

  it('with odd keys harm nobody', () => {
    const text = '{"Resources": {"__proto__": {"Type": "A::B::C", "Properties": {"__proto__": {"a": 1}, "constructor": 2}}}}';
    const value = reading(text).find('__proto__')?.resource.settled.value;
    expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1},"constructor":2}');
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it.each([
    ['[1]', 'template-no-map stack.yaml:1:1: stack.yaml is not a template: it holds a list'],
    ['# nothing', 'template-no-map stack.yaml:1:1: stack.yaml is not a template: it holds nothing'],
    [`Resources: {}\n# ${'x'.repeat(12_000_000)}`, 'template-too-large stack.yaml:1:1: stack.yaml has 11 MB; CloudFormation takes templates of up to 1 MB, and landrail reads up to 10'],
    ['AWSTemplateFormatVersion: 2010-09-09', 'template-no-resources stack.yaml:1:1: stack.yaml is a template without Resources'],
  ])('are missing in template %#', (text, expected) => {
    expect(refusal(() => reading(text))).toBe(expected);
  });
});

describe('NoEcho', () => {
  it('values are named as secrets', () => {
    const text = 'Parameters:\n  A: {Type: String, NoEcho: true, Default: hunter2}\n  B: {Type: CommaDelimitedList, NoEcho: "true", Default: "x1,x2"}\n  C: {Type: String, NoEcho: true}\n  D: {Type: String, Default: open}\nResources: {}\n';
    expect(reading(text, { parameters: { C: 'given' } }).sensitive).toEqual(['hunter2', 'x1', 'x2', 'given']);
  });
});

describe('what a condition keeps out is named, with what would have it judged', () => {
  const template = (condition: string, parameters = 'Env: {Type: String, Default: dev}'): string => `
Parameters: {${parameters}}
Conditions:
  Prod: ${condition}
  Live: !Not [!Condition Prod]
Resources:
  Trainer: {Type: AWS::EC2::Instance, Condition: Prod, Properties: {InstanceType: p5.48xlarge}}
  Queue: {Type: AWS::SQS::Queue}
`;

  it.each<readonly [string, string, string]>([
    ['by a default', template('!Equals [!Ref Env, prod]'), 'Trainer (AWS::EC2::Instance) is left out: condition Prod is false with Env=dev (its default); --parameters Env=prod judges it'],
    ['by one of several', template('!Not [!Equals [dev, !Ref Env]]'), 'Trainer (AWS::EC2::Instance) is left out: condition Prod is false with Env=dev (its default); another Env may judge it: --parameters Env=VALUE'],
    ['by another condition', template('!Not [!Condition Always]\n  Always: !Equals [!Ref Env, dev]'), 'Trainer (AWS::EC2::Instance) is left out: condition Prod is false with Env=dev (its default); another Env may judge it: --parameters Env=VALUE'],
    ['by a secret', template('!Equals [!Ref Env, prod]', 'Env: {Type: String, Default: hunter2, NoEcho: true}'), 'Trainer (AWS::EC2::Instance) is left out: condition Prod is false; --parameters Env=prod judges it'],
    ['for good', template('!Equals [a, b]'), 'Trainer (AWS::EC2::Instance) is left out: condition Prod is false'],
  ])('%s', (_, text, told) => expect(reading(text).notes).toEqual([told]));

  it('the first five of each condition, and how many more', () => {
    const many = Array.from({ length: 7 }, (_, index) => `  T${index}: {Type: AWS::SNS::Topic, Condition: Never}`).join('\n');
    expect(reading(`Conditions: {Never: !Equals [a, b]}\nResources:\n${many}\n`).notes).toEqual([expect.stringMatching(/^T0 \(AWS::SNS::Topic\), .*T4 \(AWS::SNS::Topic\) and 2 more are left out: condition Never is false$/)]);
  });
});
