package landrail.guardrails.business_justification_test

import data.landrail.guardrails.business_justification
import rego.v1

# --- a machine that solves route plans, and what a plan says of it ---

solver := {
	"address": "google_compute_instance.solver",
	"provider": "gcp",
	"type": "google_compute_instance",
	"kind": "instance",
	"shapes": [shape],
	"unknown": {},
	"oneOf": {},
}

shape := {"path": "machine_type", "form": "name", "name": "n2-standard-96", "count": 1, "vcpus": 96, "market": null, "role": null}

sized(vcpus, count) := object.union(solver, {"shapes": [object.union(shape, {"name": "n2-standard-8", "vcpus": vcpus, "count": count})]})

nameless := object.union(solver, {"shapes": [object.remove(shape, ["name", "vcpus"])]})

unsized := object.union(solver, {"shapes": [object.remove(shape, ["vcpus"])]})

with_unknown(r, path) := object.union(r, {"unknown": {path: {"because": "variable without a value", "refs": ["var.size"]}}})

with_values(r, path, values) := object.union(r, {"oneOf": {path: {"values": values, "because": "a condition that is not known yet", "refs": ["var.big"]}}})

denied(resources, settings) := found if {
	found := business_justification.deny with input.resources as resources
		with data.settings.guardrails as {"business-justification": settings}
}

