import { expect, test } from 'vitest';
import { agreement } from '#inputs/terraform/planned/agreement.ts';
import { absent, known, oneOf, unknown } from '#model/known.ts';
import type { Resource, Shape } from '#model/resource.ts';
import { resource } from '../../../judge/landing-zone.ts';

const web = (more: Partial<Resource>): Resource => resource('aws_instance.web', more);
const shape = (name: string, path = 'instance_type'): Shape => ({ path, name: known(name), count: known(1), vcpus: known(4), accelerator: null, market: null, role: null, form: 'name' });
const tags = (values: Readonly<Record<string, string>>, open = false): Partial<Resource> => ({ tags: { entries: Object.entries(values).map(([key, value]) => ({ key, value: known(value), origin: 'tags' })), open: open ? unknown('merged') : null } });
const attributes = (values: NonNullable<Resource['attributes']>, ...open: readonly string[]): Partial<Resource> => ({ attributes: values, unknownAttributes: open.map((path) => ({ path, unknown: unknown('known after apply') })) });
const relation = (address: string | null, id: string | null): Partial<Resource> => ({ relations: [{ role: 'network', path: 'network', address, id }] });
const later = unknown('known after apply');

/** What differs, source before plan; an argument called `written` is written. */
test.each<readonly [string, Partial<Resource>, Partial<Resource>, string]>([
  ['the same', { region: known('eu-west-1') }, { region: known('eu-west-1') }, ''],
  ['another region', { region: known('eu-west-1') }, { region: known('us-east-1') }, 'other region'],
  ['a region that the plan does not tell', { region: known('eu-west-1') }, { region: later }, 'less region'],
  ['a region that the source does not tell', { region: later }, { region: known('eu-west-1') }, 'more region'],
  ['a region that neither tells', { region: later }, { region: later }, ''],
  ['one of several', { region: oneOf(['a', 'b'], 'validation') }, { region: known('a') }, 'more region'],
  ['none of several', { region: oneOf(['a', 'b'], 'validation') }, { region: known('c') }, 'other region'],
  ['a zone that is not written, and chosen when it is applied', { zone: absent }, { zone: later }, ''],
  ['a zone that is not written, and chosen', { zone: absent }, { zone: known('eu-west-1a') }, 'more zone'],
  ['tags in any order', tags({ a: '1', b: '2' }), tags({ b: '2', a: '1' }), ''],
  ['a tag that the plan lacks', tags({ owner: 'ml' }), tags({}), 'other tags'],
  ['a tag that the source lacks', tags({}), tags({ owner: 'ml' }), 'other tags'],
  ['a tag that the source may have', tags({}, true), tags({ owner: 'ml' }), 'more tags'],
  ['tags that the plan does not tell', tags({}), tags({}, true), 'less tags'],
  ['a label of the cloud itself', tags({}), tags({ 'goog-terraform-provisioned': 'true' }), ''],
  ['shapes in any order', { shapes: [shape('a', 'node[0].type'), shape('b', 'node[1].type')] }, { shapes: [shape('b', 'node[0].type'), shape('a', 'node[1].type')] }, ''],
  ['another shape', { shapes: [shape('t3.small')] }, { shapes: [shape('p5.48xlarge')] }, 'other instance_type'],
  ['a shape more', { shapes: [] }, { shapes: [shape('p5.48xlarge')] }, 'other instance_type'],
  ['whether it is made', { conditional: later }, {}, 'more count'],
  ['a name that is not known', { name: 'web' }, { name: 'shop' }, 'more name'],
  ['another name', { name: 'till' }, { name: 'shop' }, 'other name'],
  ['an address that a plan knows the id of', relation('aws_vpc.a', null), relation(null, 'vpc-1'), 'more network'],
  ['another address', relation('aws_vpc.a', null), relation('aws_vpc.b', null), 'other network, more network'],
  ['a network that is not written', {}, relation(null, 'default'), 'more network'],
  ['a list of objects in any order, filled in', attributes({ ingress: [{ port: 1 }, { port: '2' }] }), attributes({ ingress: [{ port: 2, self: false }, { port: 1, self: null }] }), ''],
  ['an argument with another value', attributes({ ingress: [{ port: 1 }] }), attributes({ ingress: [{ port: 2 }] }), 'other ingress'],
  ['an argument that was set to nothing', attributes({ groups: null }), attributes({ groups: ['sg-1'] }), 'other groups'],
  ['an argument that the plan does not tell', attributes({ groups: ['sg-1'] }), attributes({}, 'groups'), 'less groups'],
  ['blocks that are computed where none are written', attributes({ ingress: [] }), attributes({}, 'ingress'), ''],
  ['an argument that the source does not tell', attributes({}, 'groups'), attributes({ groups: ['sg-1'] }), 'more groups'],
])('%s', (_, source, plan, expected) => {
  const { other, less, more } = agreement(web(source), web(plan), (argument) => argument === 'written');
  expect(Object.entries({ other, less, more }).flatMap(([what, path]) => (path === null ? [] : [`${what} ${path}`])).join(', ')).toBe(expected);
});

test.each<readonly [string, (index: number) => string, string | null]>([['in another order', (index) => `s${4999 - index}`, null], ['others', (index) => `x${index}`, 'node']])('a list of thousands, %s, takes no time', (_, name, expected) => {
  const list = (nameOf: (index: number) => string): Partial<Resource> => ({ shapes: Array.from({ length: 5000 }, (__, index) => shape(nameOf(index), `node[${index}]`)) });
  const began = process.cpuUsage();
  expect(agreement(web(list((index) => `s${index}`)), web(list(name)), () => false).other?.replace(/\[\d+\]/, '') ?? null).toBe(expected);
  expect(process.cpuUsage(began).user).toBeLessThan(1_000_000);
});

test('what the source writes and makes nothing of is not for the provider to decide', () => {
  expect(agreement(web({}), web(relation(null, 'default')), () => true).other).toBe('network');
});
