import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse as parseYaml } from 'yaml';
import { expect, test } from 'vitest';
import { configJsonSchema } from '#config/json-schema.ts';
import { guardrailDefaults, runsWithoutConfig } from '#config/defaults.ts';
import { parse } from './reading.ts';

const contract = readFileSync(new URL('contract.yaml', import.meta.url), 'utf8');

test('the documented config is read whole', () => {
  const { config, problems, notices } = parse(contract);
  expect(problems).toEqual([]);
  expect(notices).toEqual([]);
  expect(config).toMatchInlineSnapshot(`
    {
      "baseline": null,
      "compat": null,
      "configured": [
        "gpu-shapes",
        "instance-types",
        "regions",
        "required-tags",
        "scopes",
      ],
      "detections": {},
      "drift": {
        "history": ".landrail/history.duckdb",
        "ignore": [
          ".driftignore",
        ],
        "pipelines": [
          {
            "aws": "arn:aws:iam::111122223333:role/terraform-*",
          },
          {
            "azure": "<app id>",
          },
          {
            "gcp": "deployer@prod-infra.iam.gserviceaccount.com",
          },
          {
            "oci": "ocid1.user…",
          },
        ],
      },
      "failOn": "medium",
      "file": "landrail.yaml",
      "folder": "/checkout",
      "mentions": [
        {
          "id": "required-tags",
          "in": "guardrails",
          "where": "landrail.yaml:6:3",
        },
        {
          "id": "instance-types",
          "in": "guardrails",
          "where": "landrail.yaml:15:3",
        },
        {
          "id": "gpu-shapes",
          "in": "guardrails",
          "where": "landrail.yaml:20:3",
        },
        {
          "id": "regions",
          "in": "guardrails",
          "where": "landrail.yaml:23:3",
        },
        {
          "id": "scopes",
          "in": "guardrails",
          "where": "landrail.yaml:28:3",
        },
        {
          "id": "gpu-shapes",
          "in": "waiver",
          "where": "landrail.yaml:34:16",
        },
      ],
      "places": {
        "drift": "landrail.yaml:41:3",
        "fail-on": "landrail.yaml:3:10",
        "guardrails": "landrail.yaml:6:3",
        "policies": "landrail.yaml:2:11",
        "undecided": "landrail.yaml:4:12",
        "version": "landrail.yaml:1:10",
        "waivers": "landrail.yaml:34:3",
      },
      "policies": [
        "./policies",
      ],
      "settings": {
        "detections": {
          "code-update-outside-pipeline": {
            "level": "mandatory",
          },
          "deleted-outside": {
            "level": "mandatory",
          },
          "ephemeral-resource": {
            "level": "mandatory",
            "max-hours": 24,
          },
          "failed-launch-probe": {
            "denied": 3,
            "level": "mandatory",
            "regions": 2,
            "within-hours": 24,
          },
          "forged-maker-tag": {
            "level": "mandatory",
          },
          "high-compute-launch": {
            "accelerators": 1,
            "channels": [
              "console",
              "cli",
              "sdk",
              "unknown",
              "terraform",
              "cloudformation",
              "pulumi",
            ],
            "level": "mandatory",
          },
          "launch-spike": {
            "forms": [
              "density",
              "stdev",
            ],
            "level": "mandatory",
            "min-hours": 16,
            "min-machines": 4,
            "model": "principal",
            "stdevs": 4,
            "times-mean": 5.298,
          },
          "manual-creation": {
            "channels": [
              "console",
              "cli",
              "sdk",
              "unknown",
            ],
            "level": "mandatory",
          },
          "mining-shaped-launches": {
            "level": "mandatory",
            "lived-minutes": 60,
            "machines": 10,
            "regions": 3,
            "signs": 2,
            "vcpus": 64,
            "within-minutes": 30,
          },
          "modified-outside": {
            "level": "mandatory",
          },
          "network-hygiene": {
            "level": "mandatory",
          },
          "new-privileged-identity": {
            "level": "mandatory",
            "within-hours": 24,
          },
          "orphaned-or-spoofed-apply": {
            "level": "mandatory",
          },
          "pipeline-credential-misuse": {
            "level": "mandatory",
          },
          "previously-unseen-image": {
            "days": 7,
            "learned-after-hours": 0,
            "level": "mandatory",
            "of": "launches",
            "quarantine": true,
          },
          "previously-unseen-instance-type": {
            "days": 14,
            "learned-after-hours": 0,
            "level": "mandatory",
            "of": "launches",
            "quarantine": true,
          },
          "previously-unseen-region": {
            "days": 14,
            "learned-after-hours": 0,
            "level": "mandatory",
            "of": "launches",
            "quarantine": true,
          },
          "previously-unseen-user": {
            "days": 7,
            "learned-after-hours": 0,
            "level": "mandatory",
            "of": "launches",
            "quarantine": true,
          },
          "unmanaged-creation": {
            "level": "mandatory",
          },
        },
        "drift": {
          "history": ".landrail/history.duckdb",
          "ignore": [
            ".driftignore",
          ],
          "pipelines": [
            {
              "aws": "arn:aws:iam::111122223333:role/terraform-*",
            },
            {
              "azure": "<app id>",
            },
            {
              "gcp": "deployer@prod-infra.iam.gserviceaccount.com",
            },
            {
              "oci": "ocid1.user…",
            },
          ],
        },
        "fail-on": "medium",
        "guardrails": {
          "business-justification": {
            "level": "mandatory",
            "vcpus": 64,
          },
          "duplicate-management": {
            "level": "mandatory",
          },
          "gpu-shapes": {
            "allow": [
              "g5.xlarge",
            ],
            "level": "mandatory",
            "max-count": 4,
          },
          "instance-types": {
            "aws": {
              "allow": [
                "t3.*",
                "m7i.*",
                "db.t4g.*",
              ],
              "deny": [
                "*.metal",
              ],
            },
            "azure": {
              "allow": [
                "Standard_B*",
                "Standard_D*_v5",
              ],
            },
            "gcp": {
              "allow": [
                "e2-*",
                "n2-standard-*",
              ],
            },
            "level": "mandatory",
            "oci": {
              "allow": [
                "VM.Standard.E5.Flex",
              ],
            },
          },
          "network-baseline": {
            "level": "mandatory",
          },
          "privileged-identity": {
            "level": "mandatory",
            "within-hours": 24,
          },
          "regions": {
            "aws": {
              "allow": [
                "eu-west-1",
                "eu-central-1",
              ],
            },
            "azure": {
              "allow": [
                "westeurope",
              ],
            },
            "gcp": {
              "allow": [
                "europe-*",
              ],
            },
            "level": "mandatory",
            "oci": {
              "allow": [
                "eu-frankfurt-1",
              ],
            },
          },
          "required-tags": {
            "kinds": [
              "instance",
              "disk",
              "bucket",
            ],
            "level": "mandatory",
            "nested": true,
            "severity": "high",
            "tags": [
              {
                "case": "sensitive",
                "key": "owner",
                "pattern": "^[a-z0-9.-]+@example\\.com$",
                "required": true,
              },
              {
                "case": "sensitive",
                "key": "environment",
                "required": true,
                "values": [
                  "dev",
                  "staging",
                  "prod",
                ],
              },
            ],
          },
          "scopes": {
            "aws": {
              "accounts": [
                "111122223333",
              ],
            },
            "azure": {
              "resource-groups": [
                "rg-platform-*",
              ],
              "subscriptions": [
                "…",
              ],
            },
            "gcp": {
              "folders": [
                "folders/123",
              ],
              "projects": [
                "prod-*",
              ],
            },
            "level": "mandatory",
            "oci": {
              "compartments": [
                "ocid1.compartment.oc1..prod",
                "root/platform/**",
              ],
            },
          },
        },
        "policies": [
          "./policies",
        ],
        "undecided": "warn",
        "version": 1,
        "waivers": [
          {
            "expires": "2026-12-31",
            "guardrail": "gpu-shapes",
            "owner": "ml-platform",
            "reason": "H2 fine-tuning run",
            "resource": "module.training.*",
            "ticket": "CHG-1042",
          },
        ],
      },
      "undecided": "warn",
      "waiverPolicy": {
        "maxDays": null,
        "requireTicket": false,
      },
      "waivers": [
        {
          "expires": "2026-12-31",
          "guardrail": "gpu-shapes",
          "owner": "ml-platform",
          "reason": "H2 fine-tuning run",
          "resource": "module.training.*",
          "ticket": "CHG-1042",
          "where": "landrail.yaml:34:5",
        },
      ],
    }
  `);
});

