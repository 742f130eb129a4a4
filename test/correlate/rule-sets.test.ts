import { describe, expect, test } from 'vitest';
import { ruleArguments, typesWithRules } from '#catalog/rule-sets.ts';
import { Correlation } from '#correlate/correlation.ts';
import type { DeclaredVersion } from '#correlate/declared.ts';
import { DriftIgnore } from '#correlate/drift-ignore.ts';
import type { JsonObject, JsonValue } from '#model/json.ts';
import { unknown } from '#model/known.ts';
import type { Provider, Resource } from '#model/resource.ts';
import { joined, verdicts, type Told } from './joined.ts';
import { call, machine } from './night.ts';

const group = 'sg-0a1b2c3d4e5f60718';
const ids: Readonly<Record<Provider, string>> = {
  aws: `arn:aws:ec2:eu-west-1:111122223333:security-group/${group}`,
  azure: '/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourcegroups/rg-checkout/providers/microsoft.network/networksecuritygroups/checkout',
  gcp: '//compute.googleapis.com/projects/checkout-prod/global/firewalls/checkout',
  oci: 'ocid1.securitylist.oc1.eu-frankfurt-1.checkout',
};
const types: Readonly<Record<Provider, readonly [declared: string, live: string]>> = {
  aws: ['aws_security_group', 'AWS::EC2::SecurityGroup'],
  azure: ['azurerm_network_security_group', 'Microsoft.Network/networkSecurityGroups'],
  gcp: ['google_compute_firewall', 'compute.googleapis.com/Firewall'],
  oci: ['oci_core_security_list', 'oci_core_security_list'],
};

function thing(provider: Provider, attributes: JsonObject, more: Partial<Resource> = {}): Resource {
  const stage = more.stage ?? 'state';
  const type = more.type ?? types[provider][stage === 'inventory' ? 1 : 0];
  const id = more.id === undefined ? ids[provider] : more.id;
  return machine(provider, 'checkout', { type, kind: 'firewall', shapes: [], labels: {}, id, address: stage === 'inventory' ? (id ?? '') : `${type}.checkout`, aliases: provider === 'aws' && id === ids.aws ? [group] : [], attributes, ...more });
}

const live = (provider: Provider, attributes: JsonObject): Resource => thing(provider, attributes, { stage: 'inventory' });

function changesOf(told: Told): readonly string[] {
  return joined(told).all.flatMap(({ item }) => item.changed.map((one) => `${one.path}: ${one.declared ?? 'nothing'} / ${one.live ?? 'nothing'}`));
}

const inline = (protocol: string, from: number, to: number, more: JsonObject = {}): JsonObject => ({ protocol, from_port: from, to_port: to, cidr_blocks: [], ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false, description: 'as written', ...more });
const permission = (protocol: string, ports: JsonObject, more: JsonObject): JsonObject => ({ IpProtocol: protocol, ...ports, IpRanges: [], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [], ...more });
const cidr = (...all: readonly string[]): JsonValue => all.map((CidrIp) => ({ CidrIp, Description: 'as somebody called it' }));
const open = permission('tcp', { FromPort: 22, ToPort: 22 }, { IpRanges: cidr('0.0.0.0/0') });

