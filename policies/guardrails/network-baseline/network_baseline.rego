# METADATA
# title: Network or machine has no protection but the provider's default
# description: >-
#   What a cloud puts in place by itself is made to get started, not to protect: OCI's default security list lets SSH in
#   from the whole internet, a subnet of Azure without a network security group lets everything in its network through, all
#   machines in the default security group of AWS reach each other, and the default network of Google Cloud opens SSH and RDP.
# related_resources:
# - ref: https://docs.oracle.com/iaas/Content/Network/Concepts/securitylists.htm#Default
#   description: Oracle Cloud, default security list
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
#   description: AWS, default security groups for VPCs
# - ref: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
#   description: Azure, network security groups
# - ref: https://cloud.google.com/firewall/docs/firewalls#more_rules_default_vpc
#   description: Google Cloud, pre-populated rules in the default network
# custom:
#   severity: medium
#   settings: none
#   input: [plan]
#   without: [places, shapes, tags]
#   attributes: [vpc_security_group_ids, security_groups, SecurityGroupIds, GroupSet, security_list_ids, nsg_ids, network_interface, primary_network_interface, launch_template, ingress, subnet, name, delegation, properties, default_security_list_id, NetworkInterfaces, LaunchTemplate, CidrIp, CidrIpv6, SecurityGroups, Groups, GroupName, SecurityGroupIngress]
#   alone:
#   - aws_instance
#   - aws_spot_instance_request
#   - aws_network_interface
#   - compute.googleapis.com/*
#   - inventory: [AWS::EC2::Instance, AWS::EC2::NetworkInterface, AWS::EC2::SecurityGroup]
#   types:
#   - aws_instance
#   - aws_spot_instance_request
#   - aws_network_interface
#   - aws_default_security_group
#   - AWS::EC2::Instance
#   - AWS::EC2::NetworkInterface
#   - AWS::EC2::SecurityGroup
#   - AWS::EC2::SecurityGroupIngress
#   - AWS::EC2::VPC
#   - azurerm_subnet*
#   - azurerm_virtual_network
#   - Microsoft.Network/virtualNetworks
#   - Microsoft.Network/virtualNetworks/subnets
#   - google_compute_instance*
#   - google_compute_region_instance_template
#   - compute.googleapis.com/Instance
#   - compute.googleapis.com/*InstanceTemplate
#   - oci_core_vcn
#   - oci_core_virtual_network
#   - oci_core_subnet
#   - oci_core_*security*
#   remediation:
#     summary: Give the network, subnet or machine a security group, security list or network of its own.
#     terraform: |
#       resource "aws_instance" "jump_host" {
#         vpc_security_group_ids = [aws_security_group.jump_host.id]
#       }
#     cloudformation: |
#       SecurityGroupIds:
#         - !Ref JumpHostSecurityGroup
#     cli: aws ec2 modify-instance-attribute --instance-id ID --groups GROUP
#   examples:
#     bad: |
#       resource "oci_core_vcn" "farm" {
#         compartment_id = var.compartment
#         cidr_blocks    = ["10.90.0.0/16"]
#       }
#
#       resource "oci_core_subnet" "farm" {
#         compartment_id = var.compartment
#         vcn_id         = oci_core_vcn.farm.id
#         cidr_block     = "10.90.1.0/24"
#       }
#     good: |
#       resource "oci_core_vcn" "farm" {
#         compartment_id = var.compartment
#         cidr_blocks    = ["10.90.0.0/16"]
#       }
#
#       resource "oci_core_subnet" "farm" {
#         compartment_id    = var.compartment
#         vcn_id            = oci_core_vcn.farm.id
#         cidr_block        = "10.90.1.0/24"
#         security_list_ids = [oci_core_security_list.farm.id]
#       }
#
#       resource "oci_core_security_list" "farm" {
#         compartment_id = var.compartment
#         vcn_id         = oci_core_vcn.farm.id
#
#         ingress_security_rules {
#           protocol = "6"
#           source   = "10.90.0.0/16"
#         }
#       }
package landrail.guardrails.network_baseline

import data.landrail.lib
import rego.v1

# What was there before and does not change is not in a plan: an update does not show what protects a network.
fresh(r) if r.action in {"create", "replace"}

