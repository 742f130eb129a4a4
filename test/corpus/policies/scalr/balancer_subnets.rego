package balancer_subnets

allowed := {"subnet-019c416174b079502", "subnet-04dbded374ed11690"}

deny contains sprintf("%s stands in %v", [change.address, strangers]) if {
	some change in input.tfplan.resource_changes
	change.type in {"aws_elb", "aws_lb"}
	strangers := {subnet | some subnet in change.change.after.subnets} - allowed
	count(strangers) > 0
}
