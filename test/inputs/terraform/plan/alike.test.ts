import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { padded } from '../../../../src/inputs/bytes.ts';
import { JsonDocument } from '../../../../src/inputs/json/document.ts';
import { Outline } from '../../../../src/inputs/outline.ts';
import { plannedAction } from '../../../../src/inputs/terraform/plan/actions.ts';
import { Alikes } from '../../../../src/inputs/terraform/plan/alike.ts';
import { readHeader } from '../../../../src/inputs/terraform/plan/change-header.ts';
import { entryOf, Modules, type PlanEntry } from '../../../../src/inputs/terraform/plan/entry.ts';
import { Plan } from '../../../../src/inputs/terraform/plan/plan.ts';
import { corpus, filesBelow, plans } from '../../../corpus/corpus.ts';
import { readStory, stories } from './opened.ts';

interface Read {
  /** Entries that were taken from an earlier one. */
  readonly alike: number;
  readonly entries: readonly (PlanEntry | null)[];
  /** The same entries, each read by itself. */
  readonly anew: readonly (PlanEntry | null)[];
}

function read(text: Uint8Array): Read {
  const plan = new Plan(new Outline(new JsonDocument(padded(text), text.length), { start: 0, end: text.length }));
  const alikes = new Alikes(plan.document, new Modules(), plan.repeats.get('resource_changes') ?? null);
  const modules = new Modules();
  let alike = 0;
  const both = plan.list('resource_changes').map((span, element) => {
    const header = readHeader(plan.document, span);
    const action = plannedAction(header.actions, header.importing, false) ?? { action: 'update', judged: true };
    const anew = entryOf(header, span, 'change', action, modules);
    const like = alikes.of(element, span);
    if (like !== null) alike++;
    const entry = like ?? (anew === null ? null : alikes.noted(anew, element));
    return [entry === null ? null : { ...entry, element: null }, anew] as const;
  });
  return { alike, entries: both.map(([entry]) => entry), anew: both.map(([, entry]) => entry) };
}

const change = (address: string, more: object = {}): object => {
  const [, module, type = '', name = '', index] = /^(?:(.*)\.)?(\w+)\.(\w+)(?:\[(.*)\])?$/.exec(address) ?? [];
  return {
    address,
    ...(module === undefined ? {} : { module_address: module }),
    mode: 'managed',
    type,
    name,
    ...(index === undefined ? {} : { index: JSON.parse(index) as number | string }),
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: { actions: ['create'], before: null, after: { name: address }, after_unknown: { id: true }, before_sensitive: false, after_sensitive: {} },
    ...more,
  };
};
const planOf = (...changes: readonly object[]): Buffer => Buffer.from(JSON.stringify({ format_version: '1.2', resource_changes: changes }));

describe('entries that are like earlier ones are read as by themselves', () => {
  it.each<[what: string, changes: readonly object[], alike: number]>([
    ['instances by number', [change('aws_sqs_queue.orders[0]'), change('aws_sqs_queue.orders[1]'), change('aws_sqs_queue.orders[10]')], 2],
    ['instances by name', ['a', 'b.c', 'd"e', 'f]g', '${h}', 'ü'].map((key) => change(`aws_sqs_queue.orders[${JSON.stringify(key)}]`)), 5],
    ['blocks of one type', [change('aws_sqs_queue.orders'), change('aws_sqs_queue.refunds'), change('aws_sqs_queue.returns[0]')], 1],
    ['instances of a module', ['module.shop["eu"]', 'module.shop["us"]', 'module.shop[0].module.till'].map((module) => change(`${module}.aws_sqs_queue.orders`)), 2],
    ['a module beside the root', [change('aws_sqs_queue.orders'), change('module.shop.aws_sqs_queue.orders')], 0],
    ['what follows in every cell', [0, 1, 2].flatMap((cell) => [change(`module.cell[${cell}].aws_sqs_queue.orders`), change(`module.cell[${cell}].aws_sns_topic.orders`, { change: { actions: ['create'], after: { fifo: true } } })]), 4],
    ['another type', [change('aws_sqs_queue.orders'), { ...change('aws_sns_topic.orders') }], 0],
    ['another action', [change('aws_sqs_queue.orders[0]'), change('aws_sqs_queue.orders[1]', { change: { actions: ['update'], before: null, after: { name: 'x' }, after_unknown: { id: true }, before_sensitive: false, after_sensitive: {} } })], 0],
    ['another provider', [change('aws_sqs_queue.orders[0]'), change('aws_sqs_queue.orders[1]', { provider_name: 'example.com/acme/aws' })], 0],
    ['an address that says something else', [change('aws_sqs_queue.orders[0]'), { ...change('aws_sqs_queue.orders[1]'), address: 'aws_sns_topic.orders[1]' }, { ...change('aws_sqs_queue.orders[1]'), address: 'aws_sqs_queue.orders[1].x' }], 0],
    ['an address that is no text', [change('aws_sqs_queue.orders[0]'), { ...change('aws_sqs_queue.orders[1]'), address: null }], 0],
    ['a key that is no text', [change('module.shop[0].aws_sqs_queue.orders'), { ...change('module.shop[1].aws_sqs_queue.orders'), module_address: null }], 0],
    ['the change before the provider', [0, 1].map((index) => { const { provider_name, ...rest } = change(`aws_sqs_queue.orders[${index}]`) as Record<string, unknown>; return { ...rest, provider_name }; }), 0],
    ['a moved one', [0, 1].map((index) => ({ previous_address: `aws_sqs_queue.old[${index}]`, ...change(`aws_sqs_queue.orders[${index}]`) })), 1],
    ['data sources', [0, 1].map((index) => ({ ...change(`aws_ami.base[${index}]`), address: `data.aws_ami.base[${index}]`, mode: 'data' })), 1],
  ])('%s', (_, changes, alike) => {
    const both = read(planOf(...changes));
    expect(both.entries).toEqual(both.anew);
    expect(both.alike).toBe(alike);
  });

  it('a key twice in an entry: nothing is compared with it', () => {
    const twice = (index: number): string => JSON.stringify(change(`aws_sqs_queue.orders[${index}]`)).replace('"mode"', `"address":"aws_sqs_queue.last[${index}]","mode"`);
    const both = read(Buffer.from(`{"format_version":"1.2","resource_changes":[${twice(0)},${twice(1)}]}`));
    expect(both.anew.map((entry) => entry?.address)).toEqual(['aws_sqs_queue.last[0]', 'aws_sqs_queue.last[1]']);
    expect(both.entries).toEqual(both.anew);
    expect(both.alike).toBe(0);
  });

  it('in the sample plans', () => {
    let alike = 0;
    for (const story of stories) {
      const both = read(readStory(story));
      expect(both.entries).toEqual(both.anew);
      alike += both.alike;
    }
    expect(alike).toBeGreaterThan(10);
  });

  it.skipIf(corpus === null)('in the corpus of plans', () => {
    let alike = 0;
    for (const file of filesBelow(plans, /\.json$/)) {
      const text = readFileSync(`${plans}/${file}`);
      if (!text.includes('"resource_changes"') || text[0] !== 0x7b) continue;
      const both = read(text);
      expect(both.entries).toEqual(both.anew);
      alike += both.alike;
    }
    expect(alike).toBeGreaterThan(100);
  });
});
