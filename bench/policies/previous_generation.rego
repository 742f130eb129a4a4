# METADATA
# title: Machine of a previous generation
# description: Older families cost more for the same work.
# custom:
#   severity: low
#   remediation:
#     summary: Use the current generation of the family.
package landrail.guardrails.previous_generation

import rego.v1

previous := {"c4", "c5", "m4", "m5", "r4", "r5", "t2"}

deny contains {
	"resource": resource.address,
	"path": shape.path,
	"msg": sprintf("%s is of a previous generation", [shape.name]),
	"actual": shape.name,
} if {
	some resource in input.resources
	some shape in resource.shapes
	split(shape.name, ".")[0] in previous
}
