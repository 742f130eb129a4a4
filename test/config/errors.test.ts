import { expect, test } from 'vitest';
import { faults, parse } from './reading.ts';

/** What each of several configs is told, under its name. */
function table(cases: readonly (readonly [string, string])[], tell: (text: string) => string): string {
  return cases.map(([name, text]) => `${name}\n${tell(text).replace(/^/gm, '  ')}`).join('\n');
}

test('all faults are named at once, in the order of the file', () => {
  expect(
    faults(`version: 1
fail-on: hgih
undecded: warn
guardrails:
  gpu-shapes:
    allwo: [g5.xlarge]
    max-count: four
  region:
    aws: { allow: [eu-west-1] }
  instance-types:
    aws: { allow: "t3.*", deny: ["[m7i"] }
    aliyun: { allow: ["*"] }
  required-tags:
    tags:
      - kye: owner
        pattern: "^(?!nobody).*$"
      - key: environment
        values: []
waivers:
  - guardrail: gpu-shape
    resource: tag:team
    reason: ""
    owner: ml-platform
    expires: 2026-02-30
`),
  ).toMatchInlineSnapshot(`
    "landrail.yaml:2:10 [config-value] fail-on is "hgih"; allowed: info, low, medium, high, critical
        did you mean "high"?
    landrail.yaml:3:1 [config-unknown-key] unknown key "undecded"
        did you mean "undecided"? known keys: version, policies, fail-on, undecided, baseline, guardrails, detections, waivers, waiver-policy, drift
    landrail.yaml:6:5 [config-unknown-key] unknown key "allwo" in guardrails.gpu-shapes
        did you mean "allow"? known keys: level, severity, allow, deny, max-count
    landrail.yaml:7:16 [config-type] guardrails.gpu-shapes.max-count is the text "four"; it must be a whole number
    landrail.yaml:8:3 [config-unknown-guardrail] unknown guardrail "region"
        did you mean "regions"? known guardrails: business-justification, duplicate-management, gpu-shapes, instance-types, network-baseline, privileged-identity, regions, required-tags, scopes
    landrail.yaml:11:19 [config-type] guardrails.instance-types.aws.allow is the text "t3.*"; it must be a list
        write it as a list: ["t3.*"]
    landrail.yaml:11:34 [config-glob] guardrails.instance-types.aws.deny[0] is "[m7i", which has a [ that is never closed
        * is any text, ? one character, [abc] or [a-z] one of these, {a,b} either; \\ before a character takes it as it is
    landrail.yaml:12:5 [config-unknown-key] unknown key "aliyun" in guardrails.instance-types
        known keys: level, severity, aws, azure, gcp, oci, max-vcpus
    landrail.yaml:15:9 [config-missing] guardrails.required-tags.tags[0] has no "key"
        add key: …
    landrail.yaml:15:9 [config-unknown-key] unknown key "kye" in guardrails.required-tags.tags[0]
        did you mean "key"? known keys: key, required, pattern, values, case, providers, kinds, types
    landrail.yaml:16:18 [config-pattern] guardrails.required-tags.tags[0].pattern is "^(?!nobody).*$", which has (?!…), a lookahead, which RE2 does not have
        say the same without it, for example with values: [...] or another entry
    landrail.yaml:18:17 [config-empty] guardrails.required-tags.tags[1].values is an empty list
        name something in it, or leave the key out
    landrail.yaml:20:16 [config-unknown-guardrail] unknown guardrail "gpu-shape"
        did you mean "gpu-shapes"? known guardrails: business-justification, duplicate-management, gpu-shapes, instance-types, network-baseline, privileged-identity, regions, required-tags, scopes
    landrail.yaml:21:15 [config-value] waivers[0].resource is "tag:team", which names no tag
        write tag:key=value, for example tag:team=ml-*
    landrail.yaml:22:13 [config-value] waivers[0].reason is "", which is empty
        write a text
    landrail.yaml:24:14 [config-date] waivers[0].expires is "2026-02-30", which is a day that the calendar does not have: 2026-02 has 28 days
        use a day that exists"
  `);
});

