import { expect, test } from 'vitest';
import { faults, lines, parse } from './reading.ts';
import { unknownGuardrails } from '#config/guardrail-names.ts';

const waiver = (more: string): string => `  - guardrail: gpu-shapes
    resource: module.training.*
    reason: H2 fine-tuning run
    owner: ml-platform
${more}`;

test('waivers are read with their places', () => {
  const { config } = parse(`version: 1\nwaivers:\n${waiver('    ticket: CHG-1042\n    expires: 2026-12-31\n')}${waiver('    expires: "2027-06-30"\n')}`);
  expect(config?.waivers).toEqual([
    { guardrail: 'gpu-shapes', resource: 'module.training.*', reason: 'H2 fine-tuning run', owner: 'ml-platform', ticket: 'CHG-1042', expires: '2026-12-31', where: 'landrail.yaml:3:5' },
    { guardrail: 'gpu-shapes', resource: 'module.training.*', reason: 'H2 fine-tuning run', owner: 'ml-platform', ticket: null, expires: '2027-06-30', where: 'landrail.yaml:9:5' },
  ]);
});

test('an expired waiver is no fault of the config: the report announces it', () => {
  expect(parse(`version: 1\nwaivers:\n${waiver('    expires: 2020-01-01\n')}`).problems).toEqual([]);
});

test('everything that a waiver must say', () => {
  expect(faults('version: 1\nwaivers:\n  - {}\n  - guardrail: "gpu shapes"\n    resource: " "\n    reason: " "\n    ownr: ml-platform\n    expires: tomorrow\n')).toMatchInlineSnapshot(`
    "landrail.yaml:3:5 [config-missing] waivers[0] has no "guardrail"
        add guardrail: …
    landrail.yaml:3:5 [config-missing] waivers[0] has no "resource"
        add resource: …
    landrail.yaml:3:5 [config-missing] waivers[0] has no "reason"
        add reason: …
    landrail.yaml:3:5 [config-missing] waivers[0] has no "owner"
        add owner: …
    landrail.yaml:3:5 [config-missing] waivers[0] has no "expires"
        add expires: …
    landrail.yaml:4:5 [config-missing] waivers[1] has no "owner"
        add owner: …
    landrail.yaml:4:16 [config-unknown-guardrail] unknown guardrail "gpu shapes"
        did you mean "gpu-shapes"? known guardrails: business-justification, duplicate-management, gpu-shapes, instance-types, network-baseline, privileged-identity, regions, required-tags, scopes
    landrail.yaml:4:16 [config-value] waivers[1].guardrail is "gpu shapes", which is not a guardrail id
        write an id such as gpu-shapes, or a glob such as team-*
    landrail.yaml:5:15 [config-value] waivers[1].resource is " ", which is empty
        write an address such as module.training.*, an id, or tag:key=value; "*" is everything
    landrail.yaml:6:13 [config-value] waivers[1].reason is " ", which is empty
        write a text
    landrail.yaml:7:5 [config-unknown-key] unknown key "ownr" in waivers[1]
        did you mean "owner"? known keys: guardrail, resource, reason, owner, ticket, expires
    landrail.yaml:8:14 [config-date] waivers[1].expires is "tomorrow", which is not a date in the form YYYY-MM-DD
        write year, month, day: 2026-12-31"
  `);
});

test('a policy for waivers limits how long they run and asks for a ticket', () => {
  expect(faults(`version: 1\nwaiver-policy: { max-days: 30, require-ticket: true }\nwaivers:\n${waiver('    expires: 2026-12-23\n')}${waiver('    expires: 2026-12-24\n    ticket: CHG-1042\n')}`)).toMatchInlineSnapshot(`
    "landrail.yaml:4:5 [config-waiver] waivers[0] has no "ticket"; waiver-policy.require-ticket asks for one
        add ticket: …
    landrail.yaml:13:14 [config-waiver] waivers[1].expires is "2026-12-24", 31 days ahead; waiver-policy.max-days allows 30
        the latest day allowed today is 2026-12-23"
  `);
});

const waiverOf = (id: string): string => `version: 1\nwaivers:\n${waiver('    expires: 2026-12-31\n').replace('gpu-shapes', id)}`;

