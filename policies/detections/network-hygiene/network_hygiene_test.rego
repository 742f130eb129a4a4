package landrail.detections.network_hygiene_test

import data.landrail.detections.network_hygiene
import rego.v1

call(id, r) := {"id": id, "name": "Create", "where": "oci:payroll", "channel": "console", "actor": {"principal": "mallory"}, "resources": [r]}

vcn := call("v1", {"address": "ocid1.vcn.night", "id": "ocid1.vcn.night", "type": "oci_core_vcn", "relations": []})

group(relations) := call("n1", {"address": "ocid1.nsg.night", "type": "oci_core_network_security_group", "relations": relations})

said(all, settings) := found if {
	found := {"deny": network_hygiene.deny, "undecided": network_hygiene.undecided} with input.events as all
		with data.settings.detections as {"network-hygiene": settings}
}

test_a_network_with_the_default_list_alone if {
	said([vcn], {}) == {
		"deny": {{
			"event": "v1",
			"resource": "ocid1.vcn.night",
			"path": "security_lists",
			"msg": "oci_core_vcn was made by mallory through the console, and neither a security list nor a network security group for it",
			"actual": "the default security list alone",
			"expected": "a security list or network security group of its own",
		}},
		"undecided": set(),
	}
}

test_rules_of_its_own_pass[field] if {
	some field in ["id", "address"]
	said([vcn, group([{"role": "network", field: "ocid1.vcn.night"}])], {}) == {"deny": set(), "undecided": set()}
}

test_rules_of_another_network_do_not if count(said([vcn, group([{"role": "network", "id": "ocid1.vcn.day"}])], {}).deny) == 1

test_rules_of_nobody_knows_which_leave_it_open if {
	found := said([vcn, group([])], {})
	found.deny == set()
	{one.refs | some one in found.undecided} == {["ocid1.nsg.night"]}
	count(said([vcn, object.union(group([]), {"where": "oci:elsewhere"})], {}).deny) == 1
}

test_a_default_vpc_is_open if {
	some one in said([object.union(call("d1", {"address": "vpc-1", "type": "AWS::EC2::VPC"}), {"name": "CreateDefaultVpc"})], {}).deny
	one.msg == "a default VPC was made by mallory through the console"
}

test_an_automatic_network_is_open[field] if {
	some field in ["auto_create_subnetworks", "autoCreateSubnetworks"]
	some one in said([call("g1", {"address": "night", "type": "compute.googleapis.com/Network", "attributes": {field: true}})], {}).deny
	one.path == field
	said([call("g1", {"address": "night", "type": "compute.googleapis.com/Network", "attributes": {field: false}})], {}).deny == set()
}

test_principals_can_be_left_out if said([vcn], {"allow-principals": ["mallory"]}) == {"deny": set(), "undecided": set()}
