# METADATA
# title: Resource stands in an account, subscription, project or compartment that is not allowed
# description: >-
#   A stack that writes into somebody else's account, resource group, project or compartment escapes the budget, the
#   policies and the people that watch its own. Usually it is a provider alias or an id copied from another stack.
# related_resources:
# - ref: https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/benefits-of-using-multiple-aws-accounts.html
#   description: AWS, benefits of using multiple accounts
# - ref: https://learn.microsoft.com/azure/cloud-adoption-framework/ready/landing-zone/design-area/resource-org-subscriptions
#   description: Azure, subscription considerations
# - ref: https://cloud.google.com/architecture/landing-zones/decide-resource-hierarchy
#   description: Google Cloud, resource hierarchy of a landing zone
# - ref: https://docs.oracle.com/iaas/Content/Identity/compartments/managingcompartments.htm
#   description: Oracle Cloud, managing compartments
# custom:
#   severity: high
#   settings: required
#   relations: false
#   remediation:
#     summary: Create the resource in a scope of this stack, or add the scope to the list of the guardrail.
#     terraform: |
#       provider "aws" {
#         assume_role {
#           role_arn = "arn:aws:iam::111122223333:role/terraform"
#         }
#       }
#     cloudformation: Deploy the stack with the credentials of an allowed account.
#     cli: aws sts get-caller-identity
#   examples:
#     bad: |
#       resource "google_storage_bucket" "exports" {
#         name     = "exports"
#         location = "EU"
#         project  = "jk-scratch-472"
#       }
#     good: |
#       resource "google_storage_bucket" "exports" {
#         name     = "exports"
#         location = "EU"
#         project  = "checkout-prod"
#       }
package landrail.guardrails.scopes

import data.landrail.lib
import rego.v1

settings := data.settings.guardrails.scopes

deny contains {
	"resource": r.address,
	"path": argument(r, rule.field),
	"msg": $"{rule.noun} is {label(r, rule.field)}, {reason}",
	"actual": lib.list(actual),
	"expected": rule.expected,
	"refs": [],
} if {
	some case in cases
	r := input.resources[case.index]
	rule := rules[r.provider][case.rule]
	count(case.doubts) == 0
	every names in case.worlds {
		fault(rule, names)
	}
	reason := fault(rule, case.worlds[0])
	actual := sort({name |
		some names in case.worlds
		some name in names
	})
}

# Some of the scopes that it may stand in are wrong, others are not.
undecided contains {
	"resource": r.address,
	"path": argument(r, rule.field),
	"msg": $"{rule.noun} is {label(r, rule.field)}, and {lib.list(bad)} is {reason}",
	"needs": field.because,
	"refs": field.refs,
} if {
	some case in cases
	r := input.resources[case.index]
	rule := rules[r.provider][case.rule]
	count(case.doubts) == 0
	field := r.oneOf[concat("", ["scope.", rule.field])]
	wrong := [names |
		some names in case.worlds
		fault(rule, names)
	]
	count(wrong) > 0
	count(wrong) < count(case.worlds)
	reason := fault(rule, wrong[0])
	bad := sort({quoted |
		some names in wrong
		some name in names
		quoted := lib.quote(name)
	})
}

undecided contains {
	"resource": r.address,
	"path": argument(r, rule.field),
	"msg": $"{rule.noun} {doubt.msg}",
	"needs": doubt.needs,
	"refs": doubt.refs,
} if {
	some case in cases
	r := input.resources[case.index]
	rule := rules[r.provider][case.rule]
	some doubt in case.doubts
}

# --- cases: what is not fine at first sight ---

cases := [case |
	some index, r in input.resources
	some at, rule in rules[r.provider]
	not fine(r, rule)
	worlds := possible(r, rule.field)
	doubts := hidden(r, rule, worlds)
	count(worlds) + count(doubts) > 0
	case := {"index": index, "rule": at, "worlds": worlds, "doubts": doubts}
]

