package create_first

deny contains message if {
	some change in input.terraform.resource_changes
	change.change.actions == ["delete", "create"]
	message := sprintf("Always create before deleting (%s)", [change.address])
}
