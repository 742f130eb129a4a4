resource "azurerm_kubernetes_cluster" "claims" {
  name                = "aks-claims"
  location            = azurerm_resource_group.claims.location
  resource_group_name = azurerm_resource_group.claims.name
  dns_prefix          = "claims"
  tags                = local.tags

  default_node_pool {
    name           = "system"
    vm_size        = "Standard_D4s_v5"
    node_count     = 3
    vnet_subnet_id = azurerm_subnet.portal.id
    tags           = local.tags
  }

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "fraud_model" {
  name                  = "fraud"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.claims.id
  vm_size               = "Standard_NC24ads_A100_v4"
  node_count            = 2
  tags                  = local.tags
}

resource "azurerm_kubernetes_cluster_node_pool" "batch" {
  name                  = "batch"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.claims.id
  vm_size               = "Standard_D8s_v5"
  node_count            = 1
}