fine(r, rule) if rule.fine[r.scope[rule.field]]

# The names of each scope that it may stand in; none when nothing is known.
possible(r, "compartment") := [names |
	some value in values(r, "compartment")
	names := {value} | path_of(r)
] if {
	count(values(r, "compartment")) > 0
} else := [names |
	names := path_of(r)
	count(names) > 0
]

possible(r, field) := [names |
	some value in values(r, field)
	names := names_of(value)
] if {
	field != "compartment"
}

names_of(value) := {value} if {
	is_string(value)
} else := {name | some name in value}

path_of(r) := {path | some path in [r.scope.path]}

values(r, field) := [r.scope[field]] if {
	r.scope[field]
} else := r.oneOf[concat("", ["scope.", field])].values if {
	count(r.oneOf) > 0
} else := []

# What the input does not tell and what may change the verdict.
hidden(r, rule, worlds) := [{"msg": "is not known", "needs": field.because, "refs": field.refs}] if {
	field := r.unknown[concat("", ["scope.", rule.field])]
	matters(rule, worlds, "root")
} else := [{"msg": "is not known", "needs": "what stands above the subscription: az account management-group show --expand --recurse", "refs": []}] if {
	rule.key == "management-groups"
	count(worlds) == 0
	r.scope.subscription
} else := [{"msg": $"is known by its number {label(r, rule.field)} alone", "needs": "the name of the project: export its asset too, or give gcloud projects list --format=json", "refs": []}] if {
	rule.field == "project"
	unresolved(rule.field, r.scope.project, rule)
	not r.scope.project in rule.denied
} else := [{"msg": $"is {label(r, rule.field)}, and the compartments above it are not known", "needs": doubt.because, "refs": doubt.refs}] if {
	rule.field == "compartment"
	count(worlds) > 0
	not startswith(object.get(r.scope, "path", ""), "root")
	matters(rule, worlds, "ocid1")
	doubt := object.get(r.unknown, "scope.path", {"because": "the path of the compartment from the root, or its OCID on the list", "refs": []})
} else := []

# Whether what is hidden may match a glob that is left. A glob that begins with `other` is for another kind of name: OCIDs do not begin
# with `root`, paths that do have no OCID in front.
matters(rule, worlds, other) if {
	rule.field == "compartment"
	some names in array.concat(worlds, [set() | count(worlds) == 0])
	count(names & rule.denied) == 0
	some pattern in open_globs(rule, names)
	not startswith(pattern, other)
}

matters(rule, _, _) if rule.field != "compartment"

# A number says nothing of the name that the globs are about.
unresolved("project", number, rule) if {
	regex.match(`^[0-9]+$`, number)
	some pattern in rule.deny
	by_name(pattern)
}

unresolved("project", number, rule) if {
	regex.match(`^[0-9]+$`, number)
	rule.allow_list
	not number in rule.allowed
	some pattern in rule.allow
	by_name(pattern)
}

by_name(pattern) if not regex.match(`^[0-9*?]+$`, pattern)

open_globs(rule, names) := rule.deny if {
	allowed(rule, names)
} else := array.concat(rule.allow, rule.deny)

allowed(rule, _) if not rule.allow_list

allowed(rule, names) if count(names & rule.allowed) > 0

fault(rule, names) := $"denied by {lib.list(rule.deny_list)}" if {
	count(names & rule.denied) > 0
} else := $"not one of {lib.list(rule.allow_list)}" if {
	not allowed(rule, names)
}

# --- rules: one for each list and its `deny-` twin ---

kinds_of_scope := {
	"aws": [{"key": "accounts", "field": "account", "noun": "account"}],
	"azure": [
		{"key": "subscriptions", "field": "subscription", "noun": "subscription"},
		{"key": "resource-groups", "field": "resourceGroup", "noun": "resource group"},
		{"key": "management-groups", "field": "folders", "noun": "management group"},
	],
	"gcp": [
		{"key": "projects", "field": "project", "noun": "project"},
		{"key": "folders", "field": "folders", "noun": "folder"},
	],
	"oci": [{"key": "compartments", "field": "compartment", "noun": "compartment"}],
}

