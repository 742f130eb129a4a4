import { describe, expect, it } from 'vitest';
import { known, unknown } from '#model/known.ts';
import { readAll, readTexts, whileThere } from './opened.ts';
import { tagsOf } from './stack.ts';

const stack = (template: string, environment: string, more: object = {}, properties: object = {}): object => ({ type: 'aws:cloudformation:stack', environment, properties: { templateFile: template, ...properties }, ...more });
const stage = (directoryName: string): object => ({ type: 'cdk:cloud-assembly', properties: { directoryName, displayName: 'Prod' } });
const manifest = (artifacts: object, more: object = {}): object => ({ version: '55.0.0', artifacts: { 'Shop.assets': { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } }, ...artifacts }, ...more });

const queue = (properties: object = {}, metadata?: object): object => ({ Type: 'AWS::SQS::Queue', Properties: properties, ...(metadata === undefined ? {} : { Metadata: metadata }) });
const template = (resources: object, more: object = {}): object => ({ Resources: resources, ...more });

describe('an assembly of the CDK', () => {
  it('says in its manifest where each stack goes, what it is called and how it is tagged', async () => {
    const { readings, problems } = await readTexts({
      'cdk.out/manifest.json': manifest({ Shop: stack('Shop.template.json', 'aws://111122223333/eu-west-1', { displayName: 'Shop' }, { stackName: 'shop-prod', tags: { team: 'shop' }, parameters: { Size: 'p5.48xlarge' } }) }),
      'cdk.out/Shop.template.json': template({ Orders: queue(), Trainer: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: { Ref: 'Size' } } }, CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2:deflate64:H4sI' } } }, { Parameters: { Size: { Type: 'String', Default: 't3.micro' } } }),
    }, {}, ['cdk.out']);
    expect(problems).toEqual([]);
    expect(readings.map(({ path, format }) => [path, format])).toEqual([['cdk.out/Shop.template.json', 'cdk']]);
    expect(readings[0]?.resources.map(({ address }) => address)).toEqual(['Orders', 'Trainer']);
    const [orders, trainer] = readings[0]?.resources ?? [];
    expect([orders?.stage, orders?.region, orders?.regionPath, orders?.scope.account, tagsOf(orders?.tags)]).toEqual(['template', known('eu-west-1'), 'stack shop-prod', known('111122223333'), ['team=shop(stack tags)']]);
    expect(trainer?.shapes[0]?.name).toEqual(known('p5.48xlarge'));
  });

  it('leaves open what the app leaves open, for flags to decide', async () => {
    const files = { 'cdk.out/manifest.json': manifest({ Shop: stack('Shop.template.json', 'aws://unknown-account/unknown-region') }), 'cdk.out/Shop.template.json': template({ Orders: queue() }) };
    const [bare, told] = await Promise.all([readTexts(files, {}, ['cdk.out']), readTexts(files, { providerRegions: new Map([['aws', 'us-west-2']]), providerScopes: new Map([['aws', '444455556666']]), cloudformation: { parameters: [], stackTags: new Map([['env', 'dev']]) } }, ['cdk.out'])]);
    expect(bare.readings[0]?.resources[0]?.region).toEqual(unknown('the app leaves the region of stack Shop open; --provider-region aws=REGION decides it', ['AWS::Region']));
    const [orders] = told.readings[0]?.resources ?? [];
    expect([orders?.region, orders?.scope.account, tagsOf(orders?.tags)]).toEqual([known('us-west-2'), known('444455556666'), ['env=dev(stack tags)']]);
  });

  it('holds the assemblies of its stages, each read once', async () => {
    const { readings, problems } = await readTexts({
      'cdk.out/manifest.json': manifest({ 'assembly-Prod': stage('assembly-Prod'), Pipeline: stack('Pipeline.template.json', 'aws://111122223333/eu-west-1') }),
      'cdk.out/Pipeline.template.json': template({ Build: { Type: 'AWS::CodeBuild::Project', Properties: {} } }),
      'cdk.out/assembly-Prod/manifest.json': manifest({ ProdData: stack('ProdData.template.json', 'aws://222233334444/us-east-1', { displayName: 'Prod/Data' }, { stackName: 'data-prod' }) }),
      'cdk.out/assembly-Prod/ProdData.template.json': template({ Orders: queue() }),
    }, {}, ['cdk.out']);
    expect(problems).toEqual([]);
    expect(readings.map(({ path, resources }) => [path, resources.map(({ address, region }) => [address, region])])).toEqual([
      ['cdk.out/Pipeline.template.json', [['Build', known('eu-west-1')]]], ['cdk.out/assembly-Prod/ProdData.template.json', [['Orders', known('us-east-1')]]],
    ]);
  });

  it('is not made by a file called manifest.json alone: what it does not name is judged by itself', async () => {
    const files = { 'out/manifest.json': manifest({ Shop: stack('Shop.template.json', 'aws://111122223333/eu-west-1') }), 'out/Shop.template.json': template({ Orders: queue() }), 'out/extra.json': template({ Extra: queue() }), 'web/manifest.json': { name: 'shop', artifacts: ['app.js'] }, 'web/stack.json': template({ Site: queue() }) };
    const read = async (more: Parameters<typeof readTexts>[1] = {}): Promise<unknown> => (await readTexts(files, more, ['.'])).readings.map(({ path, format }) => `${path} ${format}`);
    expect(await read()).toEqual(['out/Shop.template.json cdk', 'out/extra.json cloudformation', 'web/stack.json cloudformation']);
    expect(await read({ inputType: 'cloudformation' })).toEqual(['out/Shop.template.json cloudformation', 'out/extra.json cloudformation', 'web/stack.json cloudformation']);
  });

  it('has nested stacks as assets: by the path in the template, or by what the assembly notes', async () => {
    const url = { 'Fn::Sub': 'https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-assets/2223.json' };
    const { readings, problems } = await readTexts({
      'cdk.out/manifest.json': manifest({ Shop: stack('Shop.template.json', 'aws://111122223333/eu-west-1', { additionalMetadataFile: 'Shop.metadata.json' }) }),
      'cdk.out/Shop.metadata.json': {
        '/Shop': [{ type: 'aws:cdk:templateFile', data: 'Shop.template.json' }],
        '/Shop/Net': [{ type: 'aws:cdk:templateFile', data: 'ShopNet.nested.template.json' }],
        '/Shop/Net.NestedStack/Net.NestedStackResource': [{ type: 'aws:cdk:logicalId', data: 'NetNested' }],
        '/Shop/Net/Logs/Resource': [{ type: 'aws:cdk:logicalId', data: 'Logs' }],
        '/Shop/Logs/Resource': [{ type: 'aws:cdk:logicalId', data: 'Logs' }],
      },
      'cdk.out/Shop.template.json': template({
        NetNested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } }, Logs: { Type: 'AWS::S3::Bucket' },
        Other: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url }, Metadata: { 'aws:asset:path': 'ShopOther.nested.template.json', 'aws:asset:property': 'TemplateURL' } },
      }),
      'cdk.out/ShopNet.nested.template.json': template({ Logs: { Type: 'AWS::S3::Bucket' } }),
      'cdk.out/ShopOther.nested.template.json': template({ Topic: { Type: 'AWS::SNS::Topic' } }),
    }, {}, ['cdk.out']);
    expect(problems).toEqual([]);
    const [shop] = readings;
    expect(readings.length).toBe(1);
    expect(shop?.resources.map(({ address }) => address)).toEqual(['NetNested', 'NetNested/Logs', 'Logs', 'Other', 'Other/Topic']);
    expect(['NetNested/Logs', 'Logs', 'Other/Topic'].map((address) => shop?.locate?.(address, 'Tags')?.related.map(({ role, name }) => [role, name])[0])).toEqual([
      ['construct', 'Shop/Net/Logs/Resource'], ['construct', 'Shop/Logs/Resource'], ['module call', 'stack Other'],
    ]);
  });

  it('names constructs where the app makes them, where the assembly notes that', async () => {
    const noted = (file: string): object => ({
      '/Shop/Orders/Resource': [{ type: 'aws:cdk:logicalId', data: 'Orders', trace: ['new Queue (/app/node_modules/aws-cdk-lib/aws-sqs/lib/queue.js:1:2)', `new Shop (${file}:2:3)`] }],
      '/Shop/Topic/Resource': [{ type: 'aws:cdk:logicalId', data: 'Topic' }, { type: 'aws:cdk:creationStack', data: ['...new Topic in aws-cdk-lib...', `new Shop (${file}:1:1)`] }],
      '/Shop/Elsewhere/Resource': [{ type: 'aws:cdk:logicalId', data: 'Elsewhere', trace: ['new Shop (/elsewhere/shop.ts:2:3)'] }],
    });
    const files = {
      'cdk.out/manifest.json': (folder: string) => manifest({ Shop: { ...stack('Shop.template.json', 'aws://1/eu-west-1'), metadata: noted(`${folder}/lib/shop.ts`) } }),
      'lib/shop.ts': "new Topic(this, 'Topic');\n  new Queue(this, 'Orders');\n",
      'cdk.out/Shop.template.json': template({ Orders: queue({}, { 'aws:cdk:path': 'Shop/Orders/Resource' }), Topic: queue(), Elsewhere: queue({}, { 'aws:cdk:path': 'Shop/Elsewhere/Resource' }), Plain: queue() }),
    };
    const told = await whileThere(files, async (folder) => {
      const [shop] = (await readAll(['.'], folder)).readings;
      const places = ['Orders', 'Topic', 'Elsewhere', 'Plain'].map((address) => shop?.locate?.(address, 'Tags')?.related.map(({ file, line, role, name }) => [file, line, role, name]));
      return { places, line: shop?.sources('lib/shop.ts')?.line(2), other: shop?.sources('lib/other.ts') };
    });
    expect(told).toEqual({
      places: [
        [['lib/shop.ts', 2, 'construct', 'Shop/Orders/Resource']],
        [['lib/shop.ts', 1, 'construct', 'Shop/Topic/Resource']],
        // Files outside of what is checked are nobody's business: the template stands for them.
        [['cdk.out/Shop.template.json', 14, 'construct', 'Shop/Elsewhere/Resource']],
        [],
      ],
      line: "  new Queue(this, 'Orders');",
      other: null,
    });
  });

  it('is not finished while lookups are missing', async () => {
    const { readings, problems } = await readTexts({
      'cdk.out/manifest.json': manifest({ Shop: stack('Shop.template.json', 'aws://111122223333/eu-west-1') }, { missing: [{ key: 'vpc-provider:account=111122223333', provider: 'vpc-provider', props: {} }] }),
      'cdk.out/Shop.template.json': template({ Orders: queue() }),
    }, {}, ['cdk.out']);
    expect(readings.map(({ resources }) => resources.length)).toEqual([1]);
    expect(problems).toEqual([{
      code: 'cdk-missing-context',
      message: 'cdk.out/manifest.json is not finished: the lookup vpc-provider:account=111122223333 has not been done, and templates hold placeholders for what they would find',
      where: 'cdk.out/manifest.json',
      hint: 'synthesise with credentials (cdk synth), and commit cdk.context.json',
    }]);
  });

  it('waives by the metadata of its constructs', async () => {
    const { readings } = await readTexts({
      'cdk.out/manifest.json': manifest({ Shop: stack('Shop.template.json', 'aws://111122223333/eu-west-1') }),
      'cdk.out/Shop.template.json': template({ Orders: queue({}, { landrail: { ignore: [{ guardrail: 'required-tags', until: '2026-12-31', reason: 'a queue of tests' }] } }) }),
    }, {}, ['cdk.out']);
    expect(readings[0]?.ignores).toMatchObject([{ guardrails: ['required-tags'], reason: 'a queue of tests', until: '2026-12-31', covers: { file: 'cdk.out/Shop.template.json' } }]);
  });

  it('is broken in the part that is broken', async () => {
    const { readings, problems } = await readTexts({
      'cdk.out/manifest.json': manifest({
        Gone: stack('Gone.template.json', 'aws://111122223333/eu-west-1'), Broken: stack('Broken.template.json', 'aws://111122223333/eu-west-1'), Empty: stack('Empty.template.json', 'aws://111122223333/eu-west-1'),
        Shop: stack('Shop.template.json', 'aws://111122223333/eu-west-1'), 'assembly-Prod': stage('assembly-Prod'), Outside: stack('../../../etc/passwd', 'aws://1/eu-west-1'),
      }),
      'cdk.out/Broken.template.json': '{"Resources": {', 'cdk.out/Empty.template.json': { Parameters: {} }, 'cdk.out/Shop.template.json': template({ Orders: queue() }),
    }, {}, ['cdk.out']);
    expect(readings.map(({ path }) => path)).toEqual(['cdk.out/Shop.template.json']);
    expect(problems.map(({ code, message }) => [code, message.replace(/lies outside of .*/, 'lies outside')])).toEqual([
      ['input-unreadable', 'stack Gone: cdk.out/Gone.template.json does not exist'], [problems[1]?.code, problems[1]?.message],
      ['input-unreadable', expect.stringContaining('lies outside')], ['input-unreadable', 'cdk.out/assembly-Prod/manifest.json does not exist'],
    ]);
    expect(problems[1]?.where).toContain('cdk.out/Broken.template.json');
  });

  it('is passed over by a template that was named itself', async () => {
    const files = { 'cdk.out/manifest.json': manifest({ Shop: stack('Shop.template.json', 'aws://111122223333/eu-west-1') }), 'cdk.out/Shop.template.json': template({ Orders: queue() }) };
    const { readings } = await readTexts(files, {}, ['cdk.out/Shop.template.json']);
    expect(readings.map(({ path, format }) => [path, format])).toEqual([['cdk.out/Shop.template.json', 'cloudformation']]);
  });
});
