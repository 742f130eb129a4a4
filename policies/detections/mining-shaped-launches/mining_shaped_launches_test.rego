package landrail.detections.mining_shaped_launches_test

import data.landrail.detections.mining_shaped_launches
import rego.v1

small := {"path": "InstanceType", "form": "name", "name": "t3.small", "vcpus": 2, "market": null}

large := {"path": "InstanceType", "form": "name", "name": "c7i.48xlarge", "vcpus": 192, "market": null}

launch(id, minute, region, shape) := {
	"id": id, "at": 1795745640 + (minute * 60), "deed": "create", "outcome": "success", "channel": "sdk", "region": region,
	"actor": {"principal": "mallory"},
	"resources": [{"address": id, "type": "AWS::EC2::Instance", "kind": "instance", "machines": 1, "shapes": [shape]}],
}

ended(id, minute) := object.union(launch(id, minute, "eu-west-1", small), {"id": $"end-{id}", "deed": "delete"})

said(all, settings) := found if {
	found := mining_shaped_launches.deny with input.events as all
		with data.settings.detections as {"mining-shaped-launches": settings}
}

signs(all, settings) := [sign | some one in said(all, settings); some sign in one.actual]

abroad := [launch("a", 4, "us-east-1", small), launch("b", 9, "ap-south-1", small), launch("c", 1, "sa-east-1", small)]

test_regions_and_sizes_together_are_told if {
	some one in said(array.concat(abroad, [launch("d", 2, "sa-east-1", large)]), {})
	one == {
		"event": "c",
		"events": {"a", "b", "c", "d"},
		"path": "launches",
		"about": "signs",
		"msg": "mallory launched as a miner does: 3 regions within 8 minutes (ap-south-1, sa-east-1, us-east-1); the largest sizes (c7i.48xlarge)",
		"actual": ["3 regions within 8 minutes (ap-south-1, sa-east-1, us-east-1)", "the largest sizes (c7i.48xlarge)"],
		"expected": "fewer than 2 of these signs from one principal",
	}
}

test_one_sign_is_none if {
	said(abroad, {}) == set()
	count(said(abroad, {"signs": 1})) == 1
}

test_regions_far_apart_in_time_are_none if {
	slow := [launch("a", 0, "us-east-1", small), launch("b", 90, "ap-south-1", small), launch("c", 180, "sa-east-1", small)]
	said(slow, {"signs": 1}) == set()
	count(said(slow, {"signs": 1, "within-minutes": 200})) == 1
}

test_spans_overlap if {
	around := [launch("a", 28, "us-east-1", small), launch("b", 31, "ap-south-1", small), launch("c", 34, "sa-east-1", small)]
	signs(around, {"signs": 1}) == ["3 regions within 6 minutes (ap-south-1, sa-east-1, us-east-1)"]
}

test_accelerators_are_large if {
	signs([launch("a", 0, "eu-west-1", object.union(small, {"name": "g5.xlarge", "accelerator": {"count": 1}}))], {"signs": 1}) == ["the largest sizes (g5.xlarge)"]
}

test_spot_machines_and_fleets_of_them if {
	signs([launch("a", 0, "eu-west-1", object.union(small, {"market": "spot"}))], {"signs": 1}) == ["spot machines"]
	signs([json.patch(launch("a", 0, "eu-west-1", small), [{"op": "replace", "path": "/resources/0/type", "value": "AWS::EC2::SpotFleet"}])], {"signs": 1}) == ["spot machines"]
}

test_many_machines_of_what_was_done if {
	many := json.patch(launch("a", 0, "eu-west-1", small), [{"op": "replace", "path": "/resources/0/machines", "value": 40}])
	signs([many], {"signs": 1}) == ["40 machines within 0 minutes"]
	said([object.union(many, {"outcome": "quota"})], {"signs": 1}) == set()
}

test_short_lives if {
	signs([launch("a", 0, "eu-west-1", small), ended("a", 40)], {"signs": 1}) == ["1 machine gone again within 60 minutes"]
	said([launch("a", 0, "eu-west-1", small), ended("a", 90)], {"signs": 1}) == set()
	said([launch("a", 0, "eu-west-1", small), ended("b", 40)], {"signs": 1}) == set()
}

test_signs_of_two_are_not_one if {
	other := object.union(launch("d", 2, "sa-east-1", large), {"actor": {"principal": "bob"}})
	said(array.concat(abroad, [other]), {}) == set()
}

test_pipelines_and_principals_can_be_left_out if {
	said([object.union(launch("a", 0, "eu-west-1", large), {"channel": "pipeline"})], {"signs": 1}) == set()
	said([launch("a", 0, "eu-west-1", large)], {"signs": 1, "allow-principals": ["mallory"]}) == set()
}
