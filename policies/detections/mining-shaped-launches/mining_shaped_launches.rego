# METADATA
# title: Launches typical of cryptomining
# description: >-
#   One sign alone may be a load test or a new office abroad: many regions within minutes, the largest sizes, spot machines,
#   dozens at once, machines that are gone again within the hour. Who makes several of them in one night mines.
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
# - ref: https://attack.mitre.org/techniques/T1535/
#   description: MITRE ATT&CK, unused or unsupported cloud regions
# - ref: https://attack.mitre.org/techniques/T1578/002/
#   description: MITRE ATT&CK, create cloud instance
# - ref: https://stratus-red-team.cloud/attack-techniques/GCP/gcp.impact.create-instances-in-multiple-zones/
#   description: Stratus Red Team, create instances in multiple zones
# - ref: https://research.splunk.com/stories/cloud_cryptomining/
#   description: Splunk, analytic story Cloud Cryptomining
# custom:
#   severity: critical
#   settings: optional
#   input: window
#   deeds: [create, delete]
#   channels: [console, cli, sdk, terraform, cloudformation, pulumi, unknown]
#   kinds: [instance, instance-group, container, k8s-cluster, k8s-nodepool, batch, ml]
#   without: [places, tags]
#   relations: false
#   remediation:
#     summary: >-
#       Take the rights of the principal away first, then its machines, in every region. Look for what it made beside them:
#       keys, users, functions, schedules.
#   examples:
#     bad: |
#       {
#         "events": [
#           {
#             "id": "m1", "at": 1795745643, "name": "RunInstances", "provider": "aws", "deed": "create",
#             "outcome": "success", "where": "aws:111122223333", "region": "us-east-1", "channel": "sdk",
#             "claimed": "sdk", "approved": false, "count": 1,
#             "actor": {"principal": "arn:aws:iam::111122223333:user/alice"},
#             "resources": [
#               {
#                 "address": "arn:aws:ec2:us-east-1:111122223333:instance/i-m1", "type": "AWS::EC2::Instance",
#                 "kind": "instance", "machines": 1,
#                 "shapes": [
#                   {
#                     "path": "InstanceType", "form": "name", "name": "c7i.48xlarge", "count": 1, "vcpus": 192,
#                     "market": null, "role": null
#                   }
#                 ]
#               }
#             ],
#             "grants": [], "gaps": []
#           },
#           {
#             "id": "m2", "at": 1795745763, "name": "RunInstances", "provider": "aws", "deed": "create",
#             "outcome": "success", "where": "aws:111122223333", "region": "ap-south-1", "channel": "sdk",
#             "claimed": "sdk", "approved": false, "count": 1,
#             "actor": {"principal": "arn:aws:iam::111122223333:user/alice"},
#             "resources": [
#               {
#                 "address": "arn:aws:ec2:ap-south-1:111122223333:instance/i-m2", "type": "AWS::EC2::Instance",
#                 "kind": "instance", "machines": 1,
#                 "shapes": [
#                   {
#                     "path": "InstanceType", "form": "name", "name": "c7i.48xlarge", "count": 1, "vcpus": 192,
#                     "market": null, "role": null
#                   }
#                 ]
#               }
#             ],
#             "grants": [], "gaps": []
#           },
#           {
#             "id": "m3", "at": 1795745903, "name": "RunInstances", "provider": "aws", "deed": "create",
#             "outcome": "success", "where": "aws:111122223333", "region": "sa-east-1", "channel": "sdk",
#             "claimed": "sdk", "approved": false, "count": 1,
#             "actor": {"principal": "arn:aws:iam::111122223333:user/alice"},
#             "resources": [
#               {
#                 "address": "arn:aws:ec2:sa-east-1:111122223333:instance/i-m3", "type": "AWS::EC2::Instance",
#                 "kind": "instance", "machines": 1,
#                 "shapes": [
#                   {
#                     "path": "InstanceType", "form": "name", "name": "c7i.48xlarge", "count": 1, "vcpus": 192,
#                     "market": null, "role": null
#                   }
#                 ]
#               }
#             ],
#             "grants": [], "gaps": []
#           }
#         ]
#       }
#     good: |
#       {
#         "events": [
#           {
#             "id": "m1", "at": 1795745643, "name": "RunInstances", "provider": "aws", "deed": "create",
#             "outcome": "success", "where": "aws:111122223333", "region": "us-east-1", "channel": "sdk",
#             "claimed": "sdk", "approved": false, "count": 1,
#             "actor": {"principal": "arn:aws:iam::111122223333:user/alice"},
#             "resources": [
#               {
#                 "address": "arn:aws:ec2:us-east-1:111122223333:instance/i-m1", "type": "AWS::EC2::Instance",
#                 "kind": "instance", "machines": 1,
#                 "shapes": [
#                   {
#                     "path": "InstanceType", "form": "name", "name": "c7i.48xlarge", "count": 1, "vcpus": 192,
#                     "market": null, "role": null
#                   }
#                 ]
#               }
#             ],
#             "grants": [], "gaps": []
#           }
#         ]
#       }
package landrail.detections.mining_shaped_launches

