import type { AuditEvent, Channel } from '#model/event.ts';
import { absent, known } from '#model/known.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Provider, Resource, Scope } from '#model/resource.ts';

const nowhere: Scope = { account: absent, subscription: absent, resourceGroup: absent, project: absent, folders: absent, compartment: absent, path: absent };

/** Who pays for the machines of the fictional bank, by cloud. */
export const homes: Readonly<Record<Provider, Scope>> = {
  aws: { ...nowhere, account: known('111122223333') },
  azure: { ...nowhere, subscription: known('0b1f6471-1bf0-4dda-aec3-111122223333'), resourceGroup: known('rg-checkout') },
  gcp: { ...nowhere, project: known('checkout-prod') },
  oci: { ...nowhere, compartment: known('ocid1.compartment.oc1..checkout') },
};

const regions: Readonly<Record<Provider, string>> = { aws: 'eu-west-1', azure: 'westeurope', gcp: 'europe-west1', oci: 'eu-frankfurt-1' };

/** A machine of each cloud, in the words of its states and of its inventories, with the same id. */
export const machines: Readonly<Record<Provider, { readonly declared: string; readonly live: string; readonly id: (name: string) => string; readonly small: string; readonly large: string }>> = {
  aws: { declared: 'aws_instance', live: 'AWS::EC2::Instance', id: (name) => `arn:aws:ec2:eu-west-1:111122223333:instance/i-${hex(name)}`, small: 't3.micro', large: 'p5.48xlarge' },
  azure: { declared: 'azurerm_linux_virtual_machine', live: 'Microsoft.Compute/virtualMachines', id: (name) => `/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourcegroups/rg-checkout/providers/microsoft.compute/virtualmachines/${name}`, small: 'Standard_B2s', large: 'Standard_ND96isr_H100_v5' },
  gcp: { declared: 'google_compute_instance', live: 'compute.googleapis.com/Instance', id: (name) => `//compute.googleapis.com/projects/checkout-prod/zones/europe-west1-b/instances/${name}`, small: 'e2-small', large: 'a3-highgpu-8g' },
  oci: { declared: 'oci_core_instance', live: 'oci_core_instance', id: (name) => `ocid1.instance.oc1.eu-frankfurt-1.${name}`, small: 'VM.Standard.E5.Flex', large: 'BM.GPU.H100.8' },
};

/** 17 digits, as AWS draws them. */
function hex(name: string): string {
  return Buffer.from(name.padEnd(9, '.')).toString('hex').slice(0, 17);
}

export interface Wanted extends Partial<Resource> {
  readonly shape?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A machine, as code declares it or an inventory lists it. */
export function machine(provider: Provider, name: string, { shape, labels = { owner: 'checkout' }, ...more }: Wanted): Resource {
  const { declared, live, id, small } = machines[provider];
  const isLive = more.stage === 'inventory';
  return {
    id: id(name), address: isLive ? id(name) : `${declared}.${name}`, previousAddress: null, provider, type: isLive ? live : declared, kind: 'instance', name, stage: 'state', action: 'exists', conditional: null,
    region: known(regions[provider]), regionPath: 'region', otherRegions: [], zone: absent, scope: homes[provider],
    shapes: [{ path: isLive ? 'InstanceType' : 'instance_type', name: known(shape ?? small), count: known(1), accelerator: null, vcpus: absent, market: null, role: null, form: 'name' }],
    image: absent, tags: { entries: Object.entries(labels).map(([key, value]) => ({ key, value: known(value), origin: 'tags' })), open: null }, tagsPath: isLive ? 'Tags' : 'tags', taggable: true, nestedTags: [], relations: [], grants: [],
    source: null, aliases: [], inCatalog: true, sensitive: [], attributes: null, unknownAttributes: [],
    ...more,
  };
}

export interface Called extends Partial<AuditEvent> {
  readonly principal?: string;
  readonly invokedBy?: string | null;
}

let calls = 0;

/** A call about a machine, by hand unless it is said otherwise. */
export function call(provider: Provider, name: string | LiveRow, { principal = 'mona', invokedBy = null, ...more }: Called): AuditEvent {
  const channel: Channel = more.channel ?? 'console';
  calls += 1;
  return {
    id: `call-${String(calls).padStart(6, '0')}`, provider, time: '2026-11-27T22:14:03.000Z', name: 'RunInstances', service: 'ec2.amazonaws.com', deed: 'create', touches: null, outcome: 'success', error: null,
    scope: homes[provider], region: regions[provider],
    actor: { principal, kind: 'user', name: principal, behind: null, account: null, address: null, userAgent: null, invokedBy },
    channel, claimed: channel, subjects: [{ row: typeof name === 'string' ? row(provider, name) : name, count: 1 }], grants: [], source: { file: 'logs/1.json', record: calls }, gaps: [],
    ...more,
  };
}

/** A machine as the log of its cloud tells it. */
export function row(provider: Provider, name: string, more: Partial<LiveRow> = {}): LiveRow {
  const { live, id } = machines[provider];
  return { type: live, id: id(name), aliases: [], name, region: known(regions[provider]), regionPath: 'region', zone: absent, scope: homes[provider], values: {}, untold: {}, partial: null, gone: null, madeBy: null, recorded: null, ...more };
}
