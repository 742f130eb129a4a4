package landrail.guardrails.gpu_shapes_test

import data.landrail.guardrails.gpu_shapes
import rego.v1

# --- machines of a training cluster, and what a plan says of them ---

trainer := {
	"address": "aws_instance.trainer",
	"provider": "aws",
	"type": "aws_instance",
	"kind": "instance",
	"shapes": [],
	"unknown": {},
	"oneOf": {},
}

h100 := {"vendor": "nvidia", "model": "H100", "count": 8, "fraction": null}

a10g := {"vendor": "nvidia", "model": "A10G", "count": 1, "fraction": null}

p5 := {"path": "instance_type", "form": "name", "name": "p5.48xlarge", "count": 1, "vcpus": 192, "accelerator": h100, "market": null, "role": null}

g5 := object.union(p5, {"name": "g5.xlarge", "vcpus": 4, "accelerator": a10g})

m7i := object.remove(object.union(p5, {"name": "m7i.large", "vcpus": 2}), ["accelerator"])

nameless := object.remove(m7i, ["name", "vcpus"])

with_shapes(shapes) := object.union(trainer, {"shapes": shapes})

with_unknown(r, path) := object.union(r, {"unknown": {path: {"because": "variable without a value", "refs": ["var.size"]}}})

with_values(r, path, values) := object.union(r, {"oneOf": {path: {"values": values, "because": "a condition that is not known yet", "refs": ["var.big"]}}})

denied(resources, settings) := found if {
	found := gpu_shapes.deny with input.resources as resources
		with data.settings.guardrails as {"gpu-shapes": settings}
}

