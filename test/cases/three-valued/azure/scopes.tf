# Bad: the restaurants' subscription.
resource "azurerm_resource_group" "menu" {
  provider = azurerm.restaurants

  name     = "rg-bookings-menu"
  location = "westeurope"
  tags     = local.tags
}

# Good: a variable that holds the right subscription.
resource "azurerm_resource_group" "spa" {
  provider = azurerm.given

  name     = "rg-bookings-spa"
  location = "westeurope"
  tags     = local.tags
}

# The environment decides.
resource "azurerm_resource_group" "trial" {
  provider = azurerm.laptop

  name     = "rg-bookings-trial"
  location = "westeurope"
  tags     = local.tags
}

# Bad: the module calls it azurerm and was handed azurerm.restaurants.
module "annex" {
  source = "./modules/annex"

  resource_group = "rg-bookings-annex"
  tags           = local.tags

  providers = {
    azurerm = azurerm.restaurants
  }
}

# Bad: somebody else's resource group; the group itself is not in this plan.
resource "azurerm_public_ip" "kitchen" {
  name                = "pip-kitchen"
  resource_group_name = "rg-restaurants"
  location            = "westeurope"
  allocation_method   = "Static"
  tags                = local.tags
}

# A resource group whose name is drawn while applying, and what stands in it.
resource "azurerm_resource_group" "season" {
  name     = "rg-${random_pet.season.id}"
  location = "westeurope"
  tags     = local.tags
}

resource "azurerm_public_ip" "season" {
  name                = "pip-season"
  resource_group_name = azurerm_resource_group.season.name
  location            = azurerm_resource_group.season.location
  allocation_method   = "Static"
  tags                = local.tags
}
