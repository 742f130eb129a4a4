package workspace_tags

# A workspace is marked with the clouds that it may create resources in.
deny contains sprintf("the workspace is not marked with %q", [cloud]) if {
	some change in input.tfplan.resource_changes
	"create" in change.change.actions
	parts := split(change.provider_name, "/")
	cloud := parts[count(parts) - 1]
	not cloud in {key | some key, _ in input.tfrun.workspace.tags}
	not cloud in {value | some value in input.tfrun.workspace.tags}
}
