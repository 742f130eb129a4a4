# METADATA
# title: Identity gets owner-class rights
# description: >-
#   Whoever owns an account, a subscription, a project or a tenancy can do everything in it, give the same right to others and
#   remove the traces. A new service account or role that is made an owner in the same change is how pipelines are set up in a
#   hurry, and how intruders stay.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
#   description: AWS, managed policies for job functions (AdministratorAccess, PowerUserAccess)
# - ref: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/IAMFullAccess.html
#   description: AWS, IAMFullAccess
# - ref: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged
#   description: Azure, built-in roles of the category Privileged
# - ref: https://cloud.google.com/iam/docs/roles-overview#basic
#   description: Google Cloud, basic roles (owner, editor)
# - ref: https://cloud.google.com/iam/docs/roles-permissions/iam
#   description: Google Cloud, roles that administer IAM and service accounts
# - ref: https://cloud.google.com/iam/docs/roles-permissions/resourcemanager
#   description: Google Cloud, roles that set the policies of projects, folders and organizations
# - ref: https://docs.oracle.com/iaas/Content/Identity/Concepts/policysyntax.htm
#   description: Oracle Cloud, policy syntax (verbs, all-resources)
# - ref: https://insiderthreatmatrix.org/detections/DT116
#   description: Insider Threat Matrix DT116, new service account with high privileges
# custom:
#   severity: high
#   settings: optional
#   input: plan
#   without: [places, shapes, tags]
#   kinds: [identity]
#   remediation:
#     summary: Grant the rights that the identity needs, on the resources that it needs them for; let a waiver cover the rest.
#     terraform: |
#       resource "google_project_iam_member" "pipeline_reads" {
#         role   = "roles/bigquery.dataViewer"
#         member = google_service_account.pipeline.member
#       }
#     cloudformation: |
#       ManagedPolicyArns:
#         - arn:aws:iam::aws:policy/ReadOnlyAccess
#     cli: aws iam detach-role-policy --role-name ROLE --policy-arn arn:aws:iam::aws:policy/AdministratorAccess
#   examples:
#     bad: |
#       resource "google_service_account" "pipeline" {
#         account_id = "pipeline"
#       }
#
#       resource "google_project_iam_member" "pipeline" {
#         project = "analytics-prod"
#         role    = "roles/owner"
#         member  = "serviceAccount:${google_service_account.pipeline.email}"
#       }
#     good: |
#       resource "google_service_account" "pipeline" {
#         account_id = "pipeline"
#       }
#
#       resource "google_project_iam_member" "pipeline" {
#         project = "analytics-prod"
#         role    = "roles/bigquery.dataViewer"
#         member  = "serviceAccount:${google_service_account.pipeline.email}"
#       }
package landrail.guardrails.privileged_identity

import data.landrail.lib
import data.landrail.lib.privileges
import rego.v1

settings := object.get(data.settings, ["guardrails", "privileged-identity"], {})

deny contains {
	"resource": r.address,
	"path": path,
	"msg": $"{quoted(roles)} gives {rights}{receivers(gifts)}",
	"actual": lib.list(roles),
	"expected": expected,
	"refs": sort(identities),
} if {
	some index, paths in gifts_at
	some path, all in paths
	r := input.resources[index]
	gifts := [gift | some gift in all; gift.certain]
	count(gifts) > 0
	roles := sort(in_one_partition({role | some gift in gifts; some role in gift.roles}))
	identities := {address | some gift in gifts; some address in gift.identities}
}

undecided contains {
	"resource": r.address,
	"path": path,
	"msg": doubts[0].msg,
	"needs": concat("; ", sort({doubt.needs | some doubt in doubts})),
	"refs": sort({ref | some doubt in doubts; some ref in doubt.refs}),
} if {
	some index, paths in gifts_at
	some path, all in paths
	r := input.resources[index]
	doubts := [gift | some gift in all; not gift.certain]
	count(doubts) > 0
}

# --- gifts: grants of roles that are privileged, or may be ---

# By index of the resource and path of the grant: a binding gives one role to many.
gifts_at[index][path] := gifts if {
	some index, r in input.resources
	some path in {grant.path | some grant in r.grants}
	gifts := [gift |
		some i, grant in r.grants
		grant.path == path
		not said_twice(r, grant)
		gift := gift_of(r, grant, roles_of(r, i, grant), principals_of(r, i, grant))
	]
	count(gifts) > 0
}

# A role assignment of Azure names its role or has its id; the other one is computed.
said_twice(r, grant) if {
	name := name_beside[grant.path]
	some other in r.grants
	other.path == name
	other.role
}

