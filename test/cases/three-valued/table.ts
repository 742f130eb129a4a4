/**
 * What has to be said about each folder of cases, read off its .tf files by hand: verdict, guardrail, address, argument. A resource
 * that is not in the list has to pass.
 */
export interface Cases {
  /** Beside this file. */
  readonly folder: string;
  /** What the plan was made with. */
  readonly variables: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  /** With landrail.yaml and no flags. */
  readonly verdicts: readonly string[];
  /** The same plan, judged in another way. */
  readonly variants: readonly Variant[];
}

export interface Variant {
  readonly title: string;
  readonly flags: readonly string[];
  /** In place of landrail.yaml. */
  readonly config?: string;
  /** In place of plan.json: the plan with something changed that Terraform 1.11 and the provider of today do not write. */
  readonly plan?: 'without-regions' | 'put-off';
  /** 1 unless the plan itself has a fault. */
  readonly status?: number;
  /** Lines of `verdicts` that are not said any more; `all` for a list of its own. */
  readonly without: readonly string[] | 'all';
  readonly plus: readonly string[];
}

const aws: Cases = {
  folder: 'aws',
  variables: { second_region: 'ap-southeast-2', team: 'parcels', stage: 'qa', secret_stage: 'hush-hush' },
  environment: { AWS_REGION: 'eu-west-1' },
  verdicts: [
    // tags.tf
    'fail required-tags aws_sqs_queue.dead_letters tags.owner',
    'fail required-tags aws_sqs_queue.dead_letters tags.environment',
    'fail required-tags aws_sqs_queue.returns tags.environment',
    'undecided required-tags aws_sqs_queue.complaints tags.environment',
    'undecided required-tags aws_sns_topic.delayed tags.environment',
    'undecided required-tags aws_sns_topic.lost tags.owner',
    'undecided required-tags aws_sns_topic.lost tags.environment',
    'undecided required-tags aws_sns_topic.found tags.environment',
    'fail required-tags aws_sns_topic.unlabelled tags.environment',
    'fail required-tags aws_sns_topic.weighed tags.environment',
    'fail required-tags aws_sns_topic.customs tags.environment',
    'fail required-tags aws_sns_topic.routed tags.environment',
    'undecided required-tags aws_sns_topic.labelled tags.environment',
    'fail required-tags aws_s3_bucket.labels tags.environment',
    'fail required-tags aws_s3_bucket.signatures tags.owner',
    'fail required-tags aws_s3_bucket.manifests["outbound"] tags.environment',
    // regions.tf
    'fail regions aws_sqs_queue.overseas region',
    'fail regions aws_sqs_queue.transatlantic region',
    'fail regions aws_sqs_queue.pacific region',
    'undecided regions aws_sqs_queue.overflow region',
    'undecided regions aws_sqs_queue.detour region',
    'fail regions module.mirror.aws_sqs_queue.this region',
    'fail regions aws_dynamodb_table.positions replica[1].region_name',
    'undecided regions aws_secretsmanager_secret.scanner replica[0].region',
    // scopes.tf
    'fail scopes aws_sqs_queue.exchange account',
    'undecided scopes aws_sqs_queue.experiment account',
    'undecided scopes aws_sqs_queue.shared account',
    // shapes.tf
    'fail instance-types aws_instance.scanner[1] instance_type',
    'undecided instance-types aws_instance.sorter instance_type',
    'undecided gpu-shapes aws_instance.sorter instance_type',
    'fail instance-types aws_launch_template.router instance_type',
    'fail required-tags aws_launch_template.router tag_specifications[1].tags.environment',
    'fail required-tags aws_autoscaling_group.courier tag[propagate_at_launch].environment',
    'fail required-tags aws_autoscaling_group.van tag.owner',
    'fail required-tags aws_autoscaling_group.van tag.environment',
    'undecided required-tags aws_autoscaling_group.lorry tag.owner',
    'undecided required-tags aws_autoscaling_group.lorry tag.environment',
    'undecided instance-types aws_launch_template.drone instance_type',
    'undecided gpu-shapes aws_launch_template.drone instance_type',
    'undecided instance-types aws_instance.visitor launch_template[0].id',
    'undecided gpu-shapes aws_instance.visitor launch_template[0].id',
    'undecided instance-types aws_launch_template.vision instance_requirements[0]',
    'fail gpu-shapes aws_launch_template.vision instance_requirements[0]',
    'fail required-tags aws_instance.archive root_block_device[0].tags.environment',
    'fail instance-types aws_autoscaling_group.rush_hour mixed_instances_policy[0].launch_template[0].override[1].instance_type',
    'fail gpu-shapes aws_autoscaling_group.rush_hour mixed_instances_policy[0].launch_template[0].override[1].instance_type',
  ],
  variants: [
    {
      title: 'flags tell what the plan leaves open, and never overrule it',
      flags: ['--provider-region', 'aws.overflow=us-east-1', '--provider-region', 'aws=sa-east-1', '--provider-scope', 'aws.laptop=111122223333', '--provider-scope', 'aws.either=999988887777'],
      without: ['undecided regions aws_sqs_queue.overflow region', 'undecided scopes aws_sqs_queue.experiment account', 'undecided scopes aws_sqs_queue.shared account'],
      plus: ['fail regions aws_sqs_queue.overflow region', 'fail scopes aws_sqs_queue.shared account'],
    },
    {
      // Provider versions before 6 have no argument `region`: it has to come from the provider block.
      title: 'as provider version 5 writes it, without the region of each resource',
      flags: [],
      plan: 'without-regions',
      without: ['fail regions aws_sqs_queue.overseas region', 'undecided regions aws_sqs_queue.detour region'],
      plus: ['undecided regions aws_sqs_queue.depot region'],
    },
    {
      title: 'as provider version 5 writes it, with the region of the environment',
      flags: ['--provider-region', 'aws=us-west-2'],
      plan: 'without-regions',
      without: ['fail regions aws_sqs_queue.overseas region', 'undecided regions aws_sqs_queue.detour region'],
      plus: ['fail regions aws_sqs_queue.depot region'],
    },
  ],
};

