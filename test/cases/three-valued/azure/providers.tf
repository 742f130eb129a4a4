terraform {
  required_version = ">= 1.5"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.6"
    }
  }
}

# The bookings of a hotel chain, in a subscription of their own.
provider "azurerm" {
  subscription_id = "4b0c9a51-0d53-4f5e-8f1c-3a5d8c1e7b20"
  features {}
}

# The subscription of the restaurants.
provider "azurerm" {
  alias           = "restaurants"
  subscription_id = "9f8e7d6c-1111-4222-8333-444455556666"
  features {}
}

# Given by -var: the subscription of the bookings.
provider "azurerm" {
  alias           = "given"
  subscription_id = var.subscription
  features {}
}

# Whoever runs Terraform decides.
provider "azurerm" {
  alias = "laptop"
  features {}
}

variable "subscription" {
  type = string
}

variable "location" {
  type = string
}

variable "team" {
  type = string
}

variable "secret_stage" {
  type      = string
  sensitive = true
}

locals {
  tags = {
    owner       = "bookings"
    environment = "prod"
  }
}

resource "azurerm_resource_group" "bookings" {
  name     = "rg-bookings"
  location = "West Europe" # as people write it
  tags     = local.tags
}
