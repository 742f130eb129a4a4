import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { deployedType } from '#catalog/cloudformation.ts';
import { isObject, member, isArray, type JsonValue } from '#model/json.ts';
import type { Resource } from '#model/resource.ts';
import { readTexts } from '../../inputs/cloudformation/opened.ts';
import { pythonProgram } from '../../python.ts';
import { Chance } from '../source-and-plan/random.ts';
import { templateOf } from './templates.ts';

/** https://pypi.org/project/aws-sam-translator/: what AWS itself runs for `Transform: AWS::Serverless-2016-10-31`. */
const requirement = 'aws-sam-translator==1.110.0';
const seed = Number(process.env['LANDRAIL_SEED'] ?? 4);
const count = Number(process.env['LANDRAIL_TEMPLATES'] ?? 200);

/** What is part of something else, and has no tags. */
const parts = /^AWS::(?:Lambda::(?:Permission|Version|Alias|EventInvokeConfig)|Logs::SubscriptionFilter|SQS::QueuePolicy|SNS::TopicPolicy|ApiGateway(?:V2)?::(?:Deployment|BasePathMapping|ApiMapping|UsagePlanKey)|AppSync::(?:GraphQLSchema|DataSource)|IAM::ManagedPolicy)$/;

function findPython(): string | null {
  const found = pythonProgram('python', requirement);
  if ('path' in found) return found.path;
  console.log(`skipped: templates beside what SAM makes of them: ${found.because}`);
  return null;
}

const python = findPython();

function translated(templates: readonly unknown[]): readonly JsonValue[] {
  const script = fileURLToPath(new URL('translate.py', import.meta.url));
  const run = spawnSync(python ?? '', [script], { input: templates.map((one) => `${JSON.stringify(one)}\n`).join(''), encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect(run.status).toBe(0);
  return run.stdout.trim().split('\n').map((line) => JSON.parse(line) as JsonValue);
}

/** `AWS::SQS::Queue PayE1Queue owner=shop`, with `?` where a condition decides whether it is made. */
function theirs(resources: JsonValue | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [id, resource] of Object.entries(isObject(resources) ? resources : {})) {
    const type = String(member(resource, 'Type'));
    if (!parts.test(type)) found.set(id, `${type} ${id}${member(resource, 'Condition') === undefined ? '' : ' ?'} ${tagsIn(type, member(resource, 'Properties')).sort().join(' ')}`.trim());
  }
  return found;
}

/** SAM writes tags of HTTP APIs into their OpenAPI body. */
function tagsIn(type: string, properties: JsonValue | undefined): string[] {
  const tags = type === 'AWS::ApiGatewayV2::Api' ? member(member(properties, 'Body'), 'tags') : member(properties, 'Tags');
  const pairs = isArray(tags) ? tags.map((tag) => [member(tag, 'Key') ?? member(tag, 'name'), member(tag, 'Value') ?? member(tag, 'x-amazon-apigateway-tag-value')]) : Object.entries(isObject(tags) ? tags : {});
  return pairs.map(([key, value]) => `${String(key)}=${String(value)}`);
}

function ours({ address, type, conditional, tags }: Resource): string {
  const pairs = tags.entries.map(({ key, value }) => `${key}=${value.status === 'known' ? value.value : value.status}`);
  return `${deployedType(type)} ${address}${conditional === null ? '' : ' ?'} ${pairs.sort().join(' ')}`.trim();
}

/** Whether nothing that is said for sure is wrong, of what is not said for sure. */
function mayBe({ address, type, conditional, tags }: Resource, line: string): boolean {
  const pairs = tags.entries.map(({ key, value }) => `${key}=(?:${value.status === 'known' ? value.value : value.status === 'oneOf' ? value.values.join('|') : '[^ ]*'})`).sort();
  const isShared = /^(?:Lost|Serverless|ApiGatewayDomainName)/.test(address);
  const isUnsure = (isShared && conditional !== null) || tags.open !== null || tags.entries.some(({ value }) => value.status !== 'known');
  return isUnsure && new RegExp(`^${deployedType(type)} ${address}${conditional === null ? '' : isShared ? '(?: [?])?' : ' [?]'}${tags.open === null ? pairs.map((pair) => ` ${pair}`).join('') : '.*'}$`).test(line);
}

describe.skipIf(python === null)('a template beside what SAM makes of it', () => {
  it('has the same resources, with the same tags and conditions', async () => {
    const chance = new Chance(seed);
    const templates = Array.from({ length: count }, () => templateOf(chance));
    const results = translated(templates);
    const differences: string[] = [];
    let judged = 0;
    let refused = 0;
    let unsure = 0;
    for (const [index, template] of templates.entries()) {
      const result = results[index];
      if (member(result, 'refused') !== undefined) {
        refused += 1;
        continue;
      }
      const made = theirs(member(result, 'Resources'));
      const { readings } = await readTexts({ 'template.json': template });
      const read = new Map(readings.flatMap(({ resources }) => resources).map((one) => [one.address, one]));
      for (const [id, line] of made) {
        const own = read.get(id);
        if (own === undefined) differences.push(`${index}: missing ${line}`);
        // Tags that are those of another resource are judged there.
        else if (own.taggable ? ours(own) !== line : !line.startsWith(ours(own))) {
          if (mayBe(own, line)) unsure += 1;
          else differences.push(`${index}: ${line} is read as ${ours(own)}`);
        }
        else judged += 1;
      }
      for (const [id, own] of read) if (!made.has(id)) differences.push(`${index}: not made ${ours(own)}`);
    }
    expect(differences.slice(0, 20)).toEqual([]);
    expect(judged).toBeGreaterThan(count * 5);
    // Where several make one thing, the order in which SAM takes them is that of hashes.
    expect(unsure).toBeLessThan(count / 10);
    // What SAM refuses says nothing.
    expect(refused).toBeLessThan(count / 4);
  });
});