rules[provider] := list if {
	some provider, kinds in kinds_of_scope
	list := [rule |
		some kind in kinds
		rule := rule_of(kind, provider)
	]
	count(list) > 0
}

rule_of(kind, provider) := object.union(lists, {
	"key": kind.key,
	"field": kind.field,
	"noun": kind.noun,
	"allow": allow,
	"deny": deny_globs,
	"allowed": matching_allow,
	"denied": matching_deny,
	"fine": fine_names,
	"expected": expected(lists),
}) if {
	lists := lists_of(settings[provider], kind.key)
	count(lists) > 0
	allow := [lower(pattern) | some pattern in lists.allow_list]
	deny_globs := [lower(pattern) | some pattern in lists.deny_list]
	matching_allow := {name | some name in seen[kind.field]; matches(allow, name)}
	matching_deny := {name | some name in seen[kind.field]; matches(deny_globs, name)}
	fine_names := {name |
		simple(kind.field, deny_globs)
		some name in seen[kind.field]
		not name in matching_deny
		not unresolved(kind.field, name, object.union(lists, {"allow": allow, "deny": deny_globs, "allowed": matching_allow}))
		allowed(object.union(lists, {"allowed": matching_allow}), {name})
	}
}

# A compartment has two names: with deny lists, one that is fine says nothing about the other.
simple(field, _) if field != "compartment"

simple("compartment", []) := true

lists_of(holder, key) := object.union(allow, twin) if {
	allow := {"allow_list": list | list := holder[key]}
	twin := {"deny_list": list | list := holder[concat("", ["deny-", key])]}
}

expected(lists) := $"one of {lib.list(lists.allow_list)}" if {
	not lists.deny_list
} else := $"none of {lib.list(lists.deny_list)}" if {
	not lists.allow_list
} else := $"one of {lib.list(lists.allow_list)}; none of {lib.list(lists.deny_list)}"

# Distinct names by field; `compartment` holds OCIDs and paths.
seen[field] contains name if {
	some field in ["account", "subscription", "resourceGroup", "project", "folders", "compartment"]
	some r in input.resources
	some value in values(r, field)
	some name in names_of(value)
}

seen.compartment contains r.scope.path if {
	some r in input.resources
}

# Capitals do not count in names of Azure, and no other cloud tells two scopes apart by them.
matches(globs, name) if lib.matches(globs, lower(name))

matches(globs, name) if {
	startswith(name, "folders/")
	lib.matches(globs, trim_prefix(lower(name), "folders/"))
}

# --- words ---

# The argument that holds the scope.
argument(_, "account") := "account"

argument(_, "subscription") := "subscription"

argument(r, "resourceGroup") := "id" if {
	r.stage == "inventory"
} else := "name" if {
	r.type == "azurerm_resource_group"
} else := "parent_id" if {
	startswith(r.type, "azapi_")
} else := "resource_group_name"

argument(_, "project") := "project"

argument(r, "folders") := "management_group" if {
	r.provider == "azure"
} else := "folder_id" if {
	r.type in {"google_project", "google_folder_access_approval_settings"}
} else := "folder"

argument(_, "compartment") := "compartment_id"

label(r, "compartment") := $"{lib.quote(r.scope.compartment)} ({r.scope.path})" if {
	r.scope.compartment
	r.scope.path
} else := lib.quote(r.scope.path) if {
	not r.scope.compartment
	r.scope.path
} else := choice(values(r, "compartment"))

label(r, field) := choice(values(r, field)) if field != "compartment"

choice(list) := words[0] if {
	words := wording(list)
	count(words) == 1
} else := $"one of {lib.list(wording(list))}"

wording(list) := sort([word |
	some value in list
	word := lib.list(sort([lib.quote(name) | some name in names_of(value)]))
])
