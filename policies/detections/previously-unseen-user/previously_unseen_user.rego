# METADATA
# title: A launch by a user that is new here
# description: >-
#   Most accounts are launched into by the same few principals, day after day. A new one is a new colleague, a new pipeline, or
#   a key that has found another owner.
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
# - ref: https://attack.mitre.org/techniques/T1078/004/
#   description: MITRE ATT&CK, valid cloud accounts
# - ref: https://github.com/splunk/security_content/blob/develop/detections/cloud/cloud_compute_instance_created_by_previously_unseen_user.yml
#   description: Splunk, cloud compute instance created by previously unseen user
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
#       Ask them. If it is right, approve the principal: landrail history approve, with owner, ticket and expiry.
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
#                 "user": {
#                   "key": "alice", "first": null, "last": null, "times": 0, "quarantined": null,
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
#                 "user": {
#                   "key": "alice", "first": "2026-09-01T00:00:00.000Z", "last": "2026-11-20T00:00:00.000Z",
#                   "times": 412, "quarantined": null, "approved": null
#                 }
#               },
#               "launches": null
#             }
#           }
#         ]
#       }
package landrail.detections.previously_unseen_user

import data.landrail.lib.events
import data.landrail.lib.unseen
import rego.v1

settings := events.settings("previously-unseen-user")

deny contains {
	"event": found.e.id,
	"path": "user",
	"about": found.key,
	"msg": $"a launch by {found.key}, who has made nothing in {found.e.where} before{found.since}",
	"actual": found.key,
	"expected": "one that was seen before, or is approved",
} if {
	some found in unseen.new(settings, "user")

	# A pipeline is known by the config, and a service of the cloud by who calls it.
	not found.e.channel in {"pipeline", "service"}
}

undecided contains one if some one in unseen.doubtful(settings, "user")

undecided contains one if some one in unseen.without_history(settings, "user")
