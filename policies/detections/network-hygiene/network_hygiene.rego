# METADATA
# title: A network without rules of its own
# description: >-
#   Every network of Oracle Cloud comes with a default security list that lets SSH in from everywhere; the default VPC of AWS
#   and automatic networks of Google open as much, in every zone or region. Who makes one and adds no rules has not thought of
#   who may come in, or has.
# related_resources:
# - ref: https://insiderthreatmatrix.org/detections/DT118
#   description: Insider Threat Matrix DT118, OCI unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT115
#   description: Insider Threat Matrix DT115, AWS unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT116
#   description: Insider Threat Matrix DT116, GCP unauthorized system or service modification
# - ref: https://attack.mitre.org/techniques/T1562/007/
#   description: MITRE ATT&CK, disable or modify cloud firewall
# custom:
#   severity: medium
#   settings: optional
#   input: window
#   deeds: [create]
#   outcomes: [success, accepted]
#   kinds: [network, firewall]
#   attributes: [auto_create_subnetworks, autoCreateSubnetworks]
#   without: [places, shapes, tags]
#   remediation:
#     summary: >-
#       Add a security list or a network security group that says who may come in, and empty the default list. Delete default
#       and automatic networks.
#   examples:
#     bad: |
#       {
#         "events": [
#           {
#             "id": "v1", "at": 1795745643, "name": "CreateVcn", "provider": "oci", "deed": "create",
#             "outcome": "success", "where": "oci:ocid1.compartment.oc1..payroll", "region": "eu-west-1",
#             "channel": "console", "claimed": "console", "approved": false, "count": 1,
#             "actor": {"principal": "ocid1.user.oc1..mallory"},
#             "resources": [
#               {
#                 "address": "ocid1.vcn.oc1.eu-frankfurt-1.night", "name": "night", "type": "oci_core_vcn",
#                 "kind": "network", "relations": [], "machines": 1
#               }
#             ],
#             "grants": [], "gaps": []
#           }
#         ]
#       }
#     good: |
#       {
#         "events": [
#           {
#             "id": "v1", "at": 1795745643, "name": "CreateVcn", "provider": "oci", "deed": "create",
#             "outcome": "success", "where": "oci:ocid1.compartment.oc1..payroll", "region": "eu-west-1",
#             "channel": "console", "claimed": "console", "approved": false, "count": 1,
#             "actor": {"principal": "ocid1.user.oc1..mallory"},
#             "resources": [
#               {
#                 "address": "ocid1.vcn.oc1.eu-frankfurt-1.night", "name": "night", "type": "oci_core_vcn",
#                 "kind": "network", "relations": [], "machines": 1
#               }
#             ],
#             "grants": [], "gaps": []
#           },
#           {
#             "id": "n1", "at": 1795745643, "name": "CreateNetworkSecurityGroup", "provider": "oci",
#             "deed": "create", "outcome": "success", "where": "oci:ocid1.compartment.oc1..payroll",
#             "region": "eu-west-1", "channel": "console", "claimed": "console", "approved": false, "count": 1,
#             "actor": {"principal": "ocid1.user.oc1..mallory"},
#             "resources": [
#               {
#                 "address": "ocid1.networksecuritygroup.oc1.eu-frankfurt-1.night", "name": "night",
#                 "type": "oci_core_network_security_group", "kind": "firewall",
#                 "relations": [{"role": "network", "path": "vcn_id", "id": "ocid1.vcn.oc1.eu-frankfurt-1.night"}],
#                 "machines": 1
#               }
#             ],
#             "grants": [], "gaps": []
#           }
#         ]
#       }
package landrail.detections.network_hygiene

import data.landrail.lib.events
import rego.v1

settings := events.settings("network-hygiene")

# --- Oracle Cloud: nothing but the default security list ---

deny contains {
	"event": vcn.e.id,
	"resource": vcn.r.address,
	"path": "security_lists",
	"msg": $"{vcn.r.type} was made by {events.who(vcn.e.actor)} {events.how[vcn.e.channel]}, and neither a security list nor a network security group for it",
	"actual": "the default security list alone",
	"expected": "a security list or network security group of its own",
} if {
	some vcn in vcns
	not guarded(vcn)
	not unplaced[vcn.e.where]
}

# Of some rules the log does not tell which network they are for.
undecided contains {
	"event": vcn.e.id,
	"resource": vcn.r.address,
	"path": "security_lists",
	"msg": $"whether {vcn.r.type} has rules of its own is not known: the log does not tell for which network some were made",
	"needs": "an inventory of networks and security lists",
	"refs": sort(unplaced[vcn.e.where]),
} if {
	some vcn in vcns
	not guarded(vcn)
	unplaced[vcn.e.where]
}

vcns := [{"e": e, "r": r} |
	some e in judged
	some r in e.resources
	r.type == "oci_core_vcn"
]

rules := {"oci_core_security_list", "oci_core_network_security_group"}

guarded(vcn) if networks_with_rules[vcn.r.address]

guarded(vcn) if networks_with_rules[vcn.r.id]

networks_with_rules contains name if {
	some e in input.events
	some r in e.resources
	r.type in rules
	some name in networks_of(r)
}

networks_of(r) := {name |
	some relation in r.relations
	relation.role == "network"
	some field in ["id", "address"]
	name := relation[field]
}

unplaced[where] contains r.address if {
	some where in {vcn.e.where | some vcn in vcns}
	some r in rules_in[where]
	count(networks_of(r)) == 0
}

rules_in[e.where] contains r if {
	some e in input.events
	some r in e.resources
	r.type in rules
}

# --- networks that open by themselves ---

deny contains {
	"event": e.id,
	"resource": r.address,
	"path": path,
	"msg": $"{what} was made by {events.who(e.actor)} {events.how[e.channel]}",
	"actual": what,
	"expected": "a network whose subnets and rules somebody has written",
} if {
	some e in judged
	some r in e.resources
	[path, what] := open_by_itself(e, r)
}

open_by_itself(e, _) := ["isDefault", "a default VPC"] if e.name == "CreateDefaultVpc"

open_by_itself(_, r) := [field, "an automatic network, with a subnet in every region,"] if {
	some field in ["auto_create_subnetworks", "autoCreateSubnetworks"]
	r.attributes[field] == true
}

judged := [e |
	some e in input.events
	e.channel != "service"
	not events.excused(settings, e.actor.principal)
]