const azure: Cases = {
  folder: 'azure',
  variables: { subscription: '4b0c9a51-0d53-4f5e-8f1c-3a5d8c1e7b20', location: 'Brazil South', team: 'bookings', secret_stage: 'hush-hush' },
  environment: {},
  verdicts: [
    // tags.tf
    'fail required-tags azurerm_storage_account.photos tags.owner',
    'fail required-tags azurerm_storage_account.photos tags.environment',
    'fail required-tags azurerm_storage_account.passports tags.environment',
    'undecided required-tags azurerm_storage_account.keys tags.environment',
    'undecided required-tags azurerm_storage_account.prices tags.owner',
    'undecided required-tags azurerm_storage_account.prices tags.environment',
    'fail required-tags azurerm_storage_account.vouchers tags.environment',
    'fail required-tags azurerm_storage_account.reviews["staff"] tags.environment',
    // regions.tf
    'fail regions azurerm_public_ip.overseas location',
    'fail regions azurerm_public_ip.beach location',
    'undecided regions azurerm_public_ip.overflow location',
    'fail regions azurerm_cosmosdb_account.rooms geo_location[1].location',
    'fail regions azurerm_mssql_server.ledger location',
    'fail regions azurerm_mssql_database.ledger server_id',
    // scopes.tf
    'fail scopes azurerm_resource_group.menu subscription',
    'undecided scopes azurerm_resource_group.trial subscription',
    'fail scopes module.annex.azurerm_virtual_network.this subscription',
    'fail scopes azurerm_public_ip.kitchen resource_group_name',
    'undecided scopes azurerm_resource_group.season name',
    'undecided scopes azurerm_public_ip.season resource_group_name',
    // shapes.tf
    'fail instance-types azurerm_linux_virtual_machine.desk[1] size',
    'undecided instance-types azurerm_linux_virtual_machine.night size',
    'undecided gpu-shapes azurerm_linux_virtual_machine.night size',
    'fail instance-types azurerm_linux_virtual_machine.kiosk size',
    'fail gpu-shapes azurerm_linux_virtual_machine.kiosk size',
    'fail instance-types azurerm_orchestrated_virtual_machine_scale_set.search sku_profile[0].vm_sizes[2]',
    'fail required-tags azurerm_kubernetes_cluster.web default_node_pool[0].tags.environment',
    'fail instance-types azurerm_kubernetes_cluster_node_pool.translation vm_size',
    'fail gpu-shapes azurerm_kubernetes_cluster_node_pool.translation vm_size',
  ],
  variants: [
    {
      title: 'a flag tells the subscription of the environment',
      flags: ['--provider-scope', 'azurerm.laptop=9f8e7d6c-1111-4222-8333-444455556666'],
      without: ['undecided scopes azurerm_resource_group.trial subscription'],
      plus: ['fail scopes azurerm_resource_group.trial subscription'],
    },
  ],
};

