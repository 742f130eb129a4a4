module "office" {
  source   = "./modules/office"
  for_each = toset(["amsterdam", "porto"])

  name           = each.key
  location       = azurerm_resource_group.claims.location
  resource_group = azurerm_resource_group.claims.name
  subnet         = azurerm_subnet.portal.id
  tags           = local.tags
}

resource "azurerm_linux_virtual_machine_scale_set" "portal" {
  name                = "vmss-portal"
  location            = azurerm_resource_group.claims.location
  resource_group_name = azurerm_resource_group.claims.name
  sku                 = "Standard_F8s_v2" # not on the list
  instances           = 3
  admin_username      = "claims"
  tags                = local.tags

  admin_ssh_key {
    username   = "claims"
    public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample claims"
  }

  os_disk {
    caching              = "ReadOnly"
    storage_account_type = "Premium_LRS"
  }

  source_image_reference {
    publisher = "Canonical"
    offer     = "ubuntu-24_04-lts"
    sku       = "server"
    version   = "latest"
  }

  network_interface {
    name    = "portal"
    primary = true

    ip_configuration {
      name      = "portal"
      primary   = true
      subnet_id = azurerm_subnet.portal.id
    }
  }
}

# Reads handwriting on paper claims. A third of an A10.
resource "azurerm_windows_virtual_machine" "scanner" {
  name                  = "vm-scanner"
  location              = azurerm_resource_group.claims.location
  resource_group_name   = azurerm_resource_group.claims.name
  size                  = "Standard_NV12ads_A10_v5"
  admin_username        = "claims"
  admin_password        = "not-a-real-passw0rd"
  network_interface_ids = [azurerm_network_interface.scanner.id]
  tags                  = merge(local.tags, { interface = azurerm_network_interface.scanner.id })

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Premium_LRS"
  }

  source_image_reference {
    publisher = "MicrosoftWindowsServer"
    offer     = "WindowsServer"
    sku       = "2022-datacenter-azure-edition"
    version   = "latest"
  }
}

resource "azurerm_network_interface" "scanner" {
  name                = "nic-scanner"
  location            = azurerm_resource_group.claims.location
  resource_group_name = azurerm_resource_group.claims.name
  tags                = local.tags

  ip_configuration {
    name                          = "internal"
    subnet_id                     = azurerm_subnet.portal.id
    private_ip_address_allocation = "Dynamic"
  }
}

# Actuaries run their models here once a quarter: 176 vCPUs.
resource "azurerm_linux_virtual_machine" "actuary" {
  name                  = "vm-actuary"
  location              = azurerm_resource_group.claims.location
  resource_group_name   = azurerm_resource_group.claims.name
  size                  = "Standard_HB176rs_v4"
  admin_username        = "claims"
  network_interface_ids = [azurerm_network_interface.actuary.id]
  tags                  = local.tags

  admin_ssh_key {
    username   = "claims"
    public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample claims"
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Premium_LRS"
  }

  source_image_reference {
    publisher = "almalinux"
    offer     = "almalinux-hpc"
    sku       = "8-hpc-gen2"
    version   = "latest"
  }
}

resource "azurerm_network_interface" "actuary" {
  name                = "nic-actuary"
  location            = azurerm_resource_group.claims.location
  resource_group_name = azurerm_resource_group.claims.name
  tags                = local.tags

  ip_configuration {
    name                          = "internal"
    subnet_id                     = azurerm_subnet.batch.id
    private_ip_address_allocation = "Dynamic"
  }
}