describe('rules of a security group of AWS', () => {
  test.each<[string, readonly JsonObject[], readonly JsonObject[], readonly string[]]>([
    ['none on either side', [], [], []],
    ['opened by hand', [], [open], ['ingress: nothing / tcp 22 from 0.0.0.0/0']],
    ['closed by hand', [inline('tcp', 22, 22, { cidr_blocks: ['0.0.0.0/0'] })], [], ['ingress: tcp 22 from 0.0.0.0/0 / nothing']],
    ['put together by AWS', [inline('tcp', 443, 443, { cidr_blocks: ['10.0.0.0/8'] }), inline('tcp', 443, 443, { cidr_blocks: ['192.168.0.0/16'] })], [permission('tcp', { FromPort: 443, ToPort: 443 }, { IpRanges: cidr('192.168.0.0/16', '10.0.0.0/8') })], []],
    ['taken apart by AWS', [inline('tcp', 443, 443, { cidr_blocks: ['10.0.0.0/8'], ipv6_cidr_blocks: ['2001:DB8:0::/32'], prefix_list_ids: ['pl-1'] })], [permission('tcp', { FromPort: 443, ToPort: 443 }, { Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }] }), permission('tcp', { FromPort: 443, ToPort: 443 }, { IpRanges: cidr('10.0.0.0/8'), PrefixListIds: [{ PrefixListId: 'pl-1' }] })], []],
    ['everything', [inline('-1', 0, 0, { cidr_blocks: ['10.0.0.0/8'] })], [permission('-1', {}, { IpRanges: cidr('10.0.0.0/8') })], []],
    ['everything, in a word', [inline('all', 0, 65535, { cidr_blocks: ['10.0.0.0/8'] })], [permission('-1', {}, { IpRanges: cidr('10.0.0.0/8') })], []],
    ['protocols by number', [inline('6', 80, 80, { cidr_blocks: ['10.0.0.0/8'] })], [permission('tcp', { FromPort: 80, ToPort: 80 }, { IpRanges: cidr('10.0.0.0/8') })], []],
    ['ICMP of every type', [inline('icmp', -1, -1, { cidr_blocks: ['10.0.0.0/8'] })], [permission('icmp', { FromPort: -1, ToPort: -1 }, { IpRanges: cidr('10.0.0.0/8') })], []],
    ['ICMP of one type', [inline('icmp', 8, -1, { cidr_blocks: ['10.0.0.0/8'] })], [permission('icmp', { FromPort: 8, ToPort: 0 }, { IpRanges: cidr('10.0.0.0/8') })], ['ingress: icmp type 8 from 10.0.0.0/8 / nothing', 'ingress: nothing / icmp type 8 code 0 from 10.0.0.0/8']],
    ['a protocol without ports', [inline('50', 0, 0, { cidr_blocks: ['10.0.0.0/8'] })], [permission('50', {}, { IpRanges: cidr('10.0.0.0/8') })], []],
    ['its own machines', [inline('tcp', 0, 65535, { self: true })], [permission('tcp', { FromPort: 0, ToPort: 65535 }, { UserIdGroupPairs: [{ GroupId: group, UserId: '111122223333' }] })], []],
    ['groups of another account', [inline('tcp', 5432, 5432, { security_groups: ['444455556666/sg-0ffffffffffffff01'] })], [permission('tcp', { FromPort: 5432, ToPort: 5432 }, { UserIdGroupPairs: [{ GroupId: 'sg-0ffffffffffffff01', UserId: '444455556666' }] })], []],
    ['another group', [inline('tcp', 5432, 5432, { self: true })], [permission('tcp', { FromPort: 5432, ToPort: 5432 }, { UserIdGroupPairs: [{ GroupId: 'sg-0ffffffffffffff01' }] })], ['ingress: nothing / tcp 5432 from sg-0ffffffffffffff01', 'ingress: tcp 5432 from itself / nothing']],
    ['more ports', [inline('tcp', 80, 80, { cidr_blocks: ['10.0.0.0/8'] })], [permission('tcp', { FromPort: 80, ToPort: 90 }, { IpRanges: cidr('10.0.0.0/8') })], ['ingress: nothing / tcp 80-90 from 10.0.0.0/8', 'ingress: tcp 80 from 10.0.0.0/8 / nothing']],
    ['as AWS Config writes them', [inline('tcp', 80, 80, { cidr_blocks: ['10.0.0.0/8', '10.1.0.0/16'] })], [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: ['10.0.0.0/8', '10.1.0.0/16'], Ipv4Ranges: [{ CidrIp: '10.0.0.0/8' }, { CidrIp: '10.1.0.0/16' }] }], []],
    ['beside a group that is told by its name alone', [inline('tcp', 80, 80, { cidr_blocks: ['10.0.0.0/8'] })], [open, permission('tcp', { FromPort: 1, ToPort: 1 }, { UserIdGroupPairs: [{ GroupName: 'web' }] })], ['ingress: nothing / tcp 22 from 0.0.0.0/0']],
    ['beside one that is for nobody', [], [permission('tcp', { FromPort: 1, ToPort: 1 }, {}), open], ['ingress: nothing / tcp 22 from 0.0.0.0/0']],
    ['beside one in code that is for nobody', [inline('tcp', 80, 80), inline('tcp', 443, 443, { cidr_blocks: ['10.0.0.0/8'] })], [open], ['ingress: tcp 443 from 10.0.0.0/8 / nothing']],
    ['networks of IPv6 by the address of a machine', [inline('tcp', 80, 80, { ipv6_cidr_blocks: ['2001:DB8:0:0:0:0:0:1/36', '2001:db8::1', '::1/0', '1:2:3:4:5:6:7:8/64'] })], [permission('tcp', { FromPort: 80, ToPort: 80 }, { Ipv6Ranges: [{ CidrIpv6: '2001:db8::/36' }, { CidrIpv6: '2001:db8::1/128' }, { CidrIpv6: '::/0' }, { CidrIpv6: '1:2:3:4::/64' }] })], []],
  ])('%s', (_, ingress, there, changes) => {
    expect(changesOf({ declared: [thing('aws', { ingress, egress: [] })], live: [live('aws', { SecurityGroupIngress: there, SecurityGroupEgress: [] })] }).toSorted()).toEqual(changes);
  });

  test('who comes in and who goes out is compared apart', () => {
    expect(changesOf({ declared: [thing('aws', { ingress: [], egress: [inline('tcp', 443, 443, { cidr_blocks: ['10.0.0.0/8'] })] })], live: [live('aws', { SecurityGroupIngress: [], SecurityGroupEgress: [permission('-1', {}, { IpRanges: cidr('0.0.0.0/0') })] })] })).toEqual(['egress: nothing / all protocols to 0.0.0.0/0', 'egress: tcp 443 to 10.0.0.0/8 / nothing']);
  });

  test.each<[string, Told]>([
    ['a state without them', { declared: [thing('aws', { egress: [] })], live: [live('aws', { SecurityGroupIngress: [open] })] }],
    ['an inventory without them', { declared: [thing('aws', { ingress: [inline('tcp', 1, 1, { cidr_blocks: ['10.0.0.0/8'] })] })], live: [live('aws', {})] }],
    ['one that is not known', { declared: [thing('aws', { ingress: [] }, { unknownAttributes: [{ path: 'ingress[0].cidr_blocks', unknown: unknown('known after apply') }] })], live: [live('aws', { SecurityGroupIngress: [open] })] }],
  ])('where a side tells only a part nothing is compared: %s', (_, told) => expect(changesOf(told)).toEqual([]));

  test('a rule with a secret is compared, and hides none of the others', () => {
    const declared = [thing('aws', { ingress: [inline('tcp', 1, 1, { cidr_blocks: ['192.0.2.7/32'] })] }, { sensitive: ['192.0.2.7/32'] })];
    const allowed = (from: number, to: number): JsonObject => permission('tcp', { FromPort: from, ToPort: to }, { IpRanges: cidr('192.0.2.7/32') });
    expect(changesOf({ declared, live: [live('aws', { SecurityGroupIngress: [allowed(1, 1), open] })] })).toEqual(['ingress: nothing / tcp 22 from 0.0.0.0/0']);
    expect(changesOf({ declared, live: [live('aws', { SecurityGroupIngress: [allowed(1, 90)] })] }).toSorted()).toEqual(['ingress: a rule with a sensitive value / nothing', 'ingress: nothing / a rule with a sensitive value']);
  });

  test('a line of .driftignore leaves out all of them, or one', () => {
    const told = (line: string): readonly string[] => changesOf({ declared: [thing('aws', { ingress: [], egress: [] })], live: [live('aws', { SecurityGroupIngress: [open, permission('tcp', { FromPort: 80, ToPort: 80 }, { IpRanges: cidr('0.0.0.0/0') })], SecurityGroupEgress: [] })], ignores: new DriftIgnore([{ path: '.driftignore', text: line }], '2026-11-28') });
    expect(told(`aws_security_group.${group}.ingress`)).toEqual([]);
    expect(told(`aws_security_group.${group}.ingress.tcp 22 from 0.0.0.0/0`)).toEqual(['ingress: nothing / tcp 80 from 0.0.0.0/0']);
  });

  test('what was opened by hand is the deed of who did it', () => {
    const opened = call('aws', { type: 'AWS::EC2::SecurityGroup', id: ids.aws, aliases: [group], name: 'checkout', region: { status: 'known', value: 'eu-west-1' }, regionPath: 'region', zone: { status: 'absent' }, scope: machine('aws', 'x', {}).scope, values: {}, untold: {}, partial: null, gone: null, madeBy: null, recorded: null }, { deed: 'modify', touches: 'network', name: 'AuthorizeSecurityGroupIngress' });
    const [one] = joined({ declared: [thing('aws', { ingress: [], egress: [] })], observed: [opened], live: [live('aws', { SecurityGroupIngress: [open], SecurityGroupEgress: [] })] }).all;
    expect([one?.item.verdict, one?.item.last?.name, one?.item.changed]).toEqual(['modified-outside', 'AuthorizeSecurityGroupIngress', [{ path: 'ingress', declared: null, live: 'tcp 22 from 0.0.0.0/0', member: true }]]);
  });
});

