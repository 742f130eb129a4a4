// Rules that the generator reads: which types are global, and the kind of a type by its name.

/**
 * AWS services without a region: the list in the provider's guide to enhanced region support
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support).
 */
const awsGlobalServices = new Set([
  'account', 'billing', 'bcmdataexports', 'budgets', 'ce', 'cloudfront', 'cloudfrontkeyvaluestore', 'costoptimizationhub', 'cur', 'globalaccelerator', 'iam', 'invoicing',
  'networkmanager', 'notifications', 'notificationscontacts', 'organizations', 'pricing', 'rolesanywhere', 'route53', 'route53domains', 'route53recoverycontrolconfig',
  'route53recoveryreadiness', 'savingsplans', 'shield', 'waf',
]);
const awsGlobalTypes = new Set([
  'aws_backup_global_settings', 'aws_dx_gateway', 'aws_dx_gateway_association', 'aws_dx_gateway_association_proposal', 'aws_ec2_image_block_public_access',
  'aws_s3_account_public_access_block', 'aws_caller_identity',
]);

export const globalTypes = {
  // Route 53 Resolver is a service of its own, in every region.
  aws: (type) => awsGlobalTypes.has(type) || (awsGlobalServices.has(type.split('_')[1]) && !type.startsWith('aws_route53_resolver_')),
  /** Without a place of its own, a type of these services has none at all. */
  gcp: (type, placed) => !placed && !/^google_(container_node_pool|spanner_database|bigtable_table|sql_(database|user)|pubsub_lite|alloydb|redis|memcache|gke|workstations|dataproc_metastore)/.test(type),
};

/** Types whose `region` is not where they stand. */
export const regionMeansOther = new Set([
  'aws_cloudformation_stack_set_instance', 'aws_config_aggregate_authorization', 'aws_dx_hosted_connection', 'aws_servicequotas_template', 'aws_ssmincidents_replication_set',
]);

/** Types whose `labels` say what they are (https://cloud.google.com/identity/docs/groups#group_types), and take no other. */
export const labelsMeanOther = new Set(['google_cloud_identity_group']);

/**
 * First match wins, so that exceptions stand above their family. A kind is the part of a cloud that a type belongs to; settings, rules and
 * links of things are `other`, unless they are what somebody who looks for the kind wants to see: rules of firewalls, grants of
 * identities. Types with a shape have their kind in places-*.json, which stands above this.
 */
