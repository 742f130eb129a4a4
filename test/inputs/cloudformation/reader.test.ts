import { parameterFaults } from '#inputs/cloudformation/parameter-faults.ts';
import { child } from '#inputs/cloudformation/document/node.ts';
import { readDocument } from '#inputs/cloudformation/document/read.ts';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openInputs } from '#inputs/open.ts';
import { noFlags, type InputOptions } from '#inputs/options.ts';
import type { Known } from '#model/known.ts';
import type { Resource } from '#model/resource.ts';
import { resourcesOf } from '../resources-of.ts';
import { readTexts } from './opened.ts';

interface Run {
  /** Per input, its resources. */
  readonly inputs: Readonly<Record<string, readonly Resource[]>>;
  readonly notes: readonly string[];
  readonly problems: readonly string[];
  readonly notices: readonly string[];
  readonly skipped: readonly string[];
  readonly document: unknown;
  readonly sensitive: readonly string[];
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'landrail-templates-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** A run over paths of a folder with these files. */
async function run(files: Readonly<Record<string, string>>, paths: readonly string[] = ['.'], more: Partial<InputOptions> = {}, prepare: (folder: string) => void = () => undefined): Promise<Run> {
  const cwd = folderOf(files);
  prepare(cwd);
  const found: { inputs: Record<string, readonly Resource[]>; notes: string[]; problems: string[]; notices: string[]; skipped: string[]; document: unknown; sensitive: string[] } = { inputs: {}, notes: [], problems: [], notices: [], skipped: [], document: null, sensitive: [] };
  const options: InputOptions = { ...noFlags, cwd, document: false, attributes: () => true, relations: () => true, stdin: noInput, ...more };
  for await (const opened of openInputs(paths, options)) {
    found.problems.push(...opened.problems.map(({ code, where }) => `${code} ${where}`));
    found.notices.push(...opened.notices.map(({ code, where }) => `${code} ${where}`));
    found.skipped.push(...opened.skipped.map(({ path, because }) => `${path}: ${because}`));
    for (const reading of opened.readings) {
      found.inputs[reading.path] = await resourcesOf(reading);
      const { notes, unread, problems, document, sensitive } = reading.finish();
      found.notes.push(...notes);
      (opened.lenient ? found.notices : found.problems).push(...[...unread, ...problems].map(({ code, where }) => `${code} ${where}`));
      found.document ??= document;
      found.sensitive.push(...sensitive);
    }
  }
  return found;
}

async function* noInput(): AsyncGenerator<Uint8Array> {}

/** Paths in the options are absolute; here the folder is made while the run begins. */
const parameters = (text: string, name = 'parameters.json'): Partial<InputOptions> => ({ cloudformation: { parameters: [{ path: name, absolute: join(folderOf({ [name]: text }), name) }], stackTags: new Map() } });

function shown(value: Known<string> | undefined): string | undefined {
  if (value === undefined || value.status === 'absent') return undefined;
  return value.status === 'known' ? value.value : value.status === 'oneOf' ? value.values.join(' | ') : `? ${value.because}`;
}

function tagsOf(resource: Resource | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((resource?.tags.entries ?? []).map(({ key, value, origin }) => [key, `${shown(value)} from ${origin}`]));
}

const bucket = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';
const web = 'Parameters:\n  Size: {Type: String}\nResources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties: {InstanceType: !Ref Size}\n';

describe('templates in folders', () => {
  it('are told from other YAML and JSON', async () => {
    const { inputs, skipped, problems, notices } = await run({
      'a.yaml': bucket,
      'b.template': 'AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n',
      'c.json': JSON.stringify({ Resources: { A: { Type: 'AWS::S3::Bucket' } } }),
      'd.yml': 'Transform: AWS::Serverless-2016-10-31\nResources: {}\n',
      'e.yaml': '{\n  "Resources": {"A": {"Type": "AWS::S3::Bucket"},},\n}\n',
      'deploy.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n',
      'compose.yaml': 'services:\n  web: {image: nginx}\n',
      'ci.yml': 'on: push\njobs:\n  a: {runs-on: x}\n',
      'values.yaml': 'Resources:\n  limits: {cpu: 1}\n',
    });
    expect(Object.keys(inputs).sort()).toEqual(['a.yaml', 'b.template', 'c.json', 'd.yml', 'e.yaml']);
    expect([problems, notices]).toEqual([[], []]);
    expect(skipped.filter((one) => /^(?:deploy|compose|ci|values)\./.test(one)).sort()).toEqual([
      'ci.yml: a workflow of GitHub Actions, which landrail does not judge',
      'compose.yaml: a Compose file, which landrail does not judge',
      'deploy.yaml: a Kubernetes manifest, which landrail does not judge',
      'values.yaml: a YAML document, which landrail does not judge',
    ]);
  });

  it('that are broken hide no other, and are errors where they are named', async () => {
    const files = { 'deep/broken.yaml': 'AWSTemplateFormatVersion: 2010-09-09\nResources:\n\tA: b\n', 'deep/sound.yaml': bucket, 'deep/twice.yaml': `${bucket}    Type: AWS::S3::Bucket\n` };
    for (const paths of [['.'], ['deep']]) {
      const found = await run(files, paths);
      expect(Object.keys(found.inputs)).toEqual(['deep/sound.yaml', 'deep/twice.yaml']);
      expect([found.problems, found.notices]).toEqual([[], ['template-yaml deep/broken.yaml:3:1', 'template-duplicate-key deep/twice.yaml:4:5']]);
    }
    const named = await run(files, ['deep/broken.yaml', 'deep/twice.yaml']);
    expect(named.problems).toEqual(['template-yaml deep/broken.yaml:3:1', 'template-duplicate-key deep/twice.yaml:4:5']);
    expect((await run(files, ['.'], { strict: true })).problems).toEqual(['template-yaml deep/broken.yaml:3:1', 'template-duplicate-key deep/twice.yaml:4:5']);
  });

  it('that are broken JSON are told of as templates', async () => {
    const { problems } = await run({ 'a.json': '{\n  "AWSTemplateFormatVersion": "2010-09-09",\n  "Resources": {"A": {"Type": }}\n}\n', 'b.json': '{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}, "Resources": {}}', 'c.json': '{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}' }, ['a.json', 'b.json', 'c.json']);
    expect(problems).toEqual(['template-json a.json:3:31', 'template-duplicate-key b.json:1:51', 'template-json c.json:1:49']);
  });

  it('that others make stacks of are judged there', async () => {
    const parent = 'Resources:\n  App:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: parts/web.yaml\n      Parameters: {Size: t3.micro}\n      Tags: [{Key: owner, Value: payroll}]\n';
    const files = { 'main.yaml': parent, 'parts/web.yaml': web, 'parts/alone.yaml': bucket };
    for (const paths of [['.'], ['parts/web.yaml', 'main.yaml', 'parts/alone.yaml']]) {
      const { inputs } = await run(files, paths);
      expect(Object.entries(inputs).map(([path, resources]) => [path, resources.map(({ address }) => address)]).sort()).toEqual([['main.yaml', ['App', 'App/Web']], ['parts/alone.yaml', ['Logs']]]);
      const made = inputs['main.yaml']?.find(({ address }) => address === 'App/Web');
      expect(made?.shapes.map(({ name }) => shown(name))).toEqual(['t3.micro']);
      expect(tagsOf(made)).toEqual({ owner: 'payroll from tags of stack App' });
    }
    expect(Object.keys((await run(files, ['parts/web.yaml'])).inputs)).toEqual(['parts/web.yaml']);
  });

  it('that hold each other are refused, not passed over', async () => {
    const circle = (other: string): string => `Resources:\n  Other: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${other}}}\n`;
    const { inputs, notices } = await run({ 'a.yaml': circle('b.yaml'), 'b.yaml': circle('a.yaml') });
    expect(Object.keys(inputs)).toEqual(['a.yaml']);
    expect(notices).toEqual(['template-cycle b.yaml:2:3']);
  });

  it('read nothing outside the folder that is checked', async () => {
    const outside = folderOf({ 'secret.yaml': web });
    const nested = (url: string): string => `Resources:\n  App: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${url}}}\n`;
    const files = { 'a.yaml': nested(`${outside}/secret.yaml`), 'b.yaml': nested('../../../../../../etc/hostname'), 'c.yaml': nested('link.yaml') };
    const { inputs, notes } = await run(files, ['.'], {}, (folder) => symlinkSync(join(outside, 'secret.yaml'), join(folder, 'link.yaml')));
    expect(Object.values(inputs).flat().map(({ address }) => address)).toEqual(['App', 'App', 'App']);
    expect(notes.filter((note) => /is not judged: .* lies outside of the working directory$/.test(note))).toHaveLength(3);
  });
});

describe('what a stack is deployed with', () => {
  const template = `Parameters:
  Size: {Type: String}
  Ports: {Type: CommaDelimitedList, Default: "1"}
  Kept: {Type: String, Default: x}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties: {InstanceType: !Ref Size, ImageId: !Ref Kept, SecurityGroupIds: !Ref Ports}
`;
  const shape = async (more: Partial<InputOptions>): Promise<unknown> => {
    const { inputs, problems } = await run({ 'stack.yaml': template }, ['stack.yaml'], more);
    const [resource] = inputs['stack.yaml'] ?? [];
    return problems.length > 0 ? problems : [shown(resource?.shapes[0]?.name), shown(resource?.image), resource?.attributes?.['SecurityGroupIds']];
  };

  const files: readonly (readonly [form: string, text: string, expected: unknown, name?: string])[] = [
    ['the list of the AWS CLI', '[{"ParameterKey": "Size", "ParameterValue": "t3.micro"}, {"ParameterKey": "Ports", "ParameterValue": "a,b"}, {"ParameterKey": "Kept", "UsePreviousValue": true}]', ['t3.micro', '? parameter Kept keeps the value that the stack has', ['a', 'b']]],
    ['the list of aws cloudformation deploy', '["Size=t3.micro", "Kept=a=b"]', ['t3.micro', 'a=b', ['1']]],
    ['a deployment file', '{"Parameters": {"Size": "t3.micro", "Ports": ["a", "b"]}, "StackPolicy": {}}', ['t3.micro', 'x', ['a', 'b']]],
    ['a plain map', '{"Size": "t3.micro", "Kept": 7}', ['t3.micro', '7', ['1']]],
    ['YAML', 'Parameters:\n  Size: t3.micro\n', ['t3.micro', 'x', ['1']], 'parameters.yaml'],
  ];

  it.each(files.map(([form, text, expected, name = 'parameters.json']) => ({ form, text, expected, name })))('$form gives parameters', async ({ text, expected, name }) => {
    expect(await shape(parameters(text, name))).toEqual(expected);
  });

  it('later parameters stand above earlier ones', async () => {
    const { cloudformation } = parameters('{"Size": "a", "Kept": "b"}');
    const given = [...(cloudformation?.parameters ?? []), { name: 'Size', text: 't3.nano', from: '--parameters' }];
    expect(await shape({ cloudformation: { parameters: given, stackTags: new Map() } })).toEqual(['t3.nano', 'b', ['1']]);
  });

  it('a parameter that no template has is told', async () => {
    const found = await run({ 'stack.yaml': template }, ['stack.yaml'], parameters('{"Size": "t3.micro",\n "size": "x"}'));
    expect([found.problems, found.notices]).toEqual([[], ['parameter-undeclared parameters.json:2:10']]);
  });

  it('a pair that names none is a mistake of this run, unless a template cannot be read', async () => {
    const pair = { cloudformation: { parameters: [{ name: 'size', text: 't3.micro', from: '--parameters' }], stackTags: new Map<string, string>() } };
    const found = await run({ 'stack.yaml': template }, ['stack.yaml'], pair);
    expect([found.problems, found.notices]).toEqual([['parameter-undeclared null'], []]);
    const broken = await run({ 'stack.yaml': template, 'broken.yaml': 'Resources: {Web: {Type: AWS::EC2::Instance\n' }, ['.'], pair);
    expect([broken.problems, broken.notices]).toEqual([[], expect.arrayContaining(['parameter-undeclared null'])]);
  });

  it.each([
    ['{"Stage": "qa"}', 'parameter Stage is "qa", none of its AllowedValues: dev, prod'],
    ['{"Zones": "a, c"}', 'parameter Zones is "c", none of its AllowedValues: a, b'],
    ['{"Count": "many"}', 'parameter Count is "many", no number'],
    ['{"Key": "letmein"}', 'parameter Key is given what is none of its AllowedValues: x'],
    ['{"Stage": "prod", "Zones": "b,a", "Count": "3", "Key": "x"}', null],
  ])('%s: a value that CloudFormation refuses is told, as its template was given', async (text, message) => {
    const limited = 'Parameters:\n  Stage: {Type: String, AllowedValues: [dev, prod]}\n  Zones: {Type: CommaDelimitedList, AllowedValues: [a, b]}\n  Count: {Type: Number}\n  Key: {Type: String, NoEcho: true, AllowedValues: [x]}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n';
    const named = await run({ 'stack.yaml': limited }, ['stack.yaml'], parameters(text));
    const found = await run({ 'stack.yaml': limited }, ['.'], parameters(text));
    const expected = message === null ? [] : [`parameter-refused parameters.json:1:${text.indexOf(':') + 3}`];
    expect([named.problems, named.notices, found.problems, found.notices]).toEqual([expected, [], [], expected]);
    const { root: document } = readDocument(limited, 'stack.yaml');
    const parameter = new Map(Object.entries(JSON.parse(text) as Record<string, string>).map(([name, value]) => [name, { value, place: null, argument: null }]));
    expect(parameterFaults(child(document ?? undefined, 'Parameters'), parameter).map((one) => one.message)).toEqual(message === null ? [] : [message]);
  });

  it.each([
    ['"text"', 'parameters-file parameters.json:1:1'],
    ['[{"Key": "Size"}]', 'parameters-file parameters.json:1:2'],
    ['[{"ParameterKey": "Size"}]', 'parameters-file parameters.json:1:2'],
    ['{"Size": {"Ref": "x"}}', 'parameters-file parameters.json:1:10'],
    ['{"Parameters": []}', 'parameters-file parameters.json:1:16'],
    ['{"Size": ', 'template-json parameters.json:1:10'],
  ])('%s is refused', async (text, expected) => {
    await expect(shape(parameters(text))).rejects.toMatchObject({ problems: [{ where: expected.split(' ')[1], code: expected.split(' ')[0] }] });
  });

  it('region and account come from flags alone', async () => {
    const { inputs } = await run({ 'stack.yaml': bucket }, ['stack.yaml']);
    expect(shown(inputs['stack.yaml']?.[0]?.region)).toBe('? the template does not say in which region its stack is; --provider-region aws=REGION decides it');
    expect(shown(inputs['stack.yaml']?.[0]?.scope.account)).toBe('? the template does not say in which account its stack is; --provider-scope aws=ACCOUNT decides it');
    const told = await run({ 'stack.yaml': bucket }, ['stack.yaml'], { providerRegions: new Map([['aws', 'eu-west-1']]), providerScopes: new Map([['aws', '111122223333']]) });
    expect([shown(told.inputs['stack.yaml']?.[0]?.region), shown(told.inputs['stack.yaml']?.[0]?.scope.account)]).toEqual(['eu-west-1', '111122223333']);
  });

  it('stack tags come from flags, above the file of parameters, above samconfig', async () => {
    const toml = 'version = 0.1\n[default.global.parameters]\nstack_name = "x"\n[default.deploy.parameters]\ntags = "owner=sam \\"cost center\\"=\\"4 2\\" stage=sam"\n[prod.deploy.parameters]\ntags = "owner=prod"\n';
    const { cloudformation } = parameters('{"Parameters": {}, "Tags": {"owner": "file", "stage": "file"}}');
    const more = { cloudformation: { parameters: cloudformation?.parameters ?? [], stackTags: new Map([['owner', 'flag']]) } };
    const tags = async (file: string, config: Readonly<Record<string, string>>, options: Partial<InputOptions>): Promise<unknown> => {
      const { inputs } = await run({ [file]: bucket, ...config }, [file], options);
      return tagsOf(inputs[file]?.[0]);
    };
    expect(await tags('template.yaml', { 'samconfig.toml': toml }, more)).toEqual({ owner: 'flag from stack tags', stage: 'file from stack tags', 'cost center': '4 2 from stack tags' });
    expect(await tags('template.yaml', { 'samconfig.toml': toml }, {})).toEqual({ owner: 'sam from stack tags', stage: 'sam from stack tags', 'cost center': '4 2 from stack tags' });
    expect(await tags('other.yaml', { 'samconfig.toml': toml }, {})).toEqual({});
    expect(await tags('other.yaml', { 'samconfig.toml': `${toml}[default.deploy.parameters]\ntemplate_file = "other.yaml"\n` }, {})).toMatchObject({ owner: 'sam from stack tags' });
    expect(await tags('template.yaml', { 'samconfig.yaml': 'default:\n  deploy:\n    parameters:\n      tags: [owner=yaml]\n' }, {})).toEqual({ owner: 'yaml from stack tags' });
    expect(await tags('template.yaml', { 'samconfig.toml': 'tags = ' }, {})).toEqual({});
  });

  it('tags of the stack say where they are given, at each resource that has them of it alone', async () => {
    const given = async (files: Readonly<Record<string, string>>, address: string, path: string, options: Partial<InputOptions> = {}): Promise<readonly string[]> => {
      const { readings } = await readTexts(files, options, ['template.yaml']);
      return readings.flatMap(({ locate }) => locate?.(address, path)?.related.map(({ file, line, column, role, name }) => `${file}:${line}:${column} ${role} ${name ?? ''}`) ?? []);
    };
    const template = 'Resources:\n  Logs: {Type: AWS::S3::Bucket}\n  Own: {Type: AWS::S3::Bucket, Properties: {Tags: [{Key: owner, Value: x}]}}\n  Pay: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: SQS}}}}\n';
    const toml = 'version = 0.1\n[default.deploy.parameters]\ntags = "owner=sam"\n';
    const [config] = ['samconfig.toml:3:1 tags of the stack owner'];
    expect(await given({ 'template.yaml': template, 'samconfig.toml': toml }, 'Logs', 'Tags.owner')).toEqual([config]);
    expect(await given({ 'template.yaml': template, 'samconfig.toml': toml }, 'PayE', 'Tags.owner')).toEqual([config]);
    expect(await given({ 'template.yaml': template, 'samconfig.toml': toml }, 'Own', 'Tags.owner')).toEqual([]);
    expect(await given({ 'template.yaml': template, 'samconfig.toml': toml }, 'Logs', 'BucketName')).toEqual([]);
    expect(await given({ 'template.yaml': template, 'samconfig.yaml': 'default:\n  deploy:\n    parameters:\n      tags: [owner=yaml]\n' }, 'Logs', 'Tags.owner')).toEqual(['samconfig.yaml:4:7 tags of the stack owner']);
    const { cloudformation } = parameters('{"Parameters": {}, "Tags": {"owner": "file"}}');
    expect(await given({ 'template.yaml': template, 'samconfig.toml': toml }, 'Logs', 'Tags.owner', { cloudformation: { parameters: cloudformation?.parameters ?? [], stackTags: new Map() } })).toEqual(['parameters.json:1:38 tags of the stack owner']);
    // A flag stands in no file.
    expect(await given({ 'template.yaml': template, 'samconfig.toml': toml }, 'Logs', 'Tags.owner', { cloudformation: { parameters: [], stackTags: new Map([['owner', 'flag']]) } })).toEqual([]);
    const parent = 'Resources:\n  App:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: app.yaml\n      Tags: [{Key: owner, Value: nobody}]\n';
    expect(await given({ 'template.yaml': parent, 'app.yaml': template }, 'App/Logs', 'Tags.owner')).toEqual(['template.yaml:6:34 tags of the stack owner', 'template.yaml:2:3 module call stack App']);
  });

  it('values with NoEcho are secrets of the input and of its resources', async () => {
    const text = 'Parameters:\n  Token: {Type: String, NoEcho: true, Default: hunter2-hunter2}\nResources:\n  Logs: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Token}}\n';
    const { inputs, sensitive } = await run({ 'stack.yaml': text }, ['stack.yaml']);
    expect([sensitive, inputs['stack.yaml']?.[0]?.sensitive]).toEqual([['hunter2-hunter2'], ['hunter2-hunter2']]);
  });

  it('a policy for documents gets the template in its long form', async () => {
    const { document } = await run({ 'stack.yaml': 'Resources:\n  A: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub "${A}-x", Other: !GetAtt B.C}}\n' }, ['stack.yaml'], { document: true });
    expect(document).toEqual({ Resources: { A: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': '${A}-x' }, Other: { 'Fn::GetAtt': ['B', 'C'] } } } } });
  });
});
