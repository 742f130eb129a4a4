# METADATA
# title: Key is never rotated
# custom:
#   severity: medium
#   settings: none
#   input: attributes
package landrail.guardrails.key_rotation

deny contains {"resource": r.address, "path": "enable_key_rotation", "msg": "key is not rotated", "expected": true} if {
	some r in input.resources
	r.type == "aws_kms_key"
	not r.attributes.enable_key_rotation
}
