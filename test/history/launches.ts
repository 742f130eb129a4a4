import type { AuditEvent } from '#model/event.ts';
import type { Observation } from '#history/observation.ts';
import { absent, known } from '#model/known.ts';
import type { Scope } from '#model/resource.ts';
import { resource } from '../judge/landing-zone.ts';

export interface Launch {
  readonly id: string;
  readonly time: string;
  readonly who?: string;
  readonly account?: string;
  readonly region?: string;
  readonly image?: string;
  readonly type?: string;
  readonly machines?: number;
  readonly outcome?: AuditEvent['outcome'];
}

export const trainer = 'arn:aws:iam::111122223333:role/trainer';

/** Machines of a training cluster, as a log tells their launch. */
export function launch({ id, time, who = trainer, account = '111122223333', region = 'eu-west-1', image = 'ami-1', type = 'm7i.large', machines = 1, outcome = 'success' }: Launch): Observation {
  const scope: Scope = { account: known(account), subscription: absent, resourceGroup: absent, project: absent, folders: absent, compartment: absent, path: absent };
  const address = `arn:aws:ec2:${region}:${account}:instance/i-${id}`;
  const event: AuditEvent = {
    id,
    provider: 'aws',
    time,
    name: 'RunInstances',
    service: 'ec2.amazonaws.com',
    deed: 'create',
    touches: null,
    outcome,
    error: outcome === 'success' ? null : { code: 'Client.VcpuLimitExceeded', message: null },
    scope,
    region,
    actor: { principal: who, kind: 'role', name: 'night-shift', behind: null, account, address: '198.51.100.7', userAgent: 'aws-cli/2.15', invokedBy: null },
    channel: 'cli',
    claimed: 'cli',
    subjects: [{
      count: machines,
      row: { type: 'AWS::EC2::Instance', id: address, aliases: [], name: `i-${id}`, region: known(region), regionPath: 'awsRegion', zone: absent, scope, values: {}, untold: {}, partial: null, gone: null, madeBy: null, recorded: time },
    }],
    grants: [],
    source: { file: 'trail.json.gz', record: 1 },
    gaps: [],
  };
  const shape = { path: 'InstanceType', name: known(type), count: known(machines), accelerator: null, vcpus: known(2), market: null, role: null, form: 'name' } as const;
  return { event, resources: [resource(address, { kind: 'instance', region: known(region), image: known(image), scope, shapes: [shape] })] };
}

/** One launch on each of so many days up to the given one, at the same hour. */
export function daily(days: number, until: string, more: Omit<Launch, 'id' | 'time'> = {}): readonly Observation[] {
  return Array.from({ length: days }, (_, back) => {
    const time = new Date(Date.parse(until) - (back + 1) * 86_400_000).toISOString();
    return launch({ ...more, id: `${more.who ?? 'trainer'}-${time}`, time });
  });
}
