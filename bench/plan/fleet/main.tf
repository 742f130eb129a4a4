# The configuration behind ../seed.json: one team with one cell. ../generate.mjs multiplies its plan.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

variable "blanks" {
  description = "What the generator fills in per cell"
  type        = map(string)

  default = {
    owner         = "@owner@"
    worker_type   = "@worker-type@"
    database_type = "@database-type@"
    ssh_from      = "@ssh-from@"
    net           = "10.@net@"
  }
}

variable "release" {
  description = "Goes into a tag, so that what exists already is updated"
  type        = string
  default     = "2026.11"
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      environment = "prod"
      cost-center = "cc-1000"
    }
  }
}

module "team_seed" {
  source   = "./team"
  for_each = toset(["cell-seed"])

  cell    = each.key
  team    = "team_seed"
  blanks  = var.blanks
  release = var.release
}
