terraform {
  required_version = ">= 1.7"

  required_providers {
    oci = {
      source  = "oracle/oci"
      version = ">= 6.0"
    }
  }
}

# What is there is in before/. Nobody has an environment, unless it says so: what is judged fails.
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

# No change: judged with --all only.
resource "oci_core_volume" "kept" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "kept"
  freeform_tags       = local.tags
  defined_tags        = local.defined
}

# Update. Nobody wrote tags, and those that it has are known: owner and environment are not among them.
resource "oci_core_volume" "bare" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "still-bare"
}

# Update.
resource "oci_core_volume" "larger" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "larger"
  size_in_gbs         = 100
  freeform_tags       = local.tags
  defined_tags        = local.defined
}

# Good: an update that brings the missing tag.
resource "oci_core_volume" "mended" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "mended"
  freeform_tags       = { owner = "forecast", environment = "prod" }
  defined_tags        = local.defined
}

# An update that hands it over to another compartment, which is not allowed.
resource "oci_core_volume" "handed_over" {
  compartment_id      = local.research
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "handed-over"
  freeform_tags       = { owner = "forecast", environment = "prod" }
}

# Replaced, in another domain of the region …
resource "oci_core_volume" "relocated" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-2"
  display_name        = "relocated"
  freeform_tags       = local.tags
  defined_tags        = local.defined
}

# … and, in the other order, good.
resource "oci_core_volume" "returned" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-3"
  display_name        = "returned"
  freeform_tags       = { owner = "forecast", environment = "prod" }

  lifecycle {
    create_before_destroy = true
  }
}

# Moved, and nothing else: as if there was no change.
moved {
  from = oci_core_volume.old_name
  to   = oci_core_volume.new_name
}

resource "oci_core_volume" "new_name" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "renamed"
  freeform_tags       = local.tags
  defined_tags        = local.defined
}

# Forgotten: somebody else's from now on. oci_core_volume.melted is deleted.
removed {
  from = oci_core_volume.given_away

  lifecycle {
    destroy = false
  }
}

# Imported as it is.
import {
  to = oci_core_volume.adopted
  id = "ocid1.volume.oc1.eu-frankfurt-1.aaaaaaaaadopted"
}

resource "oci_core_volume" "adopted" {
  compartment_id      = local.forecast
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  display_name        = "adopted"
  freeform_tags       = local.tags
  defined_tags        = local.defined
}
