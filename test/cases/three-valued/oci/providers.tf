terraform {
  required_version = ">= 1.5"

  required_providers {
    oci = {
      source  = "oracle/oci"
      version = ">= 6.0"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.6"
    }
  }
}

# A weather service computes its forecasts in Frankfurt.
provider "oci" {
  region       = "eu-frankfurt-1"
  tenancy_ocid = local.tenancy
}

# Another region, written down by its key.
provider "oci" {
  alias        = "phoenix"
  region       = "phx"
  tenancy_ocid = local.tenancy
}

# Another region, given by -var.
provider "oci" {
  alias        = "coast"
  region       = var.coast_region
  tenancy_ocid = local.tenancy
}

# Two variables and a condition: which of them counts is not in the plan.
provider "oci" {
  alias        = "backup"
  region       = var.backup ? var.coast_region : "eu-frankfurt-1"
  tenancy_ocid = local.tenancy
}

# A variable that is a part of the region.
provider "oci" {
  alias        = "numbered"
  region       = "${var.city}-1"
  tenancy_ocid = local.tenancy
}

# The region of whoever runs Terraform.
provider "oci" {
  alias = "field"
}

variable "coast_region" {
  type = string
}

variable "backup" {
  type    = bool
  default = false
}

variable "city" {
  type    = string
  default = "eu-frankfurt"
}

variable "team" {
  type = string
}

variable "secret_stage" {
  type      = string
  sensitive = true
}

locals {
  tenancy  = "ocid1.tenancy.oc1..aaaaaaaaweathertenancy"
  forecast = "ocid1.compartment.oc1..aaaaaaaaforecast"
  research = "ocid1.compartment.oc1..aaaaaaaaresearch"

  tags = {
    owner       = "forecast"
    environment = "prod"
  }
}
