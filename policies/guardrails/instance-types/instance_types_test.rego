package landrail.guardrails.instance_types_test

import data.landrail.guardrails.instance_types
import rego.v1

# --- a machine of the checkout service, and what a plan says of it ---

web := {
	"address": "aws_instance.web",
	"provider": "aws",
	"type": "aws_instance",
	"kind": "instance",
	"shapes": [shape],
	"unknown": {},
	"oneOf": {},
}

shape := {"path": "instance_type", "form": "name", "name": "m7i.large", "count": 1, "vcpus": 2, "market": null, "role": null}

named(name) := object.union(web, {"shapes": [object.union(shape, {"name": name})]})

formed(form, name) := object.union(web, {"kind": "batch", "shapes": [object.union(object.remove(shape, ["vcpus"]), {"form": form, "name": name})]})

nameless := object.union(web, {"shapes": [object.remove(shape, ["name", "vcpus"])]})

with_unknown(r, path) := object.union(r, {"unknown": {path: {"because": "variable without a value", "refs": ["var.size"]}}})

with_values(r, path, values) := object.union(r, {"oneOf": {path: {"values": values, "because": "a condition that is not known yet", "refs": ["var.big"]}}})

denied(resources, settings) := found if {
	found := instance_types.deny with input.resources as resources
		with data.settings.guardrails as {"instance-types": settings}
}

undecided(resources, settings) := found if {
	found := instance_types.undecided with input.resources as resources
		with data.settings.guardrails as {"instance-types": settings}
}

silent(resources, settings) if {
	count(denied(resources, settings)) == 0
	count(undecided(resources, settings)) == 0
}

only_denied(r, settings) := fault if {
	faults := denied([r], settings)
	count(faults) == 1
	count(undecided([r], settings)) == 0
	some fault in faults
}

only_undecided(r, settings) := doubt if {
	doubts := undecided([r], settings)
	count(doubts) == 1
	count(denied([r], settings)) == 0
	some doubt in doubts
}

checkout := {"aws": {
	"allow": ["t3.*", "m7g.*", "m7i.*"],
	"deny": ["*.metal*"],
	"kinds": {"database": {"allow": ["db.t4g.*", "db.m7g.*"]}},
}}

# --- by name ---

test_an_allowed_shape_passes if {
	silent([named("m7i.large")], checkout)
}

test_a_shape_that_is_not_on_the_list_fails if {
	denied([named("c5.large")], checkout) == {{
		"resource": "aws_instance.web",
		"path": "instance_type",
		"msg": "c5.large is not an allowed shape",
		"actual": "c5.large",
		"expected": "t3.*, m7g.*, m7i.*, but not *.metal*",
		"refs": [],
	}}
	count(undecided([named("c5.large")], checkout)) == 0
}

test_what_is_denied_is_not_allowed if {
	fault := only_denied(named("m7i.metal-24xl"), checkout)
	fault.msg == "m7i.metal-24xl is denied"
}

test_without_a_list_of_allowed_shapes_all_others_pass if {
	settings := {"aws": {"deny": ["x*.*"]}}
	silent([named("c5.large")], settings)
	fault := only_denied(named("x2iedn.large"), settings)
	fault.expected == "anything but x*.*"
}

test_without_a_list_of_denied_shapes_the_allowed_ones_are_named if {
	fault := only_denied(named("c5.large"), {"aws": {"allow": ["m7i.*", "t3.large"]}})
	fault.expected == "m7i.*, t3.large"
}

test_capitals_do_not_count if {
	r := object.union(named("standard_d8s_V5"), {"provider": "azure"})
	silent([r], {"azure": {"allow": ["Standard_D*_v5"]}})
	only_denied(r, {"azure": {"deny": ["STANDARD_D8*"]}})
}

test_a_glob_is_matched_as_a_whole if {
	count(denied([named("m7i.large")], {"aws": {"allow": ["m7i"]}})) == 1
	silent([named("m7i.large")], {"aws": {"allow": ["m7i.?arge", "x*"]}})
}

test_each_place_is_judged if {
	r := object.union(web, {"shapes": [
		object.union(shape, {"path": "instance_types[0]"}),
		object.union(shape, {"path": "instance_types[1]", "name": "c5.large"}),
		object.union(shape, {"path": "instance_types[2]", "name": "c6i.large"}),
	]})
	{fault.path | some fault in denied([r], checkout)} == {"instance_types[1]", "instance_types[2]"}
}

test_the_same_shape_is_reported_for_every_resource if {
	other := object.union(named("c5.large"), {"address": "aws_instance.admin"})
	count(denied([named("c5.large"), other], checkout)) == 2
}

# --- which lists ---

test_a_cloud_without_settings_is_not_judged if {
	silent([object.union(named("c3-standard-4"), {"provider": "gcp"})], checkout)
}