fresh(_) if unchanged_is_listed

unchanged_is_listed if {
	some r in input.resources
	r.action in {"no-op", "exists"}
}

unlisted := "the resources that the plan does not change; --all shows them"

# --- Oracle Cloud: a network with nothing but the default security list ---

deny contains {
	"resource": vcn.address,
	"path": "security_lists",
	"msg": "network has only the default security list, and no network security group",
	"actual": "the default security list",
	"expected": "a security list or network security group of its own",
	"refs": [],
} if {
	some vcn in bare_networks
	fresh(vcn)
	count(doubtful_parts(vcn)) == 0
	lists_parts(vcn)
}

undecided contains {
	"resource": vcn.address,
	"path": "security_lists",
	"msg": "whether the network has more than the default security list is not known",
	"needs": "the file says nothing of its subnets, security lists and network security groups; one that lists all of them does",
	"refs": [],
} if {
	some vcn in bare_networks
	fresh(vcn)
	count(doubtful_parts(vcn)) == 0
	not lists_parts(vcn)
}

# A list of networks says nothing of what stands in them.
lists_parts(vcn) if not vcn.stage == "inventory"

lists_parts(_) if count(oci_parts) > 0

undecided contains {
	"resource": vcn.address,
	"path": "security_lists",
	"msg": "whether the network has more than the default security list is not known",
	"needs": "the network of each security list, network security group and subnet",
	"refs": sort(doubtful_parts(vcn)),
} if {
	some vcn in bare_networks
	fresh(vcn)
	count(doubtful_parts(vcn)) > 0
}

undecided contains {
	"resource": vcn.address,
	"path": "security_lists",
	"msg": "whether the network has more than the default security list is not known",
	"needs": unlisted,
	"refs": [],
} if {
	some vcn in bare_networks
	not fresh(vcn)
}

bare_networks := [vcn |
	some vcn in input.resources
	vcn.type in {"oci_core_vcn", "oci_core_virtual_network"}
	not guarded(vcn)
]

guarded(vcn) if {
	some key in keys_of(vcn)
	guarded_networks[key]
}

keys_of(r) := {r.address} | {id | id := r.id}

# Without a subnet in the plan, a security list that is made for the network is enough.
guarded(vcn) if {
	some key in keys_of(vcn)
	listed_networks[key]
	not peopled_networks[key]
}

# By address or id: networks with a network security group, with rules of their own in the default security list, or with a
# subnet that has another list.
guarded_networks contains key if {
	some r in oci_parts
	not r.conditional
	guards(r)
	some key in networks_of(r)
}

guards(r) if r.type in {"oci_core_network_security_group", "oci_core_default_security_list"}

guards(r) if {
	some relation in r.relations
	relation.role == "firewall"
	not is_network(relation)
	not is_default_list(relation)
	not is_doubtful(r, relation)
}

is_default_list(resource) if default_lists[resource.id]

# Of networks that exist: subnets name their default security list as they name any other.
default_lists contains id if {
	some vcn in input.resources
	id := vcn.attributes.default_security_list_id
}

# Of a list that is not known nobody can tell whether it holds anything.
is_doubtful(r, relation) if {
	not relation.id
	open_list(r, relation.path)
}

# `security_list_ids = [oci_core_vcn.farm.default_security_list_id]` names the default list.
is_network(relation) if contains(relation.address, "oci_core_vcn.")

is_network(relation) if contains(relation.address, "oci_core_virtual_network.")

listed_networks contains key if {
	some r in oci_parts
	r.type == "oci_core_security_list"
	not is_default_list(r)
	not r.conditional
	some key in networks_of(r)
}

peopled_networks contains key if {
	some r in oci_parts
	r.type == "oci_core_subnet"
	some key in networks_of(r)
}

# Parts that may protect a network: nothing says to which one they belong, or whether they will be made.
doubtful_parts(vcn) := astray | {r.address |
	some r in oci_parts
	may_guard(r)
	some key in networks_of(r)
	key in keys_of(vcn)
}

may_guard(r) if r.conditional

may_guard(r) if {
	some relation in r.relations
	is_doubtful(r, relation)
}

# Parts of which nothing says to which network they belong.
astray contains r.address if {
	some r in oci_parts
	count(networks_of(r)) == 0
}

