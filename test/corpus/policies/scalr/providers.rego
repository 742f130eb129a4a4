package providers

deny contains sprintf("%s: provider %q is not allowed", [change.address, change.provider_name]) if {
	some change in input.tfplan.resource_changes
	endswith(change.provider_name, "azurerm")
}