test('the config is frozen to its last part', () => {
  const { config } = parse(contract);
  const loose: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Object.isFrozen(value)) loose.push(path);
    for (const [key, part] of Object.entries(value)) walk(part, `${path}.${key}`);
  };
  walk(config, 'config');
  expect(loose).toEqual([]);
});

const validate = new Ajv2020({ strict: false, formats: { date: true } }).compile(configJsonSchema() as object);

test('the published JSON Schema accepts the documented config', () => {
  expect([validate(parseYaml(contract)), validate.errors]).toEqual([true, null]);
});

test.each([
  ['version: 2', '/version must be equal to constant'],
  ['version: 1\nguardrials: {}', ' must NOT have additional properties'],
  ['version: 1\nfail-on: hgih', '/fail-on must be equal to one of the allowed values'],
  ['version: 1\nguardrails: {regions: {aws: {alow: [eu-west-1]}}}', '/guardrails/regions/aws must NOT have additional properties'],
  ['version: 1\nguardrails: {regions: {aws: {allow: []}}}', '/guardrails/regions/aws/allow must NOT have fewer than 1 items'],
  ['version: 1\nwaivers: [{guardrail: a, resource: b, reason: c, owner: d}]', "/waivers/0 must have required property 'expires'"],
])('the published JSON Schema refuses %j', (text, expected) => {
  validate(parseYaml(text));
  expect((validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)).toContain(expected);
});

