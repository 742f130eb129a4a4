import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Resource } from '../../src/model/resource.ts';
import { corpus, filesBelow, plans, readJson } from './corpus.ts';
import { resourcesOf, told } from './resources.ts';

/** What terraform-validator converts a plan to: the assets that Google Cloud would list. */
interface Asset {
  readonly asset_type: string;
  readonly name: string;
  readonly resource?: { readonly data: AssetData } | null;
  readonly iam_policy?: { readonly bindings?: readonly { readonly role: string; readonly members: readonly string[] }[] | null } | null;
}

interface AssetData {
  readonly labels?: Readonly<Record<string, string>>;
  readonly resourceLabels?: Readonly<Record<string, string>>;
  readonly location?: string;
  readonly machineType?: string;
  readonly config?: Machine;
  readonly nodeConfig?: Machine;
  /** A Spanner instance wraps itself; a database of Cloud SQL names its instance. */
  readonly instance?: string | { readonly config: string; readonly labels?: Readonly<Record<string, string>> };
  readonly guestAccelerators?: readonly Accelerator[];
}

interface Machine {
  readonly machineType?: string | undefined;
  readonly accelerators?: readonly Accelerator[] | undefined;
}

interface Accelerator {
  readonly acceleratorType: string;
}

/** One asset or resource, in words: `Instance in us-central1 zone us-central1-a of project P, labels …, machines …`. */
interface Row {
  readonly place: string;
  readonly project: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly machines: readonly string[];
}

const folder = 'GoogleCloudPlatform+terraform-validator/testdata/templates';
const names = filesBelow(join(plans, folder), /\.tfplan\.json$/).map((file) => file.replace('.tfplan.json', ''));

/** In the plans and assets stands a placeholder for the project of the provider. */
const project = '{{.Provider.project}}';

/** Which resource an asset is made from. Policies of projects, folders and organizations are grants (below) or no resources of the model. */
const sources: Readonly<Record<string, string>> = {
  'bigquery.googleapis.com/Dataset': 'google_bigquery_dataset',
  'cloudkms.googleapis.com/CryptoKey': 'google_kms_crypto_key',
  'cloudkms.googleapis.com/KeyRing': 'google_kms_key_ring',
  'compute.googleapis.com/GlobalForwardingRule': 'google_compute_global_forwarding_rule',
  'compute.googleapis.com/Instance': 'google_compute_instance',
  'compute.googleapis.com/SslPolicy': 'google_compute_ssl_policy',
  'compute.googleapis.com/TargetSslProxy': 'google_compute_target_ssl_proxy',
  'container.googleapis.com/Cluster': 'google_container_cluster',
  'container.googleapis.com/NodePool': 'google_container_node_pool',
  'dns.googleapis.com/ManagedZone': 'google_dns_managed_zone',
  'file.googleapis.com/Instance': 'google_filestore_instance',
  'iam.googleapis.com/ServiceAccount': 'google_service_account',
  'logging.googleapis.com/Metric': 'google_logging_metric',
  'pubsub.googleapis.com/Subscription': 'google_pubsub_subscription',
  'pubsublite.googleapis.com/Subscription': 'google_pubsub_lite_subscription',
  'pubsublite.googleapis.com/Topic': 'google_pubsub_lite_topic',
  'run.googleapis.com/Service': 'google_cloud_run_service',
  'secretmanager.googleapis.com/Secret': 'google_secret_manager_secret',
  'serviceusage.googleapis.com/Service': 'google_project_service',
  'spanner.googleapis.com/Database': 'google_spanner_database',
  'spanner.googleapis.com/Instance': 'google_spanner_instance',
  'sqladmin.googleapis.com/Database': 'google_sql_database',
  'storage.googleapis.com/Bucket': 'google_storage_bucket',
  'vpcaccess.googleapis.com/Connector': 'google_vpc_access_connector',
};

/** Assets that stand for something else than a resource of the plan. */
const withoutSource: Readonly<Record<string, string>> = {
  'cloudbilling.googleapis.com/ProjectBillingInfo': 'the billing account of a google_project, an argument of it',
  'cloudresourcemanager.googleapis.com/Folder': 'a folder that is given rights or policies; google_folder is a scope without a place',
  'cloudresourcemanager.googleapis.com/Organization': 'an organization that is given rights or policies',
  'cloudresourcemanager.googleapis.com/Project': 'a project that is given rights or policies; google_project is a scope without a place',
  'monitoring.googleapis.com/NotificationChannel': 'its labels are settings of the channel; labels of the resource are user_labels, which the asset leaves out',
};

