package landrail.detections.forged_maker_tag_test

import data.landrail.detections.forged_maker_tag
import rego.v1

launch := {"id": "e1", "channel": "cli", "actor": {"principal": "alice"}, "resources": [{"address": "arn:i", "type": "AWS::EC2::Instance", "tags": {"eks:cluster-name": "payroll", "owner": "payroll"}}]}

found(event, settings) := said if {
	said := forged_maker_tag.deny with input.events as [event]
		with data.settings.detections as {"forged-maker-tag": settings}
}

test_a_mark_that_anybody_can_set if {
	found(launch, {}) == {{
		"event": "e1",
		"resource": "arn:i",
		"path": "tags.eks:cluster-name",
		"msg": "eks:cluster-name says that a service made AWS::EC2::Instance, and alice made it with a command-line tool",
		"actual": "payroll",
		"expected": "set by the service alone",
	}}
}

test_the_service_itself_passes if found(object.union(launch, {"channel": "service"}), {}) == set()

test_which_tags_are_marks_is_a_setting if {
	found(launch, {"tags": ["owner"]}) != found(launch, {})
	found(launch, {"tags": ["nothing"]}) == set()
}

test_principals_can_be_left_out if found(launch, {"allow-principals": ["alice"]}) == set()
