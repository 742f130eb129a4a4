# METADATA
# title: Marked as if a service had made it
# description: >-
#   Services mark the machines that they make, and reports leave marked machines out. Most of these marks are tags that anybody
#   can set: a miner that is tagged as a node of a cluster is a node to whoever looks at tags alone.
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
# - ref: https://attack.mitre.org/techniques/T1036/
#   description: MITRE ATT&CK, masquerading
# custom:
#   severity: high
#   settings: optional
#   input: events
#   deeds: [create]
#   outcomes: [success, accepted]
#   channels: [console, cli, sdk, terraform, cloudformation, pulumi, unknown]
#   kinds: [instance, instance-group, disk, container]
#   without: [places, shapes]
#   relations: false
#   remediation:
#     summary: >-
#       Find out what runs there. Let the tags of services be set by those services alone: a condition on aws:TagKeys, an
#       Azure policy or a tag binding.
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
#                 "kind": "instance", "machines": 1, "shapes": [],
#                 "tags": {"eks:cluster-name": "payroll", "owner": "x"}
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
#                 "kind": "instance", "machines": 1, "shapes": [], "tags": {"owner": "payroll"}
#               }
#             ],
#             "grants": [], "gaps": []
#           }
#         ]
#       }
package landrail.detections.forged_maker_tag

import data.landrail.lib
import data.landrail.lib.events
import rego.v1

settings := events.settings("forged-maker-tag")

# Tags by which services mark machines; those that begin with aws: are not among them, for nobody else can set them.
# https://docs.aws.amazon.com/eks/latest/userguide/eks-using-tags.html
# https://karpenter.sh/docs/concepts/nodeclasses/#spectags
# https://cloud.google.com/kubernetes-engine/docs/how-to/creating-managing-labels
# https://learn.microsoft.com/azure/aks/use-tags
marks := object.get(settings, "tags", ["eks:*", "kubernetes.io/cluster/*", "k8s.io/*", "karpenter.sh/*", "karpenter.k8s.aws/*", "goog-gke-*", "goog-dataproc-*", "aks-managed-*"])

deny contains {
	"event": e.id,
	"resource": r.address,
	"path": $"tags.{key}",
	"msg": $"{key} says that a service made {r.type}, and {events.who(e.actor)} made it {events.how[e.channel]}",
	"actual": value,
	"expected": "set by the service alone",
} if {
	some e in input.events
	not e.channel in {"pipeline", "service"}
	not events.excused(settings, e.actor.principal)
	some r in e.resources
	some key, value in r.tags
	lib.matches(marks, key)
}
