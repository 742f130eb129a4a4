# METADATA
# title: Deleted outside of code
# description: >-
#   What code declares is gone, and no pipeline took it away. The next apply makes it again, empty; what was in it is lost, and
#   so are the traces that it held.
# related_resources:
# - ref: https://insiderthreatmatrix.org/detections/DT115
#   description: Insider Threat Matrix DT115, AWS unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT116
#   description: Insider Threat Matrix DT116, GCP unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT117
#   description: Insider Threat Matrix DT117, Azure unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT118
#   description: Insider Threat Matrix DT118, OCI unauthorized system or service modification
# - ref: https://attack.mitre.org/techniques/T1485/
#   description: MITRE ATT&CK, data destruction
# - ref: https://attack.mitre.org/techniques/T1578/003/
#   description: MITRE ATT&CK, delete cloud instance
# custom:
#   severity: high
#   settings: optional
#   input: drift
#   verdicts: [deleted-outside]
#   without: [places, shapes, tags]
#   relations: false
#   remediation:
#     summary: >-
#       Ask who deleted it. Take it out of code if that was right; if not, restore it from a backup before the next apply.
#   examples:
#     bad: |
#       {
#         "drift": [
#           {
#             "verdict": "deleted-outside", "where": "aws:111122223333",
#             "resource": {
#               "address": "arn:aws:rds:eu-west-1:111122223333:db:payslips", "provider": "aws",
#               "type": "AWS::RDS::DBInstance", "kind": "database", "name": "payslips"
#             },
#             "last": {
#               "id": "e1", "time": "2026-11-27T02:14:03.000Z", "name": "DeleteDBInstance",
#               "principal": "arn:aws:iam::111122223333:user/alice", "channel": "console", "claimed": "console",
#               "approved": false
#             },
#             "changed": []
#           }
#         ]
#       }
#     good: |
#       {
#         "drift": [
#           {
#             "verdict": "ghost", "where": "aws:111122223333",
#             "resource": {
#               "address": "arn:aws:rds:eu-west-1:111122223333:db:payslips", "provider": "aws",
#               "type": "AWS::RDS::DBInstance", "kind": "database", "name": "payslips"
#             },
#             "last": {
#               "id": "e1", "time": "2026-11-27T02:14:03.000Z", "name": "DeleteDBInstance",
#               "principal": "arn:aws:iam::111122223333:user/alice", "channel": "console", "claimed": "console",
#               "approved": false
#             },
#             "changed": []
#           }
#         ]
#       }
package landrail.detections.deleted_outside

import data.landrail.lib.events
import rego.v1

settings := events.settings("deleted-outside")

deny contains {
	"resource": item.resource.address,
	"event": item.last.id,
	"msg": $"{item.resource.type} that code declares was deleted {events.by(item.last)}",
	"actual": item.last.name,
	"expected": "deleted through code",
} if {
	some item in input.drift
	item.verdict == "deleted-outside"
	events.wanted(settings, item.resource)
	not events.excused(settings, item.last.principal)
}
