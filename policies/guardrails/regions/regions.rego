# METADATA
# title: Resource stands in a region that is not allowed
# description: >-
#   Data that leaves its region may break the law, a contract or the backup plan, and what runs in a region that nobody
#   watches has no budget alarm, no log and no owner. Replicas and second locations count as much as the main one.
# related_resources:
# - ref: https://docs.aws.amazon.com/controltower/latest/userguide/region-deny.html
#   description: AWS Control Tower, region deny
# - ref: https://learn.microsoft.com/azure/governance/policy/samples/built-in-policies#general
#   description: Azure Policy, allowed locations
# - ref: https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations
#   description: Google Cloud, restricting resource locations
# - ref: https://docs.oracle.com/iaas/Content/Identity/Tasks/managingregions.htm
#   description: Oracle Cloud, managing regions
# custom:
#   severity: high
#   settings: required
#   relations: false
#   remediation:
#     summary: Move the resource to an allowed region, or let the account or project use this one under `scopes`.
#     terraform: |
#       provider "aws" {
#         region = "eu-west-1"
#       }
#     cloudformation: Deploy the stack with `--region` set to an allowed region.
#     cli: aws ec2 describe-instances --region eu-west-1
#   examples:
#     bad: |
#       provider "aws" {
#         region = "us-east-1"
#       }
#
#       resource "aws_sqs_queue" "orders" {
#         name = "orders"
#       }
#     good: |
#       provider "aws" {
#         region = "eu-west-1"
#       }
#
#       resource "aws_sqs_queue" "orders" {
#         name = "orders"
#       }
package landrail.guardrails.regions

import data.landrail.lib
import rego.v1

settings := data.settings.guardrails.regions

deny contains {
	"resource": r.address,
	"path": place.path,
	"msg": $"{place.what} is {possible(names)}{place.by}, {reason}",
	"actual": place.actual,
	"expected": limits[list][r.provider].text,
	"refs": place.refs,
} if {
	some suspect in suspects
	r := input.resources[suspect.index]
	some place in suspect.places
	all_wrong(suspect, place, r.provider)
	names := sort(place.names)
	list := min(suspect.lists)
	reason := wrong[list][r.provider][names[0]]
}

# Not every name that it may have is wrong, or not under every list that may apply.
undecided contains {
	"resource": r.address,
	"path": place.path,
	"msg": $"{place.what} is {possible(sort(place.names))}{place.by}, {doubtful(suspect, sort(bad))}",
	"needs": concat("; ", [need | some need in [place.needs, suspect.needs]; need != ""]),
	"refs": array.concat(place.refs, suspect.refs),
} if {
	some suspect in suspects
	r := input.resources[suspect.index]
	some place in suspect.places
	not all_wrong(suspect, place, r.provider)
	bad := {name |
		some list in suspect.lists
		some name in place.names
		wrong[list][r.provider][name]
	}
	count(bad) > 0
}

undecided contains {
	"resource": r.address,
	"path": place.path,
	"msg": $"{place.what} is not known",
	"needs": place.needs,
	"refs": place.refs,
} if {
	some r in input.resources
	count(r.unknown) > 0
	r.provider in judged
	some place in unknown_places(r)
	some list in applicable(r).lists
	limits[list][r.provider]
}

all_wrong(suspect, place, provider) if {
	every list in suspect.lists {
		every name in place.names {
			wrong[list][provider][name]
		}
	}
}

# --- the places of a resource ---

# Resources with a place that some list forbids.
suspects := [suspect |
	some index, r in input.resources
	bad := ever_wrong[r.provider]
	places := [place |
		some place in array.concat(main_place(r), further_places(r))
		count(place.names & bad) > 0
	]
	count(places) > 0
	suspect := object.union({"index": index, "places": places}, applicable(r))
]

main_place(r) := [place] if {
	from := source(r)
	place := {"what": "region", "names": {r.region}, "path": from.path, "by": from.by, "refs": from.refs, "needs": "", "actual": written(r)}
} else := [place] if {
	from := source(r)
	place := possibilities("region", from.path, r.oneOf.region)
} else := []

further_places(r) := [] if {
	count(r.otherRegions) == 0
} else := [place |
	some i, other in r.otherRegions
	place := further_place(r, other, i)
]

further_place(r, other, i) := place if {
	place := {"what": "further region", "names": {other.name}, "path": other.path, "by": "", "refs": [], "needs": "", "actual": other.name}
} else := possibilities("further region", other.path, r.oneOf[$"otherRegions[{i}].name"])

possibilities(what, path, field) := place if {
	names := {name | some name in field.values}
	count(names) > 0
	place := {"what": what, "names": names, "path": path, "by": "", "refs": field.refs, "needs": field.because, "actual": lib.list(sort(names))}
}

unknown_places(r) := array.concat(main, further) if {
	from := source(r)
	main := [place |
		field := r.unknown.region
		place := {"what": "region", "path": from.path, "needs": field.because, "refs": field.refs}
	]
	further := [place |
		some i, other in r.otherRegions
		field := r.unknown[$"otherRegions[{i}].name"]
		place := {"what": "further region", "path": other.path, "needs": field.because, "refs": field.refs}
	]
}

