package landrail.guardrails.duplicate_management_test

import data.landrail.guardrails.duplicate_management
import rego.v1

bucket := {
	"address": "aws_s3_bucket.invoices",
	"type": "aws_s3_bucket",
	"id": "arn:aws:s3:::shop-receipts",
	"unknown": {},
	"oneOf": {},
}

denied(also) := {[finding.resource, finding.path, finding.msg] | some finding in found} if {
	found := duplicate_management.deny with input as {"path": "billing.tfstate", "resources": [object.union(bucket, also)]}
}

test_one_state if {
	count(denied({})) == 0
}

test_two_states if {
	denied({"alsoManaged": [{"input": "shop.tfstate", "address": "aws_s3_bucket.receipts"}]}) == {["aws_s3_bucket.invoices", "id", "shop.tfstate manages it as well, as aws_s3_bucket.receipts"]}
}

test_twice_in_one_state if {
	denied({"alsoManaged": [{"input": "billing.tfstate", "address": "aws_s3_bucket.receipts"}]}) == {["aws_s3_bucket.invoices", "id", "the same state manages it as well, as aws_s3_bucket.receipts"]}
}
