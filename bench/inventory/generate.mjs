// Writes an export of Cloud Asset Inventory of any size: `node bench/inventory/generate.mjs 50000 assets.ndjson`. Deterministic. Of ten rows
// six are machines, two disks, one a subnet and one a bucket, over 300 projects and four regions; one in a hundred has a fault. 2.1 KB a row.
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';

const types = ['n2-standard-4', 'e2-medium', 'c3-standard-8', 'n2-standard-8'];
const host = 'https://www.googleapis.com/compute/v1';

function row(index) {
  const number = 100_000 + (index % 300);
  const project = `team-${index % 300}-prod`;
  const region = `europe-west${1 + (index % 4)}`;
  const zone = `${region}-b`;
  const bad = index % 100 === 7;
  const labels = bad ? { environment: 'dev' } : { owner: `team-${index % 40}`, 'cost-center': `cc-${index % 40}`, environment: 'prod' };
  const base = `${host}/projects/${project}`;
  const asset = (type, name, location, discoveryName, data) => ({
    name,
    assetType: type,
    ancestors: [`projects/${number}`, `folders/${number % 9}`, 'organizations/1'],
    updateTime: '2026-11-27T02:00:00Z',
    resource: { version: 'v1', discoveryDocumentUri: 'https://www.googleapis.com/discovery/v1/apis/compute/v1/rest', discoveryName, parent: `//cloudresourcemanager.googleapis.com/projects/${number}`, location, data },
  });
  const kind = index % 10;
  if (kind === 6 || kind === 7) {
    const name = `data-${index}`;
    const at = `projects/${project}/zones/${zone}/disks/${name}`;
    return asset('compute.googleapis.com/Disk', `//compute.googleapis.com/${at}`, zone, 'Disk', { id: String(6e18 + index), name, creationTimestamp: '2025-01-02T03:04:05.000-08:00', guestOsFeatures: [{ type: 'UEFI_COMPATIBLE' }, { type: 'VIRTIO_SCSI_MULTIQUEUE' }, { type: 'GVNIC' }], labelFingerprint: 'abcdefgh=', labels, lastAttachTimestamp: '2025-01-02T03:04:05.000-08:00', licenseCodes: ['2147286739765738111'], licenses: [`${host}/projects/debian-cloud/global/licenses/debian-12-bookworm`], physicalBlockSizeBytes: '4096', selfLink: `${host}/${at}`, sizeGb: '100', sourceImage: `${host}/projects/debian-cloud/global/images/debian-12-bookworm-v20250101`, sourceImageId: '123456789', status: 'READY', type: `${base}/zones/${zone}/diskTypes/pd-balanced`, users: [`${base}/zones/${zone}/instances/web-${index}`], zone: `${base}/zones/${zone}` });
  }
  if (kind === 8) {
    const at = `projects/${project}/regions/${region}/subnetworks/apps-${index}`;
    return asset('compute.googleapis.com/Subnetwork', `//compute.googleapis.com/${at}`, region, 'Subnetwork', { id: String(7e18 + index), name: `apps-${index}`, creationTimestamp: '2025-01-02T03:04:05.000-08:00', fingerprint: 'abc=', gatewayAddress: '10.1.0.1', ipCidrRange: '10.1.0.0/20', network: `${base}/global/networks/apps`, privateIpGoogleAccess: true, purpose: 'PRIVATE', region: `${base}/regions/${region}`, secondaryIpRanges: [{ ipCidrRange: '10.2.0.0/16', rangeName: 'pods' }, { ipCidrRange: '10.3.0.0/20', rangeName: 'services' }], selfLink: `${host}/${at}`, stackType: 'IPV4_ONLY' });
  }
  if (kind === 9) {
    return asset('storage.googleapis.com/Bucket', `//storage.googleapis.com/${project}-exports-${index}`, region, 'Bucket', { id: `${project}-exports-${index}`, name: `${project}-exports-${index}`, projectNumber: String(number), location: region.toUpperCase(), locationType: 'region', storageClass: 'STANDARD', labels, etag: 'CAE=', iamConfiguration: { bucketPolicyOnly: { enabled: true }, publicAccessPrevention: 'enforced', uniformBucketLevelAccess: { enabled: true } }, lifecycle: { rule: [{ action: { type: 'Delete' }, condition: { age: 30 } }] }, metageneration: '4', selfLink: `https://www.googleapis.com/storage/v1/b/${project}-exports-${index}`, timeCreated: '2025-01-02T03:04:05.000Z', updated: '2025-01-02T03:04:05.000Z', versioning: { enabled: true } });
  }
  const name = `web-${index}`;
  const at = `projects/${project}/zones/${zone}/instances/${name}`;
  return asset('compute.googleapis.com/Instance', `//compute.googleapis.com/${at}`, zone, 'Instance', {
    id: String(5e18 + index), name, machineType: `${base}/zones/${zone}/machineTypes/${types[index % 4]}`, zone: `${base}/zones/${zone}`, labels, status: 'RUNNING', canIpForward: false, deletionProtection: false, cpuPlatform: 'Intel Cascade Lake', creationTimestamp: '2025-01-02T03:04:05.000-08:00', description: '', displayDevice: { enableDisplay: false }, fingerprint: 'yy=', labelFingerprint: 'zz=', lastStartTimestamp: '2025-01-02T03:04:15.000-08:00',
    disks: [{ architecture: 'X86_64', autoDelete: true, boot: true, deviceName: 'persistent-disk-0', diskSizeGb: '100', guestOsFeatures: [{ type: 'UEFI_COMPATIBLE' }, { type: 'VIRTIO_SCSI_MULTIQUEUE' }, { type: 'GVNIC' }], index: 0, interface: 'SCSI', kind: 'compute#attachedDisk', licenses: [`${host}/projects/debian-cloud/global/licenses/debian-12-bookworm`], mode: 'READ_WRITE', source: `${base}/zones/${zone}/disks/${name}`, type: 'PERSISTENT' }],
    metadata: { fingerprint: 'mm=', items: [{ key: 'enable-oslogin', value: 'TRUE' }, { key: 'startup-script', value: '#!/bin/bash\nset -e\nsystemctl start web\n' }] },
    networkInterfaces: [{ accessConfigs: [{ kind: 'compute#accessConfig', name: 'External NAT', networkTier: 'PREMIUM', type: 'ONE_TO_ONE_NAT' }], fingerprint: 'abcdefghijk=', name: 'nic0', network: `${base}/global/networks/apps`, networkIP: '10.1.2.3', stackType: 'IPV4_ONLY', subnetwork: `${base}/regions/${region}/subnetworks/apps` }],
    scheduling: { automaticRestart: true, onHostMaintenance: 'MIGRATE', preemptible: false, provisioningModel: 'STANDARD' }, selfLink: `${host}/${at}`, serviceAccounts: [{ email: `${number}-compute@developer.gserviceaccount.com`, scopes: ['https://www.googleapis.com/auth/cloud-platform'] }], shieldedInstanceConfig: { enableIntegrityMonitoring: true, enableSecureBoot: false, enableVtpm: true }, shieldedInstanceIntegrityPolicy: { updateAutoLearnPolicy: true }, startRestricted: false, tags: { fingerprint: 'tt=', items: ['web'] },
  });
}

export async function generate(rows, file) {
  const out = createWriteStream(file);
  let text = '';
  for (let index = 0; index < rows; index += 1) {
    text += `${JSON.stringify(row(index))}\n`;
    if (text.length < 4_000_000) continue;
    if (!out.write(text)) await new Promise((resolve) => out.once('drain', resolve));
    text = '';
  }
  await new Promise((resolve, reject) => out.on('error', reject).end(text, resolve));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [rows, file] = process.argv.slice(2);
  if (!Number(rows) || !file) {
    console.error('usage: node bench/inventory/generate.mjs ROWS FILE');
    process.exit(2);
  }
  await generate(Number(rows), file);
}
