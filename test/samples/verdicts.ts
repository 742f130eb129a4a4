/**
 * What must be said about each sample story, read off its .tf files by hand: verdict, guardrail, address, argument.
 * The recorded reports are compared with this list as well as byte for byte, so that recording a wrong report fails.
 */
export const verdicts: Readonly<Record<string, readonly string[]>> = {
  'checkout-service': [
    // "Billing Team" is no address; instances and group carry it.
    'fail required-tags module.invoices.aws_launch_template.this tag_specifications[0].tags.owner',
    'fail required-tags module.invoices.aws_autoscaling_group.this tag.owner',
    // provider aws.frankfurt forgot the owner
    'fail required-tags module.orders_replica.aws_db_instance.this tags.owner',
    'fail required-tags module.orders_replica.aws_db_subnet_group.this tags.owner',
    // "production" is not one of the values
    'fail required-tags aws_s3_bucket.assets tags.environment',
    // a tag map that AWS makes up
    'undecided required-tags aws_s3_bucket.recovery tags.owner',
    'undecided required-tags aws_backup_vault.recovery tags.owner',
    // What the provider gives both of them, the unknown map may replace.
    'undecided required-tags aws_s3_bucket.recovery tags.environment',
    'undecided required-tags aws_s3_bucket.recovery tags.cost-center',
    'undecided required-tags aws_backup_vault.recovery tags.environment',
    'undecided required-tags aws_backup_vault.recovery tags.cost-center',
    'fail instance-types module.invoices.aws_launch_template.this instance_type',
    'fail instance-types module.orders.aws_db_instance.this instance_class',
    'waived regions aws_acm_certificate.shop region',
    'fail regions aws_sqs_queue.payment_events region',
    'fail regions aws_dynamodb_table.sessions replica[0].region_name',
    'fail privileged-identity aws_iam_role_policy_attachment.deployer policy_arn',
    'fail business-justification module.invoices.aws_launch_template.this instance_type',
    'fail network-baseline aws_instance.jump_host vpc_security_group_ids',
  ],
  'night-fleet': [
    // The group launches from a configuration with a GPU that nobody approved: said once, at the configuration, and of none of its four machines.
    'fail gpu-shapes arn:aws:autoscaling:eu-west-1:111122223333:launchConfiguration:9dbbbf87-6141-428a-a409-0752edbe6cad:launchConfigurationName/trainer-launch InstanceType',
    'fail instance-types arn:aws:autoscaling:eu-west-1:111122223333:launchConfiguration:9dbbbf87-6141-428a-a409-0752edbe6cad:launchConfigurationName/trainer-launch InstanceType',
    // Eight A100 in another region, without an environment; its shape is not allowed either.
    'fail gpu-shapes arn:aws:ec2:us-east-1:111122223333:instance/i-faa2dcc4af16603f0 InstanceType',
    'fail instance-types arn:aws:ec2:us-east-1:111122223333:instance/i-faa2dcc4af16603f0 InstanceType',
    'fail required-tags arn:aws:ec2:us-east-1:111122223333:instance/i-faa2dcc4af16603f0 Tags.environment',
    // Nobody has tagged the function or the bucket, which stands outside of the allowed regions.
    'fail regions arn:aws:s3:::payroll-scratch BucketRegion',
    'fail required-tags arn:aws:lambda:eu-west-1:444455556666:function:salaries Tags.environment',
    'fail required-tags arn:aws:lambda:eu-west-1:444455556666:function:salaries Tags.owner',
    'fail required-tags arn:aws:s3:::payroll-scratch Tags.environment',
    'fail required-tags arn:aws:s3:::payroll-scratch Tags.owner',
    // Every machine got the default security group of its network.
    'fail network-baseline arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-04751e2a374e33290 Groups',
    'fail network-baseline arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-4a0badfb95ccda56e Groups',
    'fail network-baseline arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-8c3985d2cf6626f08 Groups',
    'fail network-baseline arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-c1e90a34811686707 Groups',
    'fail network-baseline arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-d8f1952b97885d971 Groups',
    'fail network-baseline arn:aws:ec2:us-east-1:111122223333:network-interface/eni-a17aef45d05075bf7 Groups',
  ],
  'ticket-office': [
    // production.auto.tfvars has a machine with a GPU
    'fail gpu-shapes aws_launch_template.seat_map instance_type',
    'fail instance-types aws_launch_template.seat_map instance_type',
    // local.team names a team, not an address
    'fail required-tags aws_autoscaling_group.seat_map tag.owner',
    'fail instance-types module.stadium.aws_instance.reader instance_type',
    'fail business-justification module.stadium.aws_instance.reader instance_type',
    // var.archive_region has no value
    'undecided regions aws_s3_bucket.sold region',
    'waived instance-types aws_db_instance.orders instance_class',
    // notifications.yaml: the template itself has no tags, only its instances; the table has no environment
    'fail required-tags SenderTemplate TagSpecifications.environment',
    'fail required-tags SenderTemplate TagSpecifications.owner',
    'fail required-tags Fans Tags.environment',
    'undecided regions SenderTemplate region',
    'undecided regions Fans region',
    // production takes a p3, the others do not
    'undecided gpu-shapes SenderTemplate LaunchTemplateData.InstanceType',
    'undecided instance-types SenderTemplate LaunchTemplateData.InstanceType',
    'waived privileged-identity Deployer ManagedPolicyArns[0]',
  ],
  'training-cluster': [
    'waived gpu-shapes module.finetune.aws_instance.trainer[0] instance_type',
    'waived gpu-shapes module.finetune.aws_instance.trainer[1] instance_type',
    'fail gpu-shapes aws_instance.compiler instance_type',
    'undecided gpu-shapes aws_instance.preview instance_type',
    'fail gpu-shapes aws_launch_template.pretraining instance_type',
    'fail gpu-shapes aws_autoscaling_group.inference mixed_instances_policy[0].launch_template[0].override[1].instance_type',
    'fail gpu-shapes aws_launch_template.evaluation instance_requirements[0]',
    'fail gpu-shapes aws_eks_node_group.serving instance_types[1]',
    'fail gpu-shapes aws_eks_node_group.labelling instance_types[0]',
    'fail gpu-shapes aws_sagemaker_notebook_instance.exploration instance_type',
    'fail gpu-shapes aws_batch_compute_environment.sweeps compute_resources[0].instance_type[0]',
    'waived business-justification aws_instance.head_node instance_type',
    'undecided business-justification aws_instance.preview instance_type',
    // propagate_at_launch = false on the group's owner
    'fail required-tags aws_launch_template.inference tag_specifications[0].tags.owner',
  ],
  'claims-portal': [
    'fail required-tags azurerm_kubernetes_cluster_node_pool.batch tags.owner',
    'fail required-tags azurerm_kubernetes_cluster_node_pool.batch tags.data-class',
    'fail required-tags azurerm_storage_account.documents tags.owner',
    'fail required-tags azurerm_storage_account.documents tags.data-class',
    'fail required-tags azurerm_storage_account.archive tags.data-class',
    'undecided required-tags azurerm_storage_account.inbox tags.data-class',
    'fail instance-types azurerm_linux_virtual_machine_scale_set.portal sku',
    'fail instance-types azurerm_windows_virtual_machine.scanner size',
    'fail instance-types azurerm_kubernetes_cluster_node_pool.fraud_model vm_size',
    'fail gpu-shapes azurerm_windows_virtual_machine.scanner size',
    'fail gpu-shapes azurerm_kubernetes_cluster_node_pool.fraud_model vm_size',
    'fail regions azurerm_cosmosdb_account.events geo_location[1].location',
    'fail regions azurerm_resource_group.sandbox location',
    'fail scopes azurerm_virtual_network_peering.from_hub subscription',
    'fail scopes azurerm_virtual_network_peering.from_hub resource_group_name',
    'fail scopes azurerm_resource_group.sandbox name',
    'fail privileged-identity azurerm_role_assignment.deployer role_definition_name',
    'fail network-baseline azurerm_subnet.batch network_security_group_id',
    'waived business-justification azurerm_linux_virtual_machine.actuary size',
  ],
  'analytics-platform': [
    'fail required-tags google_sql_database_instance.metadata settings[0].user_labels.team',
    'fail required-tags google_sql_database_instance.metadata settings[0].user_labels.env',
    'fail required-tags google_compute_instance.scheduler labels.env',
    'undecided required-tags module.orders.google_pubsub_topic.this labels.team',
    'undecided required-tags module.orders.google_pubsub_subscription.this labels.team',
    'undecided required-tags module.orders.google_storage_bucket.dead_letters labels.team',
    'fail instance-types google_compute_instance.scheduler machine_type',
    'fail gpu-shapes google_container_node_pool.features node_config[0].machine_type',
    'waived gpu-shapes google_compute_instance.embedding guest_accelerator[0].type',
    'fail regions google_bigquery_dataset.marketing location',
    'fail regions google_storage_bucket.exports location',
    'fail regions google_compute_instance.experiment zone',
    'fail scopes google_compute_instance.experiment project',
    'fail privileged-identity google_project_iam_member.pipeline_owner role',
    'waived privileged-identity google_project_iam_member.break_glass role',
    'fail business-justification google_compute_instance.solver machine_type',
    'fail network-baseline google_compute_instance.experiment network_interface[0].network',
  ],
  'render-farm': [
    'undecided required-tags oci_objectstorage_bucket.textures freeform_tags.owner',
    'undecided required-tags oci_objectstorage_bucket.textures freeform_tags.show',
    'fail instance-types oci_core_instance.test_bench shape',
    'waived gpu-shapes oci_core_instance.renderer[0] shape',
    'waived gpu-shapes oci_core_instance.renderer[1] shape',
    'fail gpu-shapes oci_core_instance.denoiser shape',
    'undecided regions oci_objectstorage_bucket.masters region',
    'fail scopes oci_core_instance.test_bench compartment_id',
    'undecided scopes oci_core_volume.freelancer_home compartment_id',
    'fail network-baseline oci_core_vcn.farm security_lists',
    'fail privileged-identity oci_identity_policy.renderers statements[1]',
    'fail business-justification oci_core_instance.simulation shape',
  ],
  'payroll-api': [],
  'night-shift': [
    // A GPU that is approved, though it does not run; a machine in another country that nobody put a tag on.
    'waived gpu-shapes /subscriptions/5f0c2a7e-9d4b-4c1e-8a61-20d7c3b4e5f6/resourcegroups/rg-training/providers/microsoft.compute/virtualmachines/trainer-3 properties.hardwareProfile.vmSize',
    'fail regions /subscriptions/5f0c2a7e-9d4b-4c1e-8a61-20d7c3b4e5f6/resourcegroups/rg-training/providers/microsoft.compute/virtualmachines/jump-host location',
    'fail instance-types /subscriptions/5f0c2a7e-9d4b-4c1e-8a61-20d7c3b4e5f6/resourcegroups/rg-training/providers/microsoft.compute/virtualmachines/jump-host properties.hardwareProfile.vmSize',
    'fail required-tags /subscriptions/5f0c2a7e-9d4b-4c1e-8a61-20d7c3b4e5f6/resourcegroups/rg-training/providers/microsoft.compute/virtualmachines/jump-host tags.owner',
    'fail network-baseline /subscriptions/5f0c2a7e-9d4b-4c1e-8a61-20d7c3b4e5f6/resourcegroups/rg-training/providers/microsoft.network/virtualnetworks/training properties.subnets[1].properties.networkSecurityGroup',
    'fail privileged-identity /subscriptions/5f0c2a7e-9d4b-4c1e-8a61-20d7c3b4e5f6/providers/microsoft.authorization/roleassignments/2d0f7f7e-51a4-4c8f-9d0a-6a1f0c0b7e11 properties.roleDefinitionName',
    'fail gpu-shapes ocid1.instance.oc1.eu-frankfurt-1.render-1 shape',
    // Who made it is Oracle's tag, and nobody's owner.
    'fail required-tags ocid1.instance.oc1.eu-frankfurt-1.render-1 freeform_tags.owner',
    'fail scopes ocid1.instance.oc1.eu-frankfurt-1.try-out compartment_id',
    'fail business-justification ocid1.instance.oc1.eu-frankfurt-1.try-out shape',
    // The nodes stand with their pool.
    'fail instance-types ocid1.nodepool.oc1.eu-frankfurt-1.frames node_shape',
  ],
};
