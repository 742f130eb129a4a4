import { describe, expect, it } from 'vitest';
import type { Resource } from '#model/resource.ts';
import { readTexts, type Read } from './opened.ts';
import { tagsOf } from './stack.ts';

const head = 'Transform: AWS::Serverless-2016-10-31\n';

async function read(text: string): Promise<Read> {
  const { readings: [reading], problems } = await readTexts({ 'shop.yaml': `${head}${text}` });
  expect(problems).toEqual([]);
  if (reading === undefined) throw new Error('nothing is read');
  return reading;
}

/** All that a template comes to but what it writes itself: `AWS::SQS::Queue CheckoutPayQueue owner=shop`, with `?` where it may not be made and `=` where its tags are judged elsewhere. */
async function made(text: string, written: readonly string[]): Promise<readonly string[]> {
  const { resources } = await read(text);
  return resources.filter(({ address }) => !written.includes(address)).map(shown);
}

function shown({ address, type, tags, taggable, conditional }: Resource): string {
  return [`${type.replace(/^AWS::/, '')} ${address}`, ...(conditional === null ? [] : ['?']), ...(taggable ? tagsOf(tags) : ['='])].join(' ');
}

const function_ = (properties: string): string => `Resources:\n  Pay:\n    Type: AWS::Serverless::Function\n    Properties: {Role: !Ref R, ${properties}}\n  R: {Type: AWS::IAM::Role}\n`;
const machine = (properties: string): string => `Resources:\n  Pay:\n    Type: AWS::Serverless::StateMachine\n    Properties: {Role: !Ref R, ${properties}}\n  R: {Type: AWS::IAM::Role}\n`;
const api = (type: string, properties: string): string => `Resources:\n  Shop:\n    Type: AWS::Serverless::${type}\n    Properties: {${properties}}\n`;

const tagged = 'Tags: {owner: shop}';
const handedOn = `${tagged}, PropagateTags: true`;

