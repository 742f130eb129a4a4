package landrail.detections.failed_launch_probe_test

import data.landrail.detections.failed_launch_probe
import rego.v1

launch(id, outcome, region) := {
	"id": id, "at": 1795745640, "name": "RunInstances", "deed": "create", "outcome": outcome, "channel": "cli", "where": "aws:111122223333", "region": region,
	"actor": {"principal": "mallory"},
	"error": {"code": "Client.VcpuLimitExceeded"},
	"resources": [{"address": id, "kind": "instance", "shapes": [{"name": "p5.48xlarge"}]}],
}

said(all, settings) := found if {
	found := failed_launch_probe.deny with input.events as all
		with data.settings.detections as {"failed-launch-probe": settings}
}

test_a_limit_is_told if {
	said([launch("a", "quota", "eu-west-1")], {}) == {{
		"event": "a",
		"path": "outcome",
		"about": "quota",
		"msg": "mallory met a limit of aws:111122223333 with a launch of p5.48xlarge",
		"actual": "Client.VcpuLimitExceeded",
		"expected": "launches within the quota",
		"severity": null,
	}}
}

test_a_pipeline_that_meets_a_limit_needs_more if {
	some one in said([object.union(launch("a", "quota", "eu-west-1"), {"channel": "pipeline"})], {})
	one.severity == "low"
}

test_a_record_without_a_machine_is_told_by_its_name if {
	bare := object.union(object.remove(launch("a", "quota", "eu-west-1"), ["error"]), {"resources": []})
	some one in said([bare], {})
	one.msg == "mallory met a limit of aws:111122223333 with a launch"
	one.actual == "quota"
	said([object.union(bare, {"name": "CreateBucket"})], {}) == set()
}

test_denied_again_and_again if {
	thrice := [launch(id, "denied", "eu-west-1") | some id in ["b", "a", "c"]]
	some one in said(thrice, {})
	[one.event, one.about, one.actual] == ["a", "denied", 3]
	said(array.slice(thrice, 0, 2), {}) == set()
	count(said(array.slice(thrice, 0, 2), {"denied": 2})) == 1
}

test_in_vain_in_several_regions if {
	some one in said([launch("a", "denied", "eu-west-1"), launch("b", "quota", "us-west-2")], {})
	one.path == "region"
	one.actual == ["eu-west-1", "us-west-2"]
	one.severity == "high"
}

enabled(at) := {
	"id": "r", "at": at, "name": "EnableRegion", "deed": "modify", "touches": "region", "outcome": "success", "channel": "console", "where": "aws:111122223333", "region": "us-east-1",
	"actor": {"principal": "mallory"},
	"resources": [{"address": "ap-east-1", "kind": "other", "name": "ap-east-1", "region": "ap-east-1"}],
}

test_a_region_is_enabled_before_a_launch if {
	some one in said([enabled(1795740000), launch("a", "success", "ap-east-1")], {})
	one.msg == "mallory enabled the region ap-east-1, and launched there after it"
	one.severity == "high"
}

test_a_region_is_enabled_and_nothing_follows[note] if {
	some note, all in {
		"nothing": [enabled(1795740000)],
		"elsewhere": [enabled(1795740000), launch("a", "success", "eu-west-1")],
		"before it": [enabled(1795749999), launch("a", "success", "ap-east-1")],
		"days later": [enabled(1795000000), launch("a", "success", "ap-east-1")],
	}
	{[one.msg, one.severity] | some one in said(all, {})} == {["mallory enabled the region ap-east-1", "low"]}
}

test_a_region_without_a_place_of_its_own_has_a_name if {
	some one in said([json.patch(enabled(0), [{"op": "replace", "path": "/resources/0/region", "value": "global"}])], {})
	one.actual == "ap-east-1"
}

test_a_region_that_is_closed_passes if said([object.union(enabled(0), {"name": "DisableRegion"})], {}) == set()

quota := object.union(enabled(1795740000), {"id": "q", "name": "RequestServiceQuotaIncrease", "touches": "quota", "resources": [{"address": "q", "name": "Running On-Demand P instances", "kind": "other"}]})

test_more_quota_before_a_launch if {
	some one in said([quota, launch("a", "success", "eu-west-1")], {})
	one.severity == "high"
	contains(one.msg, "asked for more of the quota Running On-Demand P instances, and launched")
}

test_more_quota_by_somebody_else if {
	some one in said([quota, object.union(launch("a", "success", "eu-west-1"), {"actor": {"principal": "alice"}})], {})
	one.severity == "low"
}

test_a_quota_without_a_name if {
	some one in said([object.union(quota, {"resources": [{"address": "q"}]})], {})
	one.actual == "that the log does not name"
}

test_principals_can_be_left_out if {
	said([quota, launch("a", "quota", "eu-west-1"), enabled(0)], {"allow-principals": ["mallory"]}) == set()
}

test_what_succeeds_passes if said([launch("a", "success", "eu-west-1"), launch("b", "failed", "us-west-2"), launch("c", "dry-run", "us-east-2")], {}) == set()
