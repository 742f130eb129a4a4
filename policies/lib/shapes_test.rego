package landrail.lib.shapes_test

import data.landrail.lib.shapes
import rego.v1

test_a_family_stands_for_all_its_sizes if {
	shapes.globs("M5") == ["m5.*"]
	shapes.globs("p5.*") == ["p5.*"]
	shapes.globs("c5.large") == ["c5.large"]
	shapes.globs("optimal") == ["c*", "m*", "r*"]
}

test_a_list_covers_what_it_holds_as_a_whole if {
	shapes.covered(["m5.*"], "m5.large")
	shapes.covered(["{c5,m5}.*"], "m5.*")
	shapes.covered(["m5.[a-z]*"], "m5.large")
	not shapes.covered(["m5.?"], "m5.*")
	not shapes.covered(["m5.[!x]"], "m5.*")
	not shapes.covered(["m5.large"], "m5.*")
	not shapes.covered(null, "m5.large")
	not shapes.covered([], "m5.large")
}

test_a_list_touches_what_it_may_hold_a_part_of if {
	shapes.touched(["m5.large"], "m5.*")
	shapes.touched(["*.metal"], "m5.*")
	shapes.touched(["m5.large"], "m5.large")
	not shapes.touched(["m5.large"], "m5.xlarge")
	not shapes.touched(["c5.*"], "m5.*")
	not shapes.touched(null, "m5.*")
}

test_alternatives_are_told_by_role_and_place[path] if {
	some path in [
		"instance_types[1]",
		"core_instance_fleet[0].instance_type_configs[2].instance_type",
		"launch_specification[0].instance_type",
		"instance_details[0].options[1].launch_details[0].shape",
		"InstanceTypes[1]",
		"Instances.CoreInstanceFleet.InstanceTypeConfigs[2].InstanceType",
		"SpotFleetRequestConfigData.LaunchSpecifications[0].InstanceType",
	]
	shapes.alternative({"path": path, "role": null})
}

test_overrides_are_alternatives if {
	shapes.alternative({"path": "override[0].instance_type", "role": "override"})
}

test_machines_beside_each_other_are_none[path] if {
	some path in ["instance_type", "production_variants[1].instance_type", "node_pool[2].node_config[0].machine_type", "ProductionVariants[0].InstanceType"]
	not shapes.alternative({"path": path, "role": null})
}

test_alternatives_count_once_for_each_role if {
	loads := [
		{"low": 1, "high": 2, "role": null, "alternative": false},
		{"low": 10, "high": 20, "role": "core", "alternative": true},
		{"low": 15, "high": 15, "role": "core", "alternative": true},
		{"low": 100, "high": 100, "role": "master", "alternative": true},
	]
	shapes.together(loads) == {"low": 116, "high": 122}
	shapes.together([]) == {"low": 0, "high": 0}
}

test_families_with_accelerators_are_told_from_their_neighbours if {
	shapes.accelerated("aws", "ml.inf2.xlarge")
	shapes.accelerated("aws", "gr6.4xlarge")
	not shapes.accelerated("aws", "db.r6g.large")
	not shapes.accelerated("aws", "i4i.large")
	shapes.accelerated("azure", "Standard_NV36ads_A10_v5")
	not shapes.accelerated("azure", "Standard_D2_v5")
	shapes.accelerated("gcp", "g2-standard-4")
	not shapes.accelerated("gcp", "g1-small")
	shapes.accelerated("oci", "BM.GPU4.8")
	not shapes.accelerated("oci", "VM.Standard2.1")
}