describe('what SAM makes of a function', () => {
  const dead = 'DeadLetterConfig: {Type: SQS}';

  it.each([
    ['a queue that is read', `${handedOn}, Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}}`, ['Lambda::EventSourceMapping PayOrders']],
    ['other things that are read', 'Events: {A: {Type: Kinesis}, B: {Type: DynamoDB}, C: {Type: MSK}, D: {Type: MQ}, E: {Type: SelfManagedKafka}, F: {Type: DocumentDB}}', ['A', 'B', 'C', 'D', 'E', 'F'].map((one) => `Lambda::EventSourceMapping Pay${one}`)],
    ['a rule, which has no tags', `${handedOn}, Events: {Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day)}}, Paid: {Type: EventBridgeRule, Properties: {Pattern: {}}}, Old: {Type: CloudWatchEvent}}`, ['Events::Rule PayNightly', 'Events::Rule PayPaid', 'Events::Rule PayOld']],
    ['the queue of a rule', `${handedOn}, Events: {Nightly: {Type: Schedule, Properties: {${dead}}}}`, ['Events::Rule PayNightly', 'SQS::Queue PayNightlyQueue owner=shop(Tags[0])']],
    ['the queue of a rule, without tags that are not propagated', `${tagged}, Events: {Nightly: {Type: Schedule, Properties: {${dead}}}}`, ['Events::Rule PayNightly', 'SQS::Queue PayNightlyQueue']],
    ['a queue with an id of its own', 'Events: {Nightly: {Type: Schedule, Properties: {DeadLetterConfig: {Type: SQS, QueueLogicalId: Lost}}}}', ['Events::Rule PayNightly', 'SQS::Queue Lost']],
    ['a queue that is there', 'Events: {Nightly: {Type: Schedule, Properties: {DeadLetterConfig: {Arn: !GetAtt Q.Arn}}}}', ['Events::Rule PayNightly']],
    ['a schedule and its role', `${handedOn}, Events: {Nightly: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day), ${dead}}}}`, ['Scheduler::Schedule PayNightly =', 'SQS::Queue PayNightlyQueue owner=shop(Tags[0])', 'IAM::Role PayNightlyRole =']],
    ['the role of a schedule, whose function propagates nothing', `${tagged}, Events: {Nightly: {Type: ScheduleV2}}`, ['Scheduler::Schedule PayNightly =', 'IAM::Role PayNightlyRole']],
    ['a schedule with a role', 'Events: {Nightly: {Type: ScheduleV2, Properties: {RoleArn: !GetAtt R.Arn}}}', ['Scheduler::Schedule PayNightly =']],
    ['a subscription', 'Events: {Paid: {Type: SNS, Properties: {Topic: !Ref T}}}', ['SNS::Subscription PayPaid =']],
    ['a subscription of a queue', `${handedOn}, Events: {Paid: {Type: SNS, Properties: {Topic: !Ref T, SqsSubscription: true}}}`, ['SNS::Subscription PayPaid =', 'SQS::Queue PayPaidQueue owner=shop(Tags[0])', 'Lambda::EventSourceMapping PayPaidEventSourceMapping']],
    ['a subscription of a queue that is there', 'Events: {Paid: {Type: SNS, Properties: {Topic: !Ref T, SqsSubscription: {QueueArn: a, QueueUrl: b}}}}', ['SNS::Subscription PayPaid =', 'Lambda::EventSourceMapping PayPaidEventSourceMapping']],
    ['a rule of IoT', `${handedOn}, Events: {Seen: {Type: IoTRule, Properties: {Sql: x}}}`, ['IoT::TopicRule PaySeen owner=shop(Tags[0])']],
    ['nothing that stands for itself', 'Events: {A: {Type: S3, Properties: {Bucket: !Ref B}}, B: {Type: Cognito}, C: {Type: AlexaSkill}, D: {Type: CloudWatchLogs}, E: {Type: New}, F: text, G: {Type: !Ref T}}', []],
    ['where its results go', `${handedOn}, EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: SNS}, OnFailure: {Type: SQS}}}`, ['SNS::Topic PayEventInvokeConfigOnSuccessTopic owner=shop(Tags[0])', 'SQS::Queue PayEventInvokeConfigOnFailureQueue owner=shop(Tags[0])']],
    ['nothing where its results have a place', 'EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: SQS, Destination: arn}, OnFailure: {Type: Lambda}}}', []],
    ['its deployments', `${handedOn}, AutoPublishAlias: live, DeploymentPreference: {Type: AllAtOnce}`, ['CodeDeploy::DeploymentGroup PayDeploymentGroup owner=shop(Tags[0])', 'CodeDeploy::Application ServerlessDeploymentApplication owner=shop(Tags[0])', 'IAM::Role CodeDeployServiceRole =']],
    ['deployments with a role', 'DeploymentPreference: {Type: AllAtOnce, Role: !GetAtt R.Arn}', ['CodeDeploy::DeploymentGroup PayDeploymentGroup', 'CodeDeploy::Application ServerlessDeploymentApplication']],
    ['no deployments that are off', 'DeploymentPreference: {Type: AllAtOnce, Enabled: false}', []],
  ])('%s', async (_, properties, expected) => {
    expect(await made(function_(properties), ['Pay', 'R'])).toEqual(expected);
  });

  it('its role, whether it has policies or not', async () => {
    expect(await made('Resources:\n  Pay: {Type: AWS::Serverless::Function}\n', ['Pay'])).toEqual(['IAM::Role PayRole =']);
  });

  it('deployments of several, with the tags of all', async () => {
    const one = (name: string, more: string): string => `  ${name}: {Type: AWS::Serverless::Function, Properties: {Role: r, DeploymentPreference: {Type: AllAtOnce}, ${more}}}\n`;
    const text = `Resources:\n${one('A', handedOn)}${one('B', 'PropagateTags: true, Tags: {team: a, owner: books}')}${one('C', 'Tags: {unit: x}')}`;
    expect((await made(text, ['A', 'B', 'C'])).slice(3)).toEqual(['CodeDeploy::Application ServerlessDeploymentApplication owner=books|shop(Tags[1]) team=a(Tags[0])', 'IAM::Role CodeDeployServiceRole owner=books|shop(Tags[1]) team=a(Tags[0])']);
  });

  it('once, where several make it: whose tags it has cannot be told', async () => {
    const one = (name: string, more: string): string => `  ${name}: {Type: AWS::Serverless::Function, Properties: {Role: r, PropagateTags: true, Events: {E: {Type: Schedule, Properties: {DeadLetterConfig: {Type: SQS, QueueLogicalId: Lost}}}}, ${more}}}\n`;
    expect(await made(`Resources:\n${one('A', tagged)}${one('B', 'Tags: {team: a}')}`, ['A', 'B', 'AE', 'BE'])).toEqual(['SQS::Queue Lost … whose tags SAM takes is not documented']);
    expect(await made(`Resources:\n${one('A', tagged)}${one('B', tagged)}`, ['A', 'B', 'AE', 'BE'])).toEqual(['SQS::Queue Lost owner=shop(Tags[0])']);
  });

  it('of which deployments are made whether the function is or not, unless its condition is passed on', async () => {
    const text = (passed: string): string => `Parameters: {Stage: {Type: String}}\nConditions: {IsProd: !Equals [!Ref Stage, prod]}\nResources:\n  Pay: {Type: AWS::Serverless::Function, Condition: IsProd, Properties: {Role: r, DeploymentPreference: {Type: AllAtOnce, PassthroughCondition: ${passed}}}}\n`;
    const doubts = async (passed: string): Promise<readonly string[]> => (await made(text(passed), ['Pay'])).map((line) => line.replace(/^[^ ]* /, ''));
    expect(await doubts('false')).toEqual(['PayDeploymentGroup', 'ServerlessDeploymentApplication', 'CodeDeployServiceRole =']);
    expect(await doubts('true')).toEqual(['PayDeploymentGroup ?', 'ServerlessDeploymentApplication ?', 'CodeDeployServiceRole ? =']);
  });

  it('with tags that are not known where nobody knows whether they are propagated', async () => {
    const text = `Parameters: {On: {Type: String}, Owner: {Type: String}}\n${function_(`Tags: {owner: !Ref Owner}, PropagateTags: !Ref On, Events: {Seen: {Type: IoTRule}}`)}`;
    expect(await made(text, ['Pay', 'R'])).toEqual(['IoT::TopicRule PaySeen … parameter On has no value; --parameters decides it']);
    expect(await made(text.replace('!Ref On,', 'true,'), ['Pay', 'R'])).toEqual(['IoT::TopicRule PaySeen owner=?(Tags[0])']);
  });

  it('where it is made itself, and where it is not known whether a queue is there', async () => {
    const text = `Parameters: {Stage: {Type: String}, Arn: {Type: String}}\nConditions: {IsProd: !Equals [!Ref Stage, prod]}\n${function_('Events: {Nightly: {Type: Schedule, Properties: {DeadLetterConfig: {Type: SQS, Arn: !If [IsProd, !Ref Arn, !Ref AWS::NoValue]}}}}')}`;
    expect(await made(text, ['Pay', 'R'])).toEqual(['Events::Rule PayNightly', 'SQS::Queue PayNightlyQueue ?']);
    expect(await made(text.replace('Function\n', 'Function\n    Condition: IsProd\n'), ['Pay', 'R'])).toEqual(['Events::Rule PayNightly ?']);
    expect(await made(text.replace('{Type: String}', '{Type: String, Default: dev}').replace('Function\n', 'Function\n    Condition: IsProd\n'), ['R'])).toEqual([]);
  });

  it('and nothing that the template writes itself', async () => {
    expect(await made(`${function_('Events: {Nightly: {Type: Schedule}}')}  PayNightly: {Type: AWS::Events::Rule}\n`, ['Pay', 'R'])).toEqual(['Events::Rule PayNightly']);
  });

  it('in a nested stack as well', async () => {
    const { readings } = await readTexts({ 'top.yaml': `${head}Resources:\n  App: {Type: AWS::Serverless::Application, Properties: {Location: app.yaml, ${tagged}}}\n`, 'app.yaml': `${head}${function_('Events: {Nightly: {Type: Schedule}}')}` });
    expect(readings.flatMap(({ resources }) => resources.map(shown))).toContain('Events::Rule App/PayNightly lambda:createdBy=SAM(tags of stack App) owner=shop(tags of stack App)');
  });
});

