# METADATA
# title: Container of blobs is public
# custom:
#   severity: high
#   settings: none
#   input: attributes
package landrail.guardrails.private_containers

deny contains {"resource": r.address, "path": "container_access_type", "msg": "container can be read by anybody", "actual": access, "expected": "private"} if {
	some r in input.resources
	r.type == "azurerm_storage_container"
	access := r.attributes.container_access_type
	access != "private"
}
