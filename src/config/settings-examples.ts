/** Settings of the shipped guardrails and detections as they stand under the id in landrail.yaml, beside `level` and `severity`; for `explain`. */
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
  'unmanaged-creation': `
kinds: [instance, bucket, identity]    # default: all
allow-principals: ["*:role/break-glass"]`,
  'manual-creation': `
channels: [console, cli, sdk, unknown]
kinds: [instance, bucket, identity]    # default: all
allow-principals: ["*:role/break-glass"]`,
  'modified-outside': `
ignore-paths: ["tags.LastScanned"]
kinds: [instance, firewall, identity]    # default: all
allow-principals: ["*:role/break-glass"]`,
  'deleted-outside': `
kinds: [database, bucket]    # default: all
allow-principals: ["*:role/break-glass"]`,
  'orphaned-or-spoofed-apply': `
kinds: [instance, bucket, identity]    # default: all
allow-principals: ["*:role/break-glass"]`,
  'pipeline-credential-misuse': `
allow-principals: ["*:role/terraform-sandbox"]`,
  'ephemeral-resource': `
max-hours: 24
kinds: [instance, container]    # default: all
allow-principals: ["*:role/image-builder"]`,
  'failed-launch-probe': `
denied: 3           # denied launches of one principal
regions: 2          # regions in which it launches in vain
within-hours: 24    # between a quota or region that was asked for and a launch
allow-principals: ["*:role/break-glass"]`,
  'code-update-outside-pipeline': `
allow-principals: ["*:role/break-glass"]`,
  'new-privileged-identity': `
roles: ["roles/owner", "Owner", "*/AdministratorAccess"]    # replaces the built-in list
within-hours: 24
allow-principals: ["*:role/account-factory"]`,
  'network-hygiene': `
allow-principals: ["ocid1.user.oc1..network"]`,
  'previously-unseen-user': `
days: 7                        # how far the history must reach back
of: launches                    # or creations: whatever is made
learned-after-hours: 0          # how long a value stays new after it was first seen
quarantine: true                # what has alerted stays new until it is approved
allow-principals: ["*:role/break-glass"]`,
  'previously-unseen-region': `
days: 14                        # how far the history must reach back
of: launches                    # or creations: whatever is made
learned-after-hours: 0          # how long a value stays new after it was first seen
quarantine: true                # what has alerted stays new until it is approved
allow-principals: ["*:role/break-glass"]`,
  'previously-unseen-image': `
days: 7                        # how far the history must reach back
of: launches                    # or creations: whatever is made
learned-after-hours: 0          # how long a value stays new after it was first seen
quarantine: true                # what has alerted stays new until it is approved
allow-principals: ["*:role/break-glass"]`,
  'previously-unseen-instance-type': `
days: 14                        # how far the history must reach back
of: launches                    # or creations: whatever is made
learned-after-hours: 0          # how long a value stays new after it was first seen
quarantine: true                # what has alerted stays new until it is approved
allow-principals: ["*:role/break-glass"]`,
  'launch-spike': `
forms: [density, stdev]
times-mean: 5.298    # density: -ln(p) for p = 0.005
stdevs: 4            # stdev
min-hours: 16        # of the same four-hour block of the day
min-machines: 4
model: principal     # or everybody: whose hours an hour is compared with
allow-principals: ["*:role/load-test"]`,
  'high-compute-launch': `
vcpus: 64            # of one machine; default: that of business-justification
total-vcpus: 512     # of all machines of one call
accelerators: 1
channels: [console, cli, sdk, unknown]
allow-principals: ["*:role/research"]`,
  'mining-shaped-launches': `
signs: 2             # how many of the following must come together
regions: 3           # of one principal within the minutes
within-minutes: 30
vcpus: 64            # one of the largest machines
machines: 10         # within the minutes
lived-minutes: 60    # a short life
allow-principals: ["*:role/load-test"]`,
  'forged-maker-tag': `
tags: ["eks:*", "karpenter.sh/*"]    # replaces the built-in list
allow-principals: ["*:role/node-builder"]`,
};

/** YAML without indentation, or null where it has no settings of its own. */
export function settingsExample(id: string): string | null {
  return Object.hasOwn(examples, id) ? (examples[id]?.trim() ?? null) : null;
}
