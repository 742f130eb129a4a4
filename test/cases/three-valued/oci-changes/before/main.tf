# What the weather service had before the change: nothing here has an environment, unless it says so.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

provider "oci" {
  region       = "eu-frankfurt-1"
  tenancy_ocid = "ocid1.tenancy.oc1..aaaaaaaaweathertenancy"
}

locals {
  forecast = "ocid1.compartment.oc1..aaaaaaaaforecast"
  research = "ocid1.compartment.oc1..aaaaaaaaresearch"

  tags    = { owner = "forecast" }
  defined = { "Operations.CostCenter" = "4200" }
}

resource "oci_core_volume" "kept" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "kept"
  freeform_tags       = local.tags
  defined_tags        = local.defined
}

# Without a word on tags: what tag defaults did is known by now.
resource "oci_core_volume" "bare" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "bare"
}

resource "oci_core_volume" "larger" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "larger"
  size_in_gbs         = 50
  freeform_tags       = local.tags
  defined_tags        = local.defined
}

resource "oci_core_volume" "mended" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "mended"
  freeform_tags       = local.tags
  defined_tags        = local.defined
}

resource "oci_core_volume" "handed_over" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "handed-over"
  freeform_tags       = { owner = "forecast", environment = "prod" }
}

resource "oci_core_volume" "relocated" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "relocated"
  freeform_tags       = local.tags
  defined_tags        = local.defined
}

resource "oci_core_volume" "returned" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "returned"
  freeform_tags       = { owner = "forecast", environment = "prod" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "oci_core_volume" "old_name" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "renamed"
  freeform_tags       = local.tags
  defined_tags        = local.defined
}

resource "oci_core_volume" "given_away" {
  compartment_id      = local.research
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "given-away"
}

resource "oci_core_volume" "melted" {
  compartment_id      = local.research
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "melted"
}
