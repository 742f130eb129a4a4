package landrail.guardrails.network_baseline_test

import data.landrail.guardrails.network_baseline
import rego.v1

denied(resources) := found if {
	found := network_baseline.deny with input.resources as resources
}

doubted(resources) := found if {
	found := network_baseline.undecided with input.resources as resources
}

passes(resources) if {
	count(denied(resources)) == 0
	count(doubted(resources)) == 0
}

fails(resources, places) if {
	{[finding.resource, finding.path] | some finding in denied(resources)} == places
	count(doubted(resources)) == 0
}

is_undecided(resources, places) if {
	{[finding.resource, finding.path] | some finding in doubted(resources)} == places
	count(denied(resources)) == 0
}

provider_of := {"oci": "oci", "aws": "aws", "azurerm": "azure", "google": "gcp"}

kind_of := {"aws_instance": "instance", "google_compute_instance": "instance", "google_compute_instance_template": "instance-template"}

new(address, relations, attributes) := {
	"address": address,
	"provider": provider_of[split(type, "_")[0]],
	"type": type,
	"kind": object.get(kind_of, type, "other"),
	"action": "create",
	"relations": relations,
	"attributes": attributes,
	"unknown": {},
	"oneOf": {},
} if {
	type := split(address, ".")[0]
}

updated(resource) := object.union(resource, {"action": "update"})

to(role, path, address) := {"role": role, "path": path, "address": address}

by_id(role, path, id) := {"role": role, "path": path, "id": id}

unresolved(role, path) := {"role": role, "path": path}

# --- Oracle Cloud ---

vcn := new("oci_core_vcn.farm", [], {})

in_farm := to("network", "vcn_id", "oci_core_vcn.farm")

subnet := new("oci_core_subnet.farm", [in_farm], {})

security_list := new("oci_core_security_list.farm", [in_farm], {})

security_group := new("oci_core_network_security_group.farm", [in_farm], {})

test_a_vcn_with_nothing_but_the_default_security_list_fails if {
	denied([vcn, subnet]) == {{
		"resource": "oci_core_vcn.farm",
		"path": "security_lists",
		"msg": "network has only the default security list, and no network security group",
		"actual": "the default security list",
		"expected": "a security list or network security group of its own",
		"refs": [],
	}}
}

test_a_vcn_alone_fails if fails([vcn], {["oci_core_vcn.farm", "security_lists"]})

test_a_vcn_whose_subnet_uses_a_list_of_its_own_passes if {
	passes([vcn, security_list, new("oci_core_subnet.farm", [in_farm, to("firewall", "security_list_ids", "oci_core_security_list.farm")], {})])
}

test_a_security_list_that_no_subnet_uses_does_not_help if {
	fails([vcn, security_list, subnet], {["oci_core_vcn.farm", "security_lists"]})
}

test_a_security_list_is_enough_while_there_is_no_subnet if passes([vcn, security_list])

test_a_network_security_group_is_enough if passes([vcn, subnet, security_group])

test_a_default_security_list_with_rules_of_its_own_is_enough if {
	passes([vcn, subnet, new("oci_core_default_security_list.farm", [to("network", "manage_default_resource_id", "oci_core_vcn.farm")], {})])
}

test_naming_the_default_security_list_is_no_list_of_its_own if {
	fails([vcn, new("oci_core_subnet.farm", [in_farm, to("firewall", "security_list_ids", "oci_core_vcn.farm")], {})], {["oci_core_vcn.farm", "security_lists"]})
	fails(
		[
			new("oci_core_virtual_network.farm", [], {}),
			new("oci_core_subnet.farm", [to("network", "vcn_id", "oci_core_virtual_network.farm"), to("firewall", "security_list_ids", "oci_core_virtual_network.farm")], {}),
		],
		{["oci_core_virtual_network.farm", "security_lists"]},
	)
}

test_a_group_of_another_vcn_does_not_help if {
	studio := new("oci_core_network_security_group.studio", [to("network", "vcn_id", "oci_core_vcn.studio")], {})
	fails([vcn, subnet, studio], {["oci_core_vcn.farm", "security_lists"]})
}

