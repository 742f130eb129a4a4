# SSH is not open to the whole internet.
package main

import rego.v1

deny contains {"msg": msg, "rule": "public-ssh", "resource": change.address} if {
	some change in changes
	change.type == "aws_vpc_security_group_ingress_rule"
	rule := change.change.after
	rule.cidr_ipv4 == "0.0.0.0/0"
	rule.from_port <= 22
	rule.to_port >= 22
	msg := sprintf("%s opens SSH to everybody", [change.address])
}

deny contains {"msg": msg, "rule": "public-ssh", "resource": change.address} if {
	some change in changes
	change.type == "aws_security_group"
	some rule in change.change.after.ingress
	"0.0.0.0/0" in rule.cidr_blocks
	rule.from_port <= 22
	rule.to_port >= 22
	msg := sprintf("%s opens SSH to everybody", [change.address])
}