const google: Cases = {
  folder: 'google',
  variables: { project: 'museum-online', branch_region: 'southamerica-east1', team: 'collection', secret_stage: 'hush-hush' },
  environment: {},
  verdicts: [
    // labels.tf
    'fail required-tags google_pubsub_topic.rejects labels.owner',
    'fail required-tags google_pubsub_topic.rejects labels.environment',
    'fail required-tags google_pubsub_topic.restorations labels.environment',
    'fail required-tags google_pubsub_topic.loans labels.environment',
    'undecided required-tags google_pubsub_topic.visits labels.environment',
    'undecided required-tags google_pubsub_topic.copies labels.owner',
    'undecided required-tags google_pubsub_topic.copies labels.environment',
    'fail required-tags google_storage_bucket.originals labels.environment',
    'fail required-tags google_storage_bucket.catalogue labels.environment',
    'fail required-tags google_storage_bucket.exhibition["vermeer"] labels.environment',
    'fail required-tags google_compute_instance.guestbook labels.owner',
    'fail required-tags google_compute_instance.guestbook labels.environment',
    'fail required-tags google_sql_database_instance.inventory settings[0].user_labels.environment',
    // regions.tf
    'fail regions google_storage_bucket.overseas location',
    'fail regions google_compute_address.annex region',
    'fail regions google_compute_disk.annex zone',
    'fail regions google_compute_address.lender region',
    'fail scopes google_compute_address.lender project',
    'fail regions google_compute_address.branch region',
    'fail regions google_compute_disk.zoned zone',
    'undecided regions google_compute_address.laptop region',
    'undecided regions google_storage_bucket.overflow location',
    'fail regions module.kiosk.google_compute_address.this region',
    'fail regions google_secret_manager_secret.tickets replication[0].user_managed[0].replicas[1].location',
    'fail regions google_container_cluster.gallery location',
    'fail regions google_container_node_pool.gallery cluster',
    // scopes.tf
    'fail scopes google_pubsub_topic.borrowed project',
    'fail scopes google_project.stray folder_id',
    'undecided scopes google_project.pop_up folder_id',
    'undecided scopes google_pubsub_topic.pop_up project',
    'undecided scopes google_pubsub_topic.laptop project',
    // shapes.tf
    'fail instance-types google_compute_instance.web[1] machine_type',
    'undecided instance-types google_compute_instance.guide machine_type',
    'undecided gpu-shapes google_compute_instance.guide machine_type',
    'fail gpu-shapes google_compute_instance.upscaler guest_accelerator[0].type',
    'undecided gpu-shapes google_compute_instance.narrator guest_accelerator[0].type',
    'fail gpu-shapes google_compute_instance_template.render machine_type',
    'fail instance-types google_compute_instance.archive machine_type',
  ],
  variants: [
    {
      title: 'flags tell region and project of the environment',
      flags: ['--provider-region', 'google.laptop=us-east4', '--provider-scope', 'google.laptop=museum-online'],
      without: ['undecided regions google_compute_address.laptop region', 'undecided scopes google_pubsub_topic.laptop project'],
      plus: ['fail regions google_compute_address.laptop region'],
    },
  ],
};

