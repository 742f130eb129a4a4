resource "oci_identity_compartment" "freelancers" {
  compartment_id = local.rendering
  name           = "freelancers"
  description    = "Seats of the freelancers"
  freeform_tags  = local.tags
}

# Stands in the compartment above, whose OCID does not exist yet.
resource "oci_core_volume" "freelancer_home" {
  compartment_id      = oci_identity_compartment.freelancers.id
  availability_domain = data.oci_identity_availability_domains.all.availability_domains[0].name
  size_in_gbs         = 500
  freeform_tags       = local.tags
}

resource "oci_identity_dynamic_group" "renderers" {
  compartment_id = local.tenancy
  name           = "renderers"
  description    = "All machines of the farm"
  matching_rule  = "ANY {instance.compartment.id = '${local.rendering}'}"
  freeform_tags  = local.tags
}

# The machines of the farm may do everything in the whole tenancy.
resource "oci_identity_policy" "renderers" {
  compartment_id = local.tenancy
  name           = "renderers"
  description    = "Access of the farm"
  freeform_tags  = local.tags

  statements = [
    "Allow dynamic-group renderers to read objectstorage-namespaces in tenancy",
    "Allow dynamic-group renderers to manage all-resources in tenancy",
  ]
}