import data.landrail.lib.events
import data.landrail.lib.shapes
import rego.v1

settings := events.settings("mining-shaped-launches")

minutes := object.get(settings, "within-minutes", 30)

regions := object.get(settings, "regions", 3)

vcpus := object.get(settings, "vcpus", 64)

machines := object.get(settings, "machines", 10)

lived := object.get(settings, "lived-minutes", 60)

least := object.get(settings, "signs", 2)

deny contains {
	"event": first.id,
	"events": {e.id | some e in launches},
	"path": "launches",
	"about": "signs",
	"msg": $"{events.who(first.actor)} launched as a miner does: {concat("; ", signs)}",
	"actual": signs,
	"expected": $"fewer than {least} of these signs from one principal",
} if {
	some principal, numbers in by_principal
	launches := [tried[i] | some i in numbers]
	signs := signs_of(principal, launches)
	count(signs) >= least
	first := earliest(launches)
}

# In vain or not: what somebody tries in ten regions is what he would do there.
tried := [e |
	some e in input.events
	events.makes(e)
	e.outcome != "dry-run"
	not e.channel in {"pipeline", "service"}
	events.launches(e)
	not events.excused(settings, e.actor.principal)
]

by_principal[e.actor.principal] contains i if some i, e in tried

signs_of(principal, launches) := [sign |
	some sign in [
		many_regions(principal),
		largest(launches),
		spot(launches),
		many_machines(principal),
		short_lives(launches),
	]
	sign != ""
]

# Launches of a principal by spans of time that overlap by one half: whatever lies within the minutes lies in one of them.
spans[e.actor.principal][span] contains i if {
	some i, e in tried
	bucket := floor(e.at / (minutes * 60))
	some span in [bucket, bucket + 1]
}

many_regions(principal) := $"{best.count} regions within {best.time} ({events.few(best.regions)})" if {
	all := [{"count": count(found), "time": length(span), "regions": found} |
		some numbers in spans[principal]
		span := [tried[i] | some i in numbers]
		found := {e.region | some e in span}
		count(found) >= regions
	]
	most := max([one.count | some one in all])
	best := [one | some one in all; one.count == most][0]
} else := ""

many_machines(principal) := $"{best.count} machines within {best.time}" if {
	all := [{"count": number, "time": length(span)} |
		some numbers in spans[principal]
		span := [tried[i] | some i in numbers]
		number := sum([events.machines(e) | some e in span; events.done(e)])
		number >= machines
	]
	most := max([one.count | some one in all])
	best := [one | some one in all; one.count == most][0]
} else := ""

length(span) := events.counted(ceil((max(times) - min(times)) / 60), "minute") if {
	times := [e.at | some e in span]
}

largest(launches) := $"the largest sizes ({events.few(names)})" if {
	names := {shape.name |
		some e in launches
		some r in e.resources
		some shape in r.shapes
		is_large(shape)
	}
	count(names) > 0
} else := ""

is_large(shape) if shape.vcpus >= vcpus

is_large(shape) if shapes.equipped(shape)

spot(launches) := "spot machines" if {
	some e in launches
	some r in e.resources
	is_spot(r)
} else := ""

is_spot(r) if {
	some shape in r.shapes
	shape.market == "spot"
}

is_spot(r) if contains(lower(r.type), "spot")

short_lives(launches) := $"{number} gone again within {lived} minutes" if {
	short := {r.address |
		some e in launches
		events.done(e)
		some r in e.resources
		some gone in ended[r.address]
		gone >= e.at
		gone - e.at <= lived * 60
	}
	count(short) > 0
	number := events.counted(count(short), "machine")
} else := ""

ended[r.address] contains e.at if {
	some e in input.events
	e.deed == "delete"
	events.done(e)
	some r in e.resources
}

earliest(launches) := [e | some e in launches; [e.at, e.id] == start][0] if {
	start := min([[e.at, e.id] | some e in launches])
}