test('a file that is no config', () => {
  const cases: readonly [string, string][] = [
    ['nothing at all', ''],
    ['only a comment', '# to be written\n'],
    ['a list', '- required-tags\n'],
    ['a text', 'required-tags\n'],
    ['no version', 'fail-on: high\n'],
    ['a newer version', 'version: 2\nguardrials: {}\n'],
    ['a version that is text', 'version: "1"\n'],
    ['a version that is nothing', 'version:\n'],
  ];
  expect(table(cases, (text) => faults(text))).toMatchInlineSnapshot(`
    "nothing at all
      landrail.yaml [config-empty] the file is empty
          start with version: 1
    only a comment
      landrail.yaml [config-empty] the file is empty
          start with version: 1
    a list
      landrail.yaml:1:1 [config-type] the file is a list; it must be a mapping
    a text
      landrail.yaml:1:1 [config-type] the file is the text "required-tags"; it must be a mapping
    no version
      landrail.yaml:1:1 [config-missing] the file has no "version"
          add version: 1
    a newer version
      landrail.yaml:1:10 [config-version] version is 2; this landrail reads version 1
          install a newer landrail, or write version: 1
    a version that is text
      landrail.yaml:1:10 [config-version] version is "1"; it must be the number 1
          write version: 1
    a version that is nothing
      landrail.yaml:1:9 [config-version] version is null; it must be the number 1
          write version: 1"
  `);
});

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test('what is no text is refused before it is parsed', () => {
  expect(faults(bytes(0xff, 0xfe, 0x76, 0))).toMatchInlineSnapshot(`
    "landrail.yaml [config-encoding] the file is UTF-16, not UTF-8
        save it as UTF-8"
  `);
  expect(faults(bytes(0x76, 0xe9, 0x72))).toMatchInlineSnapshot(`
    "landrail.yaml [config-encoding] the file is not UTF-8 text
        save it as UTF-8"
  `);
  expect(faults(bytes(0x76, 0x3a, 0x00))).toMatchInlineSnapshot(`
    "landrail.yaml [config-encoding] the file has a NUL character at offset 2, so it is not text
        check that this is the right file"
  `);
  expect(faults(new Uint8Array(1024 * 1024 + 1).fill(0x23))).toMatchInlineSnapshot(`
    "landrail.yaml [config-encoding] the file has 1048577 bytes, more than the 1048576 that landrail reads
        check that this is the right file"
  `);
});

test('a byte order mark and Windows line ends change no position', () => {
  const { problems } = parse('\uFEFFversion: 1\r\nfail-on: hgih\r\n');
  expect(problems.map((one) => one.where)).toEqual(['landrail.yaml:2:10']);
});

test('a size of Azure with its tier, which no machine has', () => {
  expect(faults('version: 1\nguardrails:\n  instance-types:\n    azure: { deny: ["GP_Standard_D*"], kinds: { database: { allow: [B_Standard_B1ms, "GP_Gen5_*"] } } }\n')).toMatchInlineSnapshot(`
    "landrail.yaml:4:21 [config-glob] guardrails.instance-types.azure.deny[0] is "GP_Standard_D*", which has a tier in front of the size
        write the size alone, which is the same in Terraform and in Azure: Standard_D*
    landrail.yaml:4:69 [config-glob] guardrails.instance-types.azure.kinds.database.allow[0] is "B_Standard_B1ms", which has a tier in front of the size
        write the size alone, which is the same in Terraform and in Azure: Standard_B1ms"
  `);
});

test('globs that may mean a tier before the size of a machine of Azure, and those that mean another database', () => {
  const of = (glob: string): readonly string[] => parse(`version: 1\nguardrails:\n  instance-types:\n    azure: { deny: ["${glob}"] }\n`).problems.map(({ hint }) => hint ?? '');
  expect(['{GP,MO}_Standard_E*', '*_Standard_D?s_v3', 'GP_*', 'mo_stand*'].map(of)).toEqual([
    ['write the size alone, which is the same in Terraform and in Azure: Standard_E*'],
    ['write the size alone, which is the same in Terraform and in Azure: Standard_D?s_v3'],
    ['write Standard_* for flexible servers, whose tier is not in their name, and GP_Gen5_* or GP_S_* for other databases'],
    ['write Standard_* for flexible servers, whose tier is not in their name, and MO_Gen5_* or MO_S_* for other databases'],
  ]);
  expect(['GP_Gen5_*', 'GP_S_Gen5_?', 'B_Gen5_1', '*Standard_D*', '*', 'Basic_A1'].flatMap(of)).toEqual([]);
});

