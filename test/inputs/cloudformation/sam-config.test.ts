import { describe, expect, it } from 'vitest';
import { overridesIn } from '#inputs/cloudformation/sam-overrides.ts';
import { tomlSettings } from '#inputs/cloudformation/sam-settings.ts';
import type { InputOptions } from '#inputs/options.ts';
import type { Known } from '#model/known.ts';
import { readTexts, type Read } from './opened.ts';

const template = `Parameters:
  Stage: {Type: String, Default: dev}
  Size: {Type: String, Default: t3.micro}
Resources:
  Trainer: {Type: AWS::EC2::Instance, Properties: {InstanceType: !Ref Size, KeyName: !Ref Stage}}
`;

const text = (field: Known<string> | undefined): string => (field?.status === 'known' ? field.value : '?');

async function read(config: Readonly<Record<string, string>>, more: Partial<InputOptions> = {}, name = 'template.yaml'): Promise<Read | undefined> {
  const { readings, problems } = await readTexts({ [name]: template, ...config }, more, [name]);
  expect(problems).toEqual([]);
  return readings[0];
}

/** What the one machine of the template is judged with. */
async function deployed(config: Readonly<Record<string, string>>, more: Partial<InputOptions> = {}, name?: string): Promise<string> {
  const trainer = (await read(config, more, name))?.resources[0];
  return [trainer?.attributes?.['KeyName'], trainer?.attributes?.['InstanceType'], text(trainer?.region)].join(' ');
}

describe('parameter_overrides', () => {
  it.each([
    [['Stage=prod Size=p5.48xlarge'], { Stage: 'prod', Size: 'p5.48xlarge' }],
    [['Stage="a b" Size=\'c d\' "Owner"="x"'], { Stage: 'a b', Size: 'c d', Owner: 'x' }],
    [['ParameterKey=Stage,ParameterValue=prod ParameterKey="Zones",ParameterValue="a, b"'], { Stage: 'prod', Zones: 'a, b' }],
    [['Stage=prod', 'ParameterKey=Size,ParameterValue=t3.small'], { Stage: 'prod', Size: 't3.small' }],
    [['Url=https://x.example/?a=b,c Empty= None=""'], { Url: 'https://x.example/?a=b,c', Empty: '', None: '' }],
    [['Say="a \\"quoted\\" word" Path=C:\\dir Gap=a\\ b Open=O\'Brien'], { Say: 'a "quoted" word', Path: 'C:\\dir', Gap: 'a b', Open: 'O\'Brien' }],
    [['Stage=dev\n  Stage=prod', 'word', '=x'], { Stage: 'prod' }],
    [[''], {}],
  ])('%j', (texts, expected) => expect(Object.fromEntries(overridesIn(texts).values)).toEqual(expected));

  it('files are told, and a quote without end takes no time', () => {
    expect(overridesIn(['file://prod.yaml', 'A=b']).files).toEqual(['file://prod.yaml']);
    expect(overridesIn([`A=${'"x\\'.repeat(50_001)}`]).values.size).toBe(1);
  });
});

