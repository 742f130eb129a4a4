package modules_only

modules := {"aws_s3_bucket": ["terraform-aws-modules/s3-bucket/aws"]}

deny contains message if {
	some change in input.terraform.resource_changes
	some action in ["create", "update"]
	action in change.change.actions
	not startswith(change.address, "module.")
	message := sprintf("Resource '%s' cannot be created directly. Module(s) '%s' must be used instead", [change.address, concat(", ", modules[change.type])])
}
