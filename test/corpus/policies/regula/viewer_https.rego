# METADATA
# title: Distribution talks to viewers without TLS
# custom:
#   severity: high
#   settings: none
#   input: attributes
package landrail.guardrails.viewer_https

deny contains {"resource": r.address, "path": path, "msg": "viewers may use plain HTTP", "actual": behavior.viewer_protocol_policy, "expected": "https-only or redirect-to-https"} if {
	some r in input.resources
	r.type == "aws_cloudfront_distribution"
	some block in ["default_cache_behavior", "ordered_cache_behavior"]
	some i, behavior in r.attributes[block]
	behavior.viewer_protocol_policy == "allow-all"
	path := $"{block}[{i}].viewer_protocol_policy"
}
