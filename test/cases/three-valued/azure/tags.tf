# Good.
resource "azurerm_storage_account" "invoices" {
  name                     = "bookingsinvoices"
  resource_group_name      = azurerm_resource_group.bookings.name
  location                 = azurerm_resource_group.bookings.location
  account_tier             = "Standard"
  account_replication_type = "ZRS"
  tags                     = local.tags
}

# Bad: the tags of the resource group stay with the group.
resource "azurerm_storage_account" "photos" {
  name                     = "bookingsphotos"
  resource_group_name      = azurerm_resource_group.bookings.name
  location                 = azurerm_resource_group.bookings.location
  account_tier             = "Standard"
  account_replication_type = "LRS"
}

# Bad: a value that is not allowed, in a variable that keeps its secret.
resource "azurerm_storage_account" "passports" {
  name                     = "bookingspassports"
  resource_group_name      = azurerm_resource_group.bookings.name
  location                 = azurerm_resource_group.bookings.location
  account_tier             = "Standard"
  account_replication_type = "LRS"

  tags = {
    owner       = var.team
    environment = var.secret_stage
  }
}

# Known keys beside values that are known after apply.
resource "azurerm_storage_account" "keys" {
  name                     = "bookingskeys"
  resource_group_name      = azurerm_resource_group.bookings.name
  location                 = azurerm_resource_group.bookings.location
  account_tier             = "Standard"
  account_replication_type = "LRS"

  tags = merge(local.tags, {
    environment = azurerm_storage_account.invoices.id
    vault       = azurerm_storage_account.invoices.id
  })
}

# Read while applying, since the name is not known before.
data "azurerm_resource_group" "season" {
  name = "rg-${random_pet.season.id}"
}

resource "random_pet" "season" {}

# Keys and values after apply: neither tag can be told, although one is written down beside.
resource "azurerm_storage_account" "prices" {
  name                     = "bookingsprices"
  resource_group_name      = azurerm_resource_group.bookings.name
  location                 = azurerm_resource_group.bookings.location
  account_tier             = "Standard"
  account_replication_type = "LRS"
  tags                     = merge(data.azurerm_resource_group.season.tags, { owner = "bookings" })
}

data "azurerm_client_config" "current" {}

# Bad: read while planning, and a subscription is no environment.
resource "azurerm_storage_account" "vouchers" {
  name                     = "bookingsvouchers"
  resource_group_name      = azurerm_resource_group.bookings.name
  location                 = azurerm_resource_group.bookings.location
  account_tier             = "Standard"
  account_replication_type = "LRS"

  tags = {
    owner       = "bookings"
    environment = data.azurerm_client_config.current.subscription_id
  }
}

# Good and bad, an address each.
resource "azurerm_storage_account" "reviews" {
  for_each = {
    guests = "test"
    staff  = "testing"
  }

  name                     = "bookings${each.key}"
  resource_group_name      = azurerm_resource_group.bookings.name
  location                 = azurerm_resource_group.bookings.location
  account_tier             = "Standard"
  account_replication_type = "LRS"

  tags = {
    owner       = "bookings"
    environment = each.value
  }
}

# Good: a subnet carries no tags, and nobody asks for them.
resource "azurerm_virtual_network" "bookings" {
  name                = "vnet-bookings"
  resource_group_name = azurerm_resource_group.bookings.name
  location            = azurerm_resource_group.bookings.location
  address_space       = ["10.60.0.0/16"]
  tags                = local.tags
}

resource "azurerm_subnet" "bookings" {
  name                 = "snet-bookings"
  resource_group_name  = azurerm_resource_group.bookings.name
  virtual_network_name = azurerm_virtual_network.bookings.name
  address_prefixes     = ["10.60.1.0/24"]
}