name_beside := {
	"role_definition_id": "role_definition_name",
	"properties.roleDefinitionId": "properties.roleDefinitionName",
}

said_twice(r, grant) if {
	grant.path == "role_definition_name"
	not grant.role
	some other in r.grants
	other.path == "role_definition_id"
	other.role
}

# A field as the list of values that it may have; `needs` when that leaves something open, with no values when nothing is known.
roles_of(r, i, grant) := {"values": [grant.role], "needs": "", "refs": []} if {
	grant.role
} else := open_field(r, $"grants[{i}].role")

principals_of(r, i, grant) := {"values": [grant.principal], "needs": "", "refs": []} if {
	grant.principal
} else := open_field(r, $"grants[{i}].principal")

open_field(r, field) := {"values": [], "needs": r.unknown[field].because, "refs": r.unknown[field].refs} if {
	r.unknown[field]
} else := {"values": r.oneOf[field].values, "needs": r.oneOf[field].because, "refs": r.oneOf[field].refs} if {
	r.oneOf[field]
} else := {"values": [], "needs": "", "refs": []}

gift_of(r, grant, roles, principals) := gift if {
	bad := [role | some role in roles.values; privileged[r.provider][role]]
	weighs(bad, roles)
	identities := new_identities(r, grant, principals)
	excuse := excuse_of(r, principals)
	excuse != "all"
	gift := weighed(r, {"roles": roles, "bad": bad, "principals": principals, "identities": identities, "excuse": excuse})
}

weighs(bad, _) if count(bad) > 0

weighs(_, roles) if count(roles.values) == 0

# Every role that it may be is privileged.
weighed(_, case) := {"certain": true, "roles": case.bad, "principals": case.principals.values, "identities": case.identities} if {
	count(case.bad) > 0
	count(case.bad) == count(case.roles.values)
	case.excuse == "none"
} else := {"certain": false, "msg": msg, "needs": case.principals.needs, "refs": case.principals.refs} if {
	count(case.bad) > 0
	count(case.bad) == count(case.roles.values)
	msg := $"{quoted(case.bad)} gives {rights}, and whether to one of {lib.list(settings["allow-principals"])} is not known"
} else := {"certain": false, "msg": msg, "needs": case.roles.needs, "refs": case.roles.refs} if {
	count(case.bad) > 0
	msg := $"role is one of {quoted(sort(case.roles.values))}, and {quoted(sort(case.bad))} gives {rights}"
} else := {"certain": false, "msg": "the rights that it gives are not known", "needs": case.roles.needs, "refs": case.roles.refs} if {
	count(case.roles.values) == 0
	case.roles.needs != ""
	not judged_elsewhere(case.roles.refs)
}

# A policy that the plan makes is judged by its own statements, and a custom role is none of the roles on the list.
judged_elsewhere(refs) if {
	count(refs) > 0
	every ref in refs {
		elsewhere(ref)
	}
}

elsewhere(ref) if own_policies[policy_of(ref)]

elsewhere(ref) if contains(ref, "_iam_custom_role.")

own_policies contains bare(r.address) if {
	some r in input.resources
	is_policy(r)
}

is_policy(r) if r.type in policy_types

policy_types := {"aws_iam_policy", "azurerm_role_definition", "AWS::IAM::ManagedPolicy", "AWS::SSO::PermissionSet"}

# `module.ci.aws_iam_policy.deploy[0].arn` refers to `module.ci["eu"].aws_iam_policy.deploy[0]`: both without keys.
policy_of(ref) := concat(".", array.slice(parts, 0, at + 2)) if {
	parts := split(bare(ref), ".")
	some at, part in parts
	part in policy_types
}

# Addresses in CloudFormation have no type in front: `Deploy` and `Network/Deploy.PolicyArn` refer to `Deploy` and `Network/Deploy`.
policy_of(ref) := address if {
	address := split(bare(ref), ".")[0]
	own_policies[address]
}

# References have no keys of modules and instances.
bare(address) := concat("", [part |
	some i, piece in split(address, "[")
	part := after_key(i, piece)
])

after_key(0, piece) := piece

after_key(i, piece) := substring(piece, indexof(piece, "]") + 1, -1) if i > 0

# --- who gets it ---

new_identities(r, _, _) := {r.address} if {
	holds_its_own(r)
	created[r.address]
} else := set() if {
	holds_its_own(r)
}

new_identities(r, _, _) := attached_to[bare(r.address)] if {
	is_policy(r)
}

# A reference says which one; a name may be that of a user, a group and a role.
new_identities(r, _, principals) := identities if {
	not holds_its_own(r)
	not attached_to[bare(r.address)]
	identities := linked(r, principals)
	count(identities) > 0
} else := {address |
	some value in principals.values
	some address in created_by_name[r.provider][value]
} if {
	not holds_its_own(r)
	not attached_to[bare(r.address)]
}

