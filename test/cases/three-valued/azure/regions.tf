# Bad: written down.
resource "azurerm_public_ip" "overseas" {
  name                = "pip-overseas"
  resource_group_name = azurerm_resource_group.bookings.name
  location            = "eastus"
  allocation_method   = "Static"
  tags                = local.tags
}

# Good: the same region in words and with capitals.
resource "azurerm_public_ip" "lobby" {
  name                = "pip-lobby"
  resource_group_name = azurerm_resource_group.bookings.name
  location            = "North Europe"
  allocation_method   = "Static"
  tags                = local.tags
}

# Bad: the variable holds "Brazil South".
resource "azurerm_public_ip" "beach" {
  name                = "pip-beach"
  resource_group_name = azurerm_resource_group.bookings.name
  location            = var.location
  allocation_method   = "Static"
  tags                = local.tags
}

# Drawn while applying.
resource "random_shuffle" "overflow" {
  input        = ["westeurope", "eastus"]
  result_count = 1
}

resource "azurerm_public_ip" "overflow" {
  name                = "pip-overflow"
  resource_group_name = azurerm_resource_group.bookings.name
  location            = random_shuffle.overflow.result[0]
  allocation_method   = "Static"
  tags                = local.tags
}

data "azurerm_resource_group" "head_office" {
  name = "rg-head-office"
}

# Good: a data source that was read while planning says westeurope.
resource "azurerm_public_ip" "head_office" {
  name                = "pip-head-office"
  resource_group_name = azurerm_resource_group.bookings.name
  location            = data.azurerm_resource_group.head_office.location
  allocation_method   = "Static"
  tags                = local.tags
}

# Good: no region at all.
resource "azurerm_private_dns_zone" "rooms" {
  name                = "rooms.bookings.example"
  resource_group_name = azurerm_resource_group.bookings.name
  tags                = local.tags
}

# Good: "global" is everywhere and nowhere.
resource "azurerm_monitor_action_group" "night_desk" {
  name                = "ag-night-desk"
  resource_group_name = azurerm_resource_group.bookings.name
  short_name          = "nightdesk"
  location            = "global"
  tags                = local.tags
}

# Bad: the second region of two.
resource "azurerm_cosmosdb_account" "rooms" {
  name                = "cosmos-rooms"
  resource_group_name = azurerm_resource_group.bookings.name
  location            = azurerm_resource_group.bookings.location
  offer_type          = "Standard"
  tags                = local.tags

  consistency_policy {
    consistency_level = "Session"
  }

  geo_location {
    location          = "westeurope"
    failover_priority = 0
  }

  geo_location {
    location          = "Southeast Asia"
    failover_priority = 1
  }
}

# Bad, and its database with it: a database stands where its server stands.
resource "azurerm_mssql_server" "ledger" {
  name                = "sql-ledger"
  resource_group_name = azurerm_resource_group.bookings.name
  location            = "UK South"
  version             = "12.0"
  tags                = local.tags
}

resource "azurerm_mssql_database" "ledger" {
  name      = "ledger"
  server_id = azurerm_mssql_server.ledger.id
  sku_name  = "S0"
  tags      = local.tags
}
