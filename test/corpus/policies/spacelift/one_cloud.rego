package one_cloud

deny contains message if {
	some change in input.terraform.resource_changes
	startswith(change.type, "aws_")
	"create" in change.change.actions
	message := $"We have moved to GCP, find an equivalent there ({change.address})"
}
