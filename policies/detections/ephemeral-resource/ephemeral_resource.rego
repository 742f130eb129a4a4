# METADATA
# title: Created and deleted between two inventories
# description: >-
#   What is made and removed within hours is in no inventory and in no state; only the logs know that it was there. Tests leave
#   such traces, and so does whoever cleans up.
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
# - ref: https://attack.mitre.org/techniques/T1578/003/
#   description: MITRE ATT&CK, delete cloud instance
# - ref: https://attack.mitre.org/techniques/T1496/
#   description: MITRE ATT&CK, resource hijacking
# custom:
#   severity: medium
#   settings: optional
#   input: drift
#   verdicts: [ephemeral]
#   relations: false
#   remediation:
#     summary: >-
#       Ask who made it, and what for. Look at what it could reach while it lived: its role, its network, its snapshots.
#   examples:
#     bad: |
#       {
#         "drift": [
#           {
#             "verdict": "ephemeral", "where": "aws:111122223333",
#             "resource": {
#               "address": "arn:aws:ec2:us-west-2:111122223333:instance/i-0abc", "provider": "aws",
#               "type": "AWS::EC2::Instance", "kind": "instance", "name": "i-0abc"
#             },
#             "created": {
#               "id": "e1", "time": "2026-11-27T02:14:03.000Z", "name": "RunInstances",
#               "principal": "arn:aws:iam::111122223333:user/alice", "channel": "cli", "claimed": "console",
#               "approved": false
#             },
#             "last": {
#               "id": "e2", "time": "2026-11-27T02:14:03.000Z", "name": "TerminateInstances",
#               "principal": "arn:aws:iam::111122223333:user/alice", "channel": "cli", "claimed": "console",
#               "approved": false
#             },
#             "lived": 2400, "changed": []
#           }
#         ]
#       }
#     good: |
#       {
#         "drift": [
#           {
#             "verdict": "ephemeral", "where": "aws:111122223333",
#             "resource": {
#               "address": "arn:aws:ec2:us-west-2:111122223333:instance/i-0abc", "provider": "aws",
#               "type": "AWS::EC2::Instance", "kind": "instance", "name": "i-0abc"
#             },
#             "created": {
#               "id": "e1", "time": "2026-11-27T02:14:03.000Z", "name": "RunInstances",
#               "principal": "autoscaling.amazonaws.com", "channel": "service", "claimed": "console",
#               "approved": false
#             },
#             "last": {
#               "id": "e2", "time": "2026-11-27T02:14:03.000Z", "name": "TerminateInstances",
#               "principal": "arn:aws:iam::111122223333:user/alice", "channel": "cli", "claimed": "console",
#               "approved": false
#             },
#             "lived": 2400, "changed": []
#           }
#         ]
#       }
package landrail.detections.ephemeral_resource

import data.landrail.lib.events
import rego.v1

settings := events.settings("ephemeral-resource")

hours := object.get(settings, "max-hours", 24)

deny contains {
	"resource": item.resource.address,
	"event": item.created.id,
	"msg": $"{item.resource.type} was made {events.by(item.created)} and was gone {after(item)}",
	"actual": lifetime(item),
	"expected": "resources that code declares",
	"severity": severity(item.resource),
} if {
	some item in input.drift
	item.verdict == "ephemeral"
	not item.created.channel in {"pipeline", "service"}
	not lived_long(item)
	events.wanted(settings, item.resource)
	not events.excused(settings, item.created.principal)
}

lived_long(item) if item.lived > hours * 3600

lifetime(item) := events.counted(ceil(item.lived / 60), "minute") if {
	item.lived
} else := "a time that is not known"

after(item) := $"within {lifetime(item)}" if {
	item.lived
} else := "again"

# Machines can be put to work in that time.
severity(r) := "high" if {
	r.kind in events.launched
} else := null
