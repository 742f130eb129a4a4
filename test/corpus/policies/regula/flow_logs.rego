# METADATA
# title: Subnet keeps no flow logs
# custom:
#   severity: low
#   settings: none
#   input: attributes
package landrail.guardrails.flow_logs

deny contains {"resource": r.address, "path": "log_config", "msg": "subnet keeps no flow logs", "expected": "a log_config block"} if {
	some r in input.resources
	r.type == "google_compute_subnetwork"
	count(r.attributes.log_config) == 0
}
