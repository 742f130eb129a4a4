terraform {
  required_version = ">= 1.5"

  required_providers {
    oci = {
      source  = "oracle/oci"
      version = ">= 6.0"
    }
  }
}

provider "oci" {
  region       = "eu-frankfurt-1"
  tenancy_ocid = local.tenancy
}

# Reads its region from the environment of whoever runs Terraform.
provider "oci" {
  alias = "archive"
}

locals {
  tenancy   = "ocid1.tenancy.oc1..aaaaaaaastudiotenancy"
  rendering = "ocid1.compartment.oc1..aaaaaaaarendering"
  sandbox   = "ocid1.compartment.oc1..aaaaaaaasandbox"

  tags = {
    owner = "render-wranglers"
    show  = "the-long-night"
  }
}