describe('what SAM makes of a state machine', () => {
  it.each([
    ['a rule and the role that starts it', `${handedOn}, Events: {Nightly: {Type: Schedule}, Paid: {Type: EventBridgeRule}}`, ['Events::Rule PayNightly', 'IAM::Role PayNightlyRole =', 'Events::Rule PayPaid', 'IAM::Role PayPaidRole =']],
    ['a rule with a role', 'Events: {Nightly: {Type: Schedule, Properties: {RoleArn: !GetAtt R.Arn}}}', ['Events::Rule PayNightly']],
    ['the role of an API', `${tagged}, Events: {Call: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Other}}}`, ['IAM::Role PayCallRole']],
  ])('%s', async (_, properties, expected) => {
    expect(await made(machine(properties), ['Pay', 'R'])).toEqual(expected);
  });
});

describe('what SAM makes of an API', () => {
  it.each([
    ['a stage', 'Api', `StageName: v1, ${handedOn}`, ['ApiGateway::Stage Shopv1Stage =']],
    ['a stage, which has the tags that the API has not', 'Api', `StageName: v1, ${tagged}`, ['ApiGateway::Stage Shopv1Stage owner=shop(Tags[0])']],
    ['a stage whose name is no id', 'Api', 'StageName: v-1', ['ApiGateway::Stage ShopStage065afdce56 =']],
    ['a stage whose name is a function', 'Api', 'StageName: !Sub "${AWS::StackName}"', ['ApiGateway::Stage ShopStage =']],
    ['a plan and a key', 'Api', `StageName: v1, ${handedOn}, Auth: {UsagePlan: {CreateUsagePlan: PER_API}}`, ['ApiGateway::Stage Shopv1Stage =', 'ApiGateway::UsagePlan ShopUsagePlan =', 'ApiGateway::ApiKey ShopApiKey =']],
    ['a plan with tags of its own', 'Api', 'StageName: v1, Auth: {UsagePlan: {CreateUsagePlan: SHARED, Tags: [{Key: owner, Value: books}]}}', ['ApiGateway::Stage Shopv1Stage =', 'ApiGateway::UsagePlan ServerlessUsagePlan owner=books(Tags[0])', 'ApiGateway::ApiKey ServerlessApiKey =']],
    ['no plan', 'Api', 'StageName: v1, Auth: {UsagePlan: {CreateUsagePlan: NONE}}', ['ApiGateway::Stage Shopv1Stage =']],
    ['a domain', 'Api', `StageName: v1, ${tagged}, Domain: {DomainName: shop.example.com, CertificateArn: c}`, ['ApiGateway::Stage Shopv1Stage owner=shop(Tags[0])', 'ApiGateway::DomainName ApiGatewayDomainName2f68437370']],
    ['a private domain', 'Api', `StageName: v1, Domain: {DomainName: shop.example.com, EndpointConfiguration: PRIVATE}`, ['ApiGateway::Stage Shopv1Stage =', 'ApiGateway::DomainNameV2 ApiGatewayDomainNameV22f68437370 =']],
    ['the stage of an HTTP API, always with its tags', 'HttpApi', tagged, ['ApiGatewayV2::Stage ShopApiGatewayDefaultStage =']],
    ['a named stage and a domain of an HTTP API', 'HttpApi', `${tagged}, StageName: v1, Domain: {DomainName: shop.example.com}`, ['ApiGatewayV2::Stage Shopv1Stage =', 'ApiGatewayV2::DomainName ApiGatewayDomainNameV22f68437370 =']],
    ['the stage of a WebSocket API', 'WebSocketApi', tagged, ['ApiGatewayV2::Stage ShopDefaultStage']],
    ['roles of a GraphQL API', 'GraphQLApi', `${tagged}, DataSources: {DynamoDb: {Carts: {TableArn: t}, Old: {ServiceRoleArn: r}}, Lambda: {Pay: {}}}`, ['IAM::Role ShopCloudWatchRole', 'IAM::Role ShopCartsDynamoDBDataSourceRole', 'IAM::Role ShopPayLambdaDataSourceRole']],
    ['no role of logs that are off', 'GraphQLApi', 'Logging: false', []],
    ['the role of a capacity provider', 'CapacityProvider', tagged, ['IAM::Role ShopOperatorRole']],
  ])('%s', async (_, type, properties, expected) => {
    expect(await made(api(type, properties), ['Shop'])).toEqual(expected);
  });

  it('a domain whose name is not known, without the hash of it', async () => {
    expect(await made(`Parameters: {Name: {Type: String}}\n${api('Api', 'StageName: v1, Domain: {DomainName: !Ref Name}')}`, ['Shop'])).toEqual(['ApiGateway::Stage Shopv1Stage =', 'ApiGateway::DomainName ApiGatewayDomainName[Shop] =']);
  });

  it('has the tags that are written at it with PropagateTags, and as an HTTP API always', async () => {
    const tags = async (text: string): Promise<unknown> => (await read(text)).resources.filter(({ address }) => address === 'Shop').map((one) => [one.tagsPath, ...tagsOf(one.tags)]);
    expect(await tags(api('Api', handedOn))).toEqual([['Tags', 'owner=shop(Tags)']]);
    expect(await tags(api('Api', tagged))).toEqual([['PropagateTags']]);
    expect(await tags(api('Api', 'StageName: v1'))).toEqual([['Tags']]);
    expect(await tags(`Parameters: {On: {Type: String}}\n${api('Api', `${tagged}, PropagateTags: !Ref On`)}`)).toEqual([['PropagateTags', '… parameter On has no value; --parameters decides it']]);
    expect(await tags(api('HttpApi', tagged))).toEqual([['Tags', 'httpapi:createdBy=SAM(SAM)', 'owner=shop(Tags)']]);
  });
});

