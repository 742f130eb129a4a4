import { expect, test } from 'vitest';
import type { AuditEvent } from '#model/event.ts';
import { absent, known, unknown } from '#model/known.ts';
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

test.each(Object.keys(scopes))('an event in %s is the same, to the byte, when it is unpacked', (name) => {
  const scope = scopes[name] as Scope;
  const row = { type: 'AWS::EC2::Instance', id: 'i-0a', aliases: [], name: 'web \ud83d\ude80 "1"\n', region: known('eu-west-1'), regionPath: 'awsRegion', zone: absent, scope, values: { InstanceType: 'm7i.large' }, untold: {}, partial: null, gone: null, madeBy: null, recorded: null };
  const event: AuditEvent = {
    id: 'e1', provider: 'aws', time: '2026-11-28T02:14:00.000Z', name: 'RunInstances', service: 'ec2.amazonaws.com', deed: 'create', touches: null, outcome: 'success', error: null, scope, region: 'eu-west-1',
    actor: { principal: 'mira', kind: 'user', name: 'mira', behind: null, account: null, address: null, userAgent: null, invokedBy: null }, channel: 'cli', claimed: 'cli', subjects: [{ row, count: 1 }, { row: { ...row, scope: account }, count: 2 }], grants: [], source: { file: 'logs/a.json', record: 7 }, gaps: [], mayCreate: true,
  };
  expect(JSON.stringify(unpackedEvent(packedEvent(event)))).toBe(JSON.stringify(event));
});