undecided(resources, settings) := found if {
	found := gpu_shapes.undecided with input.resources as resources
		with data.settings.guardrails as {"gpu-shapes": settings}
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

defaults := {"allow": []}

# --- by name ---

test_a_machine_with_accelerators_needs_an_approval if {
	denied([with_shapes([p5])], defaults) == {{
		"resource": "aws_instance.trainer",
		"path": "instance_type",
		"msg": "p5.48xlarge has 8 x NVIDIA H100, which needs an approval",
		"actual": "p5.48xlarge",
		"expected": "no accelerators without an approval",
		"refs": [],
	}}
	count(undecided([with_shapes([p5])], defaults)) == 0
}

test_a_machine_without_accelerators_passes if {
	silent([with_shapes([m7i])], defaults)
}

test_a_resource_without_machines_passes if {
	silent([trainer], defaults)
}

test_without_any_settings_nothing_is_allowed if {
	count(denied([with_shapes([p5])], {})) == 1
}

test_an_allowed_machine_passes if {
	silent([with_shapes([g5])], {"allow": ["g5.*", "g6.*"]})
}

test_a_machine_that_is_not_on_the_list_fails_and_the_list_is_named if {
	fault := only_denied(with_shapes([p5]), {"allow": ["g5.*", "g6.xlarge"]})
	fault.expected == "g5.*, g6.xlarge; others with an approval"
}

test_capitals_do_not_count if {
	size := object.union(p5, {"path": "size", "name": "Standard_nc24ads_A100_v4"})
	silent([object.union(with_shapes([size]), {"provider": "azure"})], {"allow": ["standard_NC*"]})
}

test_what_is_denied_is_not_allowed if {
	fault := only_denied(with_shapes([p5]), {"allow": ["*"], "deny": ["p5.*"]})
	fault.msg == "p5.48xlarge has 8 x NVIDIA H100, which is denied"
}

test_each_place_is_judged if {
	shapes := [
		object.union(g5, {"path": "instance_types[0]"}),
		object.union(p5, {"path": "instance_types[1]"}),
	]
	fault := only_denied(with_shapes(shapes), {"allow": ["g5.xlarge"]})
	fault.path == "instance_types[1]"
}

test_a_share_of_an_accelerator_counts if {
	a10 := {"vendor": "nvidia", "model": "A10", "count": 1, "fraction": 0.3333333333333333}
	size := object.union(p5, {"path": "size", "name": "Standard_NV12ads_A10_v5", "accelerator": a10})
	fault := only_denied(object.union(with_shapes([size]), {"provider": "azure"}), defaults)
	fault.msg == "Standard_NV12ads_A10_v5 has 1/3 of one NVIDIA A10, which needs an approval"
}

test_what_is_not_known_of_an_accelerator_is_left_out[name] if {
	some name, [accelerator, text] in {
		"number": [{"vendor": "nvidia", "model": "B300"}, "NVIDIA B300 accelerators"],
		"model": [{"vendor": "nvidia", "model": null, "count": 2}, "2 x NVIDIA"],
		"vendor": [{"vendor": null, "model": "MI300X", "count": 2}, "2 x MI300X"],
		"vendor and model": [{"vendor": null, "model": null, "count": 2}, "2 accelerators"],
		"vendor and model of one": [{"vendor": null, "model": null, "count": 1}, "1 accelerator"],
		"anything": [{"vendor": null, "model": null}, "accelerators"],
		"vendor that the words do not have": [{"vendor": "cerebras", "model": "WSE", "count": 1}, "1 x cerebras WSE"],
	}
	shape := object.union(object.remove(p5, ["accelerator"]), {"accelerator": object.union({"fraction": null}, accelerator)})
	fault := only_denied(with_shapes([shape]), defaults)
	fault.msg == $"p5.48xlarge has {text}, which needs an approval"
}

# --- attached ---

t4 := {"path": "guest_accelerator[0].type", "form": "attached", "name": "nvidia-tesla-t4", "count": 1, "accelerator": {"vendor": "nvidia", "model": "T4", "count": 2, "fraction": null}, "market": null, "role": null}

embedding := object.union(trainer, {"address": "google_compute_instance.embedding", "provider": "gcp", "shapes": [object.union(m7i, {"path": "machine_type", "name": "n1-standard-8"}), t4]})

test_an_attached_accelerator_needs_an_approval if {
	fault := only_denied(embedding, defaults)
	fault.path == "guest_accelerator[0].type"
	fault.actual == "nvidia-tesla-t4"
	fault.msg == "2 x NVIDIA T4 attached, which needs an approval"
}

test_an_attached_accelerator_may_be_allowed_by_its_type if {
	silent([embedding], {"allow": ["nvidia-tesla-t4"]})
}

test_an_attached_accelerator_of_unknown_type_is_undecided if {
	r := object.union(embedding, {"shapes": [object.remove(t4, ["name", "accelerator"])]})
	doubt := only_undecided(with_unknown(r, "shapes[0].name"), defaults)
	doubt.msg == "whether accelerators are attached, and which, is not known"
}

# --- families, and machines by their attributes ---

test_a_family_of_accelerated_machines_fails if {
	family := object.union(p5, {"path": "compute_resources[0].instance_type[0]", "form": "pattern", "name": "p4d"})
	fault := only_denied(with_shapes([family]), defaults)
	fault.actual == "p4d"
	fault.msg == "p4d stands for machines with NVIDIA H100 accelerators, which needs an approval"
}

test_a_family_is_allowed_as_a_whole if {
	family := object.union(p5, {"form": "pattern", "name": "p4d"})
	silent([with_shapes([family])], {"allow": ["p4d.*"]})
	count(denied([with_shapes([family])], {"allow": ["p4d.24xlarge"]})) == 1
}

test_a_family_is_denied_as_a_whole if {
	family := object.union(p5, {"form": "pattern", "name": "p4d"})
	fault := only_denied(with_shapes([family]), {"allow": ["*"], "deny": ["p4*"]})
	fault.msg == "p4d stands for machines with NVIDIA H100 accelerators, which is denied"
}

test_an_allowed_family_with_a_denied_member_is_undecided if {
	family := object.union(p5, {"form": "pattern", "name": "p4d"})
	doubt := only_undecided(with_shapes([family]), {"allow": ["p4d.*"], "deny": ["*.24xlarge"]})
	doubt.msg == "p4d stands for machines with NVIDIA H100 accelerators, and some of them may be denied"
}

test_a_keyword_of_batch_never_means_accelerators if {
	silent([with_shapes([object.union(nameless, {"form": "pattern", "name": "optimal"})])], defaults)
}

required := object.union(nameless, {"path": "instance_requirements[0]", "form": "requirements"})

test_requirements_that_admit_accelerators_fail if {
	shape := object.union(required, {"accelerator": {"vendor": null, "model": null, "fraction": null}})
	fault := only_denied(with_unknown(with_shapes([shape]), "shapes[0].name"), defaults)
	fault.path == "instance_requirements[0]"
	fault.msg == "the requirements admit machines with accelerators, which needs an approval"
	fault.actual == "any machine with accelerators"
}

test_requirements_name_the_accelerators_that_they_admit if {
	shape := object.union(required, {"accelerator": {"vendor": "nvidia", "model": "L4", "fraction": null}})
	fault := only_denied(with_shapes([shape]), {"allow": ["g6.*"]})
	fault.msg == "the requirements admit machines with NVIDIA L4 accelerators, which needs an approval"
}

test_requirements_that_rule_accelerators_out_pass if {
	shape := object.union(required, {"accelerator": {"vendor": null, "model": null, "count": 0, "fraction": null}})
	silent([with_unknown(with_shapes([shape]), "shapes[0].name")], defaults)
	silent([with_unknown(with_shapes([shape]), "shapes[0].name")], {"max-count": 0})
}

test_requirements_that_say_nothing_of_accelerators_are_undecided if {
	doubt := only_undecided(with_unknown(with_shapes([required]), "shapes[0].name"), defaults)
	doubt.path == "instance_requirements[0]"
	doubt.msg == "any machine that meets the requirements may run, and it may have accelerators"
	doubt.needs == "variable without a value"
}

test_requirements_of_which_nothing_is_said_are_undecided if {
	doubt := only_undecided(with_shapes([required]), defaults)
	doubt.needs == "accelerators are not ruled out"
}

test_possible_types_of_requirements_decide if {
	silent([with_values(with_shapes([required]), "shapes[0].name", ["m7i.large", "m7i.xlarge"])], defaults)
	only_denied(with_values(with_shapes([required]), "shapes[0].name", ["g5.xlarge", "g6.xlarge"]), defaults)
}

# --- not known ---

test_a_machine_that_is_not_known_is_undecided if {
	undecided([with_unknown(with_shapes([nameless]), "shapes[0].name")], defaults) == {{
		"resource": "aws_instance.trainer",
		"path": "instance_type",
		"msg": "which shape will run is not known, and it may have accelerators",
		"needs": "variable without a value",
		"refs": ["var.size"],
	}}
	count(denied([with_unknown(with_shapes([nameless]), "shapes[0].name")], defaults)) == 0
}

test_a_database_class_that_is_not_known_has_no_accelerators if {
	silent([object.union(with_unknown(with_shapes([nameless]), "shapes[0].name"), {"kind": "database"})], defaults)
}

test_possible_machines_that_all_have_accelerators_fail if {
	fault := only_denied(with_values(with_shapes([nameless]), "shapes[0].name", ["g5.xlarge", "p5.48xlarge"]), defaults)
	fault.msg == "one of g5.xlarge, p5.48xlarge will run, and each of them needs an approval"
	fault.refs == ["var.big"]
}

test_possible_machines_that_are_all_allowed_pass if {
	silent([with_values(with_shapes([nameless]), "shapes[0].name", ["g5.xlarge", "m7i.large"])], {"allow": ["g5.*"]})
}

test_possible_machines_that_disagree_are_undecided if {
	doubt := only_undecided(with_values(with_shapes([nameless]), "shapes[0].name", ["m7i.large", "p5.48xlarge"]), defaults)
	doubt.msg == "one of m7i.large, p5.48xlarge will run, and p5.48xlarge would need an approval"
	doubt.needs == "a condition that is not known yet"
}

test_families_of_possible_machines_are_told_by_their_names[name] if {
	some name, provider in {
		"ml.g5.xlarge": "aws",
		"trn1.32xlarge": "aws",
		"standard_nc24ads_a100_v4": "azure",
		"a3-highgpu-8g": "gcp",
		"ct5lp-hightpu-4t": "gcp",
		"BM.GPU.A10.4": "oci",
	}
	r := object.union(with_values(with_shapes([nameless]), "shapes[0].name", [name, concat("", [name, "-2"])]), {"provider": provider})
	only_denied(r, defaults)
}

test_possible_machines_of_other_families_pass[name] if {
	some name, provider in {
		"c6g.large": "aws",
		"Standard_D8s_v5": "azure",
		"n2-standard-8": "gcp",
		"VM.Standard.E5.Flex": "oci",
	}
	silent([object.union(with_values(with_shapes([nameless]), "shapes[0].name", [name, concat("", [name, "-2"])]), {"provider": provider})], defaults)
}

test_possible_accelerators_to_attach_are_judged_by_their_types if {
	r := object.union(embedding, {"shapes": [object.remove(t4, ["name"])]})
	only_denied(with_values(r, "shapes[0].name", ["nvidia-l4", "nvidia-tesla-t4"]), defaults)
	only_undecided(with_values(r, "shapes[0].name", ["nvidia-l4", "nvidia-tesla-t4"]), {"allow": ["nvidia-l4"]})
}

test_possible_machines_known_to_have_accelerators_need_no_familiar_name if {
	shape := object.union(nameless, {"accelerator": a10g})
	only_denied(with_values(with_shapes([shape]), "shapes[0].name", ["x1.large", "x2.large"]), defaults)
}

# --- by number ---

g5_only := {"allow": ["g5.*"], "max-count": 8}

test_as_many_accelerators_as_allowed_pass if {
	silent([with_shapes([object.union(g5, {"count": 8})])], g5_only)
}

test_more_accelerators_than_allowed_fail if {
	denied([with_shapes([object.union(g5, {"count": 12})])], g5_only) == {{
		"resource": "aws_instance.trainer",
		"path": "instance_type",
		"msg": "12 machines of g5.xlarge have 12 accelerators, and the limit is 8",
		"actual": "g5.xlarge",
		"expected": "at most 8 accelerators",
		"refs": [],
	}}
}

test_one_machine_may_have_too_many if {
	fault := only_denied(with_shapes([p5]), {"allow": ["p5.*"], "max-count": 4})
	fault.msg == "p5.48xlarge has 8 x NVIDIA H100, and the limit is 4"
}

test_a_limit_of_none_allows_none if {
	only_denied(with_shapes([g5]), {"allow": ["g5.*"], "max-count": 0})
}

test_shares_are_added_up if {
	share := object.union(g5, {"name": "g6f.large", "count": 24, "accelerator": {"vendor": "nvidia", "model": "L4", "count": 1, "fraction": 0.125}})
	silent([with_shapes([share])], {"allow": ["*"], "max-count": 3})
	fault := only_denied(with_shapes([share]), {"allow": ["*"], "max-count": 2})
	fault.msg == "24 machines of g6f.large have 3 accelerators, and the limit is 2"
}

test_attached_accelerators_are_counted if {
	fault := only_denied(embedding, {"allow": ["*"], "max-count": 1})
	fault.msg == "the machine gets 2 x NVIDIA T4, and the limit is 1"
}

test_of_alternatives_only_the_largest_counts if {
	shapes := [
		object.union(g5, {"path": "override[0].instance_type", "role": "override", "count": 6}),
		object.union(g5, {"path": "override[1].instance_type", "role": "override", "count": 6}),
	]
	silent([with_shapes(shapes)], g5_only)
}

test_machines_for_different_roles_are_added_up if {
	shapes := [
		object.union(g5, {"path": "master.instance_type", "role": "master", "count": 2}),
		object.union(g5, {"path": "core.instance_type", "role": "core", "count": 7}),
	]
	fault := only_denied(with_shapes(shapes), g5_only)
	fault.path == "core.instance_type"
	fault.msg == "the shapes of this resource have 9 accelerators together, and the limit is 8"
}

test_a_machine_that_is_not_allowed_is_reported_once if {
	fault := only_denied(with_shapes([p5]), {"allow": ["g5.*"], "max-count": 4})
	fault.msg == "p5.48xlarge has 8 x NVIDIA H100, which needs an approval"
}

test_an_unknown_number_of_machines_is_undecided if {
	r := with_unknown(with_shapes([object.remove(g5, ["count"])]), "shapes[0].count")
	doubt := only_undecided(r, g5_only)
	doubt.msg == "how many accelerators run is not known, and the limit is 8"
	doubt.needs == "variable without a value"
	silent([r], {"allow": ["g5.*"]})
}

test_an_unknown_number_of_accelerators_is_undecided if {
	r := with_unknown(with_shapes([object.union(object.remove(g5, ["accelerator"]), {"accelerator": object.remove(a10g, ["count"])})]), "shapes[0].accelerator.count")
	only_undecided(r, g5_only)
}

test_possible_numbers_of_machines_decide_when_they_agree if {
	r := with_shapes([object.remove(g5, ["count"])])
	silent([with_values(r, "shapes[0].count", [2, 8])], g5_only)
	only_denied(with_values(r, "shapes[0].count", [9, 12]), g5_only)
	only_undecided(with_values(r, "shapes[0].count", [2, 12]), g5_only)
}

test_a_number_of_machines_that_is_not_set_is_one if {
	silent([with_shapes([object.remove(g5, ["count"])])], g5_only)
}

test_unknown_machines_beside_too_many_change_nothing if {
	shapes := [
		object.union(g5, {"path": "master.instance_type", "role": "master", "count": 12}),
		object.union(object.remove(g5, ["count"]), {"path": "core.instance_type", "role": "core"}),
	]
	only_denied(with_unknown(with_shapes(shapes), "shapes[1].count"), g5_only)
}

# --- the number of accelerators of one of a few machines ---

counted(names, counts) := object.union(with_values(with_shapes([object.union(nameless, {"accelerator": object.remove(a10g, ["count"])})]), "shapes[0].name", names), {"oneOf": {"shapes[0].accelerator.count": {
	"values": counts,
	"because": "a condition that is not known yet",
	"refs": ["var.big"],
}}})

limited := {"allow": ["g5.*"], "max-count": 2}

test_one_of_a_few_may_have_too_many if only_undecided(counted(["g5.12xlarge", "g5.xlarge"], [1, 4]), limited)

test_one_of_a_few_has_too_many if only_denied(counted(["g5.12xlarge", "g5.48xlarge"], [4, 8]), limited)

test_one_of_a_few_has_none_or_too_many if only_undecided(counted(["g5.12xlarge", "m7i.large"], [0, 4]), limited)

test_none_of_a_few_has_too_many if silent([counted(["g5.xlarge", "m7i.large"], [0, 1])], limited)