test_a_group_whose_network_is_not_known_may_be_of_this_vcn if {
	lost := new("oci_core_network_security_group.lost", [unresolved("network", "vcn_id")], {})
	{[doubt.resource, doubt.path, doubt.refs] | some doubt in doubted([vcn, subnet, lost])} == {["oci_core_vcn.farm", "security_lists", ["oci_core_network_security_group.lost"]]}
	count(denied([vcn, subnet, lost])) == 0
}

test_an_updated_vcn_is_undecided_since_its_lists_may_not_change if {
	is_undecided([updated(vcn)], {["oci_core_vcn.farm", "security_lists"]})
}

test_an_updated_vcn_fails_when_unchanged_resources_are_listed if {
	fails([updated(vcn), object.union(subnet, {"action": "no-op"})], {["oci_core_vcn.farm", "security_lists"]})
}

test_an_updated_vcn_is_recognised_by_its_ocid if {
	known := object.union(updated(vcn), {"id": "ocid1.vcn.oc1.fra.farm"})
	passes([known, new("oci_core_network_security_group.farm", [by_id("network", "vcn_id", "ocid1.vcn.oc1.fra.farm")], {})])
}

# --- AWS ---

jump_host := new("aws_instance.jump_host", [to("subnet", "subnet_id", "aws_subnet.public")], {"launch_template": [], "security_groups": null})

test_an_instance_without_a_security_group_fails if {
	denied([jump_host]) == {{
		"resource": "aws_instance.jump_host",
		"path": "vpc_security_group_ids",
		"msg": "instance has no security group of its own and gets the default one of its network",
		"actual": "the default security group",
		"expected": "a security group of its own",
		"refs": [],
	}}
}

test_an_instance_with_a_security_group_passes if {
	passes([new("aws_instance.web", [to("firewall", "vpc_security_group_ids", "aws_security_group.web")], {})])
	passes([new("aws_instance.web", [by_id("firewall", "vpc_security_group_ids", "sg-0a1b2c3d")], {})])
}

test_a_security_group_that_is_not_known_yet_is_one if {
	passes([new("aws_instance.web", [unresolved("firewall", "vpc_security_group_ids")], {})])
}

test_security_groups_by_name_count if passes([new("aws_spot_instance_request.web", [], {"security_groups": ["web"]})])

test_an_instance_with_only_the_default_security_group_fails if {
	every address in ["aws_default_security_group.shop", "module.network.aws_vpc.this[0]", "aws_default_vpc.main"] {
		default_group := to("firewall", "vpc_security_group_ids", address)
		fails([new("aws_instance.web", [default_group], {})], {["aws_instance.web", "vpc_security_group_ids"]})
		passes([new("aws_instance.web", [default_group, to("firewall", "vpc_security_group_ids", "aws_security_group.web")], {})])
	}
}

test_an_instance_leaves_security_groups_to_its_network_interface if {
	passes([new("aws_instance.web", [], {"network_interface": [{"device_index": 0}]})])
	passes([new("aws_instance.web", [], {"primary_network_interface": [{}]})])
}

test_a_network_interface_needs_a_security_group if {
	fails([new("aws_network_interface.web", [to("subnet", "subnet_id", "aws_subnet.public")], {})], {["aws_network_interface.web", "security_groups"]})
	passes([new("aws_network_interface.web", [to("firewall", "security_groups", "aws_security_group.web")], {})])
}

test_an_instance_of_a_launch_template_is_undecided if {
	is_undecided([new("aws_instance.web", [], {"launch_template": [{"name": "web"}]})], {["aws_instance.web", "vpc_security_group_ids"]})
}

