import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkJson, scratchFolder } from './landrail.ts';

const folder = scratchFolder('inventory-google');
const compute = 'https://www.googleapis.com/compute/v1/projects';
const ancestors = ['projects/410001', 'folders/77', 'organizations/1'];
const group = 'projects/410001/zones/europe-west4-a/instanceGroupManagers/gke-shop-main-grp';

const machine = (name: string, type: string, data: object, project = 'training-prod', zone = 'europe-west4-a'): object => ({
  name: `//compute.googleapis.com/projects/${project}/zones/${zone}/instances/${name}`,
  assetType: 'compute.googleapis.com/Instance',
  ancestors: project === 'training-prod' ? ancestors : ['projects/410002', 'organizations/1'],
  resource: { location: zone, data: { name, machineType: `${compute}/${project}/zones/${zone}/machineTypes/${type}`, zone: `${compute}/${project}/zones/${zone}`, networkInterfaces: [{ network: `${compute}/${project}/global/networks/main` }], ...data } },
});

const assets = [
  machine('trainer-1', 'a3-highgpu-8g', { labels: { owner: 'ml-platform' } }),
  machine('jump', 'e2-small', { networkInterfaces: [{ network: `${compute}/scratch-9/global/networks/default` }], status: 'TERMINATED' }, 'scratch-9', 'us-east1-b'),
  ...Array.from({ length: 40 }, (_, index) => machine(`gke-shop-main-${index}`, 'n1-standard-8', { labels: { 'goog-gke-node': '' }, metadata: { items: [{ key: 'created-by', value: group }] } })),
  { name: '//container.googleapis.com/projects/training-prod/zones/europe-west4-a/clusters/shop', assetType: 'container.googleapis.com/Cluster', ancestors, resource: { data: { location: 'europe-west4-a', locations: ['europe-west4-a'], resourceLabels: { owner: 'shop' }, nodePools: [{ name: 'main', initialNodeCount: 40, config: { machineType: 'n1-standard-8' }, instanceGroupUrls: [`${compute}/training-prod/zones/europe-west4-a/instanceGroupManagers/gke-shop-main-grp`] }] } } },
  { name: '//storage.googleapis.com/exports', assetType: 'storage.googleapis.com/Bucket', resource: { parent: '//cloudresourcemanager.googleapis.com/projects/410003', location: 'us', data: { location: 'US', labels: { owner: 'bi' } } } },
  { name: '//cloudresourcemanager.googleapis.com/projects/410001', assetType: 'cloudresourcemanager.googleapis.com/Project', ancestors, iamPolicy: { bindings: [{ role: 'roles/owner', members: ['user:eve@example.com', 'serviceAccount:service-410001@gcp-sa-notebooks.iam.gserviceaccount.com'] }] } },
];

const files: Readonly<Record<string, string>> = {
  'landrail.yaml': `version: 1
guardrails:
  required-tags: { tags: [{ key: owner }], kinds: [instance, k8s-cluster, bucket] }
  instance-types: { gcp: { allow: ["e2-*", "a3-*"] } }
  gpu-shapes: { allow: ["g2-standard-4"], max-count: 4 }
  regions: { gcp: { allow: ["europe-*", "global"] } }
  scopes: { gcp: { projects: ["training-*"], folders: ["folders/77"] } }
  business-justification: { vcpus: 64 }
`,
  'assets.ndjson': assets.map((asset) => `${JSON.stringify(asset)}\n`).join(''),
  // gcloud asset search-all-resources
  'found.json': JSON.stringify([{ name: '//compute.googleapis.com/projects/training-prod/zones/europe-west4-a/instances/lab', assetType: 'compute.googleapis.com/Instance', project: 'projects/410001', folders: ['folders/77'], organization: 'organizations/1', displayName: 'lab', location: 'europe-west4-a', additionalAttributes: { machineType: 'n1-standard-4' } }]),
};
for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);

const last = (address: string): string => address.replace(/^.*\/(?=[^/]+\/iamPolicy$)|^(?!.*\/iamPolicy$).*\//, '');

it('what exists in Google Cloud is judged by all eight guardrails', () => {
  const { report, status } = checkJson(['.'], { cwd: folder });
  expect(report.findings.map(({ guardrail, verdict, resource, message }) => `${guardrail} ${verdict} ${last(resource?.address ?? '-')}: ${message}`).sort()).toEqual([
    'gpu-shapes fail trainer-1: a3-highgpu-8g has 8 x NVIDIA H100, which needs an approval',
    'gpu-shapes undecided lab: whether accelerators are attached, and which, is not known',
    'instance-types fail lab: n1-standard-4 is not an allowed shape',
    'instance-types fail shop: n1-standard-8 is not an allowed shape',
    'network-baseline fail jump: instance stands in the default network, which opens SSH and RDP to the internet',
    'privileged-identity fail 410001/iamPolicy: "roles/owner" gives owner rights to "user:eve@example.com"',
    'regions fail exports: region is "us", not one of europe-*, global',
    'regions fail jump: region is "us-east1" (zone us-east1-b), not one of europe-*, global',
    'required-tags fail jump: required label "owner" is missing',
    'required-tags fail lab: required label "owner" is missing',
    'scopes fail jump: folder is "organizations/1", not one of folders/77',
    'scopes fail jump: project is "scratch-9", not one of training-*',
    'scopes undecided exports: folder is not known',
    'scopes undecided exports: project is known by its number "410003" alone',
  ]);
  expect(report.inputs.map(({ path, resources, notes }) => [path, resources, notes])).toEqual([
    ['found.json', 1, []],
    ['assets.ndjson', 5, ["1 grant to an agent of Google's own services not judged", '40 resources judged with what made them']],
  ]);
  expect(status).toBe(1);
});
