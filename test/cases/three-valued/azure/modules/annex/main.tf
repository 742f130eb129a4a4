terraform {
  required_providers {
    azurerm = {
      source = "hashicorp/azurerm"
    }
  }
}

variable "resource_group" {
  type = string
}

variable "tags" {
  type = map(string)
}

resource "azurerm_virtual_network" "this" {
  name                = "vnet-annex"
  resource_group_name = var.resource_group
  location            = "westeurope"
  address_space       = ["10.61.0.0/16"]
  tags                = var.tags
}