linked(r, principals) := {relation.address |
	some relation in r.relations
	relation.role == "principal"
	created[relation.address]
	leads_to(relation, principals.values)
}

# `managed_policy_arns` and `inline_policy` of a role are its own rights; in CloudFormation users and groups have such as well.
holds_its_own(r) if r.type in {"aws_iam_role", "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group"}

# New identities that get a policy of this plan, by the address of the policy without keys.
attached_to[policy] contains relation.address if {
	some r in input.resources
	count(r.unknown) > 0
	some i, _ in r.grants
	some ref in r.unknown[$"grants[{i}].role"].refs
	policy := policy_of(ref)
	own_policies[policy]
	some relation in r.relations
	relation.role == "principal"
	created[relation.address]
}

attached_to[policy] contains r.address if {
	some r in input.resources
	holds_its_own(r)
	created[r.address]
	some i, _ in r.grants
	some ref in r.unknown[$"grants[{i}].role"].refs
	policy := policy_of(ref)
	own_policies[policy]
}

# A policy of CloudFormation names those who get it itself.
attached_to[policy] contains relation.address if {
	some r in input.resources
	is_policy(r)
	policy := bare(r.address)
	some relation in r.relations
	relation.role == "principal"
	created[relation.address]
}

leads_to(_, values) if count(values) == 0

leads_to(relation, values) if relation.id in values

created contains r.address if {
	some r in input.resources
	r.action in {"create", "replace"}
}

# AWS and OCI name identities where others use ids. A user and a role may share a name.
created_by_name[r.provider][name] contains r.address if {
	some r in input.resources
	created[r.address]
	name := concat("", [name_prefix[r.type], r.name])
}

name_prefix := {
	"aws_iam_role": "",
	"aws_iam_user": "",
	"aws_iam_group": "",
	"AWS::IAM::Role": "",
	"AWS::IAM::User": "",
	"AWS::IAM::Group": "",
	"oci_identity_dynamic_group": "dynamic-group ",
	"oci_identity_group": "group ",
}

receivers(gifts) := $" to {lib.list(array.concat(new, known))}" if {
	new := sort({$"new identity {address}" | some gift in gifts; some address in gift.identities})
	known := sort({lib.quote(value) |
		some gift in gifts
		count(gift.identities) == 0
		some value in gift.principals
	})
	count(new) + count(known) > 0
} else := ""

# `all`: every principal that it may be is allowed; `none`; else `unsure`.
excuse_of(_, _) := "none" if not settings["allow-principals"]

excuse_of(r, principals) := weigh(allowed, count(names)) if {
	settings["allow-principals"]
	names := names_of(r, principals)
	count(names) > 0
	allowed := count([name | some name in names; lib.matches(settings["allow-principals"], name)])
} else := "unsure" if {
	settings["allow-principals"]
	principals.needs != ""
} else := "none" if {
	settings["allow-principals"]
}

weigh(0, _) := "none"

weigh(all, all) := "all" if all > 0

weigh(some_of_them, all) := "unsure" if {
	some_of_them > 0
	some_of_them < all
}

# Someone who is not known yet goes by the address in the plan.
names_of(r, principals) := principals.values if {
	count(principals.values) > 0
} else := [r.address] if {
	holds_its_own(r)
} else := [relation.address |
	some relation in r.relations
	relation.role == "principal"
]

# --- roles, each distinct one judged once ---

seen[r.provider] contains grant.role if {
	some r in input.resources
	some grant in r.grants
}

seen[r.provider] contains value if {
	some r in input.resources
	some path, field in r.oneOf
	startswith(path, "grants[")
	endswith(path, "].role")
	some value in field.values
}

privileged[provider] contains role if {
	some provider, roles in seen
	some role in roles
	privileges.held(provider, role, own_roles)
}

own_roles := settings.roles if {
	settings.roles
} else := null

# --- words ---

# A template that does not say where it goes may stand in any partition: one ARN speaks for the same in the others.
in_one_partition(roles) := {regex.replace(role, `^arn:aws[a-z-]*:`, "arn:aws:") | some role in roles} if {
	"aws" in {split(role, ":")[1] | some role in roles; startswith(role, "arn:aws")}
} else := roles

quoted(roles) := lib.list([lib.quote(privileges.title(role)) | some role in roles])

rights := "privileged rights" if {
	settings.roles
} else := "owner rights"

expected := $"none of {lib.list(settings.roles)}" if {
	settings.roles
} else := "a role with the rights that are needed"
