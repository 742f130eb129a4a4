package blast_radius

# Points by what happens to a resource; some types count more.
points := {"create": 1, "update": 5, "delete": 10}

weights := {"aws_ecs_cluster": 20, "aws_ecs_role": 5, "aws_ecs_user": 10}

radius := sum([impact |
	some change in input.terraform.resource_changes
	some action in change.change.actions
	impact := points[action] * object.get(weights, change.type, 1)
])

message := sprintf("change blast radius too high (%d/100)", [radius]) if radius > 100

proposed if input.spacelift.run.type == "PROPOSED"

deny contains message if proposed

warn contains message if not proposed
