terraform {
  required_version = ">= 1.5"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
  }
}

variable "project" {
  type    = string
  default = "analytics-prod"
}

provider "google" {
  project = var.project
  region  = "europe-west4"
  zone    = "europe-west4-a"

  default_labels = {
    team = "analytics"
    env  = "prod"
  }
}

# Belongs to a colleague; his experiments are not ours to pay for.
provider "google" {
  alias   = "scratch"
  project = "jk-scratch-472"
  region  = "europe-west4"
}
