import type { DriftItem } from '#model/drift.ts';
import type { AuditEvent } from '#model/event.ts';
import type { JudgedEvent, JudgedItem } from '#model/judged.ts';
import { absent, known } from '#model/known.ts';
import type { Resource, Scope } from '#model/resource.ts';
import { machine as planned } from './training.ts';

// A payroll account at night: what its logs and inventories would say, written by hand.

export const payroll: Scope = { account: known('111122223333'), subscription: absent, resourceGroup: absent, project: absent, folders: absent, compartment: absent, path: absent };

export function machine(address: string, fields: Partial<Resource> = {}): Resource {
  return { ...planned(address), type: 'AWS::EC2::Instance', stage: 'event', action: 'exists', scope: payroll, id: address, ...fields };
}

export function event(id: string, fields: Partial<AuditEvent> = {}, resources: readonly Resource[] = [machine(`i-${id}`)]): JudgedEvent {
  return {
    event: {
      id, provider: 'aws', time: `2026-11-27T02:14:0${id.length}.000Z`, name: 'RunInstances', service: 'ec2.amazonaws.com', deed: 'create', touches: null, outcome: 'success', error: null,
      scope: payroll, region: 'eu-west-1', channel: 'console', claimed: 'console', grants: [], gaps: [], source: { file: 'trail.json.gz', record: 7 },
      actor: { principal: 'arn:aws:iam::111122223333:user/alice', kind: 'user', name: 'alice', behind: null, account: '111122223333', address: '203.0.113.7', userAgent: 'Mozilla/5.0', invokedBy: null },
      subjects: resources.map(({ type, address }) => ({
        count: 1,
        row: { type, id: address, aliases: [], name: address, region: known('eu-west-1'), regionPath: 'awsRegion', zone: absent, scope: payroll, values: {}, untold: {}, partial: null, gone: null, madeBy: null, recorded: null },
      })),
      ...fields,
    },
    resources,
    features: null,
  };
}

export function item(address: string, fields: Partial<DriftItem> = {}, judged: Resource | null = null): JudgedItem {
  return {
    item: {
      verdict: 'unmanaged',
      resource: { address, type: 'AWS::SQS::Queue', provider: 'aws', kind: 'stream', stage: 'inventory', action: 'exists', id: address, region: 'eu-west-1', name: 'payslips', scope: payroll },
      declared: null, live: { input: 'aws-inventory.ndjson' }, created: null, last: null, parent: null, changed: [], lived: null, evidence: [], needs: null, terraform: null, ignored: null,
      ...fields,
    },
    resource: judged,
  };
}