# Where the region was read: an argument, `provider aws.west`, `stack shop-prod`, or `cluster of google_container_cluster.main`.
source(r) := {"path": "region", "by": $" ({r.regionPath})", "refs": [r.regionPath]} if {
	some beginning in ["provider ", "stack ", "the stack"]
	startswith(r.regionPath, beginning)
} else := {"path": path, "by": $" (that of {parent})", "refs": [parent]} if {
	[path, parent] := split(r.regionPath, " of ")
} else := {"path": r.regionPath, "by": $" (zone {r.zone})", "refs": []} if {
	zoned(r)
} else := {"path": r.regionPath, "by": "", "refs": []}

# The argument holds a zone: an edge zone or a part of the region.
zoned(r) if {
	r.regionPath != "region"
	not contains(r.regionPath, " ")
	r.zone != r.region
}

written(r) := r.zone if {
	zoned(r)
} else := r.region

possible(names) := lib.quote(names[0]) if {
	count(names) == 1
} else := $"one of {lib.list([lib.quote(name) | some name in names])}"

doubtful(suspect, bad) := $"and {possible(bad)} is not allowed" if {
	suspect.sure
} else := $"and not every list that may apply allows {lib.list([lib.quote(name) | some name in bad])}"

# --- which lists apply ---

# `base`, or the index of an entry under `scopes`.
lists.base := settings

lists[name] := entry if {
	some i, entry in settings.scopes
	name := $"{i}"
}

base := {"lists": {"base"}, "sure": true, "needs": "", "refs": []}

applicable(r) := base if {
	not settings.scopes
	r
} else := object.union(base, {"lists": {first_list(r.provider, names_of(r))}}) if {
	count(lib.scope_unknown(r)) == 0
} else := {"lists": fitting, "sure": false, "needs": field.because, "refs": field.refs} if {
	field := r.oneOf[scope_field[r.provider]]
	names := names_of(r)
	fitting := {first_list(r.provider, names | {lower(value)}) | some value in field.values}
} else := {"lists": ({sure} | earlier(r.provider, sure)), "sure": false, "needs": doubt.needs, "refs": doubt.refs} if {
	sure := first_list(r.provider, names_of(r))
	doubt := scope_doubt(r)
}

scope_field := {"aws": "scope.account", "azure": "scope.subscription", "gcp": "scope.project", "oci": "scope.compartment"}

names_of(r) := {name |
	some one in lib.scope_names(r)
	name := lower(one)
}

first_list(provider, names) := $"{min(fitting)}" if {
	fitting := {i |
		some i, entry in settings.scopes
		entry[provider]
		some name in names
		lib.fits(lower(entry.scope), name)
	}
	count(fitting) > 0
} else := "base"

# Entries that would come first if what is not known of the scope matched them.
earlier(provider, sure) := {name |
	some i, entry in settings.scopes
	entry[provider]
	name := $"{i}"
	comes_before(i, sure)
}

comes_before(_, "base")

comes_before(i, sure) if i < to_number(sure)

scope_doubt(r) := {"needs": concat("; ", sort(needs)), "refs": sort(refs)} if {
	doubts := [doubt |
		some field in lib.scope_unknown(r)
		doubt := object.union(r.unknown, r.oneOf)[concat("", ["scope.", field])]
	]
	needs := {doubt.because | some doubt in doubts}
	refs := {ref | some doubt in doubts; some ref in doubt.refs}
}

# --- names, each distinct one judged once per list ---

judged contains provider if {
	some provider in ["aws", "azure", "gcp", "oci"]
	some entry in lists
	entry[provider]
}

seen[r.provider] contains r.region if {
	some r in input.resources
}

seen[r.provider] contains other.name if {
	some r in input.resources
	some other in r.otherRegions
}

seen[r.provider] contains value if {
	some r in input.resources
	some path, field in r.oneOf
	is_place(path)
	some value in field.values
}

is_place("region")

is_place(path) if startswith(path, "otherRegions[")

limits[list][provider] := limit if {
	some list, entry in lists
	some provider in judged
	limit := limit_of(provider, entry[provider])
}

limit_of(provider, places) := {"places": places, "allow": allow, "deny": deny_globs, "text": text} if {
	allow := [normal(provider, pattern) | some pattern in places.allow]
	deny_globs := [normal(provider, pattern) | some pattern in places.deny]
	text := limit_text(places)
}

limit_text(places) := $"one of {lib.list(places.allow)}" if {
	not places.deny
} else := $"none of {lib.list(places.deny)}" if {
	not places.allow
} else := $"one of {lib.list(places.allow)}; none of {lib.list(places.deny)}"

# Azure writes `West Europe` and `westeurope`, Google `EU` and `eu`; resources have the latter.
normal("azure", pattern) := replace(lower(pattern), " ", "")

normal(provider, pattern) := lower(pattern) if provider != "azure"

# Why a name is not allowed; names that are allowed are left out.
wrong[list][provider][name] := reason if {
	some list, of_provider in limits
	some provider, limit in of_provider
	some name in seen[provider]
	name != "global"
	reason := fault(limit, name)
}

fault(limit, name) := $"not one of {lib.list(limit.places.allow)}" if {
	limit.places.allow
	not lib.matches(limit.allow, name)
} else := $"denied by {lib.list(limit.places.deny)}" if {
	lib.matches(limit.deny, name)
}

ever_wrong[provider] contains name if {
	some of_provider in wrong
	some provider, names in of_provider
	some name, _ in names
}
