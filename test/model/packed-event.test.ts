import { expect, test } from 'vitest';
import type { AuditEvent } from '#model/event.ts';
import { absent, known, oneOf, unknown } from '#model/known.ts';
import type { LiveRow } from '#model/live-row.ts';
import { packedEvent, unpackedEvent } from '#model/packed-event.ts';
import type { Scope } from '#model/resource.ts';
import { accountScope, scopeWith } from '#model/scope.ts';

const account = accountScope('111122223333');
const scopes: Readonly<Record<string, Scope>> = {
  'an account of AWS': account,
  'the same, made by another': { ...account },
  'an account that is not told': scopeWith({ account: unknown('the record does not tell the account') }),
  'a subscription': scopeWith({ subscription: known('0f1e2d3c-0000-4000-8000-000000000001'), resourceGroup: known('shop') }),
};

const row: LiveRow = { type: 'AWS::EC2::Instance', id: 'i-0a', aliases: ['web'], name: 'web \ud83d\ude80 "1"\n', region: known('eu-west-1'), regionPath: 'awsRegion', zone: absent, scope: account, values: { InstanceType: 'm7i.large' }, untold: { Tags: 'not told' }, partial: 'not told', gone: 'terminated', madeBy: 'asg', recorded: '2026-11-28T02:14:00.000Z' };
const event: AuditEvent = {
  id: 'e1', provider: 'aws', time: '2026-11-28T02:14:00.000Z', name: 'RunInstances', service: 'ec2.amazonaws.com', deed: 'create', touches: 'tags', outcome: 'failed', error: { code: 'Broken', message: null }, scope: account, region: 'eu-west-1',
  actor: { principal: 'arn:mira', kind: 'user', name: 'mira', behind: 'nils', account: '111122223333', address: '192.0.2.1', userAgent: 'aws-cli', invokedBy: 'autoscaling.amazonaws.com' }, channel: 'cli', claimed: 'console',
  subjects: [{ row, count: 3 }], grants: [{ principal: 'nils', role: 'owner' }], source: { file: 'logs/a.json', record: 7 }, gaps: ['tags are hidden'],
};
const events: Readonly<Record<string, AuditEvent>> = {
  'of which all is told': event,
  'that may have made it': { ...event, mayCreate: true },
  'of a deployment that replaces tags': { ...event, partOf: '/subscriptions/s/deployments/d', replacesTags: true },
  'of several makers': { ...event, subjects: [{ row: { ...row, makers: [{ id: 'asg', by: 'reserved-tag' }], makes: ['ig-1'], machines: 'm7i' }, count: 1 }, { row, count: 0 }] },
  'of which little is told': { ...event, touches: null, error: null, region: null, actor: { ...event.actor, behind: null, account: null, address: null, userAgent: null, invokedBy: null }, subjects: [], grants: [], gaps: [] },
  'in regions that are not known': { ...event, subjects: [{ row: { ...row, region: unknown('not told', ['var.region']), zone: oneOf(['a', 'b'], 'one of two', ['var.zone']), partial: null, gone: null, madeBy: null, recorded: null }, count: 1 }] },
};

test.each(Object.keys(events))('an event %s is the same, to the byte, when it is unpacked', (name) => {
  expect(JSON.stringify(unpackedEvent(packedEvent(events[name] as AuditEvent)))).toBe(JSON.stringify(events[name]));
});

test.each(Object.keys(scopes))('an event in %s is the same, to the byte, when it is unpacked', (name) => {
  const scope = scopes[name] as Scope;
  const there: AuditEvent = { ...event, scope, subjects: [{ row: { ...row, scope }, count: 1 }, { row, count: 2 }] };
  expect(JSON.stringify(unpackedEvent(packedEvent(there)))).toBe(JSON.stringify(there));
});