describe('a samconfig', () => {
  const section = (...lines: readonly string[]): Readonly<Record<string, string>> => ({ 'samconfig.toml': ['version = 0.1', ...lines, ''].join('\n') });

  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['a text', section('[default.deploy.parameters]', 'parameter_overrides = "Stage=\\"prod\\" Size=\\"p5.48xlarge\\""', 'region = "eu-west-1"'), 'prod p5.48xlarge eu-west-1'],
    ['text without escapes', section('[default.deploy.parameters]', `parameter_overrides = 'Stage="a b"'`), 'a b t3.micro ?'],
    ['a text of several lines', section('[default.deploy.parameters]', 'parameter_overrides = """', 'Stage=prod \\', '  Size=t3.small', '[x]', '"""', 'region = "eu-west-1"'), 'prod t3.small eu-west-1'],
    ['a list', section('[default.deploy.parameters]', 'parameter_overrides = [', '  "Stage=[a]", # "Size=no"', '  "ParameterKey=Size,ParameterValue=t3.small",', ']', 'region = "eu-west-1"'), '[a] t3.small eu-west-1'],
    ['for all commands, below those of deploy', section('[default.global.parameters]', 'region = "us-east-1"', 'parameter_overrides = "Stage=all"', '[default.deploy.parameters]', 'region = "eu-west-1"'), 'all t3.micro eu-west-1'],
    ['of another environment or command', section('[prod.deploy.parameters]', 'region = "us-east-1"', '[default.build.parameters]', 'parameter_overrides = "Stage=build"'), 'dev t3.micro ?'],
    ['of another template', section('[default.deploy.parameters]', 'template_file = "other.yaml"', 'region = "us-east-1"'), 'dev t3.micro ?'],
    ['YAML: a list', { 'samconfig.yaml': 'default:\n  deploy:\n    parameters:\n      region: eu-west-1\n      parameter_overrides: [Stage=prod, "Size=t3.small"]\n' }, 'prod t3.small eu-west-1'],
    ['YAML: a text', { 'samconfig.yml': 'default:\n  deploy:\n    parameters:\n      parameter_overrides: Stage="a b"\n' }, 'a b t3.micro ?'],
    ['YAML: a map', { 'samconfig.yaml': 'default:\n  deploy:\n    parameters:\n      parameter_overrides: {Stage: a "b" c, Size: 7}\n' }, 'a "b" c 7 ?'],
    ['TOML above YAML', { ...section('[default.deploy.parameters]', 'region = "eu-west-1"'), 'samconfig.yaml': 'default:\n  deploy:\n    parameters:\n      region: us-east-1\n' }, 'dev t3.micro eu-west-1'],
  ])('%s', async (_, config, expected) => expect(await deployed(config)).toBe(expected));

  it('is below the flags, name by name, and says nothing of other templates', async () => {
    const config = section('[default.deploy.parameters]', 'parameter_overrides = "Stage=prod Size=p5.48xlarge Unknown=x"', 'region = "eu-west-1"');
    expect(await deployed(config, { providerRegions: new Map([['aws', 'us-west-2']]), cloudformation: { parameters: [{ name: 'Size', text: 't3.small', from: '--parameters' }], stackTags: new Map() } })).toBe('prod t3.small us-west-2');
    expect(await deployed(config, {}, 'stack.yaml')).toBe('dev t3.micro ?');
  });

  it.each([['lists', 'a = [ "x"\n'], ['texts', 'a = """\n'], ['comments', 'a = [ # "\n'], ['tables', '[default.deploy.parameters]\ntags = "a=b"\n']])('of %s without end takes no time', (_, lines) => {
    expect(tomlSettings(lines.repeat(100_000)).others).toEqual([]);
  }, 5000);

  it('is where a value of it comes from', async () => {
    const reading = await read(section('[default.deploy.parameters]', 'parameter_overrides = "Size=p5.48xlarge"'));
    expect(reading?.locate?.('Trainer', 'InstanceType')?.related).toMatchObject([{ file: 'samconfig.toml', line: 3, column: 1, role: 'parameter value', name: 'parameter Size' }]);
    expect(reading?.sources('samconfig.toml')).not.toBeNull();
  });

  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['one environment', section('[default.deploy.parameters]', 'region = "eu-west-1"'), []],
    ['another one', section('[default.deploy.parameters]', 'region = "eu-west-1"', '[prod.deploy.parameters]', 'region = "eu-west-1"'), ['judged as environment default of samconfig.toml deploys it; prod is not judged: --parameters, --stack-tags and --provider-region say what it deploys']],
    ['two more, in YAML', { 'samconfig.yaml': 'version: 0.1\ndefault: {deploy: {parameters: {}}}\nqa: {deploy: {parameters: {}}}\nprod: {global: {parameters: {}}}\nlocal: {build: {parameters: {}}}\n' }, ['judged as environment default of samconfig.yaml deploys it; prod, qa are not judged: --parameters, --stack-tags and --provider-region say what they deploy']],
    ['none that is default', section('[prod.deploy.parameters]', 'region = "eu-west-1"'), ['samconfig.toml does not say what environment default deploys, only prod, which is not judged: --parameters, --stack-tags and --provider-region say what it deploys']],
    ['parameters elsewhere', section('[default.deploy.parameters]', 'parameter_overrides = "file://prod.yaml"'), ['samconfig.toml takes parameters from file://prod.yaml, which is not read: --parameters gives them']],
  ])('%s: notes', async (_, config, notes) => expect((await read(config))?.notes).toEqual(notes));
});
