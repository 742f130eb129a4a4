import { expect, test } from 'vitest';
import { Stacks } from '#correlate/stacks.ts';
import type { Resource } from '#model/resource.ts';
import { machine } from './night.ts';

const written = (address: string, type = 'AWS::EC2::Instance'): Resource => machine('aws', address, { stage: 'template', address, type, id: null });
const made = (address: string, id: string, type = 'AWS::EC2::Instance'): Resource => machine('aws', address, { stage: 'state', address, type, id });

function settled(...all: readonly (readonly [Resource, string])[]): readonly string[] {
  const stacks = new Stacks();
  for (const [resource, input] of all) expect(stacks.take(resource, input)).toBe(true);
  return [...stacks.settled()].map(([{ address, id }, input]) => `${input} ${address} ${id ?? '-'}`);
}

test('what a template says and a stack has made is one thing', () => {
  expect(settled([written('Web'), 'shop.yaml'], [written('Db'), 'shop.yaml'], [made('Web', 'i-1'), 'list.json'])).toEqual(['shop.yaml Web i-1', 'shop.yaml Db -']);
});

test('of several templates it is the one that has the most of the list, and none where two have as many', () => {
  expect(settled([written('Web'), 'a.yaml'], [written('Web'), 'b.yaml'], [written('Db'), 'b.yaml'], [made('Web', 'i-1'), 'list.json'], [made('Db', 'i-2'), 'list.json'])).toEqual(['b.yaml Db i-2', 'b.yaml Web i-1', 'a.yaml Web -']);
  expect(settled([written('Web'), 'a.yaml'], [written('Web'), 'b.yaml'], [made('Web', 'i-1'), 'list.json'])).toEqual(['list.json Web i-1', 'a.yaml Web -', 'b.yaml Web -']);
});

test('what is nothing in AWS is nothing to compare: custom resources, wait conditions, metadata of the CDK', () => {
  expect(settled(...['Custom::Seed', 'AWS::CloudFormation::CustomResource', 'AWS::CloudFormation::WaitCondition', 'AWS::CDK::Metadata'].flatMap((type) => [[written('X', type), 'a.yaml'], [made('X', 'x', type), 'list.json']] as const))).toEqual([]);
});

test('what is of neither is left to others', () => {
  expect(new Stacks().take(machine('aws', 'web', { stage: 'state', type: 'aws_instance' }), 'a.tfstate')).toBe(false);
  expect(new Stacks().take(machine('aws', 'web', { stage: 'source' }), 'code')).toBe(false);
});
