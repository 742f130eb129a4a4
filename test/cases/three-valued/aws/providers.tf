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

# The parcels of a carrier: tracked in Ireland, in account 111122223333.
provider "aws" {
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/terraform-parcels"
  }

  default_tags {
    tags = {
      owner       = "parcels"
      environment = "prod"
    }
  }
}

# No default tags: what a resource of this provider does not tag itself has no tags.
provider "aws" {
  alias  = "bare"
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/terraform-parcels"
  }
}

# Half of the default tags.
provider "aws" {
  alias  = "owned"
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/terraform-parcels"
  }

  default_tags {
    tags = {
      owner = "parcels"
    }
  }
}

# Somebody else manages the owner tag: what Terraform says of it is dropped.
provider "aws" {
  alias  = "ignoring"
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/terraform-parcels"
  }

  default_tags {
    tags = {
      owner       = "parcels"
      environment = "prod"
    }
  }

  ignore_tags {
    keys = ["owner"]
  }
}

# Another region, written down.
provider "aws" {
  alias  = "virginia"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/terraform-parcels"
  }

  default_tags {
    tags = {
      owner       = "parcels"
      environment = "prod"
    }
  }
}

# Another region, given by -var.
provider "aws" {
  alias  = "second"
  region = var.second_region

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/terraform-parcels"
  }

  default_tags {
    tags = {
      owner       = "parcels"
      environment = "prod"
    }
  }
}

# The region of whoever runs Terraform. Since version 6 the provider writes it into every resource.
provider "aws" {
  alias = "depot"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/terraform-parcels"
  }

  default_tags {
    tags = {
      owner       = "parcels"
      environment = "prod"
    }
  }
}

# Region and account are drawn while applying.
resource "random_shuffle" "overflow_region" {
  input        = ["eu-west-1", "eu-central-1"]
  result_count = 1
}

provider "aws" {
  alias  = "overflow"
  region = random_shuffle.overflow_region.result[0]

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/terraform-parcels"
  }

  default_tags {
    tags = {
      owner       = "parcels"
      environment = "prod"
    }
  }
}

# A partner's account.
provider "aws" {
  alias  = "partner"
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::999988887777:role/parcels-exchange"
  }

  default_tags {
    tags = {
      owner       = "parcels"
      environment = "prod"
    }
  }
}

# The account of whoever runs Terraform.
provider "aws" {
  alias  = "laptop"
  region = "eu-west-1"

  default_tags {
    tags = {
      owner       = "parcels"
      environment = "prod"
    }
  }
}

# One of two accounts, one of them the partner's.
provider "aws" {
  alias               = "either"
  region              = "eu-west-1"
  allowed_account_ids = ["111122223333", "999988887777"]

  default_tags {
    tags = {
      owner       = "parcels"
      environment = "prod"
    }
  }
}

variable "second_region" {
  type = string
}

variable "team" {
  type = string
}

variable "stage" {
  type = string
}

variable "secret_stage" {
  type      = string
  sensitive = true
}
