# METADATA
# title: A launch in a region that is not used
# description: >-
#   In a region that nobody uses nobody looks, and its quotas are whole. Some logs, alarms and guardrails are set up per region,
#   and this one has none.
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
# - ref: https://attack.mitre.org/techniques/T1535/
#   description: MITRE ATT&CK, unused or unsupported cloud regions
# - ref: https://github.com/splunk/security_content/blob/develop/detections/cloud/cloud_compute_instance_created_in_previously_unused_region.yml
#   description: Splunk, cloud compute instance created in previously unused region
# - ref: https://research.splunk.com/stories/cloud_cryptomining/
#   description: Splunk, analytic story Cloud Cryptomining
# custom:
#   severity: high
#   settings: optional
#   input: events
#   deeds: [create]
#   outcomes: [success, accepted]
#   without: [places, shapes, tags]
#   relations: false
#   remediation:
#     summary: >-
#       Ask who opened the region. Close it with a service control policy, an Azure policy, resource locations or a quota; or
#       approve it: landrail history approve.
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
#                 "region": {
#                   "key": "us-west-2", "first": null, "last": null, "times": 0, "quarantined": null,
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
#                 "region": {
#                   "key": "us-west-2", "first": "2026-09-01T00:00:00.000Z", "last": "2026-11-20T00:00:00.000Z",
#                   "times": 412, "quarantined": null, "approved": null
#                 }
#               },
#               "launches": null
#             }
#           }
#         ]
#       }
package landrail.detections.previously_unseen_region

import data.landrail.lib.events
import data.landrail.lib.unseen
import rego.v1

settings := events.settings("previously-unseen-region")

deny contains {
	"event": found.e.id,
	"path": "region",
	"about": found.key,
	"msg": $"a launch in {found.key}, where nothing was made in {found.e.where} before, by {events.who(found.e.actor)} {events.how[found.e.channel]}{found.since}",
	"actual": found.key,
	"expected": "one that was seen before, or is approved",
} if {
	some found in unseen.new(settings, "region")

	# Services without a region are everywhere.
	found.key != "global"
}

undecided contains one if some one in unseen.doubtful(settings, "region")

undecided contains one if some one in unseen.without_history(settings, "region")