test('a rule that only logs tell of is told with its group', () => {
  const rule = { type: 'AWS::EC2::SecurityGroupIngress', id: 'arn:aws:ec2:eu-west-1:111122223333:security-group-rule/sgr-0aaaaaaaaaaaaaaa9', aliases: ['sgr-0aaaaaaaaaaaaaaa9'], name: 'sgr-0aaaaaaaaaaaaaaa9', region: { status: 'known', value: 'eu-west-1' }, regionPath: 'region', zone: { status: 'absent' }, scope: machine('aws', 'x', {}).scope, values: { GroupId: group }, untold: {}, partial: null, gone: null, madeBy: null, recorded: null } as const;
  const opened = call('aws', rule, { deed: 'modify', touches: 'network', name: 'AuthorizeSecurityGroupIngress' });
  const told = (live: readonly Resource[]): readonly string[] => joined({ declared: [machine('aws', 'other', {})], observed: [opened], live }).all.map(({ item }) => `${item.verdict} ${item.resource.name}`);
  expect(told([live('aws', { SecurityGroupIngress: [open] })])).toEqual(['undetermined other', 'child sgr-0aaaaaaaaaaaaaaa9', 'unmanaged checkout']);
  expect(told([machine('aws', 'other', { stage: 'inventory' })])).toEqual(['unmanaged-claimed sgr-0aaaaaaaaaaaaaaa9']);
});