oci_parts := [r |
	some r in input.resources
	r.type in {"oci_core_subnet", "oci_core_security_list", "oci_core_default_security_list", "oci_core_network_security_group"}
]

networks_of(r) := {key |
	some relation in r.relations
	relation.role == "network"
	some field in ["address", "id"]
	key := relation[field]
}

# --- AWS: a machine or interface in the default security group ---

deny contains {
	"resource": r.address,
	"path": group_argument[r.type],
	"msg": $"{noun[r.type]} has no security group of its own and gets the default one of its network",
	"actual": "the default security group",
	"expected": "a security group of its own",
	"refs": [],
} if {
	some r in ungrouped
	not launched_from_template(r)
}

undecided contains {
	"resource": r.address,
	"path": group_argument[r.type],
	"msg": "whether the instance has a security group of its own is not known",
	"needs": "the security groups of its launch template",
	"refs": [],
} if {
	some r in ungrouped
	launched_from_template(r)
}

deny contains {
	"resource": r.address,
	"path": groups[0].path,
	"msg": $"{noun[r.type]} has only the default security group of its network",
	"actual": "the default security group",
	"expected": "a security group of its own",
	"refs": sort({group.address | some group in groups}),
} if {
	some r in input.resources
	group_argument[r.type]
	groups := firewalls(r)
	count(groups) > 0
	every group in groups {
		is_default_group(group)
	}
}

# A change set may show no more than types, and the record of a log a part of what there is.
undecided contains {
	"resource": r.address,
	"path": group_argument[r.type],
	"msg": $"whether the {noun[r.type]} has a security group of its own is not known",
	"needs": hidden.because,
	"refs": hidden.refs,
} if {
	some r in input.resources
	group_argument[r.type]
	hidden := r.unknown.attributes
	count([group | some group in firewalls(r); some field in ["address", "id"]; group[field]]) == 0
}

# A list that is not known may be empty as well.
undecided contains {
	"resource": r.address,
	"path": argument,
	"msg": $"whether the {noun[r.type]} has a security group of its own is not known",
	"needs": open.because,
	"refs": open.refs,
} if {
	some r in input.resources
	argument := group_argument[r.type]
	open := open_list(r, argument)
	count([group | some group in firewalls(r); group.id]) == 0
	not has_interface(r)
	not has_named_groups(r)
}

# An argument of which it is not known whether it holds anything.
open_list(r, argument) := field if {
	field := r.unknown[$"attributes.{argument}"]
	object.get(r.attributes, argument, []) == []
	is_left_open(r, argument, field)
}

is_left_open(r, argument, _) if r.attributes[argument]

# What a resource computes that is still to be made is there, and a stack is not made of a parameter that names no groups.
is_left_open(r, _, field) if {
	field.because != "known after apply"
	not startswith(r.type, "AWS::")
}

group_argument := {
	"aws_instance": "vpc_security_group_ids",
	"aws_spot_instance_request": "vpc_security_group_ids",
	"aws_network_interface": "security_groups",
	"AWS::EC2::Instance": "SecurityGroupIds",
	"AWS::EC2::NetworkInterface": "GroupSet",
}

noun := {
	"aws_instance": "instance",
	"aws_spot_instance_request": "instance",
	"aws_network_interface": "network interface",
	"AWS::EC2::Instance": "instance",
	"AWS::EC2::NetworkInterface": "network interface",
}

# What was made earlier keeps its groups, which the plan then holds: without any, it is new, or its groups are really gone.
ungrouped := [r |
	some r in input.resources
	group_argument[r.type]
	count(firewalls(r)) == 0
	not has_interface(r)
	not has_named_groups(r)
]

firewalls(r) := [relation |
	some relation in r.relations
	relation.role == "firewall"
]

# By name, in a default network.
has_named_groups(r) if count(r.attributes.security_groups) > 0

# The interface has the security groups, and is judged by itself.
has_interface(r) if count(r.attributes.network_interface) > 0

has_interface(r) if count(r.attributes.primary_network_interface) > 0

# CloudFormation describes interfaces of the instance in the same list as those that exist already.
has_interface(r) if {
	some interface in r.attributes.NetworkInterfaces
	interface.NetworkInterfaceId
}

