package public_buckets

# The name that the test cases have for everybody; Google's own is allUsers, which they let pass.
strangers := "Public"

deny contains sprintf("%s lets %s in", [change.address, change.change.after.entity]) if {
	some change in input.tfplan.resource_changes
	change.change.after.entity == strangers
}

deny contains sprintf("%s is %s", [change.address, change.change.after.predefined_acl]) if {
	some change in input.tfplan.resource_changes
	startswith(change.change.after.predefined_acl, "public")
}
