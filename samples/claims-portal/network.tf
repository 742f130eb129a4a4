resource "azurerm_resource_group" "claims" {
  name     = "rg-claims-prod"
  location = "West Europe"
  tags     = local.tags
}

resource "azurerm_virtual_network" "claims" {
  name                = "vnet-claims"
  location            = azurerm_resource_group.claims.location
  resource_group_name = azurerm_resource_group.claims.name
  address_space       = ["10.60.0.0/16"]
  tags                = local.tags
}

resource "azurerm_subnet" "portal" {
  name                 = "portal"
  resource_group_name  = azurerm_resource_group.claims.name
  virtual_network_name = azurerm_virtual_network.claims.name
  address_prefixes     = ["10.60.1.0/24"]
}

resource "azurerm_network_security_group" "portal" {
  name                = "nsg-portal"
  location            = azurerm_resource_group.claims.location
  resource_group_name = azurerm_resource_group.claims.name
  tags                = local.tags

  security_rule {
    name                       = "https"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "443"
    source_address_prefix      = "Internet"
    destination_address_prefix = "10.60.1.0/24"
  }
}

resource "azurerm_subnet_network_security_group_association" "portal" {
  subnet_id                 = azurerm_subnet.portal.id
  network_security_group_id = azurerm_network_security_group.portal.id
}

# Nothing stands between this subnet and its neighbours: no network security group.
resource "azurerm_subnet" "batch" {
  name                 = "batch"
  resource_group_name  = azurerm_resource_group.claims.name
  virtual_network_name = azurerm_virtual_network.claims.name
  address_prefixes     = ["10.60.2.0/24"]
}

resource "azurerm_virtual_network_peering" "from_hub" {
  provider = azurerm.hub

  name                      = "hub-to-claims"
  resource_group_name       = "rg-network-hub"
  virtual_network_name      = "vnet-hub"
  remote_virtual_network_id = azurerm_virtual_network.claims.id
}
