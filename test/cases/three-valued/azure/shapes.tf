# Good, though the capitals are wrong; and bad.
resource "azurerm_linux_virtual_machine" "desk" {
  count = 2

  name                  = "vm-desk-${count.index}"
  resource_group_name   = azurerm_resource_group.bookings.name
  location              = azurerm_resource_group.bookings.location
  size                  = ["standard_d2s_V5", "Standard_E64s_v5"][count.index]
  admin_username        = "desk"
  network_interface_ids = ["/subscriptions/4b0c9a51-0d53-4f5e-8f1c-3a5d8c1e7b20/resourceGroups/rg-bookings/providers/Microsoft.Network/networkInterfaces/nic-desk"]
  tags                  = local.tags

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Premium_LRS"
  }
}

# Drawn while applying.
resource "random_shuffle" "night_size" {
  input        = ["Standard_D2s_v5", "Standard_NC24ads_A100_v4"]
  result_count = 1
}

resource "azurerm_linux_virtual_machine" "night" {
  name                  = "vm-night"
  resource_group_name   = azurerm_resource_group.bookings.name
  location              = azurerm_resource_group.bookings.location
  size                  = random_shuffle.night_size.result[0]
  admin_username        = "desk"
  network_interface_ids = ["/subscriptions/4b0c9a51-0d53-4f5e-8f1c-3a5d8c1e7b20/resourceGroups/rg-bookings/providers/Microsoft.Network/networkInterfaces/nic-night"]
  tags                  = local.tags

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Premium_LRS"
  }
}

# A sixth of a GPU is a GPU.
resource "azurerm_linux_virtual_machine" "kiosk" {
  name                  = "vm-kiosk"
  resource_group_name   = azurerm_resource_group.bookings.name
  location              = azurerm_resource_group.bookings.location
  size                  = "Standard_NV6ads_A10_v5"
  admin_username        = "desk"
  network_interface_ids = ["/subscriptions/4b0c9a51-0d53-4f5e-8f1c-3a5d8c1e7b20/resourceGroups/rg-bookings/providers/Microsoft.Network/networkInterfaces/nic-kiosk"]
  tags                  = local.tags

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Premium_LRS"
  }
}

# Any of three sizes: one of them is not allowed.
resource "azurerm_orchestrated_virtual_machine_scale_set" "search" {
  name                        = "vmss-search"
  resource_group_name         = azurerm_resource_group.bookings.name
  location                    = azurerm_resource_group.bookings.location
  platform_fault_domain_count = 1
  sku_name                    = "Mix"
  instances                   = 4
  tags                        = local.tags

  sku_profile {
    allocation_strategy = "CapacityOptimized"
    vm_sizes            = ["Standard_D2s_v5", "Standard_D4s_v5", "Standard_F8s_v2"]
  }
}

# Bad: the cluster has both tags, its default pool only one.
resource "azurerm_kubernetes_cluster" "web" {
  name                = "aks-web"
  resource_group_name = azurerm_resource_group.bookings.name
  location            = azurerm_resource_group.bookings.location
  dns_prefix          = "web"
  tags                = local.tags

  default_node_pool {
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3

    tags = {
      owner = "bookings"
    }
  }

  identity {
    type = "SystemAssigned"
  }
}

# Bad twice: not on the list, and eight GPUs.
resource "azurerm_kubernetes_cluster_node_pool" "translation" {
  name                  = "translation"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.web.id
  vm_size               = "Standard_ND96isr_H100_v5"
  node_count            = 1
  tags                  = local.tags
}
