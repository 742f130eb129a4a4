package landrail.detections.ephemeral_resource_test

import data.landrail.detections.ephemeral_resource
import rego.v1

machine := {
	"verdict": "ephemeral",
	"resource": {"address": "arn:i", "type": "AWS::EC2::Instance", "kind": "instance"},
	"created": {"id": "e1", "principal": "alice", "channel": "cli"},
	"lived": 2401,
}

found(item, settings) := said if {
	said := ephemeral_resource.deny with input.drift as [item]
		with data.settings.detections as {"ephemeral-resource": settings}
}

test_a_short_life_is_told if {
	found(machine, {}) == {{
		"resource": "arn:i",
		"event": "e1",
		"msg": "AWS::EC2::Instance was made by alice with a command-line tool and was gone within 41 minutes",
		"actual": "41 minutes",
		"expected": "resources that code declares",
		"severity": "high",
	}}
}

test_a_life_of_a_length_that_is_not_known if {
	some one in found(object.remove(machine, ["lived"]), {})
	one.actual == "a time that is not known"
	endswith(one.msg, "and was gone again")
}

test_what_runs_nothing_is_less if {
	some one in found(object.union(machine, {"resource": {"kind": "bucket"}}), {})
	one.severity == null
}

test_services_and_pipelines_come_and_go[channel] if {
	some channel in ["service", "pipeline"]
	found(object.union(machine, {"created": {"channel": channel}}), {}) == set()
}

test_how_long_is_short_is_a_setting if {
	found(object.union(machine, {"lived": 90000}), {}) == set()
	count(found(object.union(machine, {"lived": 90000}), {"max-hours": 48})) == 1
}

test_kinds_and_principals_can_be_left_out if {
	found(machine, {"kinds": ["bucket"]}) == set()
	found(machine, {"allow-principals": ["alice"]}) == set()
}