test('a group in two states is compared with both, whatever they are called', () => {
  const [shut, wide] = [thing('aws', { ingress: [], egress: [] }), thing('aws', { ingress: [inline('tcp', 22, 22, { cidr_blocks: ['0.0.0.0/0'] })], egress: [] })];
  const there = live('aws', { SecurityGroupIngress: [open], SecurityGroupEgress: [] });
  const told = (...declared: readonly (readonly [Resource, string, DeclaredVersion?])[]) => {
    const correlation = new Correlation({ pipelines: true, ignores: null });
    for (const [one, input, version] of declared) correlation.declare(one, input, version);
    correlation.meet(there, 'inventory.json');
    return [...correlation.finish()].map(({ item }) => [item.verdict, item.changed.map((one) => one.live), item.evidence.filter((line) => line.startsWith('those'))]);
  };
  const disputed = [['modified-outside', ['tcp 22 from 0.0.0.0/0'], ['those that declare it do not agree: it is compared with each of them']]];
  expect(told([shut, 'a.tfstate'], [wide, 'b.tfstate'])).toEqual(disputed);
  expect(told([wide, 'a.tfstate'], [shut, 'b.tfstate'])).toEqual(disputed);
  expect(told([shut, 'b.tfstate'], [wide, 'a.tfstate'])).toEqual(disputed);
  expect(told([shut, 'a.tfstate'], [shut, 'b.tfstate'])).toEqual([['modified-outside', ['tcp 22 from 0.0.0.0/0'], []]]);
  expect(told([wide, 'a.tfstate'], [wide, 'b.tfstate'])).toEqual([]);
  // An older copy of one state has none, whatever it is called and whenever it is read; the state of another history has.
  const [older, newer] = [{ lineage: 'shop', serial: 3 }, { lineage: 'shop', serial: 9 }];
  for (const [a, b] of [['a.tfstate', 'b.tfstate'], ['b.tfstate', 'a.tfstate']] as const) {
    expect(told([shut, a, older], [wide, b, newer])).toEqual([]);
    expect(told([wide, b, newer], [shut, a, older])).toEqual([]);
    expect(told([shut, a, older], [shut, 'c.tfstate', { lineage: 'till', serial: 1 }], [wide, b, newer])).toEqual(disputed);
    expect(told([wide, b, newer], [shut, 'c.tfstate', { lineage: 'till', serial: 1 }], [shut, a, older])).toEqual(disputed);
  }
  expect(told([shut, 'a.tfstate', newer], [wide, 'b.tfstate', newer])).toEqual(disputed);
  expect(told([shut, 'a.tfstate', { lineage: '', serial: 1 }], [wide, 'b.tfstate', { lineage: '', serial: 2 }])).toEqual(disputed);
  // What says less of what exists has no say.
  expect(told([wide, 'a.tfstate'], [{ ...shut, stage: 'plan', action: 'no-op' }, 'b.json'])).toEqual([]);
});