test('the published JSON Schema lets users add guardrails with settings of their own', () => {
  expect(validate(parseYaml('version: 1\nguardrails: {payroll-tables: {level: advisory, tables: [salaries]}}'))).toBe(true);
  expect(validate(parseYaml('version: 1\nguardrails: {payroll-tables: {level: loud}}'))).toBe(false);
});

test('every default that is documented for editors is the one that is filled in', () => {
  const schema = configJsonSchema() as { properties: { guardrails: { properties: Record<string, { properties: Record<string, { default?: unknown }> }> } } };
  const documented = Object.entries(schema.properties.guardrails.properties).flatMap(([id, settings]) =>
    Object.entries(settings.properties).flatMap(([key, setting]) => (setting.default === undefined ? [] : [[id, key, setting.default]])));
  const filled = Object.entries(guardrailDefaults).flatMap(([id, settings]) => Object.entries(settings).map(([key, value]) => [id, key, value]));
  expect(documented.sort()).toEqual(filled.sort());
});

test('guardrails that need no settings run with their defaults when the config does not name them', () => {
  const guardrails = parse('version: 1').config?.settings.guardrails;
  expect(Object.keys(guardrails ?? {})).toEqual(runsWithoutConfig);
  expect(guardrails).toEqual({
    'business-justification': { level: 'mandatory', vcpus: 64 },
    'duplicate-management': { level: 'mandatory' },
    'gpu-shapes': { level: 'mandatory', allow: [] },
    'network-baseline': { level: 'mandatory' },
    'privileged-identity': { level: 'mandatory', 'within-hours': 24 },
  });
});
