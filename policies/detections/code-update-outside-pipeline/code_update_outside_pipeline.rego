# METADATA
# title: Code of a function was replaced by hand
# description: >-
#   A function keeps its name, its rights and its triggers when its code is replaced, and no inventory shows the difference.
#   Whoever may replace it runs what they like, as that function.
# related_resources:
# - ref: https://insiderthreatmatrix.org/detections/DT115
#   description: Insider Threat Matrix DT115, AWS unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT116
#   description: Insider Threat Matrix DT116, GCP unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT117
#   description: Insider Threat Matrix DT117, Azure unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT118
#   description: Insider Threat Matrix DT118, OCI unauthorized system or service modification
# - ref: https://attack.mitre.org/techniques/T1648/
#   description: MITRE ATT&CK, serverless execution
# - ref: https://attack.mitre.org/techniques/T1578/005/
#   description: MITRE ATT&CK, modify cloud compute configurations
# custom:
#   severity: high
#   settings: optional
#   input: events
#   touches: [code]
#   outcomes: [success, accepted]
#   channels: [console, cli, sdk, terraform, cloudformation, pulumi, unknown]
#   without: [places, shapes, tags]
#   relations: false
#   remediation:
#     summary: >-
#       Deploy the code again from the pipeline, and compare what was there in the meantime. Let the pipeline alone update
#       functions.
#     cli: aws lambda update-function-code --function-name NAME --s3-bucket BUCKET --s3-key release.zip
#   examples:
#     bad: |
#       {
#         "events": [
#           {
#             "id": "e1", "at": 1795745643, "name": "UpdateFunctionCode20150331v2", "provider": "aws",
#             "deed": "modify", "outcome": "success", "where": "aws:111122223333", "region": "eu-west-1",
#             "channel": "cli", "claimed": "cli", "approved": false, "count": 1,
#             "actor": {"principal": "arn:aws:iam::111122223333:user/alice"},
#             "resources": [
#               {
#                 "address": "arn:aws:lambda:eu-west-1:111122223333:function:payslips",
#                 "type": "AWS::Lambda::Function", "kind": "function"
#               }
#             ],
#             "grants": [], "gaps": [], "touches": "code"
#           }
#         ]
#       }
#     good: |
#       {
#         "events": [
#           {
#             "id": "e1", "at": 1795745643, "name": "UpdateFunctionCode20150331v2", "provider": "aws",
#             "deed": "modify", "outcome": "success", "where": "aws:111122223333", "region": "eu-west-1",
#             "channel": "pipeline", "claimed": "cli", "approved": true, "count": 1,
#             "actor": {"principal": "arn:aws:iam::111122223333:role/terraform-payroll"},
#             "resources": [
#               {
#                 "address": "arn:aws:lambda:eu-west-1:111122223333:function:payslips",
#                 "type": "AWS::Lambda::Function", "kind": "function"
#               }
#             ],
#             "grants": [], "gaps": [], "touches": "code"
#           }
#         ]
#       }
package landrail.detections.code_update_outside_pipeline

import data.landrail.lib.events
import rego.v1

settings := events.settings("code-update-outside-pipeline")

deny contains {
	"event": e.id,
	"resource": r.address,
	"path": "code",
	"msg": $"the code of {r.type} was replaced by {events.who(e.actor)} {events.how[e.channel]}",
	"actual": e.channel,
	"expected": "code from a pipeline",
} if {
	some e in judged
	some r in e.resources
}

deny contains {
	"event": e.id,
	"path": "code",
	"about": e.name,
	"msg": $"code was replaced by {events.who(e.actor)} {events.how[e.channel]}; the log does not tell of what",
	"actual": e.channel,
	"expected": "code from a pipeline",
} if {
	some e in judged
	count(e.resources) == 0
}

judged := [e |
	some e in input.events
	not e.channel in {"pipeline", "service"}
	not events.excused(settings, e.actor.principal)
]