test('faults of the text', () => {
  const cases: readonly [string, string][] = [
    ['a tab as indentation', 'version: 1\nguardrails:\n\tregions: {}\n'],
    ['a bracket that is never closed', 'version: 1\npolicies: [./policies\nfail-on: high\n'],
    ['a quote that is never closed', 'version: 1\nbaseline: "old.json\n'],
    ['a colon inside a value', 'version: 1\nbaseline: a: b\n'],
    ['the same key twice', 'version: 1\nfail-on: high\nfail-on: low\n'],
    ['two documents', 'version: 1\n---\nversion: 1\n'],
    ['a tag of YAML', 'version: 1\nbaseline: !path old.json\n'],
    ['an unknown alias', 'version: 1\npolicies: *shared\n'],
    ['a merge key', 'version: 1\nguardrails:\n  <<: {}\n'],
    ['a key that is a list', 'version: 1\n? [a, b]\n: c\n'],
    ['half a character', 'version: 1\nbaseline: "\\ud800"\n'],
  ];
  expect(table(cases, (text) => faults(text))).toMatchInlineSnapshot(`
    "a tab as indentation
      landrail.yaml:3:1 [config-yaml] tabs are not allowed as indentation
          indent with spaces; YAML allows no tabs there
    a bracket that is never closed
      landrail.yaml:3:1 [config-yaml] a [ is not closed before this place
          close it, and indent the lines inside it
    a quote that is never closed
      landrail.yaml:3:1 [config-yaml] missing closing "quote
          close the quote or bracket
    a colon inside a value
      landrail.yaml:2:11 [config-yaml] nested mappings are not allowed in compact mappings
          a value with ": " in it needs quotes
    the same key twice
      landrail.yaml:3:1 [config-duplicate-key] the key "fail-on" stands here twice; the first is at landrail.yaml:2:1
          keep one of them
    two documents
      landrail.yaml:2:1 [config-yaml] the file holds more than one YAML document
          keep one document: remove the line with ---
    a tag of YAML
      landrail.yaml:2:11 [config-yaml] unresolved tag: !path
    an unknown alias
      landrail.yaml:2:11 [config-yaml] the alias *shared has no anchor &shared before it
          write &shared before the value that is meant
    a merge key
      landrail.yaml:3:3 [config-yaml] the merge key << is not supported
          write the settings out
    a key that is a list
      landrail.yaml:2:3 [config-yaml] a key must be text
    half a character
      landrail.yaml:2:11 [config-encoding] "\\ud800" holds half of a character
          remove the \\u escape"
  `);
});

test('anchors are read, within bounds', () => {
  const shared = 'version: 1\nguardrails:\n  regions:\n    aws: &places { allow: [eu-west-1] }\n    gcp: *places\n';
  expect(parse(shared).config?.settings.guardrails['regions']).toEqual({ level: 'mandatory', aws: { allow: ['eu-west-1'] }, gcp: { allow: ['eu-west-1'] } });

  const laughs = Array.from({ length: 12 }, (_, i) => `  - &l${i} [${i === 0 ? 'lol' : Array(10).fill(`*l${i - 1}`).join(', ')}]`).join('\n');
  const started = performance.now();
  expect(faults(`version: 1\npolicies:\n${laughs}\n`)).toContain('[config-yaml] aliases stand for more than 10000 values\n    write the values out');
  expect(faults('version: 1\npolicies: &all [*all]\n')).toMatchInlineSnapshot(`
    "landrail.yaml:2:17 [config-yaml] the alias *all stands inside the value that it stands for
        write the value out"
  `);
  expect(performance.now() - started).toBeLessThan(2000);
});

