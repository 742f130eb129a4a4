# METADATA
# title: More machines launched in an hour than usual
# description: >-
#   A launch or two an hour is the rhythm of an account; fifty are a load test, a runaway scaler, or somebody who wants as much
#   as the quota gives before it is noticed. Machines are counted, not calls: one call may start a thousand.
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
# - ref: https://attack.mitre.org/techniques/T1078/004/
#   description: MITRE ATT&CK, valid cloud accounts
# - ref: https://github.com/splunk/security_content/blob/develop/detections/cloud/abnormally_high_number_of_cloud_instances_launched.yml
#   description: Splunk, abnormally high number of cloud instances launched
# - ref: https://research.splunk.com/stories/cloud_cryptomining/
#   description: Splunk, analytic story Cloud Cryptomining
# custom:
#   severity: medium
#   settings: optional
#   input: events
#   deeds: [create, start]
#   outcomes: [success, accepted]
#   without: [places, shapes, tags]
#   relations: false
#   remediation:
#     summary: >-
#       Ask who launched them, and stop what is not theirs. Set quotas to what is needed, and let a waiver cover the night of
#       a load test.
#   examples:
#     bad: |
#       {
#         "events": [
#           {
#             "id": "e1", "at": 1795745643, "name": "RunInstances", "provider": "aws", "deed": "create",
#             "outcome": "success", "where": "aws:111122223333", "region": "eu-west-1", "channel": "console",
#             "claimed": "console", "approved": false, "count": 40,
#             "actor": {"principal": "arn:aws:iam::111122223333:user/alice"},
#             "resources": [
#               {
#                 "address": "arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc", "type": "AWS::EC2::Instance",
#                 "kind": "instance", "machines": 40, "shapes": []
#               }
#             ],
#             "grants": [], "gaps": [],
#             "history": {
#               "observed": {"from": "2026-08-29T00:00:00.000Z", "days": 90}, "seen": {},
#               "launches": {
#                 "hour": "2026-11-27T02:00:00.000Z", "machines": 40,
#                 "principal": {"hours": 900, "mean": 0.2, "stdev": 0.6, "max": 4},
#                 "block": {"hours": 150, "mean": 0.2, "stdev": 0.6, "max": 4},
#                 "everybody": {
#                   "machines": 40, "events": 1, "hours": {"hours": 150, "mean": 0.2, "stdev": 0.6, "max": 4},
#                   "block": {"hours": 150, "mean": 0.2, "stdev": 0.6, "max": 4}
#                 }
#               }
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
#               "observed": {"from": "2026-08-29T00:00:00.000Z", "days": 90}, "seen": {},
#               "launches": {
#                 "hour": "2026-11-27T02:00:00.000Z", "machines": 1,
#                 "principal": {"hours": 900, "mean": 0.2, "stdev": 0.6, "max": 4},
#                 "block": {"hours": 150, "mean": 0.2, "stdev": 0.6, "max": 4},
#                 "everybody": {
#                   "machines": 1, "events": 1, "hours": {"hours": 150, "mean": 0.2, "stdev": 0.6, "max": 4},
#                   "block": {"hours": 150, "mean": 0.2, "stdev": 0.6, "max": 4}
#                 }
#               }
#             }
#           }
#         ]
#       }
package landrail.detections.launch_spike

import data.landrail.lib.events
import rego.v1

settings := events.settings("launch-spike")

forms := object.get(settings, "forms", ["density", "stdev"])

least := object.get(settings, "min-machines", 4)

enough := object.get(settings, "min-hours", 16)

# Of an exponential distribution a share of p lies beyond -ln(p) means.
means := object.get(settings, "times-mean", 5.298)

stdevs := object.get(settings, "stdevs", 4)

deny contains {
	"event": e.id,
	"path": "launches",
	"about": form,
	"msg": $"{events.who(e.actor)} launched {launches.machines} machines in the hour from {launches.hour}; up to {rounded(limit.most)} are usual ({limit.words})",
	"actual": launches.machines,
	"expected": $"no more than {rounded(limit.most)} machines an hour",
} if {
	some e in judged
	launches := e.history.launches
	some form in forms
	limit := limits(launches)[form]
	limit.hours >= enough
	launches.machines > limit.most
}

undecided contains {
	"event": e.id,
	"who": e.where,
	"path": "launches",
	"about": form,
	"msg": $"whether {launches.machines} machines in an hour are many for {e.where} is not known: its history has {limit.hours} such hours",
	"needs": $"{enough} such hours of {e.where} in the history: landrail history import",
} if {
	some e in judged
	launches := e.history.launches
	some form in forms
	limit := limits(launches)[form]
	limit.hours < enough
}

undecided contains {
	"event": e.id,
	"who": "no history",
	"path": "launches",
	"about": "history",
	"msg": "whether the machines of an hour are many is not known: there is no history",
	"needs": "a history: npm install @duckdb/node-api, then landrail history import LOGS",
} if {
	some e in input.events
	events.launches(e)
	events.machines(e) >= least
	not e.history
	not events.excused(settings, e.actor.principal)
}

judged := [e |
	some e in input.events
	e.history.launches.machines >= least
	not events.excused(settings, e.actor.principal)
]

# What is usual, by the hours of the same block of the day, and by all hours.
limits(launches) := {
	"density": {"most": means * base.block.mean, "hours": base.block.hours, "words": $"density: {means} times the mean of {base.block.hours} such hours of {base.whose}"},
	"stdev": {"most": base.hours.mean + (stdevs * base.hours.stdev), "hours": base.hours.hours, "words": $"stdev: {stdevs} standard deviations beyond the mean of {base.hours.hours} hours of {base.whose}"},
} if {
	base := base_of(launches)
}

base_of(launches) := {"block": launches.everybody.block, "hours": launches.everybody.hours, "whose": "everybody"} if {
	settings.model == "everybody"
} else := {"block": launches.block, "hours": launches.principal, "whose": "theirs"}

rounded(number) := round(number * 10) / 10
