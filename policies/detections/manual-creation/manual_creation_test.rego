package landrail.detections.manual_creation_test

import data.landrail.detections.manual_creation
import rego.v1

bucket := {
	"id": "e1",
	"name": "CreateBucket",
	"deed": "create",
	"outcome": "success",
	"channel": "console",
	"actor": {"principal": "arn:aws:iam::111122223333:user/alice"},
	"resources": [{"address": "arn:aws:s3:::payslips-copy", "type": "AWS::S3::Bucket", "kind": "bucket"}],
}

found(event, settings) := said if {
	said := manual_creation.deny with input.events as [event]
		with data.settings.detections as {"manual-creation": settings}
}

test_a_call_from_the_console_is_named if {
	found(bucket, {}) == {{
		"event": "e1",
		"resource": "arn:aws:s3:::payslips-copy",
		"msg": "AWS::S3::Bucket was made by arn:aws:iam::111122223333:user/alice through the console",
		"actual": "console",
		"expected": "made by a pipeline",
		"severity": null,
	}}
}

test_whoever_stands_behind_a_role_is_named_too if {
	some one in found(object.union(bucket, {"actor": {"principal": "arn:aws:iam::111122223333:role/office", "behind": "alice@payroll.example"}}), {})
	contains(one.msg, "role/office (behind it alice@payroll.example) through")
}

test_what_may_have_been_there_is_told_as_such if {
	some one in found(object.union(bucket, {"deed": "modify", "mayCreate": true}), {})
	one.msg == "AWS::S3::Bucket was made or changed by arn:aws:iam::111122223333:user/alice through the console"
	one.severity == "low"
	found(object.union(bucket, {"deed": "modify", "mayCreate": true, "touches": "access"}), {}) == set()
}

test_channels_that_are_no_hands_pass[channel] if {
	some channel in ["pipeline", "service", "terraform", "cloudformation", "pulumi"]
	found(object.union(bucket, {"channel": channel}), {}) == set()
}

test_channels_are_a_setting if {
	count(found(object.union(bucket, {"channel": "terraform"}), {"channels": ["terraform"]})) == 1
	found(bucket, {"channels": ["terraform"]}) == set()
}

test_what_was_not_done_passes[outcome] if {
	some outcome in ["failed", "denied", "quota", "dry-run"]
	found(object.union(bucket, {"outcome": outcome}), {}) == set()
}

test_a_record_without_a_resource_is_named_by_its_call if {
	some one in found(object.union(bucket, {"resources": []}), {})
	one.about == "CreateBucket"
	found(object.union(bucket, {"resources": []}), {"kinds": ["bucket"]}) == set()
}

test_parts_are_told_with_the_whole if {
	disk := {"address": "arn:aws:ec2:eu-west-1:111122223333:volume/vol-1", "type": "AWS::EC2::Volume", "kind": "disk", "madeBy": "arn:aws:ec2:eu-west-1:111122223333:instance/i-1"}
	found(object.union(bucket, {"resources": [disk]}), {}) == set()
}

test_kinds_and_principals_can_be_left_out if {
	found(bucket, {"kinds": ["instance"]}) == set()
	found(bucket, {"allow-principals": ["*:user/alice"]}) == set()
}