describe('rules that are resources of their own', () => {
  const ssh = thing('aws', { security_group_id: group, type: 'ingress', protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: ['10.0.0.0/8', '10.1.0.0/16'], self: false }, { type: 'aws_security_group_rule', id: 'sgrule-1', name: 'ssh', address: 'aws_security_group_rule.ssh' });
  const https = thing('aws', { security_group_id: group, ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '0.0.0.0/0' }, { type: 'aws_vpc_security_group_ingress_rule', id: 'sgr-0aaaaaaaaaaaaaaa1', name: 'https', address: 'aws_vpc_security_group_ingress_rule.https' });
  const [sshThere, httpsThere] = [permission('tcp', { FromPort: 22, ToPort: 22 }, { IpRanges: cidr('10.1.0.0/16', '10.0.0.0/8') }), permission('tcp', { FromPort: 443, ToPort: 443 }, { IpRanges: cidr('0.0.0.0/0') })];
  const bare = thing('aws', { ingress: [], egress: [] });
  const there = (...all: readonly JsonObject[]): Resource => live('aws', { SecurityGroupIngress: all, SecurityGroupEgress: [] });

  test('are rules of their group', () => {
    const night = joined({ declared: [bare, ssh, https], live: [there(sshThere, httpsThere)] });
    expect([verdicts(night), night.correlation.counts.managed]).toEqual([[], 3]);
  });

  test('beside them one is seen that somebody has opened', () => {
    const night = joined({ declared: [bare, ssh, https], live: [there(sshThere, httpsThere, open)] });
    expect(night.all.flatMap(({ item }) => item.changed.map((one) => one.live))).toEqual(['tcp 22 from 0.0.0.0/0']);
  });

  test('one that is not in its group is not there', () => {
    expect(verdicts(joined({ declared: [bare, ssh, https], live: [there(permission('tcp', { FromPort: 22, ToPort: 22 }, { IpRanges: cidr('10.0.0.0/8') }), httpsThere)] }))).toEqual(['ghost ssh']);
  });

  test('what a state has read of its group may be older, or of others: it is neither missed nor told', () => {
    const read = thing('aws', { ingress: [inline('tcp', 22, 22, { cidr_blocks: ['0.0.0.0/0'] }), inline('tcp', 8080, 8080, { cidr_blocks: ['10.0.0.0/8'] })], egress: [] });
    expect(verdicts(joined({ declared: [read, ssh, https], live: [there(sshThere, httpsThere, open)] }))).toEqual([]);
  });

  test('what a state has read of its group and its source does not write is nobody\'s: a door that an apply took in is seen', () => {
    const read = thing('aws', { ingress: [inline('tcp', 443, 443, { cidr_blocks: ['0.0.0.0/0'] }), inline('tcp', 22, 22, { cidr_blocks: ['0.0.0.0/0'] })], egress: [inline('-1', 0, 0, { cidr_blocks: ['0.0.0.0/0'] })] });
    const source = (attributes: JsonObject, more: Partial<Resource> = {}): Resource => thing('aws', attributes, { stage: 'source', id: null, ...more });
    const outside = permission('-1', {}, { IpRanges: cidr('0.0.0.0/0') });
    const told = (written: Resource | null, declared: readonly Resource[] = [read, https], ...others: readonly Resource[]): readonly string[] => {
      const correlation = new Correlation({ pipelines: true, ignores: null });
      for (const one of declared) correlation.declare(one, 'state.json');
      for (const resource of written === null ? [] : [written, ...others]) correlation.write({ resource, input: 'code', applied: new Set(['state.json']) });
      correlation.meet(live('aws', { SecurityGroupIngress: [httpsThere, open], SecurityGroupEgress: [outside] }), 'inventory.json');
      return [...correlation.finish()].flatMap(({ item }) => item.changed.map((one) => `${one.path}: ${one.declared ?? 'nothing'} / ${one.live ?? 'nothing'}`));
    };
    expect(told(null)).toEqual([]);
    expect(told(source({}))).toEqual(['ingress: nothing / tcp 22 from 0.0.0.0/0']);
    // Of who goes out no rule is a resource of its own: that may be anybody's, as before.
    expect(told(source({ egress: null }))).toEqual(['ingress: nothing / tcp 22 from 0.0.0.0/0']);
    // A dynamic block over nothing.
    expect(told(source({ ingress: [] }))).toEqual(['ingress: nothing / tcp 22 from 0.0.0.0/0']);
    // What it writes, or may write, the state has from there.
    expect(told(source({ ingress: [inline('tcp', 22, 22, { cidr_blocks: ['0.0.0.0/0'] })] }))).toEqual([]);
    expect(told(source({ ingress: [] }, { unknownAttributes: [{ path: 'ingress', unknown: unknown('known after apply') }] }))).toEqual([]);
    expect(told(source({}, { unknownAttributes: [{ path: 'ingress', unknown: unknown('known after apply') }] }))).toEqual([]);
    expect(told(source({}), [read])).toEqual([]);
    // Of two that are its source one is enough, whichever is read first.
    const writing = source({ ingress: [inline('tcp', 22, 22, { cidr_blocks: ['0.0.0.0/0'] })] });
    expect([told(source({}), [read, https], writing), told(writing, [read, https], source({}))]).toEqual([[], []]);
    // A rule of which nothing tells what it lets pass may be any.
    expect(told(source({}), [read, https, { ...ssh, unknownAttributes: [{ path: 'cidr_blocks', unknown: unknown('known after apply') }] }])).toEqual([]);
  });

  test('one that a group with a rule for nobody may have is not said to be gone', () => {
    const odd = permission('tcp', { FromPort: 1, ToPort: 1 }, { UserIdGroupPairs: [{ GroupName: 'web' }] });
    expect(verdicts(joined({ declared: [bare, ssh, https], live: [there(odd, httpsThere)] }))).toEqual(['undetermined ssh']);
  });

  test('an inventory that lists their group and tells no rules takes back nothing that another has told', () => {
    for (const all of [[there(httpsThere), live('aws', {})], [live('aws', {}), there(httpsThere)]]) expect(joined({ declared: [bare, https], live: all }).correlation.counts.managed).toBe(2);
  });

  test('without their group in an inventory nothing is known of them', () => {
    expect(verdicts(joined({ declared: [bare, ssh], live: [machine('aws', 'web', { stage: 'inventory' })] }))).toEqual(['undetermined checkout', 'undetermined ssh', 'unmanaged web']);
  });

  test('one of an unknown group may be of any that the same input declares', () => {
    const templated: Resource = { ...https, attributes: { ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '0.0.0.0/0' }, unknownAttributes: [{ path: 'security_group_id', unknown: unknown('known after apply') }] };
    expect(verdicts(joined({ declared: [bare, templated], live: [there(httpsThere)] })).filter((one) => one.startsWith('modified'))).toEqual([]);
    expect(verdicts(joined({ declared: [bare, templated], live: [there(open)] })).filter((one) => one.startsWith('modified'))).toEqual(['modified-outside checkout']);
    expect(verdicts(joined({ declared: [bare, { ...templated, stage: 'plan' }], live: [there(httpsThere)] })).filter((one) => one.startsWith('modified'))).toEqual(['modified-outside checkout']);
  });
});