test_a_default_security_group_that_is_open_to_the_world_fails if {
	fails(
		[new("aws_default_security_group.shop", [], {"ingress": [
			{"cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": []},
			{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"]},
		]})],
		{["aws_default_security_group.shop", "ingress[1].cidr_blocks"], ["aws_default_security_group.shop", "ingress[1].ipv6_cidr_blocks"]},
	)
}

test_a_default_security_group_without_rules_passes if {
	passes([new("aws_default_security_group.shop", [], {"ingress": []})])
	passes([new("aws_default_security_group.shop", [], {"ingress": [{"self": true, "cidr_blocks": []}]})])
}

test_an_ordinary_security_group_is_not_judged if {
	passes([new("aws_security_group.lb", [], {"ingress": [{"cidr_blocks": ["0.0.0.0/0"]}]})])
}

# --- AWS, from a template ---

stacked(address, type, relations, attributes) := object.union(new("aws_instance.any", relations, attributes), {"address": address, "type": type})

stacked_machine(relations, attributes) := stacked("JumpHost", "AWS::EC2::Instance", relations, attributes)

stacked_vpc := stacked("Network/Vpc", "AWS::EC2::VPC", [], {})

test_an_instance_of_a_template_without_a_security_group_fails if {
	denied([stacked_machine([], {})]) == {{
		"resource": "JumpHost",
		"path": "SecurityGroupIds",
		"msg": "instance has no security group of its own and gets the default one of its network",
		"actual": "the default security group",
		"expected": "a security group of its own",
		"refs": [],
	}}
}

test_an_instance_of_a_template_with_a_group_of_its_own_passes if {
	passes([stacked_vpc, stacked_machine([to("firewall", "SecurityGroupIds", "JumpHostGroup")], {})])
	passes([stacked_machine([unresolved("firewall", "SecurityGroupIds")], {})])
	passes([stacked_machine([by_id("firewall", "SecurityGroups", "jump-hosts")], {})])
	passes([stacked_machine([to("firewall", "NetworkInterfaces[0].GroupSet", "JumpHostGroup")], {"NetworkInterfaces": [{"DeviceIndex": "0"}]})])
}

test_an_instance_of_a_template_in_the_default_group_of_its_network_fails if {
	fails([stacked_vpc, stacked_machine([to("firewall", "SecurityGroupIds", "Network/Vpc")], {})], {["JumpHost", "SecurityGroupIds"]})
	passes([stacked_vpc, stacked_machine([to("firewall", "SecurityGroupIds", "Network/Vpc"), to("firewall", "SecurityGroupIds", "JumpHostGroup")], {})])
}

test_an_interface_that_exists_is_judged_by_itself if {
	passes([stacked_machine([], {"NetworkInterfaces": [{"DeviceIndex": "0", "NetworkInterfaceId": "eni-0a1"}]})])
	passes([object.union(stacked_machine([], {"NetworkInterfaces": [{"DeviceIndex": "0"}]}), {"unknown": {"attributes.NetworkInterfaces[0].NetworkInterfaceId": {"because": "made with the stack", "refs": ["Interface"]}}})])
	fails([stacked_machine([], {"NetworkInterfaces": [{"DeviceIndex": "0"}]})], {["JumpHost", "SecurityGroupIds"]})
	fails([object.union(stacked_machine([], {"NetworkInterfaces": [{"DeviceIndex": "0"}]}), {"unknown": {"attributes.NetworkInterfaces[0].SubnetId": {"because": "made with the stack", "refs": ["Subnet"]}}})], {["JumpHost", "SecurityGroupIds"]})
	fails([stacked("Interface", "AWS::EC2::NetworkInterface", [], {})], {["Interface", "GroupSet"]})
}

test_an_instance_of_a_template_from_a_launch_template_is_undecided if {
	is_undecided([stacked_machine([], {"LaunchTemplate": {"LaunchTemplateName": "jump-hosts", "Version": "1"}})], {["JumpHost", "SecurityGroupIds"]})
	is_undecided([object.union(stacked_machine([], {"LaunchTemplate": {}}), {"unknown": {"attributes.LaunchTemplate.LaunchTemplateId": {"because": "made with the stack", "refs": ["Hosts"]}}})], {["JumpHost", "SecurityGroupIds"]})
}

opened(group, attributes) := stacked("Opening", "AWS::EC2::SecurityGroupIngress", [to("parent", "GroupId", group)], attributes)

test_an_instance_of_which_nothing_is_known_is_undecided if {
	hidden := object.union(stacked_machine([unresolved("firewall", "SecurityGroupIds")], {}), {"unknown": {"attributes": {"because": "described without property values", "refs": []}}})
	{[doubt.path, doubt.needs] | some doubt in doubted([hidden])} == {["SecurityGroupIds", "described without property values"]}
	count(denied([hidden])) == 0
}

test_an_instance_whose_groups_are_told_is_judged_by_them_whatever_else_is_not if {
	left_out := {"unknown": {"attributes": {"because": "the record of RunInstances does not tell it", "refs": []}}}
	passes([object.union(stacked_machine([by_id("firewall", "SecurityGroupIds", "sg-0a1")], {}), left_out)])
	fails([object.union(standing("AWS::EC2::Instance", {"SecurityGroups": groups(["default"])}), left_out)], {["arn:one", "SecurityGroups"]})
}

test_a_default_group_that_a_template_opens_fails if {
	fails([stacked_vpc, opened("Network/Vpc", {"CidrIp": "0.0.0.0/0"})], {["Opening", "CidrIp"]})
	fails([stacked_vpc, opened("Network/Vpc", {"CidrIpv6": "::/0"})], {["Opening", "CidrIpv6"]})
	passes([stacked_vpc, opened("Network/Vpc", {"CidrIp": "10.0.0.0/8"})])
	passes([stacked_vpc, opened("JumpHostGroup", {"CidrIp": "0.0.0.0/0"})])
}

# --- AWS, that exists ---

standing(type, attributes) := object.union(stacked("arn:one", type, [by_id("firewall", "SecurityGroupIds", "sg-0a1")], attributes), {"stage": "inventory", "action": "exists"})

groups(names) := [{"GroupId": $"sg-{name}", "GroupName": name} | some name in names]

test_what_stands_in_the_default_group_alone_fails if {
	fails([standing("AWS::EC2::Instance", {"SecurityGroups": groups(["default"])})], {["arn:one", "SecurityGroups"]})
	fails([standing("AWS::EC2::NetworkInterface", {"Groups": groups(["default"])})], {["arn:one", "Groups"]})
	passes([standing("AWS::EC2::Instance", {"SecurityGroups": groups(["default", "jump-hosts"])})])
	passes([standing("AWS::EC2::Instance", {"SecurityGroups": groups(["jump-hosts"])})])
	passes([standing("AWS::EC2::Instance", {"SecurityGroups": ["default-of-the-farm"]})])
}

opened_to(rule, name) := [standing("AWS::EC2::SecurityGroup", {"GroupName": name, "SecurityGroupIngress": [rule]})]

test_a_default_group_that_exists_and_is_open_fails if {
	fails(opened_to({"IpRanges": [{"CidrIp": "10.0.0.0/8"}, {"CidrIp": "0.0.0.0/0"}]}, "default"), {["arn:one", "SecurityGroupIngress[0].IpRanges[1]"]})
	fails(opened_to({"IpRanges": ["0.0.0.0/0"]}, "default"), {["arn:one", "SecurityGroupIngress[0].IpRanges[0]"]})
	fails(opened_to({"Ipv6Ranges": [{"CidrIpv6": "::/0"}]}, "default"), {["arn:one", "SecurityGroupIngress[0].Ipv6Ranges[0]"]})
	passes(opened_to({"IpRanges": [{"CidrIp": "10.0.0.0/8"}]}, "default"))
	passes(opened_to({"IpRanges": [{"CidrIp": "0.0.0.0/0"}]}, "storefront"))
}

# --- Azure ---

batch := new("azurerm_subnet.batch", [], {"name": "batch", "delegation": []})

association(relation) := new("azurerm_subnet_network_security_group_association.batch", [relation, to("firewall", "network_security_group_id", "azurerm_network_security_group.batch")], {})

test_a_subnet_without_a_network_security_group_fails if {
	denied([batch]) == {{
		"resource": "azurerm_subnet.batch",
		"path": "network_security_group_id",
		"msg": "subnet has no network security group",
		"actual": null,
		"expected": "a network security group",
		"refs": [],
	}}
}

test_a_subnet_with_an_association_passes if passes([batch, association(to("subnet", "subnet_id", "azurerm_subnet.batch"))])

test_an_association_may_name_the_subnet_by_its_id if {
	known := object.union(batch, {"id": "/subscriptions/5a0c/resourceGroups/rg-claims/providers/Microsoft.Network/virtualNetworks/vnet/subnets/batch"})
	passes([known, association(by_id("subnet", "subnet_id", "/subscriptions/5a0c/resourcegroups/RG-claims/providers/microsoft.network/virtualNetworks/vnet/subnets/batch"))])
}

test_the_association_of_another_subnet_does_not_help if {
	fails([batch, association(to("subnet", "subnet_id", "azurerm_subnet.portal"))], {["azurerm_subnet.batch", "network_security_group_id"]})
}

test_an_association_whose_subnet_is_not_known_may_be_of_this_subnet if {
	is_undecided([batch, association(unresolved("subnet", "subnet_id"))], {["azurerm_subnet.batch", "network_security_group_id"]})
}

test_subnets_that_take_no_group_are_exempt if {
	every name in ["GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "AzureBastionSubnet", "RouteServerSubnet"] {
		passes([new("azurerm_subnet.special", [], {"name": name, "delegation": []})])
	}
}

test_a_delegated_subnet_is_exempt if {
	passes([new("azurerm_subnet.databases", [], {"name": "databases", "delegation": [{"name": "postgres"}]})])
}

test_an_updated_subnet_is_undecided_since_its_association_may_not_change if {
	is_undecided([updated(batch)], {["azurerm_subnet.batch", "network_security_group_id"]})
}

test_subnets_inside_a_network_are_judged if {
	fails(
		[new("azurerm_virtual_network.claims", [], {"subnet": [
			{"name": "portal", "security_group": "/subscriptions/5a0c/nsg", "delegation": []},
			{"name": "batch", "security_group": "", "delegation": null},
			{"name": "reports", "security_group": null},
			{"name": "written without one"},
			{"name": "GatewaySubnet", "security_group": ""},
			{"name": "databases", "security_group": null, "delegation": [{"name": "postgres"}]},
		]})],
		{["azurerm_virtual_network.claims", $"subnet[{i}].security_group"] | some i in [1, 2, 3]},
	)
}

# --- Google Cloud ---

test_a_machine_in_the_default_network_fails if {
	denied([new("google_compute_instance.experiment", [by_id("network", "network_interface[0].network", "default")], {})]) == {{
		"resource": "google_compute_instance.experiment",
		"path": "network_interface[0].network",
		"msg": "instance stands in the default network, which opens SSH and RDP to the internet",
		"actual": "default",
		"expected": "a network of its own",
		"refs": [],
	}}
}

test_a_self_link_of_the_default_network_is_recognised_in_a_template if {
	link := "https://www.googleapis.com/compute/v1/projects/jk-scratch-472/global/networks/default"
	fails([new("google_compute_instance_template.trial", [by_id("network", "network_interface[1].network", link)], {})], {["google_compute_instance_template.trial", "network_interface[1].network"]})
}

test_machines_in_other_networks_pass if {
	passes([new("google_compute_instance.solver", [to("subnet", "network_interface[0].subnetwork", "google_compute_subnetwork.analytics")], {})])
	passes([new("google_compute_instance.solver", [by_id("network", "network_interface[0].network", "analytics")], {})])
	passes([new("google_compute_instance.solver", [unresolved("network", "network_interface[0].network")], {})])
}

test_a_network_that_the_plan_makes_is_no_default_one_by_its_name if {
	passes([new("google_compute_instance.solver", [{"role": "network", "path": "network_interface[0].network", "address": "google_compute_network.main", "id": "default"}], {})])
}

test_a_subnetwork_called_default_is_undecided if {
	subnetwork := by_id("subnet", "network_interface[0].subnetwork", "projects/p/regions/europe-west4/subnetworks/default")
	is_undecided([new("google_compute_instance.solver", [subnetwork], {})], {["google_compute_instance.solver", "network_interface[0].subnetwork"]})
	passes([new("google_compute_instance.solver", [subnetwork, by_id("network", "network_interface[0].network", "analytics")], {})])
}

test_machines_of_other_clouds_are_not_held_against_the_default_network if {
	passes([new("oci_core_instance.renderer", [by_id("network", "vcn_id", "default")], {})])
}

test_rules_of_a_default_group_that_are_computed_are_undecided if {
	group := {
		"address": "aws_default_security_group.shop", "provider": "aws", "type": "aws_default_security_group", "name": "shop", "kind": "firewall", "action": "create",
		"relations": [], "attributes": {"vpc_id": "vpc-1"}, "unknown": {"attributes.ingress": {"because": "known after apply", "refs": []}}, "oneOf": {},
	}
	{result.path | some result in network_baseline.undecided} == {"ingress"} with input.resources as [group]
}

test_a_group_of_an_inline_subnet_that_is_computed_is_undecided if {
	network := {
		"address": "azurerm_virtual_network.shop", "provider": "azure", "type": "azurerm_virtual_network", "name": "shop", "kind": "network", "action": "create",
		"relations": [], "attributes": {"subnet": [{"name": "web"}]}, "unknown": {"attributes.subnet[0].security_group": {"because": "known after apply", "refs": []}}, "oneOf": {},
	}
	{result.path | some result in network_baseline.undecided} == {"subnet[0].security_group"} with input.resources as [network]
}

test_an_inline_subnet_of_a_name_that_is_not_known_takes_a_group_too if {
	network := {
		"address": "azurerm_virtual_network.shop", "provider": "azure", "type": "azurerm_virtual_network", "name": "shop", "kind": "network", "action": "create",
		"relations": [], "attributes": {"subnet": [{"security_group": ""}]}, "unknown": {"attributes.subnet[0].name": {"because": "known after apply", "refs": []}}, "oneOf": {},
	}
	count(network_baseline.deny) == 1 with input.resources as [network]
}

# --- what may not be made at all ---

maybe(r) := object.union(r, {"conditional": {"because": "variable without a value", "refs": ["var.guarded"]}})

test_a_security_group_that_may_not_be_made_leaves_its_network_open if {
	is_undecided([vcn, subnet, maybe(security_group)], {["oci_core_vcn.farm", "security_lists"]})
	passes([vcn, subnet, security_group, maybe(security_list)])
}

test_of_another_network_it_says_nothing if {
	fails([vcn, subnet, maybe(new("oci_core_network_security_group.studio", [to("network", "vcn_id", "oci_core_vcn.studio")], {}))], {["oci_core_vcn.farm", "security_lists"]})
}

test_an_association_that_may_not_be_made_leaves_its_subnet_open if {
	joined := maybe(new("azurerm_subnet_network_security_group_association.batch", [to("subnet", "subnet_id", "azurerm_subnet.batch")], {}))
	is_undecided([batch, joined], {["azurerm_subnet.batch", "network_security_group_id"]})
	fails([new("azurerm_subnet.portal", [], {"name": "portal"}), joined], {["azurerm_subnet.portal", "network_security_group_id"]})
}

# --- rules and subnets of which a part is not known ---

open(paths) := {path: {"because": "variable without a value", "refs": ["var.ranges"]} | some path in paths}

test_a_range_of_the_default_group_that_is_not_known_is_undecided if {
	group := new("aws_default_security_group.shop", [], {"ingress": [{"cidr_blocks": [null]}]})
	every path in ["ingress[0].cidr_blocks[0]", "ingress[0]", "ingress"] {
		is_undecided([object.union(group, {"unknown": open([$"attributes.{path}"])})], {["aws_default_security_group.shop", path]})
	}
	passes([object.union(group, {"unknown": open(["attributes.ingress[0].description"])})])
}

test_subnets_of_a_network_that_are_not_known_are_undecided if {
	network := new("azurerm_virtual_network.claims", [], {})
	is_undecided([object.union(network, {"unknown": open(["attributes.subnet"])})], {["azurerm_virtual_network.claims", "subnet"]})
	computed := {"attributes.subnet": {"because": "known after apply", "refs": []}}
	passes([object.union(network, {"unknown": computed})])
	is_undecided([object.union(network, {"attributes": {"subnet": []}, "unknown": computed})], {["azurerm_virtual_network.claims", "subnet"]})
}

# --- what exists ---

live(type, id, relations, attributes) := {"address": id, "id": id, "type": type, "stage": "inventory", "action": "exists", "relations": relations, "attributes": attributes, "unknown": {}}

live_vcn := live("oci_core_vcn", "vcn", [], {"default_security_list_id": "default"})

in_live_vcn := {"role": "network", "path": "vcn_id", "id": "vcn"}

live_subnet(list) := live("oci_core_subnet", "subnet", [in_live_vcn, {"role": "firewall", "path": "security_list_ids[0]", "id": list}], {})

test_the_default_list_of_a_network_that_exists_is_no_list_of_its_own if {
	fails([live_vcn, live_subnet("default")], {["vcn", "security_lists"]})
	fails([live_vcn, live_subnet("default"), live("oci_core_security_list", "default", [in_live_vcn], {})], {["vcn", "security_lists"]})
	passes([live_vcn, live_subnet("own")])
}

test_a_list_of_networks_alone_decides_nothing if {
	count(denied([live_vcn])) == 0
	count(doubted([live_vcn])) == 1
}

arm_network := live("Microsoft.Network/virtualNetworks", "/vnet", [], {"properties": {"subnets": [
	{"name": "open", "properties": {}},
	{"name": "closed", "properties": {"networkSecurityGroup": {"id": "/nsg"}}},
	{"name": "GatewaySubnet", "properties": {}},
	{"name": "delegated", "properties": {"delegations": [{"name": "sql"}]}},
]}})

arm_subnet := live("Microsoft.Network/virtualNetworks/subnets", "/vnet/subnets/open", [], {"name": "open", "properties": {}})

test_subnets_that_exist_are_judged_once if {
	fails([arm_network], {["/vnet", "properties.subnets[0].properties.networkSecurityGroup"]})
	fails([arm_network, arm_subnet], {["/vnet", "properties.subnets[0].properties.networkSecurityGroup"]})
	fails([arm_subnet], {["/vnet/subnets/open", "properties.networkSecurityGroup"]})
}

test_a_network_without_its_properties_is_undecided if {
	bare := object.union(live("Microsoft.Network/virtualNetworks", "/vnet", [], {}), {"unknown": {"attributes.properties": {"because": "not asked for", "refs": []}}})
	count(denied([bare])) == 0
	{finding.needs | some finding in doubted([bare])} == {"not asked for"}
}

# --- what may be empty ---

valueless := {"because": "variable without a value", "refs": ["var.groups"]}

machine(relations, attributes, unknown) := object.union(new("aws_instance.till", relations, attributes), {"unknown": unknown})

groups_argument := "attributes.vpc_security_group_ids"

some_group := unresolved("firewall", "vpc_security_group_ids")

test_security_groups_of_a_list_that_is_not_known_are_undecided if {
	is_undecided([machine([some_group], {}, {groups_argument: valueless})], {["aws_instance.till", "vpc_security_group_ids"]})
}

test_security_groups_of_a_list_that_may_hold_some_are_undecided if {
	is_undecided([machine([some_group], {"vpc_security_group_ids": []}, {groups_argument: valueless})], {["aws_instance.till", "vpc_security_group_ids"]})
}

test_a_security_group_that_is_not_known_is_one if {
	passes([machine([some_group], {"vpc_security_group_ids": [null]}, {$"{groups_argument}[0]": valueless})])
}

test_a_list_that_may_go_on_passes_where_it_holds_one if {
	passes([machine([by_id("firewall", "vpc_security_group_ids", "sg-1"), some_group], {"vpc_security_group_ids": ["sg-1"]}, {groups_argument: valueless})])
}

test_security_groups_that_a_plan_does_not_know_yet_are_there if {
	passes([machine([some_group], {}, {groups_argument: {"because": "known after apply", "refs": []}})])
}

test_a_vcn_whose_subnet_takes_its_lists_from_who_knows_where_is_undecided if {
	open_subnet := object.union(new("oci_core_subnet.farm", [in_farm, unresolved("firewall", "security_list_ids")], {}), {"unknown": {"attributes.security_list_ids": valueless}})
	is_undecided([vcn, open_subnet], {["oci_core_vcn.farm", "security_lists"]})
}

placed(relations) := object.union(new("google_compute_instance.till", relations, {"network_interface": [{}]}), {"unknown": {
	"attributes.network_interface[0].network": valueless,
	"attributes.network_interface[0].subnetwork": valueless,
}})

test_a_network_of_google_that_is_not_known_may_be_the_default_one if {
	is_undecided([placed([unresolved("network", "network_interface[0].network")])], {["google_compute_instance.till", "network_interface[0].network"]})
	is_undecided([placed([unresolved("subnet", "network_interface[0].subnetwork")])], {["google_compute_instance.till", "network_interface[0].subnetwork"]})
}

test_a_subnetwork_that_is_not_known_leaves_no_doubt_in_a_network_that_is if {
	passes([placed([by_id("network", "network_interface[0].network", "shop"), unresolved("subnet", "network_interface[0].subnetwork")])])
}
