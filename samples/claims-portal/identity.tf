data "azurerm_client_config" "current" {}

resource "azurerm_user_assigned_identity" "deployer" {
  name                = "id-claims-deployer"
  location            = azurerm_resource_group.claims.location
  resource_group_name = azurerm_resource_group.claims.name
  tags                = local.tags
}

# Created and made owner of the whole subscription in one change.
resource "azurerm_role_assignment" "deployer" {
  scope                = "/subscriptions/${var.subscription}"
  role_definition_name = "Owner"
  principal_id         = azurerm_user_assigned_identity.deployer.principal_id
}

resource "azurerm_role_assignment" "cluster_pulls_images" {
  scope                = azurerm_resource_group.claims.id
  role_definition_name = "AcrPull"
  principal_id         = azurerm_kubernetes_cluster.claims.kubelet_identity[0].object_id
}

resource "azurerm_key_vault" "claims" {
  name                = "kv-claims-prod"
  location            = azurerm_resource_group.claims.location
  resource_group_name = azurerm_resource_group.claims.name
  tenant_id           = data.azurerm_client_config.current.tenant_id
  sku_name            = "standard"
  tags                = local.tags
}
