# METADATA
# title: A launch of a shape that is new here
# description: >-
#   What runs day after day has the same few shapes. A machine of a kind that was never needed is a new workload, or somebody
#   else's.
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
# - ref: https://attack.mitre.org/techniques/T1496/
#   description: MITRE ATT&CK, resource hijacking
# - ref: https://github.com/splunk/security_content/blob/develop/detections/cloud/cloud_compute_instance_created_with_previously_unseen_instance_type.yml
#   description: Splunk, cloud compute instance created with previously unseen instance type
# - ref: https://research.splunk.com/stories/cloud_cryptomining/
#   description: Splunk, analytic story Cloud Cryptomining
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
#       Ask what needs the shape. Approve it with landrail history approve, and add it to instance-types, so that the plan
#       gate knows it too.
#   examples:
#     bad: |
#       {
#         "events": [
#           {
#             "id": "e1", "at": 1795745643, "name": "RunInstances", "provider": "aws", "deed": "create",
#             "outcome": "success", "where": "aws:111122223333", "region": "eu-west-1", "channel": "console",
#             "claimed": "console", "approved": false, "count": 1,
#             "actor": {"principal": "arn:aws:iam::111122223333:user/alice"},
#             "resources": [
#               {
#                 "address": "arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc", "type": "AWS::EC2::Instance",
#                 "kind": "instance", "machines": 1, "shapes": []
#               }
#             ],
#             "grants": [], "gaps": [],
#             "history": {
#               "observed": {"from": "2026-08-29T00:00:00.000Z", "days": 90},
#               "seen": {
#                 "type": {
#                   "key": "p5.48xlarge", "first": null, "last": null, "times": 0, "quarantined": null,
#                   "approved": null
#                 }
#               },
#               "launches": null
#             }
#           }
#         ]
#       }
#     good: |
#       {
#         "events": [
#           {
#             "id": "e1", "at": 1795745643, "name": "RunInstances", "provider": "aws", "deed": "create",
#             "outcome": "success", "where": "aws:111122223333", "region": "eu-west-1", "channel": "console",
#             "claimed": "console", "approved": false, "count": 1,
#             "actor": {"principal": "arn:aws:iam::111122223333:user/alice"},
#             "resources": [
#               {
#                 "address": "arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc", "type": "AWS::EC2::Instance",
#                 "kind": "instance", "machines": 1, "shapes": []
#               }
#             ],
#             "grants": [], "gaps": [],
#             "history": {
#               "observed": {"from": "2026-08-29T00:00:00.000Z", "days": 90},
#               "seen": {
#                 "type": {
#                   "key": "p5.48xlarge", "first": "2026-09-01T00:00:00.000Z",
#                   "last": "2026-11-20T00:00:00.000Z", "times": 412, "quarantined": null, "approved": null
#                 }
#               },
#               "launches": null
#             }
#           }
#         ]
#       }
package landrail.detections.previously_unseen_instance_type

import data.landrail.lib.events
import data.landrail.lib.unseen
import rego.v1

settings := events.settings("previously-unseen-instance-type")

deny contains {
	"event": found.e.id,
	"path": "type",
	"about": found.key,
	"msg": $"a launch of {found.key}, which {found.e.where} has not launched before, by {events.who(found.e.actor)} {events.how[found.e.channel]}{found.since}",
	"actual": found.key,
	"expected": "one that was seen before, or is approved",
} if {
	some found in unseen.new(settings, "type")
}

undecided contains one if some one in unseen.doubtful(settings, "type")

undecided contains one if some one in unseen.without_history(settings, "type")
