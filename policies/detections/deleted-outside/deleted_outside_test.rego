package landrail.detections.deleted_outside_test

import data.landrail.detections.deleted_outside
import rego.v1

database := {
	"verdict": "deleted-outside",
	"resource": {"address": "arn:db", "type": "AWS::RDS::DBInstance", "kind": "database"},
	"last": {"id": "e1", "name": "DeleteDBInstance", "principal": "alice", "channel": "cli"},
}

found(settings) := said if {
	said := deleted_outside.deny with input.drift as [database]
		with data.settings.detections as {"deleted-outside": settings}
}

test_who_deleted_it_is_told if {
	found({}) == {{
		"resource": "arn:db",
		"event": "e1",
		"msg": "AWS::RDS::DBInstance that code declares was deleted by alice with a command-line tool",
		"actual": "DeleteDBInstance",
		"expected": "deleted through code",
	}}
}

test_kinds_and_principals_can_be_left_out if {
	found({"kinds": ["bucket"]}) == set()
	found({"allow-principals": ["alice"]}) == set()
}