describe('rules of the other clouds', () => {
  const rule = (name: string, more: JsonObject): JsonObject => ({ name, description: '', access: 'Allow', direction: 'Inbound', priority: 100, protocol: 'Tcp', source_port_range: '*', source_port_ranges: [], destination_port_range: '443', destination_port_ranges: [], source_address_prefix: '10.0.0.0/8', source_address_prefixes: [], destination_address_prefix: '*', destination_address_prefixes: [], ...more });
  const armRule = (name: string, more: JsonObject): JsonObject => ({ name, properties: { access: 'Allow', direction: 'Inbound', priority: 100, protocol: 'TCP', sourcePortRange: '*', destinationPortRange: '443', sourceAddressPrefix: '10.0.0.0/8', sourceAddressPrefixes: [], destinationAddressPrefix: '*', destinationPortRanges: [], ...more } });
  const nsg = (...security_rule: readonly JsonObject[]): Resource => thing('azure', { security_rule });
  const arm = (...securityRules: readonly JsonObject[]): Resource => live('azure', { properties: { securityRules } });
  const firewall = (more: JsonObject): Resource => thing('gcp', { direction: 'INGRESS', priority: 1000, disabled: false, allow: [{ protocol: 'tcp', ports: ['22', '80-90'] }], deny: [], source_ranges: ['10.0.0.0/8'], destination_ranges: [], source_tags: null, target_tags: ['web'], ...more });
  const asset = (more: JsonObject): Resource => live('gcp', { direction: 'INGRESS', priority: 1000, disabled: false, allowed: [{ IPProtocol: 'tcp', ports: ['80-90', '22'] }], sourceRanges: ['10.0.0.0/8'], targetTags: ['web'], ...more });
  const list = (more: JsonObject, egress: readonly JsonObject[] = []): Resource => thing('oci', { ingress_security_rules: [{ protocol: '6', source: '10.0.0.0/8', source_type: 'CIDR_BLOCK', stateless: false, icmp_options: [], udp_options: [], tcp_options: [{ min: 22, max: 22, source_port_range: [] }], ...more }], egress_security_rules: egress });
  const listed = (more: JsonObject): Resource => live('oci', { ingress_security_rules: [{ protocol: '6', source: '10.0.0.0/8', source_type: 'CIDR_BLOCK', is_stateless: false, icmp_options: null, udp_options: null, tcp_options: { destination_port_range: { min: 22, max: 22 }, source_port_range: null }, ...more }], egress_security_rules: [] });

  test.each<[string, Resource, Resource, readonly string[]]>([
    ['Azure: the same', nsg(rule('web', {})), arm(armRule('web', {})), []],
    ['Azure: as its command line lists them', nsg(rule('web', {})), live('azure', { properties: { securityRules: [{ name: 'web', access: 'Allow', direction: 'Inbound', priority: 100, protocol: 'Tcp', sourcePortRange: '*', destinationPortRange: '443', sourceAddressPrefix: '10.0.0.0/8', destinationAddressPrefix: '*' }] } }), []],
    ['Azure: a list of one', nsg(rule('web', { destination_port_range: '', destination_port_ranges: ['443', '80'], source_address_prefix: '', source_address_prefixes: ['VirtualNetwork'] })), arm(armRule('web', { destinationPortRange: '', destinationPortRanges: ['80', '443'], sourceAddressPrefix: 'virtualnetwork' })), []],
    ['Azure: every port beside others', nsg(rule('web', {})), arm(armRule('web', { destinationPortRange: '', destinationPortRanges: ['443', '0-65535'] })), ['security_rule: allow inbound tcp 443 from 10.0.0.0/8 to * priority 100 / nothing', 'security_rule: nothing / allow inbound tcp 0-65535 from 10.0.0.0/8 to * priority 100']],
    ['Azure: names in another case', nsg(rule('web', { source_address_prefix: '', source_address_prefixes: ['virtualNetwork', 'Storage.westus2'] })), arm(armRule('web', { sourceAddressPrefix: '', sourceAddressPrefixes: ['Storage.WestUS2', 'VirtualNetwork'] })), []],
    ['Azure: opened by hand', nsg(), arm(armRule('ssh', { destinationPortRange: '22', sourceAddressPrefix: '*' })), ['security_rule: nothing / allow inbound tcp 22 from * to * priority 100']],
    ['Azure: a rule that lets pass what it stopped', nsg(rule('web', { access: 'Deny' })), arm(armRule('web', {})), ['security_rule: deny inbound tcp 443 from 10.0.0.0/8 to * priority 100 / nothing', 'security_rule: nothing / allow inbound tcp 443 from 10.0.0.0/8 to * priority 100']],
    ['Azure: a rule of its own', nsg(), arm(armRule('web', {})), ['security_rule: nothing / allow inbound tcp 443 from 10.0.0.0/8 to * priority 100']],
    ['Google: the same', firewall({}), asset({}), []],
    ['Google: a span of one port', firewall({ allow: [{ protocol: 'tcp', ports: ['22-22', '80-90'] }] }), asset({}), []],
    ['Google: opened to everybody', firewall({}), asset({ sourceRanges: ['0.0.0.0/0'] }), ['rules: allow ingress tcp 22,80-90 from 10.0.0.0/8 for web priority 1000 / nothing', 'rules: nothing / allow ingress tcp 22,80-90 from 0.0.0.0/0 for web priority 1000']],
    ['Google: every port beside others', firewall({ allow: [{ protocol: 'tcp', ports: ['22'] }] }), asset({ allowed: [{ IPProtocol: 'tcp', ports: ['22', '0-65535'] }] }), ['rules: allow ingress tcp 22 from 10.0.0.0/8 for web priority 1000 / nothing', 'rules: nothing / allow ingress tcp 0-65535 from 10.0.0.0/8 for web priority 1000']],
    ['Google: what stops', firewall({ allow: [], deny: [{ protocol: 'all', ports: [] }] }), live('gcp', { direction: 'INGRESS', priority: 1000, denied: [{ IPProtocol: 'all' }], sourceRanges: ['10.0.0.0/8'], targetTags: ['web'] }), []],
    ['Google: switched off', firewall({}), asset({ disabled: true }), ['rules: allow ingress tcp 22,80-90 from 10.0.0.0/8 for web priority 1000 / nothing', 'rules: nothing / allow ingress tcp 22,80-90 from 10.0.0.0/8 for web disabled priority 1000']],
    ['Google: a source that says less', firewall({ source_ranges: null, target_tags: null }), asset({}), []],
    ['OCI: the same', list({}), listed({}), []],
    ['OCI: opened to everybody', list({}), listed({ source: '0.0.0.0/0' }), ['ingress_security_rules: nothing / tcp 22 from 0.0.0.0/0', 'ingress_security_rules: tcp 22 from 10.0.0.0/8 / nothing']],
    ['OCI: every protocol', list({ protocol: 'all', tcp_options: [] }), listed({ protocol: 'all', tcp_options: null }), []],
    ['OCI: ICMP without a code', list({ protocol: '1', tcp_options: [], icmp_options: [{ type: 3, code: -1 }] }), listed({ protocol: '1', tcp_options: null, icmp_options: { type: 3, code: null } }), []],
    ['OCI: ports of the source alone', list({ tcp_options: [{ min: 0, max: 0, source_port_range: [{ min: 1521, max: 1521 }] }] }), listed({ tcp_options: { destination_port_range: null, source_port_range: { min: 1521, max: 1521 } } }), []],
    ['OCI: without a state', list({}), listed({ is_stateless: true }), ['ingress_security_rules: nothing / tcp 22 from 10.0.0.0/8 stateless', 'ingress_security_rules: tcp 22 from 10.0.0.0/8 / nothing']],
  ])('%s', (_, declared, there, changes) => expect(changesOf({ declared: [declared], live: [there] }).toSorted()).toEqual(changes));

  test('Azure: a rule that is a resource of its own', () => {
    const own = thing('azure', rule('web', {}), { type: 'azurerm_network_security_rule', id: `${ids.azure}/securityrules/web`, name: 'web' });
    const night = joined({ declared: [nsg(), own], live: [arm(armRule('web', {}))] });
    expect([verdicts(night), night.correlation.counts.managed]).toEqual([[], 2]);
    expect(verdicts(joined({ declared: [nsg(), own], live: [arm()] }))).toEqual(['ghost web']);
  });
});

