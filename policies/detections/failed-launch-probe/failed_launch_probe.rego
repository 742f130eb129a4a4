# METADATA
# title: Repeated failed launches, and probing before them
# description: >-
#   Before a miner has machines he finds out what he may: he meets quotas, is denied in one region after another, asks for more,
#   and opens regions that nobody uses. None of it leaves a resource behind.
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
# - ref: https://attack.mitre.org/techniques/T1580/
#   description: MITRE ATT&CK, cloud infrastructure discovery
# - ref: https://attack.mitre.org/techniques/T1535/
#   description: MITRE ATT&CK, unused or unsupported cloud regions
# - ref: https://attack.mitre.org/techniques/T1496/
#   description: MITRE ATT&CK, resource hijacking
# - ref: https://research.splunk.com/stories/cloud_cryptomining/
#   description: Splunk, analytic story Cloud Cryptomining
# custom:
#   severity: medium
#   settings: optional
#   input: window
#   deeds: [create, start]
#   touches: [quota, region]
#   kinds: [instance, instance-template, instance-group, container, k8s-cluster, k8s-nodepool, batch, ml, reservation]
#   except: {outcomes: [success, accepted], channels: [pipeline, service]}
#   without: [tags]
#   relations: false
#   remediation:
#     summary: >-
#       Ask who tried. A pipeline that meets a quota needs one; a person who is denied in three regions needs a talk.
#   examples:
#     bad: |
#       {
#         "events": [
#           {
#             "id": "e1", "at": 1795745643, "name": "RunInstances", "provider": "aws", "deed": "create",
#             "outcome": "quota", "where": "aws:111122223333", "region": "eu-west-1", "channel": "console",
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
#             "grants": [], "gaps": [], "error": {"code": "Client.VcpuLimitExceeded", "message": "no more"}
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
#             "grants": [], "gaps": []
#           }
#         ]
#       }
package landrail.detections.failed_launch_probe

import data.landrail.lib.events
import rego.v1

settings := events.settings("failed-launch-probe")

most_denied := object.get(settings, "denied", 3)

most_regions := object.get(settings, "regions", 2)

hours := object.get(settings, "within-hours", 24)

# --- a limit of the account ---

deny contains {
	"event": e.id,
	"path": "outcome",
	"about": "quota",
	"msg": $"{events.who(e.actor)} met a limit of {e.where} with a launch{of_what(e)}",
	"actual": object.get(e, ["error", "code"], e.outcome),
	"expected": "launches within the quota",
	"severity": severity(e),
} if {
	some e in failed
	e.outcome == "quota"
}

# A pipeline asks for what its code says.
severity(e) := "low" if {
	e.channel in {"pipeline", "service"}
} else := null

# --- denied again and again ---

deny contains {
	"event": first.id,
	"events": {e.id | some e in all},
	"path": "outcome",
	"about": "denied",
	"msg": $"{events.who(first.actor)} was denied {count(all)} launches in {first.where}",
	"actual": count(all),
	"expected": $"fewer than {most_denied} of them",
	"severity": severity(first),
} if {
	some numbers in refused
	all := [failed[i] | some i in numbers; failed[i].outcome == "denied"]
	count(all) >= most_denied
	first := earliest(all)
}

deny contains {
	"event": first.id,
	"events": {e.id | some e in tried},
	"path": "region",
	"about": "denied",
	"msg": $"{events.who(first.actor)} launched in vain in {count(regions)} regions of {first.where}: {events.few(regions)}",
	"actual": sort(regions),
	"expected": $"attempts in fewer than {most_regions} regions",
	"severity": "high",
} if {
	some numbers in refused
	tried := [failed[i] | some i in numbers]
	regions := {e.region | some e in tried}
	count(regions) >= most_regions
	first := earliest(tried)
	not first.channel in {"pipeline", "service"}
}

# --- what comes before a launch ---

deny contains {
	"event": e.id,
	"path": "region",
	"about": region,
	"msg": $"{events.who(e.actor)} enabled the region {region}{followed(found)}",
	"actual": region,
	"expected": "regions that code enables",
	"severity": worse(found),
} if {
	some e in prepared
	e.touches == "region"
	not startswith(lower(e.name), "disable")
	region := region_of(e)
	found := after(e, object.get(launched_in, [e.where, region], set()))
}

deny contains {
	"event": e.id,
	"path": "quota",
	"about": quota,
	"msg": $"{events.who(e.actor)} asked for more of the quota {quota}{followed(found)}",
	"actual": quota,
	"expected": "quotas that code asks for",
	"severity": worse(found),
} if {
	some e in prepared
	e.touches == "quota"
	quota := quota_of(e)
	found := after(e, object.get(launched_by, [e.where, e.actor.principal], set()))
}

prepared := [e |
	some e in input.events
	events.done(e)
	not e.channel in {"pipeline", "service"}
	not events.excused(settings, e.actor.principal)
]

# What code and the cloud launch is no use of what somebody has prepared: of a night there are too many of these to look at all.
launches := [e |
	some e in input.events
	e.outcome != "dry-run"
	not e.channel in {"pipeline", "service"}
	events.launches(e)
]

# Times of launches, by region and by principal.
launched_in[e.where][e.region] contains e.at if some e in launches

launched_by[e.where][e.actor.principal] contains e.at if some e in launches

# The first launch within the hours.
after(e, all) := min(times) if {
	times := {at | some at in all; at >= e.at; at - e.at <= hours * 3600}
	count(times) > 0
} else := null

followed(at) := "" if {
	is_null(at)
} else := ", and launched there after it" if {
	at
}

worse(at) := "low" if {
	is_null(at)
} else := "high"

region_of(e) := region if {
	region := e.resources[0].region
	region != "global"
} else := e.resources[0].name

quota_of(e) := e.resources[0].name if {
	e.resources[0].name
} else := "that the log does not name"

# --- launches in vain ---

failed := [e |
	some e in input.events
	events.starts(e)
	e.outcome in {"denied", "quota"}
	is_launch(e)
	not events.excused(settings, e.actor.principal)
]

# Of what is denied the log often does not tell what it was.
is_launch(e) if events.launches(e)

is_launch(e) if {
	count(e.resources) == 0
	regex.match(`(?i)(run|launch|create|insert|start|request).*(instance|fleet|cluster|machine|pool|training|notebook|virtualmachine)|virtualmachines|instances\.insert|runjobflow|submitjob`, e.name)
}

refused[[e.where, e.actor.principal]] contains i if some i, e in failed

earliest(all) := [e | some e in all; [e.at, e.id] == start][0] if {
	start := min([[e.at, e.id] | some e in all])
}

of_what(e) := $" of {events.few(names)}" if {
	names := {shape.name | some r in e.resources; some shape in r.shapes}
	count(names) > 0
} else := ""