has_interface(r) if {
	some path, _ in r.unknown

	# Of all paths that are not known few are this one, and a pattern costs more than the rest of the policy.
	startswith(path, "attributes.NetworkInterfaces")
	regex.match(`^attributes\.NetworkInterfaces(\[\d+\](\.NetworkInterfaceId)?)?$`, path)
}

launched_from_template(r) if count(r.attributes.launch_template) > 0

launched_from_template(r) if count(r.attributes.LaunchTemplate) > 0

launched_from_template(r) if {
	some path, _ in r.unknown
	startswith(path, "attributes.LaunchTemplate")
}

is_default_group(relation) if {
	# What exists names groups by their ids.
	is_string(relation.address)
	some type in ["aws_default_security_group.", "aws_vpc.", "aws_default_vpc."]
	contains($".{relation.address}", $".{type}")
}

# `!GetAtt Vpc.DefaultSecurityGroup`
is_default_group(relation) if stack_networks[relation.address]

# Networks of CloudFormation, by address.
stack_networks contains r.address if {
	some r in input.resources
	r.type == "AWS::EC2::VPC"
}

deny contains {
	"resource": r.address,
	"path": property,
	"msg": $"default security group is opened to {range}: whatever names no group of its own is open as well",
	"actual": range,
	"expected": "no rules, as nothing should stand in the default security group",
	"refs": [relation.address],
} if {
	some r in input.resources
	r.type == "AWS::EC2::SecurityGroupIngress"
	some relation in r.relations
	relation.path == "GroupId"
	is_default_group(relation)
	some property in ["CidrIp", "CidrIpv6"]
	range := r.attributes[property]
	range in {"0.0.0.0/0", "::/0"}
}

deny contains {
	"resource": r.address,
	"path": $"ingress[{i}].{argument}",
	"msg": $"default security group is open to {range}: whatever names no group of its own is open as well",
	"actual": range,
	"expected": "no rules, as nothing should stand in the default security group",
	"refs": [],
} if {
	some r in input.resources
	r.type == "aws_default_security_group"
	some i, rule in r.attributes.ingress
	some argument in ["cidr_blocks", "ipv6_cidr_blocks"]
	some range in rule[argument]
	range in {"0.0.0.0/0", "::/0"}
}

# What exists names its groups beside their ids.
deny contains {
	"resource": r.address,
	"path": argument,
	"msg": $"{noun[r.type]} has only the default security group of its network",
	"actual": "the default security group",
	"expected": "a security group of its own",
	"refs": sort({group.GroupId | some group in groups}),
} if {
	some r in input.resources
	argument := {"AWS::EC2::Instance": "SecurityGroups", "AWS::EC2::NetworkInterface": "Groups"}[r.type]
	groups := r.attributes[argument]
	count(groups) > 0
	every group in groups {
		group.GroupName == "default"
	}
}

# The rules of a group that exists stand in it; AWS Config has ranges as texts.
deny contains {
	"resource": r.address,
	"path": $"SecurityGroupIngress[{i}].{ranges}[{j}]",
	"msg": $"default security group is open to {range}: whatever names no group of its own is open as well",
	"actual": range,
	"expected": "no rules, as nothing should stand in the default security group",
	"refs": [],
} if {
	some r in input.resources
	r.type == "AWS::EC2::SecurityGroup"
	r.attributes.GroupName == "default"
	some i, rule in r.attributes.SecurityGroupIngress
	some ranges in ["IpRanges", "Ipv6Ranges"]
	some j, written in rule[ranges]
	range := range_of(written)
	range in {"0.0.0.0/0", "::/0"}
}

range_of(written) := written if is_string(written)

range_of(written) := written.CidrIp

range_of(written) := written.CidrIpv6

# What is computed may open the group as well.
undecided contains {
	"resource": r.address,
	"path": trim_prefix(path, "attributes."),
	"msg": "whether the default security group is open is not known",
	"needs": field.because,
	"refs": field.refs,
} if {
	some r in input.resources
	r.type == "aws_default_security_group"
	some path, field in r.unknown
	regex.match(`^attributes\.ingress(\[\d+\](\.(ipv6_)?cidr_blocks(\[\d+\])?)?)?$`, path)
}

