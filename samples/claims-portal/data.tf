resource "azurerm_mssql_server" "claims" {
  name                         = "sql-claims-prod"
  location                     = azurerm_resource_group.claims.location
  resource_group_name          = azurerm_resource_group.claims.name
  version                      = "12.0"
  administrator_login          = "claims"
  administrator_login_password = "not-a-real-passw0rd"
  tags                         = local.tags
}

resource "azurerm_mssql_database" "claims" {
  name      = "claims"
  server_id = azurerm_mssql_server.claims.id
  sku_name  = "GP_Gen5_4"
  tags      = local.tags
}

resource "azurerm_cosmosdb_account" "events" {
  name                = "cosmos-claims-events"
  location            = azurerm_resource_group.claims.location
  resource_group_name = azurerm_resource_group.claims.name
  offer_type          = "Standard"
  tags                = local.tags

  consistency_policy {
    consistency_level = "Session"
  }

  geo_location {
    location          = "West Europe"
    failover_priority = 0
  }

  # Personal data outside the EU.
  geo_location {
    location          = "East US"
    failover_priority = 1
  }
}

# Tags are not inherited from the resource group: this account has none.
resource "azurerm_storage_account" "documents" {
  name                     = "stclaimsdocuments"
  location                 = "westeurope"
  resource_group_name      = azurerm_resource_group.claims.name
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azurerm_storage_account" "archive" {
  name                     = "stclaimsarchive"
  location                 = "northeurope"
  resource_group_name      = azurerm_resource_group.claims.name
  account_tier             = "Standard"
  account_replication_type = "LRS"

  tags = merge(local.tags, { data-class = "secret" }) # not one of our classes
}

resource "azurerm_resource_group" "sandbox" {
  name     = "sandbox-jk"
  location = "East US 2"
  tags     = local.tags
}

# Which class the inbox has is written down in the configuration store, which does not exist yet.
resource "azurerm_app_configuration" "claims" {
  name                = "appcs-claims"
  location            = azurerm_resource_group.claims.location
  resource_group_name = azurerm_resource_group.claims.name
  tags                = local.tags
}

data "azurerm_app_configuration_key" "inbox_class" {
  configuration_store_id = azurerm_app_configuration.claims.id
  key                    = "inbox/data-class"
}

resource "azurerm_storage_account" "inbox" {
  name                     = "stclaimsinbox"
  location                 = azurerm_resource_group.claims.location
  resource_group_name      = azurerm_resource_group.claims.name
  account_tier             = "Standard"
  account_replication_type = "ZRS"

  tags = merge(local.tags, { data-class = data.azurerm_app_configuration_key.inbox_class.value })
}
