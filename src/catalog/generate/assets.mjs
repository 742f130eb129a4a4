// Generates src/catalog/data/types-assets.json from types-gcp.json: `node src/catalog/generate/assets.mjs [OUT_DIR]`.
// What Terraform says of a type (kind, labels) holds for the asset type of the same resource; the letters are explained in assets.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const data = fileURLToPath(new URL('../data/', import.meta.url));
const [out = data] = process.argv.slice(2);

/** The API behind a product of the provider, where it goes by another name. Longer names first. */
const apis = Object.entries({
  access_context_manager: 'accesscontextmanager', active_directory: 'managedidentities', api_gateway: 'apigateway', app_engine: 'appengine', artifact_registry: 'artifactregistry',
  assured_workloads: 'assuredworkloads', backup_dr: 'backupdr', bigquery_analytics_hub: 'analyticshub', bigquery_connection: 'bigqueryconnection', bigquery_data_transfer: 'bigquerydatatransfer',
  bigquery_reservation: 'bigqueryreservation', bigtable: 'bigtableadmin', binary_authorization: 'binaryauthorization', blockchain_node_engine: 'blockchainnodeengine', certificate_manager: 'certificatemanager',
  cloud_asset: 'cloudasset', cloud_ids: 'ids', cloud_run_v2: 'run', cloud_run: 'run', cloud_scheduler: 'cloudscheduler', cloud_tasks: 'cloudtasks', cloudbuildv2: 'cloudbuild', clouddomains: 'domains',
  cloudfunctions2: 'cloudfunctions', colab: 'aiplatform', container_attached: 'gkemulticloud', container_aws: 'gkemulticloud', container_azure: 'gkemulticloud', data_catalog: 'datacatalog', data_fusion: 'datafusion',
  data_loss_prevention: 'dlp', database_migration_service: 'datamigration', dataproc_metastore: 'metastore', developer_connect: 'developerconnect', dialogflow_cx: 'dialogflow', discovery_engine: 'discoveryengine',
  document_ai: 'documentai', essential_contacts: 'essentialcontacts', filestore: 'file', gke_backup: 'gkebackup', gke_hub: 'gkehub', integration_connectors: 'connectors', kms: 'cloudkms',
  managed_kafka: 'managedkafka', migration_center: 'migrationcenter', ml_engine: 'ml', network_connectivity: 'networkconnectivity', network_management: 'networkmanagement', network_security: 'networksecurity',
  network_services: 'networkservices', oracle_database: 'oracledatabase', org_policy: 'orgpolicy', os_config: 'osconfig', pubsub_lite: 'pubsublite', recaptcha_enterprise: 'recaptchaenterprise',
  secret_manager: 'secretmanager', secure_source_manager: 'securesourcemanager', service_directory: 'servicedirectory', sql: 'sqladmin', storage_transfer: 'storagetransfer', tags: 'cloudresourcemanager',
  tpu_v2: 'tpu', vertex_ai: 'aiplatform', vpc_access: 'vpcaccess', workbench: 'notebooks',
}).sort(([a], [b]) => b.length - a.length);

/** Types whose name is not the rest of Terraform's in capitals. */
const names = {
  google_cloudfunctions_function: 'cloudfunctions.googleapis.com/CloudFunction',
  google_compute_ha_vpn_gateway: 'compute.googleapis.com/VpnGateway',
  google_compute_vpn_gateway: 'compute.googleapis.com/TargetVpnGateway',
  google_compute_managed_ssl_certificate: null,
  google_folder: 'cloudresourcemanager.googleapis.com/Folder',
  google_logging_project_bucket_config: 'logging.googleapis.com/LogBucket',
  google_logging_project_sink: 'logging.googleapis.com/LogSink',
  google_logging_metric: 'logging.googleapis.com/LogMetric',
  google_monitoring_uptime_check_config: 'monitoring.googleapis.com/UptimeCheckConfig',
  google_project: 'cloudresourcemanager.googleapis.com/Project',
  google_project_iam_custom_role: 'iam.googleapis.com/Role',
  google_project_service: 'serviceusage.googleapis.com/Service',
  google_service_account: 'iam.googleapis.com/ServiceAccount',
  google_service_account_key: 'iam.googleapis.com/ServiceAccountKey',
  google_sourcerepo_repository: 'sourcerepo.googleapis.com/Repo',
  google_sql_database_instance: 'sqladmin.googleapis.com/Instance',
  google_tpu_node: null,
  google_tpu_v2_vm: 'tpu.googleapis.com/Node',
};

const capitals = (words) => words.split('_').map((word) => word[0].toUpperCase() + word.slice(1)).join('');

function assetType(terraform) {
  if (Object.hasOwn(names, terraform)) return names[terraform];
  const rest = terraform.slice('google_'.length);
  const [product, api] = apis.find(([name]) => rest.startsWith(`${name}_`)) ?? [rest.split('_')[0], rest.split('_')[0]];
  const name = rest.slice(product.length + 1);
  return name === '' ? null : `${api}.googleapis.com/${capitals(name)}`;
}

/** `settings[0].user_labels` -> `settings.userLabels`. */
const inApi = (path) => path.replaceAll('[0]', '').replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase());

const rows = new Map();
for (const [terraform, row] of Object.entries(JSON.parse(readFileSync(join(data, 'types-gcp.json'), 'utf8')))) {
  // A grant is an attribute of what it is about.
  const type = /_iam_(?:member|binding|policy|audit_config)$/.test(terraform) ? null : assetType(terraform);
  if (type === null) continue;
  const found = { ...(row.k === 'other' ? {} : { k: row.k }), ...(row.t ? { t: inApi(row.t) } : {}), ...(row.g ? { g: 1 } : {}) };
  // Two versions of an API may have one type each in Terraform.
  rows.set(type, { ...rows.get(type), ...found });
}
const lines = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, row]) => `${JSON.stringify(type)}:${JSON.stringify(row)}`);
writeFileSync(join(out, 'types-assets.json'), `{\n${lines.join(',\n')}\n}\n`);
console.log(`types-assets.json: ${lines.length} types, ${[...rows.values()].filter((row) => row.t).length} taggable`);
