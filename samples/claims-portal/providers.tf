terraform {
  required_version = ">= 1.5"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

variable "subscription" {
  type    = string
  default = "5a0c1d2e-0000-4000-8000-00000000c1a1"
}

provider "azurerm" {
  subscription_id = var.subscription
  features {}
}

# The subscription of the network team. This stack may look at it, not build in it.
provider "azurerm" {
  alias           = "hub"
  subscription_id = "5a0c1d2e-0000-4000-8000-00000000aaaa"
  features {}
}

locals {
  tags = {
    owner        = "claims-portal"
    data-class   = "personal"
    costCenter   = "7300"
    provisioning = "terraform"
  }
}
