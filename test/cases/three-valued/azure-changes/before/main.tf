# What the hotels had before the change: nothing here has an environment, unless it says so.
terraform {
  required_providers {
    azurerm = {
      source = "hashicorp/azurerm"
    }
  }
}

provider "azurerm" {
  subscription_id = "4b0c9a51-0d53-4f5e-8f1c-3a5d8c1e7b20"
  features {}
}

locals {
  tags = { owner = "bookings" }
}

resource "azurerm_public_ip" "kept" {
  name                = "pip-kept"
  resource_group_name = "rg-bookings"
  location            = "westeurope"
  allocation_method   = "Static"
  tags                = local.tags
}

resource "azurerm_public_ip" "slower" {
  name                    = "pip-slower"
  resource_group_name     = "rg-bookings"
  location                = "westeurope"
  allocation_method       = "Static"
  idle_timeout_in_minutes = 10
  tags                    = local.tags
}

resource "azurerm_public_ip" "mended" {
  name                = "pip-mended"
  resource_group_name = "rg-bookings"
  location            = "westeurope"
  allocation_method   = "Static"
  tags                = local.tags
}

resource "azurerm_public_ip" "relocated" {
  name                = "pip-relocated"
  resource_group_name = "rg-bookings"
  location            = "westeurope"
  allocation_method   = "Static"
  tags                = { owner = "bookings", environment = "prod" }
}

resource "azurerm_public_ip" "returned" {
  name                = "pip-returned"
  resource_group_name = "rg-bookings"
  location            = "eastus"
  allocation_method   = "Static"
  tags                = { owner = "bookings", environment = "prod" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "azurerm_public_ip" "old_name" {
  name                = "pip-renamed"
  resource_group_name = "rg-bookings"
  location            = "westeurope"
  allocation_method   = "Static"
  tags                = local.tags
}

resource "azurerm_public_ip" "given_away" {
  name                = "pip-given-away"
  resource_group_name = "rg-bookings"
  location            = "eastus"
  allocation_method   = "Static"
}

resource "azurerm_public_ip" "demolished" {
  name                = "pip-demolished"
  resource_group_name = "rg-bookings"
  location            = "eastus"
  allocation_method   = "Static"
}
