package human_review

sensitive := {"aws_iam_policy", "aws_iam_role", "aws_iam_user", "aws_security_group"}

warn contains message if {
	some change in input.terraform.resource_changes
	change.type in sensitive
	some action in ({"update", "delete"} & {one | some one in change.change.actions})
	message := sprintf("%s of %s needs a second pair of eyes", [action, change.address])
}