const tail = (text: string): string => decodeURIComponent(text.slice(text.lastIndexOf('/') + 1));

function theirs({ name, resource }: Asset): Row {
  const data: AssetData = resource?.data ?? {};
  const machine = data.config ?? data.nodeConfig ?? { machineType: data.machineType, accelerators: data.guestAccelerators };
  const instance = typeof data.instance === 'object' ? data.instance : null;
  const place = data.location ?? /\/(?:locations|zones|regions)\/([^/]+)\//.exec(name)?.[1] ?? (instance === null ? 'global' : tail(instance.config).replace('regional-', ''));
  return {
    place: place.toLowerCase(),
    project: /\/projects\/([^/]+)/.exec(name)?.[1] ?? project,
    labels: data.labels ?? data.resourceLabels ?? instance?.labels ?? {},
    machines: [machine.machineType ?? [], (machine.accelerators ?? []).map(({ acceleratorType }) => acceleratorType)].flat().map(tail),
  };
}

function ours({ region, zone, scope, tags, shapes }: Resource): Row {
  return {
    place: zone.status === 'known' ? zone.value : region.status === 'absent' ? 'global' : told(region),
    project: told(scope.project),
    labels: Object.fromEntries(tags.entries.map(({ key, value }) => [key, told(value)])),
    machines: shapes.map((shape) => told(shape.name)),
  };
}

/** Where rows differ, and why ours are right. */
const differences: Readonly<Record<string, Partial<Row> & { readonly because: string }>> = {
  ...Object.fromEntries(
    ['binding', 'member', 'policy'].map((kind) => [
      `example_secret_manager_secret_iam_${kind} google_secret_manager_secret.secret-basic`,
      { because: 'the asset leaves out the labels of the plan', labels: { label: 'my-label' } },
    ]),
  ),
  'example_kms_crypto_key google_kms_crypto_key.test': { because: 'the plan names the key ring by its name alone, which says neither project nor place', project: '-' },
  'example_compute_target_ssl_proxy google_compute_target_ssl_proxy.target-ssl-proxy': { because: 'the asset has a placeholder where the plan has a project', project: 'cncac-demo-env' },
};

/** Plans that give rights on something which they do not hold. */
const onlyRights: Readonly<Record<string, string>> = { example_kms_key_ring_iam_policy: 'the key ring is there already' };

describe.skipIf(corpus === null)('assets of terraform-validator', () => {
  it('are listed here', async () => {
    const types = new Set(names.flatMap((name) => (readJson(join(plans, folder, `${name}.json`)) as readonly Asset[]).map((asset) => asset.asset_type)));
    expect([...types].sort()).toEqual([...Object.keys(sources), ...Object.keys(withoutSource)].sort());
  });

  it.each(names)('%s: place, project, labels and machines', async (name) => {
    const resources = await resourcesOf(`${folder}/${name}.tfplan.json`, [['google', project]]);
    for (const asset of readJson(join(plans, folder, `${name}.json`)) as readonly Asset[]) {
      const type = sources[asset.asset_type];
      if (type === undefined) continue;
      const ofType = resources.filter((resource) => resource.type === type);
      const resource = ofType.length === 1 ? ofType[0] : ofType.find((one) => one.name === tail(asset.name));
      if (resource === undefined && name in onlyRights) continue;
      if (resource === undefined) throw new Error(`${name} has no ${type} for ${asset.name}`);
      const { because: _, ...difference } = differences[`${name} ${resource.address}`] ?? { because: '' };
      expect(ours(resource)).toEqual({ ...theirs(asset), ...difference });
    }
  });

  it('are given the same rights: grants on projects, folders and organizations', async () => {
    const compared: Record<string, readonly string[]> = {};
    for (const name of names) {
      const assets = (readJson(join(plans, folder, `${name}.json`)) as readonly Asset[]).filter(({ asset_type }) => asset_type.startsWith('cloudresourcemanager.'));
      const bindings = assets.flatMap(({ iam_policy }) => (iam_policy?.bindings ?? []).flatMap(({ role, members }) => members.map((member) => `${role} ${member}`)));
      const grants = (await resourcesOf(`${folder}/${name}.tfplan.json`)).flatMap((resource) => resource.grants.map((grant) => `${told(grant.role)} ${told(grant.principal)}`));
      expect(grants.sort()).toEqual(bindings.sort());
      if (grants.length > 0) compared[name] = grants;
    }
    expect(Object.keys(compared)).toHaveLength(7);
  });
});