/** Resources in compartments that the .tf names by their OCIDs. */
const byOcid: readonly string[] = [
  'oci_objectstorage_bucket.observations',
  'oci_objectstorage_bucket.radar',
  'oci_objectstorage_bucket.snow',
  'oci_objectstorage_bucket.satellites',
  'oci_objectstorage_bucket.lightning',
  'oci_objectstorage_bucket.warnings',
  'oci_objectstorage_bucket.tides',
  'oci_objectstorage_bucket.balloons',
  'oci_core_instance.gauge',
  'oci_objectstorage_bucket.archive["daily"]',
  'oci_objectstorage_bucket.archive["hourly"]',
  'oci_objectstorage_bucket.desert',
  'oci_objectstorage_bucket.coast',
  'oci_objectstorage_bucket.backup',
  'oci_objectstorage_bucket.numbered',
  'oci_objectstorage_bucket.field',
  'oci_core_volume.field',
  'oci_core_volume.hurricane',
  'oci_core_volume.models',
  'oci_core_network_security_group.buoys',
  'module.station.oci_objectstorage_bucket.this',
  'oci_core_volume.borrowed',
  'oci_core_instance.grid[0]',
  'oci_core_instance.grid[1]',
  'oci_core_instance.arm',
  'oci_core_instance.ensemble',
  'oci_core_instance.nowcast',
  'oci_core_instance.old',
  'oci_core_instance_configuration.learner',
  'oci_core_instance_configuration.reader',
  'oci_core_instance_pool.learner',
];

const oci: Cases = {
  folder: 'oci',
  variables: { coast_region: 'sa-saopaulo-1', team: 'forecast', secret_stage: 'hush-hush' },
  environment: {},
  verdicts: [
    // tags.tf
    'undecided required-tags oci_objectstorage_bucket.radar freeform_tags.owner',
    'undecided required-tags oci_objectstorage_bucket.radar freeform_tags.environment',
    'undecided required-tags oci_objectstorage_bucket.snow freeform_tags.environment',
    'fail required-tags oci_objectstorage_bucket.satellites freeform_tags.environment',
    'fail required-tags oci_objectstorage_bucket.lightning freeform_tags.environment',
    'fail required-tags oci_objectstorage_bucket.warnings freeform_tags.environment',
    'undecided required-tags oci_objectstorage_bucket.tides freeform_tags.environment',
    'undecided required-tags oci_objectstorage_bucket.balloons freeform_tags.owner',
    'undecided required-tags oci_objectstorage_bucket.balloons freeform_tags.environment',
    'fail required-tags oci_core_instance.gauge defined_tags.Operations.CostCenter',
    'fail required-tags oci_objectstorage_bucket.archive["hourly"] freeform_tags.environment',
    // regions.tf
    'fail regions oci_objectstorage_bucket.desert region',
    'fail regions oci_objectstorage_bucket.coast region',
    'undecided regions oci_objectstorage_bucket.backup region',
    'undecided regions oci_objectstorage_bucket.numbered region',
    'undecided regions oci_objectstorage_bucket.field region',
    'fail regions oci_core_volume.hurricane availability_domain',
    'fail regions oci_core_network_security_group.buoys vcn_id',
    'fail regions module.station.oci_objectstorage_bucket.this region',
    'fail regions oci_objectstorage_replication_policy.observations destination_region_name',
    // scopes.tf
    'fail scopes oci_core_volume.borrowed compartment_id',
    'undecided scopes oci_identity_compartment.campaign compartment_id',
    'undecided scopes oci_core_volume.campaign compartment_id',
    'undecided scopes oci_core_volume.sandbox compartment_id',
    // shapes.tf
    'fail instance-types oci_core_instance.grid[1] shape',
    'undecided instance-types oci_core_instance.ensemble shape',
    'undecided instance-types oci_core_instance.nowcast shape',
    'undecided gpu-shapes oci_core_instance.nowcast shape',
    'fail instance-types oci_core_instance.old shape',
    'fail gpu-shapes oci_core_instance_configuration.learner instance_details[0].launch_details[0].shape',
    'fail instance-types oci_core_instance_configuration.learner instance_details[0].launch_details[0].shape',
    'fail required-tags oci_core_instance_configuration.learner instance_details[0].launch_details[0].freeform_tags.environment',
    'undecided required-tags oci_core_instance_configuration.reader instance_details[0].launch_details[0].defined_tags.Operations.CostCenter',
  ],
  variants: [
    {
      title: 'a flag tells the region of the environment',
      flags: ['--provider-region', 'oci.field=eu-frankfurt-1', '--provider-region', 'oci.backup=sa-saopaulo-1'],
      without: ['undecided regions oci_objectstorage_bucket.field region', 'undecided regions oci_objectstorage_bucket.backup region'],
      plus: ['fail regions oci_objectstorage_bucket.backup region'],
    },
    {
      title: 'compartments by name: those of the same plan are decided, OCIDs of others are not',
      flags: [],
      config: 'by-name.yaml',
      without: 'all',
      plus: ['fail scopes oci_core_volume.sandbox compartment_id', ...byOcid.map((address) => `undecided scopes ${address} compartment_id`)],
    },
  ],
};