test_lists_of_a_kind_stand_in_place_of_those_beside_it if {
	database := object.union(named("db.t4g.medium"), {"kind": "database"})
	silent([database], checkout)
	silent([object.union(named("db.m7g.metal"), {"kind": "database"})], checkout)
	fault := only_denied(object.union(named("t3.large"), {"kind": "database"}), checkout)
	fault.expected == "db.t4g.*, db.m7g.*"
}

test_lists_of_one_kind_leave_the_others_alone if {
	settings := {"aws": {"kinds": {"database": {"allow": ["db.t4g.*"]}}}}
	silent([named("c5.large")], settings)
	silent([with_unknown(nameless, "shapes[0].name")], settings)
	only_denied(object.union(named("db.r6g.large"), {"kind": "database"}), settings)
}

test_attached_accelerators_are_no_machines if {
	r := object.union(web, {"shapes": [object.union(shape, {"form": "attached", "name": "nvidia-tesla-t4"})]})
	silent([r], checkout)
	silent([with_unknown(object.union(nameless, {"shapes": [object.union(nameless.shapes[0], {"form": "attached"})]}), "shapes[0].name")], checkout)
}

test_a_resource_without_machines_passes if {
	silent([object.union(web, {"shapes": []})], checkout)
}

# --- families, keywords, machines by their attributes ---

test_a_family_is_allowed_by_a_glob_that_covers_it if {
	silent([formed("pattern", "m7i")], {"aws": {"allow": ["m7i.*"]}})
	silent([formed("pattern", "m7i")], {"aws": {"allow": ["m*"]}})
	silent([formed("pattern", "m7i.*")], {"aws": {"allow": ["m7i.*"]}})
}

test_a_family_that_no_glob_covers_fails[name] if {
	some name, allow in {
		"another family": ["c5.*"],
		"one size of it": ["m7i.large"],
		"one character of it": ["m7i.?"],
		"some letters of it": ["m7i.[!x]"],
	}
	fault := only_denied(formed("pattern", "m7i"), {"aws": {"allow": allow}})
	fault.msg == "m7i is not an allowed shape"
}

test_a_family_is_denied_by_a_glob_that_covers_it if {
	fault := only_denied(formed("pattern", "m7i"), {"aws": {"allow": ["*"], "deny": ["m7*"]}})
	fault.msg == "m7i is denied"
}

test_a_family_with_a_denied_member_is_undecided if {
	doubt := only_undecided(formed("pattern", "m7i"), checkout)
	doubt.msg == "m7i stands for several shapes, and some of them may be denied"
	doubt.needs == "shapes by name"
}

test_a_family_is_not_touched_by_what_is_denied_of_others if {
	silent([formed("pattern", "m7i")], {"aws": {"deny": ["m7g.*", "x*"]}})
}

test_a_keyword_of_batch_is_undecided if {
	doubt := only_undecided(formed("pattern", "optimal"), checkout)
	doubt.msg == "optimal stands for several shapes, and not all of them are allowed"
}

test_a_keyword_of_batch_passes_where_everything_is_allowed if {
	silent([formed("pattern", "optimal")], {"aws": {"allow": ["*"]}})
	silent([formed("pattern", "optimal")], {"aws": {"allow": ["c*", "m*", "r*"]}})
}

test_a_keyword_of_batch_means_no_accelerated_families if {
	silent([formed("pattern", "default_x86_64")], {"aws": {"deny": ["p*", "g*"]}})
	only_undecided(formed("pattern", "default_arm64"), {"aws": {"deny": ["m5.*"]}})
}

test_machines_by_their_attributes_are_undecided if {
	r := object.union(nameless, {"shapes": [object.union(nameless.shapes[0], {"path": "instance_requirements[0]", "form": "requirements"})]})
	doubt := only_undecided(r, checkout)
	doubt.path == "instance_requirements[0]"
	doubt.needs == "the machine is selected by its attributes, and any shape that has them may run"
	other := only_undecided(with_unknown(r, "shapes[0].name"), checkout)
	other.needs == "variable without a value"
}

test_machines_by_their_attributes_are_judged_by_the_names_they_allow if {
	silent([formed("requirements", "m7g.*")], {"aws": {"allow": ["m7g.*"]}})
	only_denied(formed("requirements", "c5.large"), checkout)
	r := object.union(nameless, {"shapes": [object.union(nameless.shapes[0], {"form": "requirements"})]})
	only_denied(with_values(r, "shapes[0].name", ["c5.*", "c6i.*"]), checkout)
	only_undecided(with_values(r, "shapes[0].name", ["c5.*", "m7i.large"]), checkout)
}

# --- not known ---