const kinds = {
  aws: [
    [/^aws_(waf|wafregional|wafv2)_(web_acl|rule|rate_based_rule)$|^aws_networkfirewall_firewall_policy$|^aws_default_network_acl$/, 'firewall'],
    [/^aws_ssoadmin_.*_attachment$|^aws_eks_access_entry$/, 'identity'],
    [/^aws_(ecs|dynamodb)_tag$|^aws_ecs_account_setting|^aws_ebs_(encryption_by_default|fast_snapshot_restore|snapshot_block_public_access)$|^aws_redshift_snapshot_(schedule|copy)$/, 'other'],
    [/^aws_glue_(registry|schema)$/, 'stream'],
    [/^aws_glue_(catalog_|partition|user_defined_function)/, 'warehouse'],
    // Clusters that switch traffic, and checks of readiness: Route 53 in name only.
    [/^aws_route53recovery/, 'other'],
    [/^aws_lightsail_disk$/, 'disk'],
    [/^aws_lightsail_bucket$/, 'bucket'],
    [/^aws_lightsail_database$|^aws_dsql_cluster$/, 'database'],
    [/^aws_lightsail_container_service$/, 'container'],
    [/^aws_lightsail_lb$|^aws_(cloudfront_distribution|globalaccelerator_(custom_routing_)?accelerator)$/, 'load-balancer'],
    [/^aws_fsx_(ontap|openzfs)_volume$/, 'filesystem'],
    [/^aws_kendra_index$/, 'search'],
    [/^aws_cloudhsm_v2_cluster$/, 'key'],
    [/^aws_ec2_(carrier_gateway|client_vpn_endpoint|instance_connect_endpoint|local_gateway_route|managed_prefix_list)/, 'network'],
    [/_(policy|permission|association|attachment|rule|configuration|acl|setting|settings|subscription|membership|notification|version|alias|logging|validation|accepter|grant)$/, 'other'],
    [/^aws_(instance|spot_instance)/, 'instance'],
    [/^aws_(ebs_volume|ebs_encryption)/, 'disk'],
    [/^aws_(ebs_snapshot|db_snapshot|db_cluster_snapshot|fsx_.*snapshot|.*_snapshot)/, 'snapshot'],
    [/^aws_ami/, 'image'],
    [/^aws_s3(control|tables|outposts|express|_directory)?_?.*bucket$/, 'bucket'],
    [/^aws_(efs_file_system|fsx_.*_file_system|fsx_file_cache)$/, 'filesystem'],
    [/^aws_lambda_function$/, 'function'],
    [/^aws_(ecs|apprunner|ecr)/, 'container'],
    [/^aws_eks_cluster$/, 'k8s-cluster'],
    [/^aws_(batch|emr|glue|mwaa)/, 'batch'],
    [/^aws_(sagemaker|bedrock|comprehend|rekognition)/, 'ml'],
    [/^aws_(db_|rds_|docdb|neptune|dynamodb|keyspaces|timestream|dms_|qldb)/, 'database'],
    [/^aws_(elasticache|memorydb|dax)/, 'cache'],
    [/^aws_(opensearch|elasticsearch|cloudsearch)/, 'search'],
    [/^aws_(redshift|athena|lakeformation)/, 'warehouse'],
    [/^aws_(msk|mq_|kinesis|sqs|sns|firehose)/, 'stream'],
    [/^aws_(default_)?subnet$/, 'subnet'],
    [/^aws_(default_)?(security_group|network_acl)|^aws_(networkfirewall|waf|wafv2|wafregional)/, 'firewall'],
    [/^aws_(lb|alb|elb)(_|$)/, 'load-balancer'],
    [/^aws_(eip|network_interface)/, 'ip'],
    [/^aws_route53/, 'dns'],
    [/^aws_(vpc|default_vpc|nat_gateway|internet_gateway|egress_only|route_table|default_route_table|ec2_transit_gateway|vpn_|customer_gateway|dx_|vpclattice|networkmanager)/, 'network'],
    [/^aws_(iam|cognito|ssoadmin|identitystore)/, 'identity'],
    [/^aws_kms/, 'key'],
    [/^aws_(secretsmanager|ssm_parameter|acm)/, 'secret'],
    [/^aws_(organizations|account|resourcegroups)/, 'scope'],
  ],
  azure: [
    [/^azurerm_(web_application_firewall|firewall|frontdoor_firewall|cdn_frontdoor_firewall)_policy$|^azurerm_palo_alto_next_generation_firewall/, 'firewall'],
    [/^azurerm_virtual_network_gateway_connection$/, 'network'],
    // Parts of services whose names borrow from others.
    [/^azurerm_(api_management|consumption_budget|data_share_dataset|digital_twins_endpoint|maintenance_assignment|security_center|sentinel)_|^azurerm_management_group_(policy|template)/, 'other'],
    [/^azurerm_app_service_(active_slot|certificate|custom_hostname|managed_certificate|public_certificate|slot_custom_hostname|source_control)|_active_slot$|_sas_token$/, 'other'],
    [/^azurerm_storage_account_/, 'other'],
    [/^azurerm_mssql_virtual_machine/, 'database'],
    [/^azurerm_databricks_virtual_network_peering$|^azurerm_(local_network_gateway|network_manager|private_link_service|route_filter|route_server)$/, 'network'],
    [/^azurerm_(static_web_app|static_site)$/, 'function'],
    [/^azurerm_mongo_cluster$/, 'database'],
    [/^azurerm_application_load_balancer$/, 'load-balancer'],
    [/^azurerm_(active_directory_domain_service|aadb2c_directory)$/, 'identity'],
    [/_(association|attachment|rule|policy|setting|configuration|lock|connection|certificate_binding|permission)$/, 'other'],
    [/virtual_machine$/, 'instance'],
    [/scale_set$/, 'instance-group'],
    [/^azurerm_managed_disk/, 'disk'],
    [/snapshot$/, 'snapshot'],
    [/image(_version)?$|shared_image/, 'image'],
    [/^azurerm_storage_(account|container|data_lake)/, 'bucket'],
    [/storage_share|netapp_volume|hpc_cache|managed_lustre/, 'filesystem'],
    [/function_app|^azurerm_(linux|windows)_web_app|app_service|logic_app_standard/, 'function'],
    [/^azurerm_container/, 'container'],
    [/^azurerm_kubernetes_cluster$|openshift/, 'k8s-cluster'],
    [/^azurerm_(batch|hdinsight|synapse|data_factory|databricks)/, 'batch'],
    [/machine_learning|cognitive|ai_(services|foundry)|bot_/, 'ml'],
    [/^azurerm_(mssql|sql|postgresql|mysql|mariadb|cosmosdb|oracle)/, 'database'],
    [/redis/, 'cache'],
    [/^azurerm_search/, 'search'],
    [/kusto|log_analytics_cluster/, 'warehouse'],
    [/eventhub|servicebus|eventgrid|stream_analytics|signalr|iothub/, 'stream'],
    [/^azurerm_subnet$/, 'subnet'],
    [/network_security_group|^azurerm_firewall|web_application_firewall/, 'firewall'],
    [/^azurerm_(lb$|application_gateway|traffic_manager|frontdoor|cdn)/, 'load-balancer'],
    [/public_ip|network_interface/, 'ip'],
    [/^azurerm_(dns|private_dns)/, 'dns'],
    [/virtual_network|vpn_|express_route|nat_gateway|route_table|virtual_wan|virtual_hub|bastion|private_endpoint|network_watcher/, 'network'],
    [/identity|role_|federated/, 'identity'],
    [/key_vault_key|^azurerm_key_vault$|hardware_security/, 'key'],
    [/key_vault_(secret|certificate)/, 'secret'],
    [/resource_group$|subscription$|management_group/, 'scope'],
  ],
  gcp: [
    [/_iam_(member|binding|policy|audit_config)$|^google_access_context_manager_gcp_user/, 'identity'],
    [/^google_container_registry$/, 'container'],
    [/^google_(access_context_manager|composer_user_workloads|container_analysis|container_azure_client|gke_backup|gke_hub|storage_anywhere_cache)/, 'other'],
    [/^google_(container|edgecontainer|gkeonprem).*_node_pool$/, 'k8s-nodepool'],
    [/^google_(edgecontainer_vpn_connection|edgenetwork_network|oracle_database_odb_network|compute_external_vpn_gateway)$/, 'network'],
    [/^google_(edgenetwork|oracle_database_odb)_subnet$/, 'subnet'],
    [/^google_parallelstore_instance$/, 'filesystem'],
    [/^google_datastream/, 'stream'],
    [/^google_compute_instance$/, 'instance'],
    [/^google_compute_(region_)?disk$/, 'disk'],
    [/snapshot$/, 'snapshot'],
    [/^google_compute_(machine_)?image$/, 'image'],
    [/^google_storage_(bucket|anywhere)/, 'bucket'],
    [/filestore|lustre|netapp_(volume|storage_pool)/, 'filesystem'],
    [/^google_(cloudfunctions|cloudfunctions2)/, 'function'],
    [/^google_(cloud_run|artifact_registry)/, 'container'],
    [/^google_(container|gke|edgecontainer)/, 'k8s-cluster'],
    [/^google_(dataproc|dataflow|cloudbuild|composer|data_fusion|batch)/, 'batch'],
    [/^google_(vertex|ml_engine|notebooks|workbench|tpu|colab|dialogflow|document_ai)/, 'ml'],
    [/^google_(sql|spanner|bigtable|firestore|firebase_database|alloydb|datastore|oracle_database)/, 'database'],
    [/^google_(redis|memcache|memorystore)/, 'cache'],
    [/^google_(discovery_engine)/, 'search'],
    [/^google_(bigquery|bigquery_analytics|biglake|dataplex)/, 'warehouse'],
    [/^google_(pubsub|managed_kafka|eventarc)/, 'stream'],
    [/subnetwork$/, 'subnet'],
    [/firewall|security_policy/, 'firewall'],
    [/forwarding_rule|backend_(service|bucket)|url_map|target_(http|https|tcp|ssl|grpc)/, 'load-balancer'],
    [/address$/, 'ip'],
    [/^google_dns/, 'dns'],
    [/^google_compute_(network|router|vpn|ha_vpn|interconnect|route)|network_connectivity|vpc_access/, 'network'],
    [/service_account|^google_iam|identity_platform|organization_iam/, 'identity'],
    [/^google_kms/, 'key'],
    [/secret_manager|certificate_manager|privateca/, 'secret'],
    [/^google_(project|folder|organization)$/, 'scope'],
  ],
  oci: [
    // Acts on things, not things.
    [/_(action|management|decommission_manager|upgrade|artifact_(import|export))$/, 'other'],
    [/^oci_database_(management|migration|tools)_|^oci_identity_tag/, 'other'],
    [/^oci_managed_kafka/, 'stream'],
    [/^oci_batch_batch/, 'batch'],
    [/^oci_analytics_analytics_instance$/, 'warehouse'],
    [/^oci_distributed_database/, 'database'],
    [/^oci_waas_waas_policy$/, 'firewall'],
    [/^oci_core_(default_route_table|default_dhcp_options|dhcp_options|virtual_circuit|cross_connect|vlan)|^oci_bastion_bastion$/, 'network'],
    [/^oci_core_instance$/, 'instance'],
    [/^oci_core_(boot_)?volume$/, 'disk'],
    [/backup$/, 'snapshot'],
    [/^oci_core_image/, 'image'],
    [/^oci_objectstorage_bucket$/, 'bucket'],
    [/^oci_file_storage|lustre/, 'filesystem'],
    [/^oci_functions/, 'function'],
    [/container_instances|^oci_artifacts/, 'container'],
    [/^oci_containerengine_cluster/, 'k8s-cluster'],
    [/^oci_(dataflow|bds|data_integration)/, 'batch'],
    [/^oci_(datascience|generative_ai|ai_)/, 'ml'],
    [/^oci_(database|mysql|psql|nosql)/, 'database'],
    [/^oci_redis/, 'cache'],
    [/^oci_opensearch/, 'search'],
    [/^oci_(streaming|queue|ons_)/, 'stream'],
    [/^oci_core_subnet$/, 'subnet'],
    [/security_list|network_security_group|^oci_(waf|network_firewall)/, 'firewall'],
    [/load_balancer$/, 'load-balancer'],
    [/public_ip|private_ip|vnic/, 'ip'],
    [/^oci_dns/, 'dns'],
    [/^oci_core_(vcn|virtual_network|drg|internet_gateway|nat_gateway|service_gateway|route_table|local_peering|ipsec|cpe|remote_peering)/, 'network'],
    [/^oci_identity_compartment/, 'scope'],
    [/^oci_identity/, 'identity'],
    [/^oci_kms/, 'key'],
    [/^oci_(vault|certificates)/, 'secret'],
  ],
};

export function kindOf(provider, type) {
  return kinds[provider].find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
}

/** Arguments that a guardrail reads as they are (`custom.attributes` of network-baseline). */
export const rawArguments = {
  aws_instance: ['security_groups', 'network_interface', 'primary_network_interface', 'launch_template'],
  aws_spot_instance_request: ['security_groups', 'network_interface', 'launch_template'],
  aws_default_security_group: ['ingress'],
  azurerm_virtual_network: ['subnet'],
  azurerm_subnet: ['delegation'],
};
