# METADATA
# title: Credentials of a pipeline used in the console
# description: >-
#   The rights of a pipeline are wide, and its calls are believed. No pipeline opens a console: somebody has its key, or may
#   assume its role.
# related_resources:
# - ref: https://insiderthreatmatrix.org/detections/DT115
#   description: Insider Threat Matrix DT115, AWS unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT116
#   description: Insider Threat Matrix DT116, GCP unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT117
#   description: Insider Threat Matrix DT117, Azure unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT118
#   description: Insider Threat Matrix DT118, OCI unauthorized system or service modification
# - ref: https://attack.mitre.org/techniques/T1078/004/
#   description: MITRE ATT&CK, valid cloud accounts
# - ref: https://attack.mitre.org/techniques/T1552/
#   description: MITRE ATT&CK, unsecured credentials
# custom:
#   severity: critical
#   settings: optional
#   input: events
#   channels: [pipeline]
#   claimed: [console]
#   without: [places, shapes, tags]
#   relations: false
#   remediation:
#     summary: >-
#       Revoke the sessions and keys of the pipeline, look at all that it did since, and see who may assume its role.
#     cli: aws iam put-role-policy --role-name ROLE --policy-name revoke-older-sessions --policy-document file://revoke.json
#   examples:
#     bad: |
#       {
#         "events": [
#           {
#             "id": "e2", "at": 1795745643, "name": "CreateUser", "provider": "aws", "deed": "create",
#             "outcome": "success", "where": "aws:111122223333", "region": "eu-west-1", "channel": "pipeline",
#             "claimed": "console", "approved": true, "count": 1,
#             "actor": {"principal": "arn:aws:iam::111122223333:role/terraform-payroll"}, "resources": [],
#             "grants": [], "gaps": []
#           }
#         ]
#       }
#     good: |
#       {
#         "events": [
#           {
#             "id": "e2", "at": 1795745643, "name": "CreateUser", "provider": "aws", "deed": "create",
#             "outcome": "success", "where": "aws:111122223333", "region": "eu-west-1", "channel": "pipeline",
#             "claimed": "terraform", "approved": true, "count": 1,
#             "actor": {"principal": "arn:aws:iam::111122223333:role/terraform-payroll"}, "resources": [],
#             "grants": [], "gaps": []
#           }
#         ]
#       }
package landrail.detections.pipeline_credential_misuse

import data.landrail.lib.events
import rego.v1

settings := events.settings("pipeline-credential-misuse")

deny contains {
	"event": e.id,
	"path": "channel",
	"about": "console",
	"msg": $"the pipeline {events.who(e.actor)} was used through the console",
	"actual": e.name,
	"expected": "calls of the pipeline",
} if {
	some e in input.events
	e.claimed == "console"
	not events.excused(settings, e.actor.principal)
}
