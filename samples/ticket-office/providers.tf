terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      owner       = "box-office@tickets.example"
      environment = var.environment
    }
  }
}

# Where sold tickets are kept for ten years. Nobody has said yet in which region.
provider "aws" {
  alias  = "archive"
  region = var.archive_region
}
