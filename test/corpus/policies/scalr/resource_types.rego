package resource_types

allowed := {"aws_instance", "aws_s3_bucket", "aws_security_group"}

deny contains sprintf("%s: type %q is not allowed", [change.address, change.type]) if {
	some change in input.tfplan.resource_changes
	not change.type in allowed
}
