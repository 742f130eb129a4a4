# METADATA
# title: A new identity got owner rights
# description: >-
#   An account that was made tonight and owns everything by morning is how intruders stay after the key that let them in is
#   gone. The two calls may come in either order, from two principals, hours apart; each of them alone looks like work.
# related_resources:
# - ref: https://insiderthreatmatrix.org/detections/DT115
#   description: Insider Threat Matrix DT115, AWS unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT116
#   description: Insider Threat Matrix DT116, GCP unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT117
#   description: Insider Threat Matrix DT117, Azure unauthorized system or service modification
# - ref: https://insiderthreatmatrix.org/detections/DT118
#   description: Insider Threat Matrix DT118, OCI unauthorized system or service modification
# - ref: https://attack.mitre.org/techniques/T1136/003/
#   description: MITRE ATT&CK, create cloud account
# - ref: https://attack.mitre.org/techniques/T1098/
#   description: MITRE ATT&CK, account manipulation
# custom:
#   severity: high
#   settings: optional
#   input: window
#   deeds: [create]
#   touches: [grant]
#   outcomes: [success, accepted]
#   kinds: [identity]
#   without: [places, shapes, tags]
#   remediation:
#     summary: >-
#       Disable the identity, see what it did and who may use it, and ask who made it. Grant rights by code, the ones that are
#       needed.
#   examples:
#     bad: |
#       {
#         "events": [
#           {
#             "id": "c1", "at": 1795745643, "name": "google.iam.admin.v1.CreateServiceAccount",
#             "provider": "gcp", "deed": "create", "outcome": "success", "where": "gcp:payroll-prod",
#             "region": "eu-west-1", "channel": "cli", "claimed": "cli", "approved": false, "count": 1,
#             "actor": {"principal": "mallory@payroll.example"},
#             "resources": [
#               {
#                 "address": "//iam.googleapis.com/projects/payroll-prod/serviceAccounts/night@payroll-prod.iam.gserviceaccount.com",
#                 "name": "night@payroll-prod.iam.gserviceaccount.com",
#                 "type": "iam.googleapis.com/ServiceAccount", "kind": "identity", "aliases": [], "machines": 1
#               }
#             ],
#             "grants": [], "gaps": []
#           },
#           {
#             "id": "g1", "at": 1795746243, "name": "SetIamPolicy", "provider": "gcp", "deed": "modify",
#             "outcome": "success", "where": "gcp:payroll-prod", "region": "eu-west-1", "channel": "cli",
#             "claimed": "cli", "approved": false, "count": 1, "actor": {"principal": "mallory@payroll.example"},
#             "resources": [],
#             "grants": [
#               {
#                 "principal": "serviceAccount:night@payroll-prod.iam.gserviceaccount.com",
#                 "role": "roles/owner"
#               }
#             ],
#             "gaps": [], "touches": "grant"
#           }
#         ]
#       }
#     good: |
#       {
#         "events": [
#           {
#             "id": "c1", "at": 1795745643, "name": "google.iam.admin.v1.CreateServiceAccount",
#             "provider": "gcp", "deed": "create", "outcome": "success", "where": "gcp:payroll-prod",
#             "region": "eu-west-1", "channel": "cli", "claimed": "cli", "approved": false, "count": 1,
#             "actor": {"principal": "mallory@payroll.example"},
#             "resources": [
#               {
#                 "address": "//iam.googleapis.com/projects/payroll-prod/serviceAccounts/night@payroll-prod.iam.gserviceaccount.com",
#                 "name": "night@payroll-prod.iam.gserviceaccount.com",
#                 "type": "iam.googleapis.com/ServiceAccount", "kind": "identity", "aliases": [], "machines": 1
#               }
#             ],
#             "grants": [], "gaps": []
#           },
#           {
#             "id": "g1", "at": 1795746243, "name": "SetIamPolicy", "provider": "gcp", "deed": "modify",
#             "outcome": "success", "where": "gcp:payroll-prod", "region": "eu-west-1", "channel": "cli",
#             "claimed": "cli", "approved": false, "count": 1, "actor": {"principal": "mallory@payroll.example"},
#             "resources": [],
#             "grants": [
#               {
#                 "principal": "serviceAccount:night@payroll-prod.iam.gserviceaccount.com",
#                 "role": "roles/bigquery.dataViewer"
#               }
#             ],
#             "gaps": [], "touches": "grant"
#           }
#         ]
#       }
package landrail.detections.new_privileged_identity

