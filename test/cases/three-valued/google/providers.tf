terraform {
  required_version = ">= 1.5"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.6"
    }
  }
}

# A museum puts its collection online, from the Netherlands.
provider "google" {
  project = "museum-online"
  region  = "europe-west4"
  zone    = "europe-west4-a"

  default_labels = {
    owner       = "collection"
    environment = "prod"
  }
}

# No default labels.
provider "google" {
  alias   = "bare"
  project = "museum-online"
  region  = "europe-west4"
  zone    = "europe-west4-a"
}

# Half of them.
provider "google" {
  alias   = "owned"
  project = "museum-online"
  region  = "europe-west4"
  zone    = "europe-west4-a"

  default_labels = {
    owner = "collection"
  }
}

# The lender's project, in America.
provider "google" {
  alias   = "lender"
  project = "lender-archive"
  region  = "us-east4"
  zone    = "us-east4-c"

  default_labels = {
    owner       = "collection"
    environment = "prod"
  }
}

# Region by -var.
provider "google" {
  alias   = "branch"
  project = var.project
  region  = var.branch_region

  default_labels = {
    owner       = "collection"
    environment = "prod"
  }
}

# A zone is enough to know the region.
provider "google" {
  alias   = "zoned"
  project = "museum-online"
  zone    = "us-west1-b"

  default_labels = {
    owner       = "collection"
    environment = "prod"
  }
}

# Region and project of whoever runs Terraform.
provider "google" {
  alias = "laptop"

  default_labels = {
    owner       = "collection"
    environment = "prod"
  }
}

variable "project" {
  type = string
}

variable "branch_region" {
  type = string
}

variable "team" {
  type = string
}

variable "secret_stage" {
  type      = string
  sensitive = true
}
