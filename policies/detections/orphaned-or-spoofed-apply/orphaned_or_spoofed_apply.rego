# METADATA
# title: Created as if by code, but in no code
# description: >-
#   A pipeline made it and no state knows it: an apply broke off, a state was lost, or one is missing here. Or it only says that
#   it is Terraform: a user agent is what the caller writes into it.
# related_resources:
# - ref: https://insiderthreatmatrix.org/detections/DT115
#   description: Insider Threat Matrix DT115, AWS unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT116
#   description: Insider Threat Matrix DT116, GCP unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT117
#   description: Insider Threat Matrix DT117, Azure unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT118
#   description: Insider Threat Matrix DT118, OCI unauthorized system or service modification
# - ref: https://attack.mitre.org/techniques/T1036/
#   description: MITRE ATT&CK, masquerading
# - ref: https://attack.mitre.org/techniques/T1078/004/
#   description: MITRE ATT&CK, valid cloud accounts
# custom:
#   severity: high
#   settings: optional
#   input: drift
#   verdicts: [orphaned-or-spoofed]
#   without: [places, shapes, tags]
#   relations: false
#   remediation:
#     summary: >-
#       Look for the state or template that made it, and load it with --iac. If there is none, import or delete it. If the
#       principal is a pipeline, add it to drift.pipelines; if it is not, find out whose laptop it was.
#   examples:
#     bad: |
#       {
#         "drift": [
#           {
#             "verdict": "orphaned-or-spoofed", "where": "aws:111122223333",
#             "resource": {
#               "address": "arn:aws:rds:eu-west-1:111122223333:db:payslips", "provider": "aws",
#               "type": "AWS::RDS::DBInstance", "kind": "database", "name": "payslips"
#             },
#             "changed": [],
#             "created": {
#               "id": "e1", "time": "2026-11-27T02:14:03.000Z", "name": "CreateDBInstance",
#               "principal": "arn:aws:iam::111122223333:user/alice", "channel": "terraform",
#               "claimed": "terraform", "approved": false
#             }
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
#             "changed": [],
#             "created": {
#               "id": "e1", "time": "2026-11-27T02:14:03.000Z", "name": "CreateDBInstance",
#               "principal": "arn:aws:iam::111122223333:role/terraform-payroll", "channel": "pipeline",
#               "claimed": "terraform", "approved": true
#             }
#           }
#         ]
#       }
package landrail.detections.orphaned_or_spoofed_apply

import data.landrail.lib.events
import rego.v1

settings := events.settings("orphaned-or-spoofed-apply")

pipelines := count(object.get(data.settings, ["drift", "pipelines"], []))

# A pipeline made it.
deny contains {
	"resource": item.resource.address,
	"event": item.created.id,
	"path": "state",
	"msg": $"{item.resource.type} was made by the pipeline {item.created.principal}, and none of the states and templates that were read has it",
	"actual": "in no state",
	"expected": "a state or template that has it",
	"severity": "medium",
} if {
	some item in judged
	item.created.channel == "pipeline"
}

deny contains {
	"resource": item.resource.address,
	"event": item.created.id,
	"path": "user-agent",
	"msg": $"{item.resource.type} was made by {item.created.principal} {events.how[item.created.claimed]}, in no state that was read, and {none_of_them}",
	"actual": item.created.principal,
	"expected": "a principal of drift.pipelines",
	"severity": severity,
} if {
	some item in judged
	item.created.channel != "pipeline"
}

none_of_them := "that principal is none of the pipelines" if {
	pipelines > 0
} else := "which principals are pipelines is not configured"

# Without a list of pipelines nobody can be told from one.
severity := "high" if {
	pipelines > 0
} else := "medium"

judged := [item |
	some item in input.drift
	item.verdict == "orphaned-or-spoofed"
	events.wanted(settings, item.resource)
	not events.excused(settings, item.created.principal)
]
