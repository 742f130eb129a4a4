# Bad: constant of the alias.
resource "oci_objectstorage_bucket" "desert" {
  provider = oci.phoenix

  compartment_id = local.forecast
  namespace      = "weather"
  name           = "desert"
  freeform_tags  = local.tags
}

# Bad: the variable of the alias holds sa-saopaulo-1.
resource "oci_objectstorage_bucket" "coast" {
  provider = oci.coast

  compartment_id = local.forecast
  namespace      = "weather"
  name           = "coast"
  freeform_tags  = local.tags
}

# A condition that the plan does not show.
resource "oci_objectstorage_bucket" "backup" {
  provider = oci.backup

  compartment_id = local.forecast
  namespace      = "weather"
  name           = "backup"
  freeform_tags  = local.tags
}

# A part of the region is no region.
resource "oci_objectstorage_bucket" "numbered" {
  provider = oci.numbered

  compartment_id = local.forecast
  namespace      = "weather"
  name           = "numbered"
  freeform_tags  = local.tags
}

# The environment decides.
resource "oci_objectstorage_bucket" "field" {
  provider = oci.field

  compartment_id = local.forecast
  namespace      = "weather"
  name           = "field"
  freeform_tags  = local.tags
}

# Good: the availability domain tells the region, whatever the environment says.
resource "oci_core_volume" "field" {
  provider = oci.field

  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-2"
  freeform_tags       = local.tags
}

# Bad: an availability domain of Ashburn.
resource "oci_core_volume" "hurricane" {
  provider = oci.field

  compartment_id      = local.forecast
  availability_domain = "NQNU:US-ASHBURN-AD-1"
  freeform_tags       = local.tags
}

# Good: a data source that was read while planning.
data "oci_identity_availability_domains" "frankfurt" {
  compartment_id = local.tenancy
}

resource "oci_core_volume" "models" {
  compartment_id      = local.forecast
  availability_domain = data.oci_identity_availability_domains.frankfurt.availability_domains[0].name
  freeform_tags       = local.tags
}

# Bad: the OCID of its network is one of Ashburn.
resource "oci_core_network_security_group" "buoys" {
  provider = oci.field

  compartment_id = local.forecast
  vcn_id         = "ocid1.vcn.oc1.iad.aaaaaaaabuoys"
  freeform_tags  = local.tags
}

# Bad: the module calls it oci and was handed oci.phoenix.
module "station" {
  source = "./modules/station"

  compartment = local.forecast
  tags        = local.tags

  providers = {
    oci = oci.phoenix
  }
}

# Good: policies have no region, wherever the provider stands.
resource "oci_identity_policy" "station" {
  provider = oci.phoenix

  compartment_id = local.tenancy
  name           = "station"
  description    = "What stations may do"
  statements     = ["Allow group stations to read buckets in tenancy"]
  freeform_tags  = local.tags
}

# Bad: a copy in another region.
resource "oci_objectstorage_replication_policy" "observations" {
  bucket                  = oci_objectstorage_bucket.observations.name
  namespace               = "weather"
  name                    = "copy"
  destination_bucket_name = "observations"
  destination_region_name = "ap-tokyo-1"
}
