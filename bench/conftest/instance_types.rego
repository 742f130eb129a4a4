# Machines, databases and what is launched from templates have a type of the list.
package main

import rego.v1

allowed_types := ["c7g.*", "c7i.*", "m7g.*", "db.t4g.*"]

shape_argument := {
	"aws_db_instance": "instance_class",
	"aws_instance": "instance_type",
	"aws_launch_template": "instance_type",
}

shapes contains {"address": change.address, "name": name} if {
	some change in changes
	name := change.change.after[shape_argument[change.type]]
}

deny contains {"msg": msg, "rule": "instance-types", "resource": shape.address} if {
	some shape in shapes
	not type_allowed(shape.name)
	msg := sprintf("%s has the type %s, allowed are %s", [shape.address, shape.name, concat(", ", allowed_types)])
}

type_allowed(name) if {
	some pattern in allowed_types
	glob.match(pattern, [], name)
}
