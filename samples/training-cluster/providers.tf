terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.6"
    }
  }
}

provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = {
      owner   = "ml-platform"
      project = "atlas"
    }
  }
}

variable "head_node_type" {
  type    = string
  default = "r7i.48xlarge"
}
