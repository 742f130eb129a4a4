import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkJson, scratchFolder } from './landrail.ts';

const folder = scratchFolder('inventory-oci');
const tenancy = 'ocid1.tenancy.oc1..acme';
const training = 'ocid1.compartment.oc1..training';
const id = (kind: string, name: string, region = 'eu-frankfurt-1'): string => `ocid1.${kind}.oc1.${region}.${name}`;
const of = (kind: string, name: string, more: object = {}, compartment = training): object => ({ id: id(kind, name), 'display-name': name, 'compartment-id': compartment, 'freeform-tags': {}, 'defined-tags': { 'Oracle-Tags': { CreatedBy: 'somebody', owner: 'nobody' } }, 'lifecycle-state': 'RUNNING', ...more });

const files: Readonly<Record<string, unknown>> = {
  'landrail.yaml': `version: 1
guardrails:
  required-tags: { tags: [{ key: owner }], kinds: [instance, k8s-nodepool, bucket] }
  instance-types: { oci: { allow: ["VM.Standard.E5.Flex", "BM.GPU*"] } }
  gpu-shapes: { allow: ["VM.GPU.A10.1"], max-count: 4 }
  regions: { oci: { allow: [eu-frankfurt-1] } }
  scopes: { oci: { compartments: ["root/platform/*"] } }
  business-justification: { vcpus: 64 }
`,
  // oci compute instance list
  'instances.json': { data: [
    of('instance', 'web', { shape: 'VM.Standard.E5.Flex', 'shape-config': { ocpus: 40 }, region: 'eu-frankfurt-1', 'freeform-tags': { owner: 'checkout' } }),
    of('instance', 'trainer', { shape: 'BM.GPU.H100.8', region: 'iad' }),
    of('instance', 'gone', { shape: 'VM.Standard1.1', region: 'iad', 'lifecycle-state': 'TERMINATED' }),
    of('instance', 'oke-0', { shape: 'VM.Standard2.1', region: 'eu-frankfurt-1', metadata: { 'oke-pool-id': id('nodepool', 'workers') } }),
    of('instance', 'oke-1', { shape: 'VM.Standard2.1', region: 'eu-frankfurt-1', metadata: { 'oke-pool-id': id('nodepool', 'workers') } }),
    of('nodepool', 'workers', { name: 'workers', 'node-shape': 'VM.Standard2.1', 'node-config-details': { size: 2 }, 'defined-tags': { Operations: { owner: 'x' } } }),
  ] },
  // oci os bucket list
  'buckets.json': { data: [{ name: 'payroll', namespace: 'acme', 'compartment-id': 'ocid1.compartment.oc1..elsewhere', 'freeform-tags': null, 'defined-tags': null }] },
  // oci iam policy list, as the SDK has it
  'policies.json': [{ id: 'ocid1.policy.oc1..admins', name: 'admins', compartmentId: tenancy, statements: ['Allow group Admins to manage all-resources in tenancy'], freeformTags: {}, definedTags: {} }],
  // What the lists of a network hold together
  'network.json': { data: [
    of('vcn', 'bare', { 'default-security-list-id': id('securitylist', 'default') }),
    of('securitylist', 'default', { 'vcn-id': id('vcn', 'bare'), 'display-name': 'Default Security List for bare' }),
    of('subnet', 'open', { 'vcn-id': id('vcn', 'bare'), 'security-list-ids': [id('securitylist', 'default')] }),
    of('vcn', 'guarded', { 'default-security-list-id': id('securitylist', 'default2') }),
    of('subnet', 'closed', { 'vcn-id': id('vcn', 'guarded'), 'security-list-ids': [id('securitylist', 'own')] }),
    of('securitylist', 'own', { 'vcn-id': id('vcn', 'guarded') }),
  ] },
  'vcns.json': { data: [of('vcn', 'alone', { 'default-security-list-id': id('securitylist', 'default3') })] },
  // oci iam compartment list --compartment-id-in-subtree true
  'tree.json': { data: [
    { id: 'ocid1.compartment.oc1..sandbox', name: 'sandbox', 'compartment-id': tenancy, 'freeform-tags': {}, 'defined-tags': {}, 'lifecycle-state': 'ACTIVE' },
    { id: training, name: 'training', 'compartment-id': 'ocid1.compartment.oc1..sandbox', 'freeform-tags': {}, 'defined-tags': {}, 'lifecycle-state': 'ACTIVE' },
  ] },
};
for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

it('what exists in OCI is judged by all eight guardrails', () => {
  const { report, status } = checkJson(['.'], { cwd: folder });
  const last = (address: string): string => address.slice(Math.max(address.lastIndexOf('.'), address.lastIndexOf('/')) + 1);
  const told = report.findings.map(({ guardrail, verdict, resource, message }) => `${guardrail} ${verdict} ${last(resource?.address ?? '-')}: ${message}`).sort();
  expect(told.filter((one) => !one.startsWith('scopes'))).toEqual([
    'business-justification fail web: VM.Standard.E5.Flex has 80 vCPUs, which needs an approval: a waiver with reason, owner, ticket and expiry',
    'gpu-shapes fail trainer: BM.GPU.H100.8 has 8 x NVIDIA H100, which needs an approval',
    'instance-types fail workers: VM.Standard2.1 is not an allowed shape',
    'network-baseline fail bare: network has only the default security list, and no network security group',
    'network-baseline undecided alone: whether the network has more than the default security list is not known',
    'privileged-identity fail admins: "Allow group Admins to manage all-resources in tenancy" gives owner rights to "group Admins"',
    'regions fail trainer: region is "us-ashburn-1", not one of eu-frankfurt-1',
    'regions undecided payroll: region is not known',
    'required-tags fail trainer: required tag "owner" is missing',
    'required-tags fail workers: required tag "owner" is missing',
    'required-tags undecided payroll: whether tag "owner" is set cannot be told',
  ]);
  expect(told.filter((one) => one.startsWith('scopes'))).toEqual([
    'scopes fail admins: compartment is "ocid1.tenancy.oc1..acme" (root), not one of root/platform/*',
    'scopes fail alone: compartment is "ocid1.compartment.oc1..training" (root/sandbox/training), not one of root/platform/*',
    'scopes fail bare: compartment is "ocid1.compartment.oc1..training" (root/sandbox/training), not one of root/platform/*',
    'scopes fail closed: compartment is "ocid1.compartment.oc1..training" (root/sandbox/training), not one of root/platform/*',
    'scopes fail guarded: compartment is "ocid1.compartment.oc1..training" (root/sandbox/training), not one of root/platform/*',
    'scopes fail open: compartment is "ocid1.compartment.oc1..training" (root/sandbox/training), not one of root/platform/*',
    'scopes fail own: compartment is "ocid1.compartment.oc1..training" (root/sandbox/training), not one of root/platform/*',
    'scopes fail sandbox: compartment is "ocid1.tenancy.oc1..acme" (root), not one of root/platform/*',
    'scopes fail trainer: compartment is "ocid1.compartment.oc1..training" (root/sandbox/training), not one of root/platform/*',
    'scopes fail training: compartment is "ocid1.compartment.oc1..sandbox" (root/sandbox), not one of root/platform/*',
    'scopes fail web: compartment is "ocid1.compartment.oc1..training" (root/sandbox/training), not one of root/platform/*',
    'scopes fail workers: compartment is "ocid1.compartment.oc1..training" (root/sandbox/training), not one of root/platform/*',
    'scopes undecided payroll: compartment is "ocid1.compartment.oc1..elsewhere", and the compartments above it are not known',
  ]);
  expect(status).toBe(1);
});