const awsChanges: Cases = {
  folder: 'aws-changes',
  variables: {},
  environment: {},
  verdicts: [
    'fail required-tags aws_sqs_queue.longer tags.environment',
    'fail required-tags aws_sqs_queue.spoilt tags.environment',
    'undecided required-tags aws_sqs_queue.blurred tags.environment',
    'fail required-tags aws_sqs_queue.fresh tags.environment',
    'fail required-tags aws_sqs_queue.new_place tags.environment',
    'fail instance-types aws_instance.grown instance_type',
    'fail instance-types aws_autoscaling_group.fleet launch_template[0].id',
    'fail required-tags aws_instance.reborn tags.environment',
    'fail required-tags aws_instance.twin tags.environment',
    'fail required-tags aws_s3_bucket.adopted tags.environment',
    'fail required-tags aws_s3_bucket.converted tags.environment',
  ],
  variants: [
    {
      title: 'with what does not change; what is deleted or forgotten is not judged',
      flags: ['--all'],
      without: ['fail instance-types aws_autoscaling_group.fleet launch_template[0].id'],
      plus: ['fail instance-types aws_launch_template.fleet instance_type', 'fail required-tags aws_sqs_queue.kept tags.environment', 'fail required-tags aws_sqs_queue.new_name tags.environment', 'fail required-tags aws_sqs_queue.lane[0] tags.environment'],
    },
    {
      title: 'a count that is not known yet, and an object that is forgotten for a new one',
      flags: [],
      plan: 'put-off',
      status: 2,
      without: ['fail required-tags aws_sqs_queue.fresh tags.environment'],
      plus: ['fail required-tags aws_sqs_queue.fresh[*] tags.environment'],
    },
  ],
};

const azureChanges: Cases = {
  folder: 'azure-changes',
  variables: {},
  environment: {},
  verdicts: [
    'fail required-tags azurerm_public_ip.slower tags.environment',
    'fail regions azurerm_public_ip.relocated location',
    'fail required-tags azurerm_public_ip.adopted tags.environment',
  ],
  variants: [
    {
      title: 'with what does not change',
      flags: ['--all'],
      without: [],
      plus: ['fail required-tags azurerm_public_ip.kept tags.environment', 'fail required-tags azurerm_public_ip.new_name tags.environment'],
    },
  ],
};

const googleChanges: Cases = {
  folder: 'google-changes',
  variables: {},
  environment: {},
  verdicts: [
    'fail required-tags google_pubsub_topic.longer labels.environment',
    'fail required-tags google_pubsub_topic.spoilt labels.environment',
    'fail regions google_compute_disk.relocated zone',
    'fail required-tags google_pubsub_topic.adopted labels.environment',
  ],
  variants: [
    {
      title: 'with what does not change',
      flags: ['--all'],
      without: [],
      plus: ['fail required-tags google_pubsub_topic.kept labels.environment', 'fail required-tags google_pubsub_topic.new_name labels.environment'],
    },
  ],
};

const ociChanges: Cases = {
  folder: 'oci-changes',
  variables: {},
  environment: {},
  verdicts: [
    'fail required-tags oci_core_volume.bare freeform_tags.owner',
    'fail required-tags oci_core_volume.bare freeform_tags.environment',
    'fail required-tags oci_core_volume.larger freeform_tags.environment',
    'fail scopes oci_core_volume.handed_over compartment_id',
    'fail required-tags oci_core_volume.relocated freeform_tags.environment',
    'fail required-tags oci_core_volume.adopted freeform_tags.environment',
  ],
  variants: [
    {
      title: 'with what does not change',
      flags: ['--all'],
      without: [],
      plus: ['fail required-tags oci_core_volume.kept freeform_tags.environment', 'fail required-tags oci_core_volume.new_name freeform_tags.environment'],
    },
  ],
};

export const table: readonly Cases[] = [aws, azure, google, oci, awsChanges, azureChanges, googleChanges, ociChanges];
