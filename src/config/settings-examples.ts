/** Settings of the shipped guardrails as they stand under the id in landrail.yaml, beside `level` and `severity`; for `explain`. */
const examples: Readonly<Record<string, string>> = {
  'required-tags': String.raw`
tags:
  - key: owner
    pattern: "^[a-z0-9.-]+@shop\\.example$"
  - key: environment
    values: [dev, staging, prod]
kinds: [instance, disk, bucket]    # default: every kind that can be tagged
exempt:
  - type: "aws_cloudwatch_*"`,
  'instance-types': `
aws:   { allow: ["t3.*", "m7i.*", "db.t4g.*"], deny: ["*.metal"] }
azure: { allow: ["Standard_B*", "Standard_D*_v5"] }
gcp:   { allow: ["e2-*", "n2-standard-*"] }
oci:   { allow: ["VM.Standard.E5.Flex"] }
max-vcpus: 32`,
  'gpu-shapes': `
allow: ["g5.xlarge"]    # everything else with an accelerator fails
max-count: 4            # accelerators of one resource`,
  regions: `
aws:   { allow: [eu-west-1, eu-central-1] }
azure: { allow: [westeurope] }
gcp:   { allow: ["europe-*"] }
oci:   { allow: [eu-frankfurt-1] }
scopes:    # other lists for some accounts, subscriptions, projects or compartments
  - scope: "444455556666"
    aws: { allow: [us-east-1] }`,
  scopes: `
aws:   { accounts: ["111122223333"] }
azure: { subscriptions: ["*"], resource-groups: ["rg-checkout-*"] }
gcp:   { folders: ["folders/123"], projects: ["checkout-*"] }
oci:   { compartments: ["root/platform/**"] }`,
  'privileged-identity': `
roles: ["roles/owner", "Owner", "*/AdministratorAccess"]    # replaces the built-in list
allow-principals: ["*break-glass*"]`,
  'business-justification': `
vcpus: 64           # of one machine, from which an approval is needed
total-vcpus: 512    # of one resource, all its machines together`,
};

/** YAML without indentation, or null where a guardrail has no settings of its own. */
export function settingsExample(id: string): string | null {
  return Object.hasOwn(examples, id) ? (examples[id]?.trim() ?? null) : null;
}
