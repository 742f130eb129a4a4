# METADATA
# title: Created by hand
# description: >-
#   What is made in a console or at a prompt skips review, plan and gate, whether or not code is written for it afterwards. Who
#   does it often has a reason; who does it once at night may have another.
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
#   severity: medium
#   settings: optional
#   input: events
#   deeds: [create]
#   outcomes: [success, accepted]
#   without: [places, shapes, tags]
#   relations: false
#   remediation:
#     summary: >-
#       Make it with code, through the pipeline. Name the principals that may create in drift.pipelines of landrail.yaml; let
#       a waiver cover break-glass accounts.
#   examples:
#     bad: |
#       {
#         "events": [
#           {
#             "id": "e1", "at": 1795745643, "name": "CreateBucket", "provider": "aws", "deed": "create",
#             "outcome": "success", "where": "aws:111122223333", "region": "eu-west-1", "channel": "console",
#             "approved": false, "actor": {"principal": "arn:aws:iam::111122223333:user/alice"},
#             "resources": [{"address": "arn:aws:s3:::payslips-copy", "type": "AWS::S3::Bucket", "kind": "bucket"}]
#           }
#         ]
#       }
#     good: |
#       {
#         "events": [
#           {
#             "id": "e1", "at": 1795745643, "name": "CreateBucket", "provider": "aws", "deed": "create",
#             "outcome": "success", "where": "aws:111122223333", "region": "eu-west-1", "channel": "pipeline",
#             "approved": true, "actor": {"principal": "arn:aws:iam::111122223333:role/terraform-payroll"},
#             "resources": [{"address": "arn:aws:s3:::payslips-copy", "type": "AWS::S3::Bucket", "kind": "bucket"}]
#           }
#         ]
#       }
package landrail.detections.manual_creation

import data.landrail.lib.events
import rego.v1

settings := events.settings("manual-creation")

channels := object.get(settings, "channels", ["console", "cli", "sdk", "unknown"])

deny contains {
	"event": e.id,
	"resource": r.address,
	"msg": $"{r.type} was {made(e)} by {events.who(e.actor)} {events.how[e.channel]}",
	"actual": e.channel,
	"expected": "made by a pipeline",
	"severity": severity(e),
} if {
	some e in judged
	some r in e.resources
	events.whole(r)
	events.wanted(settings, r)
}

# The log does not tell what it was.
deny contains {
	"event": e.id,
	"about": e.name,
	"msg": $"{e.name} was called by {events.who(e.actor)} {events.how[e.channel]}",
	"actual": e.channel,
	"expected": "made by a pipeline",
} if {
	some e in judged
	count(e.resources) == 0
	not settings.kinds
}

made(e) := "made or changed" if {
	e.mayCreate
} else := "made"

severity(e) := "low" if {
	e.mayCreate
} else := null

judged := [e |
	some e in input.events
	events.makes(e)
	e.channel in channels
	events.done(e)
	not events.excused(settings, e.actor.principal)
]