describe('rules of a network ACL of AWS', () => {
  const [aclId, aclArn] = ['acl-0a1b2c3d4e5f60718', 'arn:aws:ec2:eu-west-1:111122223333:network-acl/acl-0a1b2c3d4e5f60718'];
  const within = (rule_no: number, more: JsonObject): JsonObject => ({ rule_no, action: 'allow', protocol: '6', from_port: 443, to_port: 443, cidr_block: '10.0.0.0/8', ipv6_cidr_block: '', icmp_type: 0, icmp_code: 0, ...more });
  const entry = (RuleNumber: number, Egress: boolean, more: JsonObject = {}): JsonObject => ({ RuleNumber, Egress, RuleAction: 'allow', Protocol: '6', PortRange: { From: 443, To: 443 }, CidrBlock: '10.0.0.0/8', ...more });
  const usual = [false, true].flatMap((egress) => [{ RuleNumber: 32767, Egress: egress, RuleAction: 'deny', Protocol: '-1', CidrBlock: '0.0.0.0/0' }, { RuleNumber: 32768, Egress: egress, RuleAction: 'deny', Protocol: '-1', Ipv6CidrBlock: '::/0' }]);
  const named = { id: aclArn, aliases: [aclId], name: 'checkout' };
  const acl = (ingress: readonly JsonObject[], egress: readonly JsonObject[] = [], more: Partial<Resource> = {}): Resource => thing('aws', { ingress: [...ingress], egress: [...egress] }, { type: 'aws_network_acl', ...named, ...more });
  const there = (...Entries: readonly JsonObject[]): Resource => thing('aws', { NetworkAclId: aclId, IsDefault: false, Entries: [...Entries, ...usual] }, { type: 'AWS::EC2::NetworkAcl', stage: 'inventory', ...named });
  const ssh = 'allow tcp 22 from 0.0.0.0/0 priority 90';

  test.each<[string, Resource, Resource, readonly string[]]>([
    ['none on either side', acl([]), there(), []],
    ['the same', acl([within(100, {})], [within(100, { protocol: '-1', from_port: 0, to_port: 0, cidr_block: '0.0.0.0/0' })]), there(entry(100, false), { RuleNumber: 100, Egress: true, RuleAction: 'allow', Protocol: '-1', CidrBlock: '0.0.0.0/0' }), []],
    ['protocols by name', acl([within(100, { protocol: 'tcp' })]), there(entry(100, false)), []],
    ['opened by hand', acl([within(100, {})]), there(entry(100, false), entry(90, false, { PortRange: { From: 22, To: 22 }, CidrBlock: '0.0.0.0/0' })), [`ingress: nothing / ${ssh}`]],
    ['a refusal that was taken out', acl([within(90, { action: 'deny', protocol: '-1', from_port: 0, to_port: 0, cidr_block: '198.51.100.0/24' })]), there(), ['ingress: deny all protocols from 198.51.100.0/24 priority 90 / nothing']],
    ['in another order', acl([within(100, {})]), there(entry(50, false)), ['ingress: allow tcp 443 from 10.0.0.0/8 priority 100 / nothing', 'ingress: nothing / allow tcp 443 from 10.0.0.0/8 priority 50']],
    ['the other way', acl([within(100, {})]), there(entry(100, true)), ['egress: nothing / allow tcp 443 to 10.0.0.0/8 priority 100', 'ingress: allow tcp 443 from 10.0.0.0/8 priority 100 / nothing']],
    ['ICMP', acl([within(100, { protocol: '1', from_port: 0, to_port: 0, icmp_type: -1, icmp_code: -1 }), within(110, { protocol: 'icmp', from_port: 0, to_port: 0, icmp_type: 8, icmp_code: -1 })]), there({ RuleNumber: 100, Egress: false, RuleAction: 'allow', Protocol: '1', IcmpTypeCode: { Code: -1, Type: -1 }, CidrBlock: '10.0.0.0/8' }, { RuleNumber: 110, Egress: false, RuleAction: 'allow', Protocol: '1', IcmpTypeCode: { Code: -1, Type: 8 }, CidrBlock: '10.0.0.0/8' }), []],
    ['IPv6', acl([within(100, { cidr_block: '', ipv6_cidr_block: '2001:DB8::/32' })]), there({ RuleNumber: 100, Egress: false, RuleAction: 'allow', Protocol: '6', PortRange: { From: 443, To: 443 }, Ipv6CidrBlock: '2001:db8::/32' }), []],
    ['that of a network', acl([within(100, {})], [], { type: 'aws_default_network_acl' }), there(entry(100, false), entry(90, false, { PortRange: { From: 22, To: 22 }, CidrBlock: '0.0.0.0/0' })), [`ingress: nothing / ${ssh}`]],
    ['an inventory without them', acl([within(100, {})]), thing('aws', { NetworkAclId: aclId }, { type: 'AWS::EC2::NetworkAcl', stage: 'inventory', ...named }), []],
  ])('%s', (_, declared, live, changes) => expect(changesOf({ declared: [declared], live: [live] }).toSorted()).toEqual(changes));

  test('that are resources of their own', () => {
    const own = (rule_number: number, more: JsonObject): Resource => thing('aws', { network_acl_id: aclId, rule_number, egress: false, protocol: '6', rule_action: 'allow', cidr_block: '10.0.0.0/8', ipv6_cidr_block: null, from_port: 443, to_port: 443, icmp_type: null, icmp_code: null, ...more }, { type: 'aws_network_acl_rule', id: `nacl-${rule_number}`, name: `r${rule_number}`, address: `aws_network_acl_rule.r${rule_number}` });
    const declared = [acl([]), own(100, {}), own(110, { egress: true, protocol: '-1', from_port: null, to_port: null, cidr_block: '0.0.0.0/0' })];
    const all = [entry(100, false), { RuleNumber: 110, Egress: true, RuleAction: 'allow', Protocol: '-1', CidrBlock: '0.0.0.0/0' }];
    const night = joined({ declared, live: [there(...all)] });
    expect([verdicts(night), night.correlation.counts.managed]).toEqual([[], 3]);
    expect(verdicts(joined({ declared, live: [there(...all.slice(1))] }))).toEqual(['ghost r100']);
    expect(changesOf({ declared, live: [there(...all, entry(90, false, { PortRange: { From: 22, To: 22 }, CidrBlock: '0.0.0.0/0' }))] })).toEqual([`ingress: nothing / ${ssh}`]);
  });
});

test('every type with rules says where', () => {
  expect(typesWithRules().filter((type) => ruleArguments(type).length === 0)).toEqual([]);
});
