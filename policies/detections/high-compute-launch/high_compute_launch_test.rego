package landrail.detections.high_compute_launch_test

import data.landrail.detections.high_compute_launch
import rego.v1

large := {"path": "InstanceType", "form": "name", "name": "c7i.48xlarge", "count": 1, "vcpus": 192}

gpu := {"path": "InstanceType", "form": "name", "name": "p5.48xlarge", "vcpus": 192, "accelerator": {"model": "H100", "count": 8}}

machine(shape) := {"address": "arn:i", "type": "AWS::EC2::Instance", "kind": "instance", "machines": 2, "shapes": [shape], "unknown": {}, "oneOf": {}}

launch(resources) := {"id": "e1", "deed": "create", "outcome": "success", "channel": "cli", "actor": {"principal": "alice"}, "resources": resources}

said(event, settings) := found if {
	found := {"deny": high_compute_launch.deny, "undecided": high_compute_launch.undecided} with input.events as [event]
		with data.settings as {"detections": {"high-compute-launch": settings}, "guardrails": {"business-justification": {"vcpus": 64}}}
}

silent(event, settings) if said(event, settings) == {"deny": set(), "undecided": set()}

test_a_large_machine_is_told if {
	said(launch([machine(large)]), {}) == {
		"deny": {{
			"event": "e1",
			"resource": "arn:i",
			"path": "InstanceType",
			"msg": "c7i.48xlarge (192 vCPUs) was launched by alice with a command-line tool",
			"actual": "c7i.48xlarge",
			"expected": "fewer than 64 vCPUs and 1 accelerator, or an approval",
			"severity": null,
		}},
		"undecided": set(),
	}
}

test_accelerators_count_over_all_machines if {
	some one in said(launch([machine(gpu)]), {}).deny
	contains(one.msg, "p5.48xlarge (16 accelerators)")
	silent(launch([machine(object.union(gpu, {"vcpus": 8}))]), {"accelerators": 17})
}

test_accelerators_of_a_number_that_is_not_known if {
	some one in said(launch([machine(object.union(object.remove(gpu, ["accelerator"]), {"accelerator": {"model": null}}))]), {"vcpus": 500}).deny
	contains(one.msg, "(accelerators)")
}

test_small_machines_pass if silent(launch([machine(object.union(large, {"vcpus": 63}))]), {})

test_the_threshold_is_a_setting if {
	silent(launch([machine(large)]), {"vcpus": 193})
	count(said(launch([machine(object.union(large, {"vcpus": 8}))]), {"vcpus": 8}).deny) == 1
}

test_many_small_ones_are_large_together if {
	some one in said(launch([machine(object.union(large, {"vcpus": 16}))]), {"total-vcpus": 32}).deny
	one.msg == "machines with 32 vCPUs together were launched by alice with a command-line tool"
	silent(launch([machine(object.union(large, {"vcpus": 16}))]), {"total-vcpus": 33})
}

test_shapes_beside_each_other_have_numbers_of_their_own if {
	cluster := object.union(machine(large), {"shapes": [object.union(large, {"vcpus": 8, "count": 3}), object.union(object.remove(large, ["count"]), {"vcpus": 4})]})
	some one in said(launch([cluster]), {"total-vcpus": 28}).deny
	one.actual == 28
}

test_what_is_large_itself_is_told_once if count(said(launch([machine(large)]), {"total-vcpus": 32}).deny) == 1

test_an_attempt_is_told_as_such if {
	some one in said(object.union(launch([machine(large)]), {"outcome": "quota"}), {}).deny
	one.msg == "c7i.48xlarge (192 vCPUs) was to be launched, in vain (quota), by alice with a command-line tool"
	one.severity == "medium"
	silent(object.union(launch([machine(large)]), {"outcome": "dry-run"}), {})
}

test_a_size_that_is_not_known_is_undecided if {
	nobody := object.union(machine(object.remove(large, ["vcpus"])), {"unknown": {"shapes[0].vcpus": {"because": "c7i.48xlarge is not in the catalogue", "refs": []}}})
	found := said(launch([nobody]), {})
	found.deny == set()
	{one.needs | some one in found.undecided} == {"c7i.48xlarge is not in the catalogue"}
}

test_one_of_a_few_small_ones_passes if {
	few := object.union(machine(object.remove(large, ["vcpus"])), {"oneOf": {"shapes[0].vcpus": {"values": [2, 4], "because": "one of two", "refs": []}}})
	silent(launch([few]), {})
}

test_pipelines_and_principals_can_be_left_out if {
	silent(object.union(launch([machine(large)]), {"channel": "pipeline"}), {})
	silent(launch([machine(large)]), {"channels": ["console"]})
	silent(launch([machine(large)]), {"allow-principals": ["alice"]})
}