import data.landrail.lib
import data.landrail.lib.events
import data.landrail.lib.privileges
import rego.v1

settings := events.settings("new-privileged-identity")

seconds := object.get(settings, "within-hours", 24) * 3600

own_roles := settings.roles if {
	settings.roles
} else := object.get(data.settings, ["guardrails", "privileged-identity", "roles"], null)

deny contains {
	"event": pair.grant.e.id,
	"resource": pair.identity.r.address,
	"path": "grants",
	"msg": $"{lib.quote(privileges.title(pair.grant.role))} was given by {events.who(pair.grant.e.actor)} to {pair.identity.r.type} {pair.identity.r.name}, which {events.who(pair.identity.e.actor)} made {between(pair)}",
	"actual": pair.grant.role,
	"expected": "a role with the rights that are needed",
	"refs": [pair.identity.e.id],
	"severity": severity(pair),
} if {
	some pair in pairs
	privileges.held(pair.grant.e.provider, pair.grant.role, own_roles)
}

# The log tells of a grant, and not of what or to whom; and there is a new identity that it may be about.
undecided contains {
	"event": e.id,
	"who": e.where,
	"path": "grants",
	"about": e.name,
	"msg": $"{e.name} by {events.who(e.actor)} gave rights that the log does not tell, and {r.type} {r.name} is new",
	"needs": needs(e),
} if {
	some e in input.events
	e.touches == "grant"
	e.deed != "delete"
	count(e.grants) == 0
	count(e.gaps) > 0
	not events.excused(settings, e.actor.principal)
	some i in created_in[e.where]
	identity := identities[i]
	abs(identity.e.at - e.at) <= seconds
	r := identity.r
}

# --- identities and grants, by the names that they share ---

identities := [{"e": e, "r": r} |
	some e in input.events
	events.makes(e)
	not e.touches
	some r in e.resources
	r.kind == "identity"
	not events.excused(settings, e.actor.principal)
]

created_in[identity.e.where] contains i if some i, identity in identities

by_name[key] contains i if {
	some i, identity in identities
	some name in names(identity.r)
	key := key_of(identity.e, name)
}

pairs := [{"identity": identity, "grant": {"e": e, "role": given.role}} |
	some e in input.events
	e.deed != "delete"
	some given in e.grants
	some i in by_name[key_of(e, bare(given.principal))]
	identity := identities[i]
	abs(identity.e.at - e.at) <= seconds
]

names(r) := {lower(name) | some name in array.concat([r.address, object.get(r, "id", r.address), r.name], object.get(r, "aliases", []))}

# `serviceAccount:night@…`, `user:…` of Google.
bare(principal) := lower(regex.replace(principal, `^(?:serviceAccount|user|group|principal):`, ""))

# A short name is one only in its account; a grant may stand in another project than its principal.
key_of(e, name) := [e.provider, name] if {
	regex.match(`[@:/]|^[0-9a-f-]{36}$`, name)
} else := [e.provider, e.where, name]

# --- words ---

between(pair) := order(pair.grant.e.at >= pair.identity.e.at, apart) if {
	apart := events.counted(ceil(abs(pair.grant.e.at - pair.identity.e.at) / 60), "minute")
}

order(true, apart) := $"{apart} before"

order(false, apart) := $"{apart} after"

# Whoever may do it in a pipeline does so by code.
severity(pair) := "medium" if {
	pair.grant.e.channel == "pipeline"
	pair.identity.e.channel == "pipeline"
} else := null

needs(e) := concat("; ", e.gaps)