describe('APIs that nobody writes', () => {
  const call = (properties = 'Path: /, Method: get'): string => `Events: {Call: {Type: Api, Properties: {${properties}}}}`;
  const called = (name: string, more: string, condition = ''): string => `  ${name}: {Type: AWS::Serverless::Function, ${condition}Properties: {Role: r, ${more}}}\n`;
  const rest = ['Serverless::Api ServerlessRestApi', 'ApiGateway::Stage ServerlessRestApiProdStage ='];

  it.each([
    ['of REST', called('A', call()), rest],
    ['named in full', called('A', call('Path: /, Method: get, RestApiId: !Ref ServerlessRestApi')), rest],
    ['of HTTP', called('A', 'Events: {Call: {Type: HttpApi}}'), ['Serverless::HttpApi ServerlessHttpApi httpapi:createdBy=SAM(SAM)', 'ApiGatewayV2::Stage ServerlessHttpApiApiGatewayDefaultStage =']],
    ['with tags that are propagated', called('A', `${handedOn}, ${call()}`), ['Serverless::Api ServerlessRestApi owner=shop(Tags)', 'ApiGateway::Stage ServerlessRestApiProdStage =']],
    ['without tags that are not', called('A', `${tagged}, ${call()}`), rest],
    ['with the tags of all', called('A', `${handedOn}, ${call()}`) + called('B', `PropagateTags: true, Tags: {team: a, owner: books}, ${call('Path: /b, Method: get')}`), ['Serverless::Api ServerlessRestApi owner=?(Tags) team=a(Tags)', rest[1]]],
    ['not for an event that names its API, nor for one of nothing', called('A', `${handedOn}, ${call('Path: /, Method: get, RestApiId: !Ref Books')}`) + called('B', 'Events: {Call: {Type: Api}}'), []],
    ['not where the template writes it', `${called('A', call())}  ServerlessRestApi: {Type: AWS::Serverless::Api, Properties: {StageName: v1}}\n`, ['Serverless::Api ServerlessRestApi', 'ApiGateway::Stage ServerlessRestApiv1Stage =']],
  ])('%s', async (_, resources, expected) => {
    expect(await made(`Resources:\n${resources}`, ['A', 'B'])).toEqual(expected);
  });

  it('are called by thousands, each with a tag of its own', async () => {
    const names = Array.from({ length: 5000 }, (_, index) => `F${index}`);
    const text = `Resources:\n${names.map((name) => called(name, `PropagateTags: true, Tags: {owner: ${name}}, DeploymentPreference: {Type: AllAtOnce, Role: r}, ${call()}`)).join('')}`;
    const { resources } = await read(text);
    const tagsIn = (address: string): string => tagsOf(resources.find((one) => one.address === address)?.tags ?? { entries: [], open: null }).join();
    expect(tagsIn('ServerlessRestApi')).toBe('owner=?(Tags)');
    expect(tagsIn('ServerlessDeploymentApplication').split('|')).toHaveLength(5000);
  }, 20_000);

  it('take what Globals say of APIs and functions', async () => {
    const globals = 'Globals: {Function: {PropagateTags: true, Tags: {owner: shop}}, Api: {Auth: {UsagePlan: {CreateUsagePlan: PER_API}}}, HttpApi: {Tags: {unit: x}}}\n';
    const text = `${globals}Resources:\n${called('A', 'Events: {Call: {Type: Api, Properties: {Path: /, Method: get}}, Other: {Type: HttpApi}}')}`;
    expect(await made(text, ['A'])).toEqual([
      'Serverless::Api ServerlessRestApi owner=shop(Tags)', 'Serverless::HttpApi ServerlessHttpApi httpapi:createdBy=SAM(SAM) owner=shop(Tags) unit=x(Tags)',
      'ApiGateway::Stage ServerlessRestApiProdStage =', 'ApiGateway::UsagePlan ServerlessRestApiUsagePlan =', 'ApiGateway::ApiKey ServerlessRestApiApiKey =', 'ApiGatewayV2::Stage ServerlessHttpApiApiGatewayDefaultStage =',
    ]);
    // SAM takes the tags of the function, or those of Globals where it has none.
    expect((await made(text.replace('Role: r,', 'Role: r, Tags: {team: a},'), ['A']))[0]).toBe('Serverless::Api ServerlessRestApi team=a(Tags)');
  });

  it('are made where one of those is that they call', async () => {
    const conditions = 'Parameters: {Stage: {Type: String}}\nConditions: {IsProd: !Equals [!Ref Stage, prod], IsTest: !Equals [!Ref Stage, test], Never: !Equals [a, b]}\n';
    const apis = async (...names: readonly string[]): Promise<readonly string[]> => {
      const { resources, notes } = await read(`${conditions}Resources:\n${names.map((name, index) => called(`F${index}`, call(), name === '' ? '' : `Condition: ${name}, `)).join('')}`);
      return [...resources.filter(({ address }) => address === 'ServerlessRestApi').map((one) => `${shown(one)} ${one.conditional?.refs.join() ?? ''}`), ...notes.filter((note) => note.includes('ServerlessRestApi'))];
    };
    expect(await apis('IsProd')).toEqual(['Serverless::Api ServerlessRestApi ? condition IsProd,parameter Stage']);
    expect(await apis('IsProd', '')).toEqual(['Serverless::Api ServerlessRestApi ']);
    expect(await apis('IsProd', 'IsTest')).toEqual(['Serverless::Api ServerlessRestApi ? condition ServerlessRestApiCondition,condition IsProd,parameter Stage,condition IsTest']);
    expect(await apis('Never')).toEqual(['F0 (AWS::Serverless::Function), ServerlessRestApi (AWS::Serverless::Api) are left out: condition Never is false']);
  });

  it('are what the rest of the template refers to', async () => {
    const { resources } = await read(`Resources:\n${called('A', `${call()}, Environment: {Variables: {URL: !Sub "https://\${ServerlessRestApi}"}}`)}`);
    expect(resources.find(({ address }) => address === 'A')?.unknownAttributes.filter(({ path }) => path.startsWith('Environment'))).toEqual([{ path: 'Environment.Variables.URL', unknown: { status: 'unknown', because: 'known after deployment', refs: ['ServerlessRestApi'] } }]);
  });
});

