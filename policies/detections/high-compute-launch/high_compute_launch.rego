# METADATA
# title: A launch of large machines or accelerators by hand
# description: >-
#   Miners take what computes most: accelerators first, then the largest machines of any family. A gate judges what comes by
#   code; this one judges what comes by hand, and what was tried in vain.
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
# - ref: https://attack.mitre.org/techniques/T1578/002/
#   description: MITRE ATT&CK, create cloud instance
# - ref: https://research.splunk.com/stories/cloud_cryptomining/
#   description: Splunk, analytic story Cloud Cryptomining
# custom:
#   severity: high
#   settings: optional
#   input: events
#   deeds: [create]
#   channels: [console, cli, sdk, terraform, cloudformation, pulumi, unknown]
#   kinds: [instance, instance-template, instance-group, container, k8s-cluster, k8s-nodepool, batch, ml, reservation]
#   without: [places, tags]
#   relations: false
#   remediation:
#     summary: >-
#       Ask who needs them, and for how long. Launch them by code, with an approval: a waiver for gpu-shapes or
#       business-justification with reason, owner, ticket and expiry.
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
#             "id": "e1", "at": 1795745643, "name": "RunInstances", "provider": "aws", "deed": "create",
#             "outcome": "success", "where": "aws:111122223333", "region": "eu-west-1", "channel": "console",
#             "claimed": "console", "approved": false, "count": 1,
#             "actor": {"principal": "arn:aws:iam::111122223333:user/alice"},
#             "resources": [
#               {
#                 "address": "arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc", "type": "AWS::EC2::Instance",
#                 "kind": "instance", "machines": 1,
#                 "shapes": [
#                   {
#                     "path": "InstanceType", "form": "name", "name": "t3.small", "count": 1, "vcpus": 2,
#                     "market": null, "role": null
#                   }
#                 ]
#               }
#             ],
#             "grants": [], "gaps": []
#           }
#         ]
#       }
package landrail.detections.high_compute_launch

import data.landrail.lib.events
import data.landrail.lib.shapes
import rego.v1

settings := events.settings("high-compute-launch")

channels := object.get(settings, "channels", ["console", "cli", "sdk", "terraform", "cloudformation", "pulumi", "unknown"])

justified := object.get(data.settings, ["guardrails", "business-justification", "vcpus"], 64)

threshold := object.get(settings, "vcpus", justified)

accelerators := object.get(settings, "accelerators", 1)

deny contains {
	"event": launch.e.id,
	"resource": launch.r.address,
	"path": launch.shape.path,
	"msg": $"{label(launch.shape)} ({launch.why}) {launch.verb} by {events.who(launch.e.actor)} {events.how[launch.e.channel]}",
	"actual": label(launch.shape),
	"expected": expected,
	"severity": severity(launch.e),
} if {
	some launch in launches
	launch.why
}

# Of which machines none is large, and all of them are.
deny contains {
	"event": e.id,
	"path": "total-vcpus",
	"about": "total-vcpus",
	"msg": $"machines with {sum} vCPUs together {done} by {events.who(e.actor)} {events.how[e.channel]}",
	"actual": sum,
	"expected": $"fewer than {most} vCPUs in one call",
	"severity": severity(e),
} if {
	some e in judged
	sum := total(e)
	done := verb(e, "were")
	most := settings["total-vcpus"]
	sum >= most
	not told[e.id]
}

told contains launch.e.id if {
	some launch in launches
	launch.why
}

undecided contains {
	"event": e.id,
	"resource": r.address,
	"path": shape.path,
	"msg": $"how many vCPUs {label(shape)} has is not known, and {threshold} or more are reported",
	"needs": doubt.because,
	"refs": doubt.refs,
} if {
	some e in judged
	some r in e.resources
	some index, shape in r.shapes
	not shape.vcpus
	not shapes.equipped(shape)
	shape.form != "attached"
	doubt := shapes.open(r, index, "vcpus")
	not small(doubt)
}

small(doubt) if max(doubt.values) < threshold

launches := [launch |
	some e in judged
	some r in e.resources
	events.whole(r)
	some shape in r.shapes
	launch := {"e": e, "r": r, "shape": shape, "why": why(shape, r.machines), "verb": verb(e, "was")}
]

why(shape, machines) := events.counted(shape.accelerator.count * machines, "accelerator") if {
	shapes.equipped(shape)
	shape.accelerator.count * machines >= accelerators
} else := "accelerators" if {
	shapes.equipped(shape)
	not shape.accelerator.count
} else := $"{shape.vcpus} vCPUs" if {
	shape.vcpus >= threshold
} else := false

judged := [e |
	some e in input.events
	e.outcome != "dry-run"
	e.channel in channels
	not events.excused(settings, e.actor.principal)
]

total(e) := sum([vcpus |
	some r in e.resources
	events.whole(r)
	some shape in r.shapes
	vcpus := shape.vcpus * number(r, shape)
])

# One shape is that of all machines; of several each has a number of its own.
number(r, _) := r.machines if count(r.shapes) == 1

number(r, shape) := object.get(shape, "count", 1) if count(r.shapes) > 1

verb(e, be) := $"{be} launched" if {
	events.done(e)
} else := $"{be} to be launched, in vain ({e.outcome}),"

# In vain is a sign all the same.
severity(e) := null if {
	events.done(e)
} else := "medium"

label(shape) := shape.name if {
	shape.name
} else := "the machine"

expected := $"fewer than {threshold} vCPUs and {most}, or an approval" if {
	most := events.counted(accelerators, "accelerator")
}