# --- Azure: a subnet without a network security group ---

deny contains {
	"resource": r.address,
	"path": "network_security_group_id",
	"msg": "subnet has no network security group",
	"actual": null,
	"expected": "a network security group",
	"refs": [],
} if {
	some r in open_subnets
	fresh(r)
	count(doubtful_associations(r)) == 0
}

undecided contains {
	"resource": r.address,
	"path": "network_security_group_id",
	"msg": "whether the subnet has a network security group is not known",
	"needs": "the subnet of each association",
	"refs": sort(doubtful_associations(r)),
} if {
	some r in open_subnets
	fresh(r)
	count(doubtful_associations(r)) > 0
}

undecided contains {
	"resource": r.address,
	"path": "network_security_group_id",
	"msg": "whether the subnet has a network security group is not known",
	"needs": unlisted,
	"refs": [],
} if {
	some r in open_subnets
	not fresh(r)
}

deny contains {
	"resource": r.address,
	"path": $"subnet[{i}].security_group",
	"msg": $"subnet {lib.quote(object.get(subnet, "name", i))} has no network security group",
	"actual": null,
	"expected": "a network security group",
	"refs": [],
} if {
	some r in input.resources
	r.type == "azurerm_virtual_network"
	some i, subnet in r.attributes.subnet
	object.get(subnet, "security_group", null) in {"", null}
	not r.unknown[$"attributes.subnet[{i}].security_group"]
	takes_group(subnet)
}

undecided contains {
	"resource": r.address,
	"path": path,
	"msg": "whether the subnet has a network security group is not known",
	"needs": r.unknown[field].because,
	"refs": r.unknown[field].refs,
} if {
	some r in input.resources
	r.type == "azurerm_virtual_network"
	some i, _ in r.attributes.subnet
	path := $"subnet[{i}].security_group"
	field := $"attributes.{path}"
	r.unknown[field]
}

# A network may have its subnets written elsewhere; those in it that are not known are somebody's to tell.
undecided contains {
	"resource": r.address,
	"path": "subnet",
	"msg": "whether the subnets in the network have a network security group is not known",
	"needs": field.because,
	"refs": field.refs,
} if {
	some r in input.resources
	r.type == "azurerm_virtual_network"
	field := r.unknown["attributes.subnet"]
	is_written(r, field)
}

# What nobody wrote is computed.
is_written(r, _) if r.attributes.subnet

is_written(_, field) if field.because != "known after apply"

open_subnets := [r |
	some r in input.resources
	r.type == "azurerm_subnet"
	takes_group(r.attributes)
	not grouped_subnets[r.address]
	not grouped_subnets[lower(object.get(r, "id", ""))]
]

# Subnets that Azure wants by this name take no group, or one of Microsoft's making only; a delegated one belongs to its service.
takes_group(subnet) if {
	not is_reserved(subnet)
	not is_delegated(subnet)
}

