# METADATA
# title: Changed outside of code
# description: >-
#   Code says one thing and the cloud has another, until the next apply undoes it or fails. What was changed by hand to stop an
#   outage is lost with the next deployment; what was changed to open a door stays open as long as nobody compares.
# related_resources:
# - ref: https://insiderthreatmatrix.org/detections/DT115
#   description: Insider Threat Matrix DT115, AWS unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT116
#   description: Insider Threat Matrix DT116, GCP unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT117
#   description: Insider Threat Matrix DT117, Azure unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT118
#   description: Insider Threat Matrix DT118, OCI unauthorized system or service modification
# - ref: https://attack.mitre.org/techniques/T1578/005/
#   description: MITRE ATT&CK, modify cloud compute configurations
# custom:
#   severity: medium
#   settings: optional
#   input: drift
#   verdicts: [modified-outside]
#   without: [shapes, tags]
#   relations: false
#   remediation:
#     summary: >-
#       Bring the change into code, or let the next apply take it back. Ask who made it, and why.
#   examples:
#     bad: |
#       {
#         "drift": [
#           {
#             "verdict": "modified-outside", "where": "aws:111122223333",
#             "resource": {
#               "address": "arn:aws:rds:eu-west-1:111122223333:db:payslips", "provider": "aws",
#               "type": "AWS::RDS::DBInstance", "kind": "database", "name": "payslips"
#             },
#             "last": {
#               "id": "e1", "time": "2026-11-27T02:14:03.000Z", "name": "ModifyDBInstance",
#               "principal": "arn:aws:iam::111122223333:user/alice", "channel": "console", "claimed": "console",
#               "approved": false
#             },
#             "changed": [{"path": "db_instance_class", "declared": "db.t4g.large", "live": "db.r6g.16xlarge"}]
#           }
#         ]
#       }
#     good: |
#       {
#         "drift": [
#           {
#             "verdict": "managed", "where": "aws:111122223333",
#             "resource": {
#               "address": "arn:aws:rds:eu-west-1:111122223333:db:payslips", "provider": "aws",
#               "type": "AWS::RDS::DBInstance", "kind": "database", "name": "payslips"
#             },
#             "last": {
#               "id": "e1", "time": "2026-11-27T02:14:03.000Z", "name": "ModifyDBInstance",
#               "principal": "arn:aws:iam::111122223333:role/terraform-payroll", "channel": "pipeline",
#               "claimed": "console", "approved": true
#             },
#             "changed": []
#           }
#         ]
#       }
package landrail.detections.modified_outside

import data.landrail.lib
import data.landrail.lib.events
import rego.v1

settings := events.settings("modified-outside")

deny contains object.union(
	{
		"resource": item.resource.address,
		"path": place(change),
		"msg": $"{difference(change)}{changer(item)}",
		"actual": change.live,
		"expected": change.declared,
		"severity": severity(item.resource),
	},
	event(item),
) if {
	some item in judged
	some change in item.changed
	not lib.matches(object.get(settings, "ignore-paths", []), change.path)
}

# Each rule of a firewall is a finding of its own: who accepts one has not accepted the next.
place(change) := $"{change.path}[\"{member(change)}\"]" if {
	change.member
} else := change.path

difference(change) := $"{change.path} has {change.live}, which code does not declare" if {
	change.member
	change.live != null
} else := $"{change.path} has not {change.declared}, which code declares" if {
	change.member
} else := $"{change.path} is not as code has it"

member(change) := change.live if {
	change.live != null
} else := change.declared

# The log tells of a change, and nothing tells of what.
deny contains object.union(
	{
		"resource": item.resource.address,
		"msg": $"{item.resource.type} was changed{changer(item)}; what of it is not known",
		"expected": "changes through code",
		"severity": severity(item.resource),
	},
	event(item),
) if {
	some item in judged
	count(item.changed) == 0
}

judged := [item |
	some item in input.drift
	item.verdict == "modified-outside"
	events.wanted(settings, item.resource)
	not excused(item)
]

excused(item) if events.excused(settings, item.last.principal)

event(item) := {"event": item.last.id} if {
	item.last
} else := {}

changer(item) := $", changed {events.by(item.last)}" if {
	item.last
	count(item.changed) > 0
} else := $" {events.by(item.last)}" if {
	item.last
} else := ", and no log tells who changed it"

# What lets somebody in.
severity(r) := "high" if {
	r.kind in {"firewall", "identity", "key", "secret"}
} else := null
