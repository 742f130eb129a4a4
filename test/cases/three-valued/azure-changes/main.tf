terraform {
  required_version = ">= 1.7"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

# What is there is in before/. Nobody has an environment, unless it says so: what is judged fails.
provider "azurerm" {
  subscription_id = "4b0c9a51-0d53-4f5e-8f1c-3a5d8c1e7b20"
  features {}
}

locals {
  tags = { owner = "bookings" }
}

# No change: judged with --all only.
resource "azurerm_public_ip" "kept" {
  name                = "pip-kept"
  resource_group_name = "rg-bookings"
  location            = "westeurope"
  allocation_method   = "Static"
  tags                = local.tags
}

# Update.
resource "azurerm_public_ip" "slower" {
  name                    = "pip-slower"
  resource_group_name     = "rg-bookings"
  location                = "westeurope"
  allocation_method       = "Static"
  idle_timeout_in_minutes = 30
  tags                    = local.tags
}

# Good: an update that brings the missing tag.
resource "azurerm_public_ip" "mended" {
  name                = "pip-mended"
  resource_group_name = "rg-bookings"
  location            = "westeurope"
  allocation_method   = "Static"
  tags                = { owner = "bookings", environment = "prod" }
}

# Replaced, and in a region that is not allowed from now on …
resource "azurerm_public_ip" "relocated" {
  name                = "pip-relocated"
  resource_group_name = "rg-bookings"
  location            = "eastus"
  allocation_method   = "Static"
  tags                = { owner = "bookings", environment = "prod" }
}

# … and, in the other order, good: back in one that is.
resource "azurerm_public_ip" "returned" {
  name                = "pip-returned"
  resource_group_name = "rg-bookings"
  location            = "westeurope"
  allocation_method   = "Static"
  tags                = { owner = "bookings", environment = "prod" }

  lifecycle {
    create_before_destroy = true
  }
}

# Moved, and nothing else: as if there was no change.
moved {
  from = azurerm_public_ip.old_name
  to   = azurerm_public_ip.new_name
}

resource "azurerm_public_ip" "new_name" {
  name                = "pip-renamed"
  resource_group_name = "rg-bookings"
  location            = "westeurope"
  allocation_method   = "Static"
  tags                = local.tags
}

# Forgotten: somebody else's from now on. azurerm_public_ip.demolished is deleted.
removed {
  from = azurerm_public_ip.given_away

  lifecycle {
    destroy = false
  }
}

# Imported as it is.
import {
  to = azurerm_public_ip.adopted
  id = "/subscriptions/4b0c9a51-0d53-4f5e-8f1c-3a5d8c1e7b20/resourceGroups/rg-bookings/providers/Microsoft.Network/publicIPAddresses/pip-adopted"
}

resource "azurerm_public_ip" "adopted" {
  name                = "pip-adopted"
  resource_group_name = "rg-bookings"
  location            = "westeurope"
  allocation_method   = "Static"
  tags                = local.tags
}