test_a_shape_that_is_not_known_is_undecided if {
	undecided([with_unknown(nameless, "shapes[0].name")], checkout) == {{
		"resource": "aws_instance.web",
		"path": "instance_type",
		"msg": "which shape will run is not known",
		"needs": "variable without a value",
		"refs": ["var.size"],
	}}
	count(denied([with_unknown(nameless, "shapes[0].name")], checkout)) == 0
}

test_possible_shapes_of_which_none_is_allowed_fail if {
	fault := only_denied(with_values(nameless, "shapes[0].name", ["c5.large", "m7i.metal"]), checkout)
	fault.msg == "one of c5.large, m7i.metal will run, and none of them is allowed"
	fault.actual == "c5.large, m7i.metal"
	fault.refs == ["var.big"]
}

test_possible_shapes_that_are_all_allowed_pass if {
	silent([with_values(nameless, "shapes[0].name", ["m7i.large", "t3.large"])], checkout)
}

test_possible_shapes_that_disagree_are_undecided_and_named if {
	doubt := only_undecided(with_values(nameless, "shapes[0].name", ["c5.large", "t3.large"]), checkout)
	doubt.msg == "one of c5.large, t3.large will run, and c5.large would not be allowed"
	doubt.needs == "a condition that is not known yet"
	doubt.refs == ["var.big"]
}

# --- by size ---

small := {"max-vcpus": 8}

sized(vcpus) := object.union(web, {"shapes": [object.union(shape, {"name": "m7i.48xlarge", "vcpus": vcpus})]})

test_a_machine_with_as_many_vcpus_as_allowed_passes if {
	silent([sized(8)], small)
}

test_a_machine_with_more_vcpus_than_allowed_fails if {
	denied([sized(192)], small) == {{
		"resource": "aws_instance.web",
		"path": "instance_type",
		"msg": "m7i.48xlarge has 192 vCPUs, and the limit is 8",
		"actual": "m7i.48xlarge",
		"expected": "at most 8 vCPUs",
		"refs": [],
	}}
}

test_the_size_counts_for_every_cloud if {
	only_denied(object.union(sized(192), {"provider": "oci"}), object.union(checkout, small))
}

test_a_name_that_fails_is_reported_once if {
	r := object.union(web, {"shapes": [object.union(shape, {"name": "c5.metal", "vcpus": 96})]})
	fault := only_denied(r, object.union(checkout, small))
	fault.msg == "c5.metal is denied"
}

test_a_size_that_the_catalogue_does_not_have_is_undecided if {
	r := object.union(web, {"shapes": [object.union(object.remove(shape, ["vcpus"]), {"name": "m9x.huge"})]})
	doubt := only_undecided(with_unknown(r, "shapes[0].vcpus"), small)
	doubt.msg == "how many vCPUs m9x.huge has is not known, and the limit is 8"
	silent([with_unknown(r, "shapes[0].vcpus")], {"aws": {"allow": ["m9x.*"]}})
}

test_possible_sizes_decide_when_they_agree if {
	silent([with_values(object.union(web, {"shapes": [object.remove(shape, ["vcpus"])]}), "shapes[0].vcpus", [2, 8])], small)
	fault := only_denied(with_values(object.union(web, {"shapes": [object.remove(shape, ["vcpus"])]}), "shapes[0].vcpus", [16, 32]), small)
	fault.msg == "m7i.large has 16 vCPUs or more, and the limit is 8"
	only_undecided(with_values(object.union(web, {"shapes": [object.remove(shape, ["vcpus"])]}), "shapes[0].vcpus", [8, 16]), small)
}

test_an_unknown_machine_is_undecided_once if {
	r := with_unknown(with_unknown(nameless, "shapes[0].name"), "shapes[0].vcpus")
	by_size := only_undecided(r, small)
	by_size.msg == "how many vCPUs the machine has is not known, and the limit is 8"
	by_name := only_undecided(r, object.union(checkout, small))
	by_name.msg == "which shape will run is not known"
}

test_requirements_that_ask_for_too_many_vcpus_fail if {
	r := object.union(web, {"shapes": [object.union(object.remove(shape, ["name"]), {"form": "requirements", "vcpus": 64})]})
	fault := only_denied(with_unknown(r, "shapes[0].name"), object.union(checkout, small))
	fault.msg == "the machine has 64 vCPUs, and the limit is 8"
}

test_possible_shapes_in_doubt_are_not_judged_by_size_as_well if {
	r := with_unknown(with_values(nameless, "shapes[0].name", ["c5.large", "t3.large"]), "shapes[0].vcpus")
	doubt := only_undecided(r, object.union(checkout, small))
	doubt.msg == "one of c5.large, t3.large will run, and c5.large would not be allowed"
}

test_a_family_in_doubt_is_not_judged_by_size_as_well if {
	doubt := only_undecided(with_unknown(formed("pattern", "m7i"), "shapes[0].vcpus"), object.union(checkout, small))
	doubt.msg == "m7i stands for several shapes, and some of them may be denied"
}
