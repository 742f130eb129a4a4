terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

variable "compartment" {
  type = string
}

variable "tags" {
  type = map(string)
}

resource "oci_objectstorage_bucket" "this" {
  compartment_id = var.compartment
  namespace      = "weather"
  name           = "station"
  freeform_tags  = var.tags
}
