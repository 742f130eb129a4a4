/**
 * Full resource names of Google Cloud, as the asset inventory and its audit logs have them
 * (https://cloud.google.com/asset-inventory/docs/asset-names): `//compute.googleapis.com/projects/…`.
 */

/** Which service a resource type of Terraform belongs to, by the beginning of its name; the longest one counts. */
const services: Readonly<Record<string, string>> = {
  google_access_context_manager_: 'accesscontextmanager',
  google_alloydb_: 'alloydb',
  google_apigee_: 'apigee',
  google_apikeys_: 'apikeys',
  google_app_engine_: 'appengine',
  google_artifact_registry_: 'artifactregistry',
  google_bigquery_: 'bigquery',
  google_bigquery_connection: 'bigqueryconnection',
  google_bigquery_data_transfer_: 'bigquerydatatransfer',
  google_bigquery_reservation: 'bigqueryreservation',
  google_bigtable_: 'bigtable',
  google_certificate_manager_: 'certificatemanager',
  google_cloud_run_: 'run',
  google_cloud_scheduler_: 'cloudscheduler',
  google_cloud_tasks_: 'cloudtasks',
  google_cloudbuild_: 'cloudbuild',
  google_cloudfunctions: 'cloudfunctions',
  google_composer_: 'composer',
  google_compute_: 'compute',
  google_container_: 'container',
  google_data_fusion_: 'datafusion',
  google_dataflow_: 'dataflow',
  google_dataplex_: 'dataplex',
  google_dataproc_: 'dataproc',
  google_dns_: 'dns',
  google_eventarc_: 'eventarc',
  google_filestore_: 'file',
  google_firestore_: 'firestore',
  google_folder: 'cloudresourcemanager',
  google_gke_backup_: 'gkebackup',
  google_gke_hub_: 'gkehub',
  google_kms_: 'cloudkms',
  google_logging_: 'logging',
  google_memcache_: 'memcache',
  google_monitoring_: 'monitoring',
  google_network_connectivity_: 'networkconnectivity',
  google_notebooks_: 'notebooks',
  google_organization_iam_custom_role: 'iam',
  google_privateca_: 'privateca',
  google_project: 'cloudresourcemanager',
  google_project_iam_custom_role: 'iam',
  google_project_service: 'serviceusage',
  google_pubsub_: 'pubsub',
  google_pubsub_lite_: 'pubsublite',
  google_redis_: 'redis',
  google_secret_manager_: 'secretmanager',
  google_service_account: 'iam',
  google_spanner_: 'spanner',
  google_sql_: 'cloudsql',
  google_storage_bucket: 'storage',
  google_tpu_: 'tpu',
  google_vertex_ai_: 'aiplatform',
  google_vpc_access_: 'vpcaccess',
  google_workbench_: 'notebooks',
  google_workflows_: 'workflows',
};

const prefixes = Object.keys(services).sort((a, b) => b.length - a.length);

/** Members of policies and the like are parts of what they are set on, and have no name of their own. */
const partOfOther = /_iam_(?:member|binding|policy|audit_config)$|_access_control$|_acl$/;

/** The full name of what Terraform calls `projects/…` or knows by its URL; null for a type whose service is not known. */
export function googleName(type: string, idOrLink: string): string | null {
  const service = partOfOther.test(type) ? undefined : services[prefixes.find((prefix) => type.startsWith(prefix)) ?? ''];
  if (service === undefined) return null;
  const bucket = type === 'google_storage_bucket' ? (/\/storage\/v\d\w*\/b\/([^/]+)$/.exec(idOrLink)?.[1] ?? /^([^/:]+)$/.exec(idOrLink)?.[1]) : undefined;
  if (bucket !== undefined) return `//storage.googleapis.com/${bucket}`;
  const path = /(?:^|\/)((?:projects|folders|organizations)\/.+)$/.exec(idOrLink)?.[1];
  return path === undefined ? null : `//${service}.googleapis.com/${path}`;
}