describe('what SAM makes stands', () => {
  const text = `Globals:
  Function:
    PropagateTags: true
    Tags:
      team: books
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      Tags:
        owner: shop
      Events:
        Nightly:
          Type: Schedule
          Properties:
            Schedule: rate(1 day)
            DeadLetterConfig:
              Type: SQS
        Call:
          Type: Api
          Properties: {Path: /, Method: get}
      DeploymentPreference:
        Type: AllAtOnce
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
      Tags:
        owner: shop
`;

  it.each([
    ['PayNightly', 'Tags.owner', '14:9', '14:9'],
    ['PayNightlyQueue', 'Tags.owner', '12:16', '18:13'],
    ['PayNightlyQueue', 'Tags.team', '6:13', '18:13'],
    ['PayNightlyQueue', 'region', '18:13', '18:13'],
    ['PayDeploymentGroup', 'Tags.stage', '11:7', '23:7'],
    ['ServerlessRestApi', 'Tags.owner', '12:16', '20:9'],
    ['ServerlessRestApi', 'Tags.stage', '20:9', '20:9'],
    ['ServerlessRestApi', 'Auth', '20:9', '20:9'],
    ['Shop', 'PropagateTags.owner', '25:3', '25:3'],
    ['Shopv1Stage', 'Tags.owner', '30:16', '28:18'],
    ['Shopv1Stage', 'Tags.stage', '29:7', '28:18'],
  ])('%s %s at %s', async (address, path, place, own) => {
    const { locate, resources } = await read(text);
    const at = locate?.(address, path)?.place;
    expect(`${at?.line}:${at?.column}`).toBe(place);
    const source = resources.find((one) => one.address === address)?.source;
    expect(`${source?.line}:${source?.column}`).toBe(own);
  });
});

describe('Globals', () => {
  it('are ignored where a resource says so', async () => {
    const text = (ignored: string): string => `Globals: {Function: {Tags: {owner: shop}, MemorySize: 128}}\nResources:\n  Pay: {Type: AWS::Serverless::Function, IgnoreGlobals: ${ignored}}\n`;
    const memory = async (ignored: string): Promise<unknown> => (await read(text(ignored))).resources.find(({ address }) => address === 'Pay')?.attributes;
    expect(await memory("'*'")).toEqual({});
    expect(await memory('[Tags]')).toEqual({ MemorySize: 128 });
    expect(await memory('[Layers]')).toEqual({ Tags: { owner: 'shop' }, MemorySize: 128 });
  });
});