test.each([
  ['flow lists', `version: 1\npolicies: ${'['.repeat(20_000)}`],
  ['closed flow lists', `version: 1\npolicies: ${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['block lists', `version: 1\npolicies:\n ${'- '.repeat(10_000)}x`],
  ['mappings', `version: 1\ndrift: ${'{a: '.repeat(10_000)}`],
])('10,000 levels of %s are refused', (_, text) => {
  expect(faults(text)).toContain('[config-yaml] the file is nested more than 64 levels deep');
});

test('keys of JavaScript objects are keys like any other', () => {
  expect(faults('version: 1\n__proto__: {fail-on: high}\nconstructor: {}\nguardrails:\n  __proto__: {level: off}\n  toString: {level: off}\n')).toMatchInlineSnapshot(`
    "landrail.yaml:2:1 [config-unknown-key] the key "__proto__" is never allowed
    landrail.yaml:3:1 [config-unknown-key] unknown key "constructor"
        known keys: version, policies, fail-on, undecided, baseline, guardrails, detections, waivers, waiver-policy, drift
    landrail.yaml:5:3 [config-unknown-key] the key "__proto__" is never allowed
    landrail.yaml:6:3 [config-unknown-guardrail] unknown guardrail "toString"
        known guardrails: business-justification, duplicate-management, gpu-shapes, instance-types, network-baseline, privileged-identity, regions, required-tags, scopes"
  `);
  expect(({} as Record<string, unknown>)['fail-on']).toBeUndefined();
});

test('wrong types and values', () => {
  const cases: readonly [string, string][] = [
    ['text where a list should be', 'guardrails: {regions: {aws: {allow: eu-west-1}}}'],
    ['a list where text should be', 'baseline: [a.json]'],
    ['a mapping where a list should be', 'waivers: {guardrail: gpu-shapes}'],
    ['a list where a mapping should be', 'guardrails: [gpu-shapes]'],
    ['text where a mapping should be', 'guardrails: {network-baseline: on}'],
    ['an account without quotes', 'guardrails: {scopes: {aws: {accounts: [012345678901]}}}'],
    ['a yes where text should be', 'waivers: [{guardrail: gpu-shapes, resource: "*", reason: true, owner: a, expires: 2026-12-31}]'],
    ['nothing where a list should be', 'guardrails: {regions: {aws: {allow: }}}'],
    ['a fraction', 'guardrails: {business-justification: {vcpus: 1.5}}'],
    ['a negative number', 'guardrails: {gpu-shapes: {max-count: -1}}'],
    ['zero where it has no meaning', 'guardrails: {business-justification: {vcpus: 0}}'],
    ['a number beyond 2^53', 'guardrails: {business-justification: {vcpus: 9007199254740993}}'],
    ['no number', 'guardrails: {business-justification: {vcpus: .nan}}'],
    ['false for off, as YAML 1.1 reads it', 'guardrails: {gpu-shapes: {level: false}}'],
    ['an unknown kind', 'guardrails: {required-tags: {tags: [{key: owner}], kinds: [instnace]}}'],
    ['an unknown kind as a key', 'guardrails: {instance-types: {aws: {kinds: {databse: {allow: ["db.*"]}}}}}'],
    ['a list of paths that holds a number', 'guardrails: {required-tags: {tag-policy: 7}}'],
    ['a long value', `fail-on: ${'very-'.repeat(40)}high`],
    ['a value with terminal codes', 'fail-on: "\\u001b[31mhigh\\n::error::"'],
  ];
  expect(table(cases, (text) => faults(`version: 1\n${text}\n`))).toMatchInlineSnapshot(`
    "text where a list should be
      landrail.yaml:2:37 [config-type] guardrails.regions.aws.allow is the text "eu-west-1"; it must be a list
          write it as a list: ["eu-west-1"]
    a list where text should be
      landrail.yaml:2:11 [config-type] baseline is a list; it must be text
    a mapping where a list should be
      landrail.yaml:2:10 [config-type] waivers is a mapping; it must be a list
    a list where a mapping should be
      landrail.yaml:2:13 [config-type] guardrails is a list; it must be a mapping
    text where a mapping should be
      landrail.yaml:2:32 [config-type] guardrails.network-baseline is the text "on"; it must be a mapping
    an account without quotes
      landrail.yaml:2:40 [config-type] guardrails.scopes.aws.accounts[0] is the number 012345678901; it must be text
          put it in quotes: "012345678901"
    a yes where text should be
      landrail.yaml:2:58 [config-type] waivers[0].reason is true; it must be text
          put it in quotes: "true"
    nothing where a list should be
      landrail.yaml:2:37 [config-type] guardrails.regions.aws.allow is empty; it must be a list
    a fraction
      landrail.yaml:2:46 [config-type] guardrails.business-justification.vcpus is the number 1.5; it must be a whole number
    a negative number
      landrail.yaml:2:38 [config-value] guardrails.gpu-shapes.max-count is -1; it must be at least 0
    zero where it has no meaning
      landrail.yaml:2:46 [config-value] guardrails.business-justification.vcpus is 0; it must be at least 1
    a number beyond 2^53
      landrail.yaml:2:46 [config-number] 9007199254740993 is a number that cannot be kept exactly
          if it is a name or an id, put it in quotes: "9007199254740993"
    no number
      landrail.yaml:2:46 [config-number] .nan is a number that cannot be kept exactly
          if it is a name or an id, put it in quotes: ".nan"
    false for off, as YAML 1.1 reads it
      landrail.yaml:2:34 [config-value] guardrails.gpu-shapes.level is false; allowed: mandatory, advisory, off
          did you mean "off"?
    an unknown kind
      landrail.yaml:2:60 [config-value] guardrails.required-tags.kinds[0] is "instnace"; allowed: instance, instance-template, instance-group, disk, snapshot, image, bucket, filesystem, function, container, k8s-cluster, k8s-nodepool, batch, ml, database, cache, search, warehouse, stream, network, subnet, firewall, load-balancer, ip, dns, identity, key, secret, reservation, scope, other
          did you mean "instance"?
    an unknown kind as a key
      landrail.yaml:2:45 [config-unknown-key] unknown key "databse" in guardrails.instance-types.aws.kinds
          did you mean "database"? known keys: instance, instance-template, instance-group, disk, snapshot, image, bucket, filesystem, function, container, k8s-cluster, k8s-nodepool, batch, ml, database, cache, search, warehouse, stream, network, subnet, firewall, load-balancer, ip, dns, identity, key, secret, reservation, scope, other
    a list of paths that holds a number
      landrail.yaml:2:42 [config-type] guardrails.required-tags.tag-policy is the number 7; it must be text or a list of texts
    a long value
      landrail.yaml:2:10 [config-value] fail-on is "very-very-very-very-very-very-very-very-very-very-very-very-very-very-very-…"; allowed: info, low, medium, high, critical
    a value with terminal codes
      landrail.yaml:2:10 [config-value] fail-on is "\\u001b[31mhigh\\n::error::"; allowed: info, low, medium, high, critical"
  `);
});

test('settings that would judge nothing are refused', () => {
  const cases: readonly [string, string][] = [
    ['a required-tags without tags', 'required-tags: {severity: high}'],
    ['an instance-types without lists', 'instance-types: {}'],
    ['a cloud without lists', 'regions: {aws: {}}'],
    ['regions of no cloud', 'regions: {scopes: [{scope: "1111*"}]}'],
    ['scopes of no cloud', 'scopes: {level: advisory}'],
    ['an empty allow list', 'regions: {gcp: {allow: []}}'],
    ['an exemption of nothing', 'required-tags: {tags: [{key: owner}], exempt: [{}]}'],
  ];
  expect(table(cases, (text) => faults(`version: 1\nguardrails: {${text}}\n`))).toMatchInlineSnapshot(`
    "a required-tags without tags
      landrail.yaml:2:29 [config-empty] guardrails.required-tags judges nothing
          add one of tags, tag-policy
    an instance-types without lists
      landrail.yaml:2:30 [config-empty] guardrails.instance-types judges nothing
          add one of aws, azure, gcp, oci, max-vcpus
    a cloud without lists
      landrail.yaml:2:29 [config-empty] guardrails.regions.aws judges nothing
          add one of allow, deny
    regions of no cloud
      landrail.yaml:2:33 [config-empty] guardrails.regions.scopes[0] judges nothing
          add one of aws, azure, gcp, oci
    scopes of no cloud
      landrail.yaml:2:22 [config-empty] guardrails.scopes judges nothing
          add one of aws, azure, gcp, oci
    an empty allow list
      landrail.yaml:2:37 [config-empty] guardrails.regions.gcp.allow is an empty list
          name something in it, or leave the key out
    an exemption of nothing
      landrail.yaml:2:61 [config-empty] guardrails.required-tags.exempt[0] judges nothing
          add one of type, address, provider, scope"
  `);
});

test('a guardrail that is off may be empty, and one that needs no settings may be', () => {
  const { config } = parse('version: 1\nguardrails:\n  regions: {level: off}\n  network-baseline:\nwaivers:\npolicies:\ndrift:\n');
  expect(config?.settings.guardrails['regions']).toEqual({ level: 'off' });
  expect(config?.configured).toEqual(['network-baseline', 'regions']);
  expect(config?.waivers).toEqual([]);
});

test.each<[string, string]>([
  ['', 'is empty'],
  [' t3.*', 'starts or ends with a space'],
  ['t3.[ab', 'has a [ that is never closed'],
  ['t3.[]', 'has an empty [ ]'],
  ['t3.[!]', 'has an empty [ ]'],
  ['t3.[z-a]', 'has the range [z-a], which runs backwards'],
  ['t3.[a-z0-9]', 'has [a-z0-9], which mixes a range with other characters'],
  ['t3]', 'has a ] that closes nothing'],
  ['{t3,m7i', 'has a { that is never closed'],
  ['t3}', 'has a } that closes nothing'],
  ['t3\\', 'ends with a \\ that stands for nothing'],
])('the glob %j %s', (glob, message) => {
  expect(faults(`version: 1\nguardrails: {gpu-shapes: {allow: [${JSON.stringify(glob)}]}}\n`)).toContain(`landrail.yaml:2:35 [config-glob] guardrails.gpu-shapes.allow[0] is ${JSON.stringify(glob)}, which ${message}\n    `);
});

test.each(['*', '**', 't3.*', 'root/platform/**', '?5.[a-c]*', '[!ab]', '{t3,m7i}.*', 'Standard_{B,D}*', 'a\\[0\\]', 'ocid1.compartment.oc1..x'])('the glob %j is read', (glob) => {
  expect(parse(`version: 1\nguardrails: {gpu-shapes: {allow: [${JSON.stringify(glob)}]}}\n`).problems).toEqual([]);
});

test.each<[string, string]>([
  ['2026-02-30', 'is a day that the calendar does not have: 2026-02 has 28 days'],
  ['2026-04-31', 'is a day that the calendar does not have: 2026-04 has 30 days'],
  ['2026-13-01', 'has the month 13; months are 01 to 12'],
  ['31.12.2026', 'is not a date in the form YYYY-MM-DD'],
  ['2026-12-31T00:00:00Z', 'is not a date in the form YYYY-MM-DD'],
  ['never', 'is not a date in the form YYYY-MM-DD'],
])('%s %s', (date, message) => {
  expect(faults(`version: 1\nwaivers: [{guardrail: regions, resource: "*", reason: move, owner: ops, expires: "${date}"}]\n`)).toContain(`landrail.yaml:2:82 [config-date] waivers[0].expires is "${date}", which ${message}\n    `);
});

test('a date that is a number to YAML is still named', () => {
  expect(faults('version: 1\nwaivers: [{guardrail: regions, resource: "*", reason: move, owner: ops, expires: 2026}]\n')).toMatchInlineSnapshot(`
    "landrail.yaml:2:82 [config-type] waivers[0].expires is the number 2026; it must be text
        put it in quotes: "2026""
  `);
});
