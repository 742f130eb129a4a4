package buckets

# One of the test cases is the plan itself.
plan := object.get(input, "tfplan", input)

after[change.address] := change.change.after if {
	some change in plan.resource_changes
	change.type == "aws_s3_bucket"
}

deny contains $"{address} may be read by {bucket.acl}" if {
	some address, bucket in after
	bucket.acl != "private"
}

deny contains $"{address} is not encrypted" if {
	some address, bucket in after
	algorithms := {rule.sse_algorithm |
		some configuration in bucket.server_side_encryption_configuration
		some outer in configuration.rule
		some rule in outer.apply_server_side_encryption_by_default
	}
	count(algorithms & {"aws:kms", "AES256"}) == 0
}
