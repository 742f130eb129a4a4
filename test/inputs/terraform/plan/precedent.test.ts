import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isObject, type JsonValue } from '../../../../src/model/json.ts';
import { aroundOf, resourceOf } from '../../../../src/inputs/resource/resource.ts';
import type { PlanEntry } from '../../../../src/inputs/terraform/plan/entry.ts';
import { PlanResources } from '../../../../src/inputs/terraform/plan/resources.ts';
import { corpus, filesBelow, plans } from '../../../corpus/corpus.ts';
import { openPlan, openStory, openText, is, readStory, refersTo, stories, type Opened, type Planned } from './opened.ts';

const everything = { attributes: () => true, relations: () => true };

/** Reads every resource both ways; answers how many are like an earlier one. */
function compare({ plan, subjects, entries }: Opened): number {
  const resources = new PlanResources(plan, subjects, aroundOf(subjects, everything));
  const around = aroundOf(subjects, everything);
  const made = (entry: PlanEntry) => {
    const subject = subjects.of(entry);
    return subject === null ? null : resourceOf(subject, around);
  };
  const managed = entries.filter(({ mode }) => mode === 'managed');
  for (const entry of managed) expect(resources.of(entry)).toEqual(made(entry));
  return managed.filter((entry) => plan.differing(entry) !== null).length;
}

const queues = (more: (index: number) => Partial<Planned> & { readonly after?: object }): readonly Planned[] =>
  Array.from({ length: 6 }, (_, index) => ({
    address: `aws_sqs_queue.orders[${index}]`,
    expressions: { name: refersTo('count.index'), tags: is({ owner: 'shop' }) },
    ...more(index),
    after: { name: `orders-${index}`, region: 'eu-west-1', tags: { owner: 'shop' }, tags_all: { owner: 'shop' }, ...more(index).after },
  }));
const machines = (after: (index: number) => object, unknown: (index: number) => object = () => ({})): readonly Planned[] =>
  Array.from({ length: 6 }, (_, index) => ({
    address: `aws_instance.till[${index}]`,
    expressions: { instance_type: is('t3.micro'), subnet_id: refersTo('aws_subnet.shop.id'), tags: is({ owner: 'shop' }) },
    after: { instance_type: 't3.micro', ami: 'ami-1', tags: { Name: `till-${index}` }, tags_all: { Name: `till-${index}` }, root_block_device: [{ volume_size: 8, tags: null }], ...after(index) },
    unknown: { id: true, arn: true, subnet_id: true, tags: {}, root_block_device: [{ tags_all: true }], ...unknown(index) },
  }));

it.each<[what: string, resources: readonly Planned[]]>([
  ['differ in a name', queues(() => ({}))],
  ['differ in tags', queues((index) => ({ after: { tags: { owner: ['shop', 'web', 'shop'][index % 3] } } }))],
  ['differ in the region', queues((index) => ({ after: { region: index % 2 === 0 ? 'eu-west-1' : 'us-east-1' } }))],
  ['differ in an ARN', queues((index) => ({ actions: ['update'], after: { arn: `arn:aws:sqs:eu-west-1:${index % 2 === 0 ? '111122223333' : '444455556666'}:orders-${index}`, id: `q-${index}` } }))],
  ['are asked for more once something is missing', queues((index) => ({ actions: ['update'], after: { region: index % 2 === 0 ? 'eu-west-1' : null, arn: `arn:aws:sqs:${index < 4 ? 'eu-west-1' : 'us-east-1'}:111122223333:orders-${index % 3}` } }))],
  ['have a value or none', queues((index) => ({ after: { region: index % 2 === 0 ? 'eu-west-1' : null } }))],
  ['differ in the shape', machines((index) => ({ instance_type: ['t3.micro', 'p5.48xlarge', 'g5.xlarge'][index % 3] }))],
  ['differ in a block', machines((index) => ({ root_block_device: [{ volume_size: 8 + index, tags: null }] }))],
  ['differ in what is not known', machines(() => ({}), (index) => ({ root_block_device: [{ tags_all: index % 2 === 0 }] }))],
  ['differ in the whole mask', queues((index) => ({ unknown: index % 2 === 0 ? { id: true } : { id: false } }))],
  ['are written in several blocks', [...queues(() => ({})), ...queues(() => ({})).map((queue) => ({ ...queue, address: queue.address.replace('orders', 'refunds') }))]],
  ['are written in blocks that say something else', [...queues(() => ({})), ...queues(() => ({ expressions: {} })).map((queue) => ({ ...queue, address: queue.address.replace('orders', 'refunds') }))]],
  ['have numbers that no double holds', queues((index) => ({ after: { delay: 0, policy: `{"a":${index}}` } }))],
])('resources that %s are the same as read by themselves', (_, resources) => {
  expect(compare(openPlan(resources))).toBeGreaterThan(5);
});

it('that give a number with too many digits are each read by themselves', () => {
  const text = JSON.stringify({ format_version: '1.2', resource_changes: [0, 1, 2].map((index) => ({ address: `aws_sqs_queue.orders[${index}]`, mode: 'managed', type: 'aws_sqs_queue', name: 'orders', index, provider_name: 'registry.terraform.io/hashicorp/aws', change: { actions: ['create'], before: null, after: { tags: { account: `#${index}` } }, after_unknown: {}, after_sensitive: {} } })) });
  expect(compare(openText(text.replaceAll(/"#(\d)"/g, '12345678901234567$1')))).toBe(0);
});

it('in the sample plans', () => {
  expect(stories.reduce((sum, story) => sum + compare(openStory(story)), 0)).toBeGreaterThan(10);
});

/** Each resource of the sample plans six times, with scalars changed here and there: whatever a part asks for may differ. */
it('in sample plans that were shaken', () => {
  let state = 11;
  const pick = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const other = [null, '', 'us-east-1', 'eu-west-1', 'p5.48xlarge', 3, true, false, 'arn:aws:sqs:us-east-1:444455556666:till', 'projects/shop/regions/europe-west1'];
  const shaken = (value: JsonValue, one: number): JsonValue => {
    if (Array.isArray(value)) return value.map((inner: JsonValue) => shaken(inner, one));
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shaken(inner, one)]));
    return pick(one) === 0 ? (other[pick(other.length)] ?? null) : value;
  };
  let alike = 0;
  for (const story of stories) {
    const plan = JSON.parse(readStory(story).toString()) as { resource_changes: { address: string; change: { after: JsonValue; after_unknown: JsonValue; after_sensitive: JsonValue } }[] };
    const resource_changes = plan.resource_changes.flatMap((one) =>
      [0, 1, 2, 3, 4, 5].map((index) => {
        const { after, after_unknown, after_sensitive } = one.change;
        const change = index === 0 ? one.change : { ...one.change, after: shaken(after, 8), after_unknown: shaken(after_unknown, 40), after_sensitive: shaken(after_sensitive, 40) };
        return { ...one, address: `${one.address.replace(/\[[^\]]*\]$/, '')}[${index}]`, index, change };
      }));
    alike += compare(openText(JSON.stringify({ ...plan, resource_changes })));
  }
  expect(alike).toBeGreaterThan(500);
});

it.skipIf(corpus === null)('in the corpus of plans', () => {
  let alike = 0;
  for (const file of filesBelow(plans, /\.json$/)) {
    const text = readFileSync(`${plans}/${file}`, 'utf8');
    if (/^\s*\{"format_version|^\s*\{\s*"format_version/.test(text) && text.includes('"resource_changes"')) alike += compare(openText(text));
  }
  expect(alike).toBeGreaterThan(100);
});
