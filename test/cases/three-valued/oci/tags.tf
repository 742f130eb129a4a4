# Good.
resource "oci_objectstorage_bucket" "observations" {
  compartment_id = local.forecast
  namespace      = "weather"
  name           = "observations"
  freeform_tags  = local.tags
}

# No tags here: the compartment's tag defaults may add some.
resource "oci_objectstorage_bucket" "radar" {
  compartment_id = local.forecast
  namespace      = "weather"
  name           = "radar"
}

# An environment is missing, as far as the plan tells: tag defaults may add defined tags.
resource "oci_objectstorage_bucket" "snow" {
  compartment_id = local.forecast
  namespace      = "weather"
  name           = "snow"
  freeform_tags  = { owner = "forecast" }
}

# Bad: both maps are written down, and none has an environment.
resource "oci_objectstorage_bucket" "satellites" {
  compartment_id = local.forecast
  namespace      = "weather"
  name           = "satellites"
  freeform_tags  = { owner = "forecast" }
  defined_tags   = { "Operations.CostCenter" = "4200" }
}

# Bad: a value that is not allowed, whatever tag defaults add.
resource "oci_objectstorage_bucket" "lightning" {
  compartment_id = local.forecast
  namespace      = "weather"
  name           = "lightning"

  freeform_tags = {
    owner       = "forecast"
    environment = "production"
  }
}

# Bad, and nobody may read why.
resource "oci_objectstorage_bucket" "warnings" {
  compartment_id = local.forecast
  namespace      = "weather"
  name           = "warnings"

  freeform_tags = {
    owner       = var.team
    environment = var.secret_stage
  }
}

# Known keys, values after apply.
resource "oci_objectstorage_bucket" "tides" {
  compartment_id = local.forecast
  namespace      = "weather"
  name           = "tides"

  freeform_tags = {
    owner       = "forecast"
    environment = oci_objectstorage_bucket.observations.id
  }
}

# Keys and values after apply: the tags of a compartment that is made in the same plan.
data "oci_identity_compartment" "campaign" {
  id = oci_identity_compartment.campaign.id
}

resource "oci_objectstorage_bucket" "balloons" {
  compartment_id = local.forecast
  namespace      = "weather"
  name           = "balloons"
  freeform_tags  = data.oci_identity_compartment.campaign.freeform_tags
}

# A defined tag that machines need has a value that is not allowed.
resource "oci_core_instance" "gauge" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  shape               = "VM.Standard3.Flex"
  freeform_tags       = local.tags
  defined_tags        = { "Operations.CostCenter" = "9999" }

  shape_config {
    ocpus = 1
  }
}

# Good and bad, an address each.
resource "oci_objectstorage_bucket" "archive" {
  for_each = {
    daily  = "test"
    hourly = "testing"
  }

  compartment_id = local.forecast
  namespace      = "weather"
  name           = each.key

  freeform_tags = {
    owner       = "forecast"
    environment = each.value
  }
}
