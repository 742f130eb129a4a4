# METADATA
# title: Bucket is not encrypted
# custom:
#   severity: medium
#   settings: none
#   input: attributes
package landrail.guardrails.bucket_encryption

deny contains {"resource": r.address, "path": "server_side_encryption_configuration", "msg": "bucket is not encrypted", "expected": "AES256 or aws:kms"} if {
	some r in input.resources
	r.type == "aws_s3_bucket"
	count(r.attributes.server_side_encryption_configuration) == 0
}