is_reserved(subnet) if subnet.name in {"GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "AzureBastionSubnet", "RouteServerSubnet"}

is_delegated(subnet) if count(subnet.delegation) > 0

is_delegated(subnet) if count(subnet.properties.delegations) > 0

# By address or lower-case id.
grouped_subnets contains key if {
	some r in associations
	not r.conditional
	some key in subnets_of(r)
}

# Associations that may be about a subnet: nothing says which one they are about, or whether they will be made.
doubtful_associations(subnet) := stray_associations | {r.address |
	some r in associations
	r.conditional
	some key in subnets_of(r)
	key in {subnet.address, lower(object.get(subnet, "id", ""))}
}

stray_associations contains r.address if {
	some r in associations
	count(subnets_of(r)) == 0
}

associations := [r |
	some r in input.resources
	r.type == "azurerm_subnet_network_security_group_association"
]

subnets_of(r) := {key |
	some relation in r.relations
	relation.role == "subnet"
	some field in ["address", "id"]
	key := spelled(field, relation[field])
}

# Ids of Azure are compared without regard to capitals.
spelled("address", text) := text

spelled("id", text) := lower(text)

# As it exists: networks list their subnets, and subnets may be listed by themselves.
deny contains {
	"resource": r.address,
	"path": $"properties.subnets[{i}].properties.networkSecurityGroup",
	"msg": $"subnet {lib.quote(object.get(subnet, "name", i))} has no network security group",
	"actual": null,
	"expected": "a network security group",
	"refs": [],
} if {
	some r in input.resources
	r.type == "Microsoft.Network/virtualNetworks"
	some i, subnet in r.attributes.properties.subnets
	is_ungrouped(subnet)
}

deny contains {
	"resource": r.address,
	"path": "properties.networkSecurityGroup",
	"msg": "subnet has no network security group",
	"actual": null,
	"expected": "a network security group",
	"refs": [],
} if {
	some r in lone_subnets
	is_ungrouped(r.attributes)
	not r.unknown["attributes.properties"]
}

undecided contains {
	"resource": r.address,
	"path": "properties",
	"msg": $"whether {noun_of_live[r.type]} a network security group is not known",
	"needs": r.unknown["attributes.properties"].because,
	"refs": r.unknown["attributes.properties"].refs,
} if {
	some r in array.concat(lone_subnets, live_networks)
	r.unknown["attributes.properties"]
}

noun_of_live := {
	"Microsoft.Network/virtualNetworks": "the subnets of the network have",
	"Microsoft.Network/virtualNetworks/subnets": "the subnet has",
}

is_ungrouped(subnet) if {
	object.get(subnet, ["properties", "networkSecurityGroup"], null) == null
	takes_group(subnet)
}

live_networks := [r |
	some r in input.resources
	r.type == "Microsoft.Network/virtualNetworks"
]

lone_subnets := [r |
	some r in input.resources
	r.type == "Microsoft.Network/virtualNetworks/subnets"
	not listed_network_ids[split(r.id, "/subnets/")[0]]
]

listed_network_ids contains r.id if some r in live_networks

# --- Google Cloud: a machine in the default network ---

deny contains {
	"resource": r.address,
	"path": relation.path,
	"msg": $"{google_noun(r)} stands in the default network, which opens SSH and RDP to the internet",
	"actual": relation.id,
	"expected": "a network of its own",
	"refs": [],
} if {
	some r in google_machines
	some relation in r.relations
	relation.role == "network"
	is_default(relation, "networks")
}

undecided contains {
	"resource": r.address,
	"path": relation.path,
	"msg": $"whether the {google_noun(r)} stands in the default network is not known",
	"needs": open.because,
	"refs": open.refs,
} if {
	some r in google_machines
	some relation in r.relations
	relation.role in {"network", "subnet"}
	not relation.id
	not relation.address
	open := r.unknown[$"attributes.{relation.path}"]
	is_left_open(r, relation.path, open)
	not is_settled(r, relation)
}

# An interface has a network or a subnetwork; one that is known leaves no doubt.
is_settled(r, relation) if {
	some other in r.relations
	other.role in {"network", "subnet"}
	startswith(other.path, $"{split(relation.path, ".")[0]}.")
	known_place(other)
}

known_place(relation) if relation.id

known_place(relation) if relation.address

# Subnets of the default network bear its name, but others may as well.
undecided contains {
	"resource": r.address,
	"path": relation.path,
	"msg": "whether the machine stands in the default network is not known",
	"needs": $"the network of subnetwork {lib.quote(relation.id)}",
	"refs": [],
} if {
	some r in google_machines
	some relation in r.relations
	relation.role == "subnet"
	is_default(relation, "subnetworks")
	interface := split(relation.path, ".")[0]
	every other in r.relations {
		not of_interface(other, interface)
	}
}

of_interface(relation, interface) if {
	relation.role == "network"
	startswith(relation.path, interface)
}

google_machines := [r |
	some r in input.resources
	r.provider == "gcp"
	r.kind in {"instance", "instance-template"}
]

google_noun(r) := "instance template" if {
	r.kind == "instance-template"
} else := "instance"

# By name or self link. A network of that name that the plan makes is no default one.
is_default(relation, collection) if {
	not relation.address
	endswith(relation.id, "default")
	parts := split(relation.id, "/")
	parts[count(parts) - 1] == "default"
	in_collection(parts, collection)
}

in_collection(parts, _) if count(parts) == 1

in_collection(parts, collection) if parts[count(parts) - 2] == collection
