// 100,000 declared, 100,000 live, a million calls: joined, and how long it took. Bundled and run by bench.mjs.
import { Correlation } from '#correlate/correlation.ts';
import type { AuditEvent } from '#model/event.ts';
import { absent, known } from '#model/known.ts';
import type { LiveRow } from '#model/live-row.ts';
import type { Resource, Scope } from '#model/resource.ts';

const [size = 100_000, calls = 1_000_000] = process.argv.slice(2).map(Number);
const scope: Scope = { account: known('111122223333'), subscription: absent, resourceGroup: absent, project: absent, folders: absent, compartment: absent, path: absent };
const region = known('eu-west-1');

const shortId = (one: number): string => `i-${one.toString(16).padStart(17, '0')}`;
const arn = (one: number): string => `arn:aws:ec2:eu-west-1:111122223333:instance/${shortId(one)}`;
const volume = (one: number): string => `vol-${one.toString(16).padStart(17, '0')}`;

function machine(one: number, isLive: boolean): Resource {
  const tags = { owner: `team-${one % 40}`, environment: 'prod', 'cost-center': `cc-${one % 300}`, service: `service-${one % 900}` };
  return {
    id: arn(one), address: isLive ? arn(one) : `module.shop_${one % 50}.aws_instance.web[${one}]`, previousAddress: null, provider: 'aws', type: isLive ? 'AWS::EC2::Instance' : 'aws_instance', kind: 'instance', name: `web-${one}`, stage: isLive ? 'inventory' : 'state', action: 'exists', conditional: null,
    region, regionPath: 'region', otherRegions: [], zone: absent, scope: { ...scope }, shapes: [{ path: 'instance_type', name: known(one % 500 === 0 && isLive ? 'p5.48xlarge' : 'm7i.large'), count: known(1), accelerator: null, vcpus: absent, market: null, role: null, form: 'name' }],
    image: known('ami-0a1b2c3d4e5f60718'), tags: { entries: Object.entries(tags).map(([key, value]) => ({ key, value: known(value), origin: 'tags' })), open: null }, tagsPath: 'tags', taggable: true, nestedTags: [], relations: [], grants: [], source: null, aliases: [shortId(one)], inCatalog: true, sensitive: [],
    attributes: isLive ? { BlockDeviceMappings: [{ Ebs: { DeleteOnTermination: true, VolumeId: volume(one) } }] } : { root_block_device: [{ volume_id: volume(one) }] }, unknownAttributes: [],
  };
}

const deeds = ['modify', 'modify', 'create', 'delete'] as const;

/** Half of the calls are about what code declares, an eighth make and remove what nobody ever sees again. */
function event(one: number): AuditEvent {
  const about = one % 2 === 0 ? (one * 7919) % size : size + ((one * 104_729) % (size * 2));
  const deed = deeds[(one >>> 3) % 4] ?? 'modify';
  const row: LiveRow = { type: 'AWS::EC2::Instance', id: arn(about), aliases: [shortId(about)], name: shortId(about), region, regionPath: 'awsRegion', zone: absent, scope: { ...scope }, values: { InstanceType: 'm7i.large', ImageId: 'ami-0a1b2c3d4e5f60718', Tags: [{ Key: 'owner', Value: `team-${one % 40}` }] }, untold: {}, partial: null, gone: null, madeBy: null, recorded: null };
  const channel = one % 2 === 0 ? 'pipeline' : 'cli';
  return {
    id: `0b1f6471-1bf0-4dda-aec3-${String(one).padStart(12, '0')}`, provider: 'aws', time: new Date(1_793_000_000_000 + one * 80).toISOString(), name: 'RunInstances', service: 'ec2.amazonaws.com', deed, touches: deed === 'modify' && one % 3 === 0 ? 'tags' : null, outcome: 'success', error: null, scope: { ...scope }, region: 'eu-west-1',
    actor: { principal: `arn:aws:iam::111122223333:role/r${one % 500}`, kind: 'role', name: `session-${one % 5000}`, behind: null, account: '111122223333', address: '192.0.2.1', userAgent: 'aws-cli/2.31.0', invokedBy: null },
    channel, claimed: channel, subjects: [{ row, count: 1 }], grants: [], source: { file: `logs/${one >>> 12}.json.gz`, record: one & 4095 }, gaps: [],
  };
}

const began = process.cpuUsage();
const correlation = new Correlation({ pipelines: true, ignores: null });
for (let one = 0; one < size; one++) correlation.declare(machine(one, false), `states/${one % 50}.tfstate`);
for (let one = 0; one < calls; one++) correlation.observe(event(one));
let items = 0;
// A hundredth is in no code, and a hundredth is gone.
for (let one = 0; one < size; one++) correlation.meet(machine(one + Math.floor(size / 100), true), 'inventory.ndjson');
for (const _ of correlation.finish()) items += 1;
const { user, system } = process.cpuUsage(began);
process.stdout.write(JSON.stringify({ seconds: (user + system) / 1e6, items, peak: process.resourceUsage().maxRSS * 1024, counts: correlation.counts }));
