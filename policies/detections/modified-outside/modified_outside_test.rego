package landrail.detections.modified_outside_test

import data.landrail.detections.modified_outside
import rego.v1

database := {
	"verdict": "modified-outside",
	"resource": {"address": "arn:db", "type": "AWS::RDS::DBInstance", "kind": "database"},
	"last": {"id": "e1", "principal": "alice", "channel": "console"},
	"changed": [{"path": "instance_class", "declared": "db.t4g.large", "live": "db.r6g.16xlarge"}, {"path": "tags.owner", "declared": "payroll", "live": null}],
}

found(item, settings) := said if {
	said := modified_outside.deny with input.drift as [item]
		with data.settings.detections as {"modified-outside": settings}
}

test_each_argument_is_told_with_both_values if {
	some one in found(database, {})
	one == {
		"resource": "arn:db",
		"event": "e1",
		"path": "instance_class",
		"msg": "instance_class is not as code has it, changed by alice through the console",
		"actual": "db.r6g.16xlarge",
		"expected": "db.t4g.large",
		"severity": null,
	}
	count(found(database, {})) == 2
}

test_paths_can_be_left_out if {
	{one.path | some one in found(database, {"ignore-paths": ["tags.*"]})} == {"instance_class"}
}

test_a_change_that_no_log_tells if {
	some one in found(object.remove(database, ["last"]), {"ignore-paths": ["tags.*"]})
	one.msg == "instance_class is not as code has it, and no log tells who changed it"
	not one.event
}

test_each_rule_is_told_by_itself if {
	rules := [{"path": "ingress", "declared": null, "live": "tcp 22 from 0.0.0.0/0", "member": true}, {"path": "ingress", "declared": "tcp 443 from 10.0.0.0/8", "live": null, "member": true}]
	{[one.path, one.msg, one.actual, one.expected] | some one in found(object.union(database, {"changed": rules}), {})} == {
		["ingress[\"tcp 22 from 0.0.0.0/0\"]", "ingress has tcp 22 from 0.0.0.0/0, which code does not declare, changed by alice through the console", "tcp 22 from 0.0.0.0/0", null],
		["ingress[\"tcp 443 from 10.0.0.0/8\"]", "ingress has not tcp 443 from 10.0.0.0/8, which code declares, changed by alice through the console", null, "tcp 443 from 10.0.0.0/8"],
	}
}

test_a_change_of_what_is_not_known if {
	some one in found(object.union(database, {"changed": []}), {})
	one.msg == "AWS::RDS::DBInstance was changed by alice through the console; what of it is not known"
}

test_doors_are_worse if {
	every one in found(object.union(database, {"resource": {"kind": "firewall"}}), {}) {
		one.severity == "high"
	}
}

test_principals_can_be_left_out if found(database, {"allow-principals": ["ali*"]}) == set()
