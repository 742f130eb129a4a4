# METADATA
# title: Which roles own everything
# description: Roles of the four clouds that can do everything or give themselves the right to.
package landrail.lib.privileges

import data.landrail.lib
import rego.v1

# Whether a role, however it is spelled, is on the list: globs in place of the built-in one, or null for that.
held(provider, role, roles) if {
	some name in spellings(provider, role, roles)
	listed(provider, name, roles)
}

listed(_, name, roles) if {
	some pattern in roles
	lib.fits(lower(pattern), name)
}

listed(provider, name, roles) if {
	is_null(roles)
	name in owner_roles[provider]
}

listed(provider, name, roles) if {
	is_null(roles)
	lib.matches(owner_globs[provider], name)
}

# Lower-case, as Azure and OCI take no notice of capitals.
spellings(provider, role, roles) := {concat(" ", words)} | short_names(provider, lower(role), roles) if {
	words := [word |
		some word in split(lower(role), " ")
		word != ""
	]
}

short_names("azure", role, _) := {last} | {name | name := azure_roles[last]} if {
	parts := split(role, "/roledefinitions/")
	last := parts[count(parts) - 1]
}

# An ARN of a policy by its name as well, for lists that name policies.
short_names("aws", role, roles) := {last | not is_null(roles); last := parts[count(parts) - 1]} if {
	parts := split(role, "/")
}

short_names("gcp", _, _) := set()

short_names("oci", _, _) := set()

# Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged
azure_titles := {
	"8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
	"b24988ac-6180-42a0-ab88-20f7382dd24c": "Contributor",
	"18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": "User Access Administrator",
	"f58310d9-a9f6-439a-9e8d-f62e7b41a168": "Role Based Access Control Administrator",
}

azure_roles := {id: lower(title) | some id, title in azure_titles}

# As people call a role that is named by its id.
title(role) := azure_titles[last] if {
	parts := split(lower(role), "/roledefinitions/")
	last := parts[count(parts) - 1]
} else := role

owner_roles := {
	"azure": {
		# https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged
		"owner",
		"contributor",
		"user access administrator",
		"role based access control administrator",
		# Actions of a custom role that come to the same:
		# https://learn.microsoft.com/azure/role-based-access-control/permissions/management-and-governance#microsoftauthorization
		"*",
		"*/write",
		"microsoft.authorization/*",
		"microsoft.authorization/*/write",
		"microsoft.authorization/roleassignments/*",
		"microsoft.authorization/roleassignments/write",
		"microsoft.authorization/elevateaccess/action",
	},
	"gcp": {
		# https://cloud.google.com/iam/docs/roles-overview#basic
		"roles/owner",
		"roles/editor",
		# May set the policy of a project, folder or organization:
		# https://cloud.google.com/iam/docs/roles-permissions/resourcemanager
		"roles/resourcemanager.organizationadmin",
		"roles/resourcemanager.folderadmin",
		"roles/resourcemanager.folderiamadmin",
		"roles/resourcemanager.projectiamadmin",
		# May set any policy, write roles, or act as any service account:
		# https://cloud.google.com/iam/docs/roles-permissions/iam
		"roles/iam.securityadmin",
		"roles/iam.organizationroleadmin",
		"roles/iam.roleadmin",
		"roles/iam.serviceaccountadmin",
		"roles/iam.serviceaccountkeyadmin",
		"roles/iam.serviceaccounttokencreator",
		"roles/iam.workloadidentitypooladmin",
		"roles/iam.workforcepooladmin",
	},
}

owner_globs := {
	"aws": [
		# https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
		"arn:aws*:iam::aws:policy/administratoraccess",
		"arn:aws*:iam::aws:policy/poweruseraccess",
		# https://docs.aws.amazon.com/aws-managed-policy/latest/reference/IAMFullAccess.html
		"arn:aws*:iam::aws:policy/iamfullaccess",
		# Statements that allow everything, or all of IAM; inputs report no others.
		"allow *",
	],
	"oci": [
		# https://docs.oracle.com/iaas/Content/Identity/Concepts/policysyntax.htm
		"allow * to manage all-resources in *",
		"endorse * to manage all-resources in *",
		"admit * to manage all-resources in *",
	],
}
