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

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/terraform-checkout"
  }

  default_tags {
    tags = {
      owner       = "checkout@shop.example"
      environment = var.environment
      cost-center = "cc-4410"
    }
  }
}

# Disaster recovery. Whoever copied the block above forgot the owner.
provider "aws" {
  alias  = "frankfurt"
  region = var.recovery_region

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/terraform-checkout"
  }

  default_tags {
    tags = {
      environment = var.environment
      cost-center = "cc-4410"
    }
  }
}

# CloudFront takes its certificates from us-east-1 only.
provider "aws" {
  alias  = "virginia"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/terraform-checkout"
  }

  default_tags {
    tags = {
      owner       = "checkout@shop.example"
      environment = var.environment
      cost-center = "cc-4410"
    }
  }
}
