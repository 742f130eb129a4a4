package landrail.detections.orphaned_or_spoofed_apply_test

import data.landrail.detections.orphaned_or_spoofed_apply
import rego.v1

database := {
	"verdict": "orphaned-or-spoofed",
	"resource": {"address": "arn:db", "type": "AWS::RDS::DBInstance", "kind": "database"},
	"created": {"id": "e1", "principal": "alice", "channel": "terraform", "claimed": "terraform"},
}

found(created, pipelines) := said if {
	said := orphaned_or_spoofed_apply.deny with input.drift as [object.union(database, {"created": created})]
		with data.settings as {"drift": {"pipelines": pipelines}, "detections": {"orphaned-or-spoofed-apply": {"allow-principals": ["break-glass"]}}}
}

test_a_claim_of_somebody_who_is_no_pipeline if {
	found({}, [{"aws": "ci"}]) == {{
		"resource": "arn:db",
		"event": "e1",
		"path": "user-agent",
		"msg": "AWS::RDS::DBInstance was made by alice with what says it is Terraform, in no state that was read, and that principal is none of the pipelines",
		"actual": "alice",
		"expected": "a principal of drift.pipelines",
		"severity": "high",
	}}
}

test_where_no_pipelines_are_known_it_is_less_sure if {
	some one in found({}, [])
	one.severity == "medium"
	contains(one.msg, "is not configured")
}

test_what_a_pipeline_made_has_lost_its_state if {
	some one in found({"principal": "ci", "channel": "pipeline"}, [{"aws": "ci"}])
	one.path == "state"
	one.severity == "medium"
}

test_principals_can_be_left_out if found({"principal": "break-glass"}, []) == set()
