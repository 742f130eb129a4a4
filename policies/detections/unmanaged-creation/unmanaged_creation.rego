# METADATA
# title: Exists, but no code declares it
# description: >-
#   What no code declares is reviewed by nobody, is in no plan that a gate could stop, and nobody knows whether it may go. Made
#   by hand in a hurry it stays for years; made by an intruder it is the very thing that one is looking for.
# related_resources:
# - ref: https://insiderthreatmatrix.org/detections/DT115
#   description: Insider Threat Matrix DT115, AWS unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT116
#   description: Insider Threat Matrix DT116, GCP unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT117
#   description: Insider Threat Matrix DT117, Azure unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT118
#   description: Insider Threat Matrix DT118, OCI unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/articles/AR4/sections/IF009/subsections/IF009.006
#   description: Insider Threat Matrix IF009.006, installing crypto mining software
# - ref: https://attack.mitre.org/techniques/T1578/002/
#   description: MITRE ATT&CK, create cloud instance
# custom:
#   severity: high
#   settings: optional
#   input: drift
#   verdicts: [unmanaged, unmanaged-claimed]
#   without: [shapes]
#   relations: false
#   remediation:
#     summary: >-
#       Ask who made it. If it is needed, declare it in code and import it; if not, delete it. What another team answers for
#       goes to .driftignore, with a reason.
#     terraform: |
#       import {
#         to = aws_sqs_queue.payslips
#         id = "https://sqs.eu-west-1.amazonaws.com/111122223333/payslips"
#       }
#   examples:
#     bad: |
#       {
#         "drift": [
#           {
#             "verdict": "unmanaged", "where": "aws:111122223333",
#             "resource": {
#               "address": "arn:aws:sqs:eu-west-1:111122223333:payslips", "provider": "aws",
#               "type": "AWS::SQS::Queue", "kind": "stream", "name": "payslips"
#             },
#             "created": {
#               "id": "e1", "time": "2026-11-27T02:14:03.000Z", "name": "CreateQueue",
#               "principal": "arn:aws:iam::111122223333:role/office", "channel": "console", "approved": false
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
#               "address": "arn:aws:sqs:eu-west-1:111122223333:payslips", "provider": "aws",
#               "type": "AWS::SQS::Queue", "kind": "stream", "name": "payslips"
#             },
#             "created": {
#               "id": "e1", "time": "2026-11-27T02:14:03.000Z", "name": "CreateQueue",
#               "principal": "arn:aws:iam::111122223333:role/office", "channel": "console", "approved": false
#             },
#             "declared": {"input": "terraform.tfstate", "address": "aws_sqs_queue.payslips", "stage": "state"}
#           }
#         ]
#       }
package landrail.detections.unmanaged_creation

import data.landrail.lib.events
import rego.v1

settings := events.settings("unmanaged-creation")

deny contains {
	"resource": item.resource.address,
	"event": item.created.id,
	"msg": $"{item.resource.type} was made {events.by(item.created)}, and no code declares it",
	"actual": "no declaration",
	"expected": "a declaration in code",
} if {
	some item in judged
	item.verdict == "unmanaged"
	item.created
}

# Older than what was looked at.
deny contains {
	"resource": item.resource.address,
	"msg": $"{item.resource.type} exists, and no code declares it; no log tells who made it",
	"actual": "no declaration",
	"expected": "a declaration in code",
	"severity": "medium",
} if {
	some item in judged
	item.verdict == "unmanaged"
	not item.created
}

undecided contains {
	"resource": item.resource.address,
	"event": item.created.id,
	"msg": $"{item.resource.type} was made {events.by(item.created)}, and no code declares it; whether it still exists is not known",
	"needs": object.get(item, "needs", $"an inventory of {item.where} that is newer than its making"),
} if {
	some item in judged
	item.verdict == "unmanaged-claimed"
	item.created
}

judged := [item |
	some item in input.drift
	events.wanted(settings, item.resource)
	not excused(item)
]

excused(item) if events.excused(settings, item.created.principal)
