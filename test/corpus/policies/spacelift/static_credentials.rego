package static_credentials

deny contains message if {
	some change in input.terraform.resource_changes
	change.type == "aws_iam_access_key"
	"create" in change.change.actions
	message := sprintf("Static AWS credentials are evil (%s)", [change.address])
}