undecided(resources, settings) := found if {
	found := business_justification.undecided with input.resources as resources
		with data.settings.guardrails as {"business-justification": settings}
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

defaults := {"vcpus": 64}

# --- one machine ---

test_a_large_machine_needs_an_approval if {
	denied([solver], defaults) == {{
		"resource": "google_compute_instance.solver",
		"path": "machine_type",
		"msg": "n2-standard-96 has 96 vCPUs, which needs an approval: a waiver with reason, owner, ticket and expiry",
		"actual": "n2-standard-96",
		"expected": "fewer than 64 vCPUs, or an approval",
		"refs": [],
	}}
	count(undecided([solver], defaults)) == 0
}

test_a_smaller_machine_passes if {
	silent([sized(63, 1)], defaults)
}

test_the_threshold_itself_is_large if {
	only_denied(sized(64, 1), defaults)
}

test_the_threshold_is_a_setting if {
	silent([solver], {"vcpus": 128})
	only_denied(sized(16, 1), {"vcpus": 16})
}

test_without_any_settings_64_vcpus_are_large if {
	only_denied(solver, {})
	silent([sized(32, 1)], {})
}

test_machines_with_accelerators_are_left_to_the_guardrail_for_them if {
	accelerated := object.union(shape, {"accelerator": {"vendor": "nvidia", "model": "H100", "count": 8, "fraction": null}})
	silent([object.union(solver, {"shapes": [accelerated]})], defaults)
	r := object.union(solver, {"shapes": [object.remove(accelerated, ["vcpus"])]})
	silent([with_unknown(r, "shapes[0].vcpus")], defaults)
}

test_many_small_machines_are_not_one_large_one if {
	silent([sized(8, 100)], defaults)
}

test_each_place_is_judged if {
	r := object.union(solver, {"shapes": [
		object.union(shape, {"path": "instance_types[0]"}),
		object.union(shape, {"path": "instance_types[1]", "vcpus": 4}),
	]})
	fault := only_denied(r, defaults)
	fault.path == "instance_types[0]"
}

test_a_large_database_needs_an_approval_too if {
	only_denied(object.union(solver, {"kind": "database"}), defaults)
}

test_kinds_limit_what_is_judged if {
	silent([object.union(solver, {"kind": "database"})], {"kinds": ["instance"]})
	only_denied(solver, {"kinds": ["instance"]})
}

test_a_resource_without_machines_passes if {
	silent([object.union(solver, {"shapes": []})], {"vcpus": 64, "total-vcpus": 100})
}

# --- not known ---

test_a_machine_that_is_not_known_is_undecided if {
	undecided([with_unknown(nameless, "shapes[0].vcpus")], defaults) == {{
		"resource": "google_compute_instance.solver",
		"path": "machine_type",
		"msg": "how many vCPUs the machine has is not known, and 64 or more need an approval",
		"needs": "variable without a value",
		"refs": ["var.size"],
	}}
	count(denied([with_unknown(nameless, "shapes[0].vcpus")], defaults)) == 0
}

test_a_machine_that_the_catalogue_does_not_have_is_undecided if {
	doubt := only_undecided(with_unknown(unsized, "shapes[0].vcpus"), defaults)
	doubt.msg == "how many vCPUs n2-standard-96 has is not known, and 64 or more need an approval"
}

test_a_database_class_that_is_not_known_is_rarely_large if {
	silent([object.union(with_unknown(nameless, "shapes[0].vcpus"), {"kind": "database"})], defaults)
}

test_kinds_limit_what_is_undecided if {
	unknown := with_unknown(nameless, "shapes[0].vcpus")
	silent([unknown], {"kinds": ["database"]})
	only_undecided(object.union(unknown, {"kind": "database"}), {"kinds": ["database"]})
}

test_possible_sizes_that_are_all_large_fail if {
	fault := only_denied(with_values(unsized, "shapes[0].vcpus", [64, 96]), defaults)
	fault.msg == "n2-standard-96 has 64 vCPUs or more, which needs an approval: a waiver with reason, owner, ticket and expiry"
	fault.refs == ["var.big"]
}

test_possible_sizes_that_are_all_small_pass if {
	silent([with_values(unsized, "shapes[0].vcpus", [2, 32])], defaults)
}

test_possible_sizes_that_disagree_are_undecided if {
	doubt := only_undecided(with_values(unsized, "shapes[0].vcpus", [2, 96]), defaults)
	doubt.needs == "a condition that is not known yet"
}

test_requirements_are_judged_by_the_ends_of_their_range if {
	required := object.union(unsized, {"shapes": [object.union(object.remove(unsized.shapes[0], ["name"]), {
		"form": "requirements",
		"accelerator": {"vendor": null, "model": null, "count": 0, "fraction": null},
	})]})
	silent([with_values(required, "shapes[0].vcpus", [2, 8])], defaults)
	only_denied(with_values(required, "shapes[0].vcpus", [96, 1920]), defaults)
	only_undecided(with_values(required, "shapes[0].vcpus", [2, 96]), defaults)
}

test_attached_accelerators_have_no_vcpus if {
	r := object.union(unsized, {"shapes": [object.union(unsized.shapes[0], {"form": "attached"})]})
	silent([with_unknown(r, "shapes[0].name")], defaults)
}

# --- all machines of a resource ---

fleet := {"vcpus": 64, "total-vcpus": 100}

test_many_machines_together_need_an_approval if {
	denied([sized(8, 20)], fleet) == {{
		"resource": "google_compute_instance.solver",
		"path": "machine_type",
		"msg": "20 machines of n2-standard-8 have 160 vCPUs together, which needs an approval: a waiver with reason, owner, ticket and expiry",
		"actual": "n2-standard-8",
		"expected": "fewer than 100 vCPUs in all, or an approval",
		"refs": [],
	}}
}

test_fewer_machines_together_pass if {
	silent([sized(8, 12)], fleet)
}

test_a_large_machine_is_not_reported_for_its_number_as_well if {
	fault := only_denied(sized(96, 20), fleet)
	fault.expected == "fewer than 64 vCPUs, or an approval"
}

test_machines_for_different_roles_are_added_up if {
	r := object.union(solver, {"shapes": [
		object.union(shape, {"path": "master.machine_type", "role": "master", "vcpus": 8, "count": 3}),
		object.union(shape, {"path": "worker.machine_type", "role": "worker", "vcpus": 16, "count": 5}),
	]})
	fault := only_denied(r, fleet)
	fault.path == "worker.machine_type"
	startswith(fault.msg, "the machines of this resource have 104 vCPUs together")
}

test_of_alternatives_only_the_largest_counts if {
	r := object.union(solver, {"shapes": [
		object.union(shape, {"path": "instance_types[0]", "vcpus": 8, "count": 8}),
		object.union(shape, {"path": "instance_types[1]", "vcpus": 8, "count": 8}),
	]})
	silent([r], fleet)
}

test_accelerated_machines_are_not_added_up if {
	accelerated := object.union(shape, {"vcpus": 48, "count": 8, "accelerator": {"vendor": "nvidia", "model": "A100", "count": 4, "fraction": null}})
	silent([object.union(solver, {"shapes": [accelerated]})], fleet)
}

test_an_unknown_number_of_machines_is_undecided if {
	r := object.union(solver, {"shapes": [object.remove(object.union(shape, {"vcpus": 8}), ["count"])]})
	doubt := only_undecided(with_unknown(r, "shapes[0].count"), fleet)
	doubt.msg == "how many vCPUs run together is not known, and 100 or more need an approval"
	silent([with_unknown(r, "shapes[0].count")], defaults)
}

test_possible_numbers_of_machines_decide_when_they_agree if {
	r := object.union(solver, {"shapes": [object.remove(object.union(shape, {"vcpus": 8}), ["count"])]})
	silent([with_values(r, "shapes[0].count", [1, 12])], fleet)
	only_undecided(with_values(r, "shapes[0].count", [1, 20]), fleet)
	only_denied(with_values(r, "shapes[0].count", [20, 30]), fleet)
}

test_kinds_limit_what_is_added_up if {
	silent([sized(8, 20)], object.union(fleet, {"kinds": ["database"]}))
}

# --- one of a few machines, of which some have accelerators: those are judged by gpu-shapes ---

mixed(vcpus) := object.union(with_values(with_values(nameless, "shapes[0].name", ["g2-standard-96", "n2-standard-96"]), "shapes[0].vcpus", vcpus), {
	"shapes": [object.union(nameless.shapes[0], {"accelerator": {"vendor": "nvidia", "model": "L4", "fraction": null}})],
	"oneOf": {"shapes[0].accelerator.count": {"values": [0, 8], "because": "a condition that is not known yet", "refs": ["var.big"]}},
})

test_large_machines_of_which_some_have_accelerators if {
	doubt := only_undecided(mixed([96, 128]), defaults)
	doubt.needs == "a condition that is not known yet"
}

test_small_and_large_machines_of_which_some_have_accelerators if only_undecided(mixed([4, 96]), defaults)

test_small_machines_of_which_some_have_accelerators if silent([mixed([4, 8])], defaults)

test_accelerators_of_all_possible_machines_are_left_to_gpu_shapes if {
	r := mixed([96, 128])
	silent([object.union(r, {"oneOf": {"shapes[0].accelerator.count": {"values": [1, 8]}}})], defaults)
}

# --- source knows less than the plan that is made of it ---

test_a_database_whose_size_a_variable_decides_is_undecided_in_source if {
	warehouse := with_unknown(object.union(nameless, {"kind": "database"}), "shapes[0].vcpus")
	silent([object.union(warehouse, {"stage": "plan"})], defaults)
	only_undecided(object.union(warehouse, {"stage": "source"}), defaults)
}

# --- machines of one of a few sizes, taken together ---

few_sizes(vcpus, machines) := object.union(with_values(sized(8, machines), "shapes[0].vcpus", vcpus), {"shapes": [object.remove(object.union(shape, {"count": machines}), ["vcpus"])]})

test_machines_of_one_of_a_few_sizes_are_taken_together if {
	settings := {"vcpus": 64, "total-vcpus": 100}
	silent([few_sizes([2, 8], 10)], settings)
	only_undecided(few_sizes([2, 8], 20), settings)
	only_denied(few_sizes([8, 16], 20), settings)

	# Each of them alone is in doubt already.
	only_undecided(few_sizes([8, 96], 20), settings)
}