test('a waiver for a guardrail that nobody has is a fault', () => {
  expect(faults(waiverOf('gpu-shape'))).toMatchInlineSnapshot(`
    "landrail.yaml:3:16 [config-unknown-guardrail] unknown guardrail "gpu-shape"
        did you mean "gpu-shapes"? known guardrails: business-justification, duplicate-management, gpu-shapes, instance-types, network-baseline, privileged-identity, regions, required-tags, scopes"
  `);
  expect(faults(waiverOf('"team-*"'))).toMatchInlineSnapshot(`
    "landrail.yaml:3:16 [config-unknown-guardrail] no guardrail matches "team-*"
        known guardrails: business-justification, duplicate-management, gpu-shapes, instance-types, network-baseline, privileged-identity, regions, required-tags, scopes"
  `);
  expect(parse(waiverOf('"*-shapes"')).problems).toEqual([]);
  expect(parse(waiverOf('"*"')).problems).toEqual([]);
});

test('ids are asked for later when the policies are not known yet', () => {
  const text = `version: 1\nguardrails:\n  payroll-tables: { tables: [salaries] }\n  main.deny_public: { level: advisory }\n  gpu-shape: {}\nwaivers:\n${waiver('    expires: 2026-12-31\n')}`;
  const { config, problems } = parse(text, {}, { knownGuardrails: undefined });
  expect(problems).toEqual([]);
  expect(config?.settings.guardrails['payroll-tables']).toEqual({ level: 'mandatory', tables: ['salaries'] });
  expect(config?.settings.guardrails['main.deny_public']).toEqual({ level: 'advisory' });
  expect(lines(unknownGuardrails(config?.mentions ?? [], ['payroll-tables', 'main.deny_public', 'gpu-shapes']))).toMatchInlineSnapshot(`
    "landrail.yaml:5:3 [config-unknown-guardrail] unknown guardrail "gpu-shape"
        did you mean "gpu-shapes"? known guardrails: gpu-shapes, main.deny_public, payroll-tables"
  `);
});

test('a guardrail of the user has settings of its own, and the two that all have', () => {
  expect(faults('version: 1\nguardrails:\n  payroll-tables: { level: on, severity: bad, tables: [salaries] }\n')).toMatchInlineSnapshot(`
    "landrail.yaml:3:3 [config-unknown-guardrail] unknown guardrail "payroll-tables"
        known guardrails: business-justification, duplicate-management, gpu-shapes, instance-types, network-baseline, privileged-identity, regions, required-tags, scopes
    landrail.yaml:3:28 [config-value] guardrails.payroll-tables.level is "on"; allowed: mandatory, advisory, off
    landrail.yaml:3:42 [config-value] guardrails.payroll-tables.severity is "bad"; allowed: info, low, medium, high, critical"
  `);
});

test('an allow entry that a deny list takes back is announced', () => {
  const { notices } = parse(`version: 1
guardrails:
  instance-types:
    aws:
      allow: ["t3.*", "m7i.*", "p5.48xlarge"]
      deny: ["t3.*", "p*"]
      kinds: { database: { allow: ["db.t4g.*"], deny: ["*"] } }
  scopes:
    gcp: { projects: ["prod-*"], deny-projects: ["prod-legacy"], folders: ["folders/123"], deny-folders: ["folders/*"] }
`);
  expect(lines(notices)).toMatchInlineSnapshot(`
    "landrail.yaml:5:15 [config-contradiction] guardrails.instance-types.aws.allow has "t3.*", which guardrails.instance-types.aws.deny takes back
        deny wins; remove one of them
    landrail.yaml:5:32 [config-contradiction] guardrails.instance-types.aws.allow has "p5.48xlarge", which guardrails.instance-types.aws.deny takes back with "p*"
        deny wins; remove one of them
    landrail.yaml:7:36 [config-contradiction] guardrails.instance-types.aws.kinds.database.allow has "db.t4g.*", which guardrails.instance-types.aws.kinds.database.deny takes back with "*"
        deny wins; remove one of them
    landrail.yaml:9:76 [config-contradiction] guardrails.scopes.gcp.folders has "folders/123", which guardrails.scopes.gcp.deny-folders takes back with "folders/*"
        deny-folders wins; remove one of them"
  `);
});
