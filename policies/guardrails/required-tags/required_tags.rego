# METADATA
# title: Required tag is missing or has a value that is not allowed
# description: >-
#   Cost reports, on-call routing and clean-up jobs find a resource by its tags. One that is created without an owner or a
#   cost centre belongs to nobody, and what belongs to nobody is never switched off.
# related_resources:
# - ref: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
#   description: AWS, tagging best practices
# - ref: https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-tagging
#   description: Azure, tagging strategy
# - ref: https://cloud.google.com/resource-manager/docs/best-practices-labels
#   description: Google Cloud, labels
# - ref: https://docs.oracle.com/iaas/Content/Tagging/Concepts/taggingoverview.htm
#   description: Oracle Cloud, tagging
# custom:
#   severity: medium
#   settings: required
#   relations: false
#   remediation:
#     summary: Add the tag with an allowed value to the resource, or to the default tags of its provider.
#     terraform: |
#       tags = {
#         owner = "checkout@shop.example"
#       }
#     cloudformation: |
#       Tags:
#         - Key: owner
#           Value: checkout@shop.example
#     cli: aws resourcegroupstaggingapi tag-resources --resource-arn-list ARN --tags owner=checkout@shop.example
#   examples:
#     bad: |
#       resource "aws_s3_bucket" "receipts" {
#         bucket = "shop-receipts"
#       }
#     good: |
#       resource "aws_s3_bucket" "receipts" {
#         bucket = "shop-receipts"
#         tags = {
#           owner       = "checkout@shop.example"
#           environment = "prod"
#         }
#       }
package landrail.guardrails.required_tags

import data.landrail.lib
import rego.v1

settings := data.settings.guardrails["required-tags"]

deny contains {
	"resource": one.r.address,
	"path": argument(one, fault.key),
	"msg": fault.msg,
	"actual": fault.actual,
	"expected": fault.expected,
	"refs": [],
} if {
	some one in subjects
	one.exempt == "no"
	some fault in faults(one.r, one.set, one.tag)
}

undecided contains {
	"resource": one.r.address,
	"path": argument(one, doubt.key),
	"msg": doubt.msg,
	"needs": doubt.needs,
	"refs": doubt.refs,
} if {
	some one in subjects
	some doubt in doubts(one.r, one.set, one.tag)
}

# A fault of a resource that may be exempt: its scope decides, and is not known.
undecided contains {
	"resource": one.r.address,
	"path": argument(one, fault.key),
	"msg": $"{fault.msg}, and the scope that may exempt it is not known",
	"needs": doubt.because,
	"refs": doubt.refs,
} if {
	some one in subjects
	one.exempt == "maybe"
	doubt := scope_doubts(one.r)[0]
	some fault in faults(one.r, one.set, one.tag)
}

# --- which tags of which resources ---

# Nearly all resources have their tags, and cost one look. Only what is left is searched for faults and doubts: tags by their
# index in the settings, in sets of tags, of resources that are not exempt.
subjects := [one |
	some one in array.concat(own, nested)
	one.exempt != "yes"
]

own := [one |
	some r in input.resources
	r.taggable
	some tag in applicable[r.provider][r.kind][r.type]
	not fine(r, tag)
	one := {
		"r": r,
		"set": {"path": object.get(r, "tagsPath", "tags"), "prefix": "tags.", "holder": r, "of": ""},
		"tag": tag.index,
		"exempt": exempt(r),
	}
]

# Tags of what a resource makes.
nested := [one |
	object.get(settings, "nested", true)
	some r in input.resources
	some i, holder in r.nestedTags
	some tag in applicable[r.provider][r.kind][r.type]
	not fine(holder, tag)
	one := {
		"r": r,
		"set": {"path": holder.path, "prefix": $"nestedTags[{i}].tags.", "holder": holder, "of": $" of the {holder.target}"},
		"tag": tag.index,
		"exempt": exempt(r),
	}
]

fine(holder, tag) if {
	value := holder.tags[tag.key]
	not tag.wrong[value]
}

fine(holder, tag) if {
	tag.optional
	not holder.tagOrigins[tag.key]
}

types[provider][kind] contains r.type if {
	some r in input.resources
	provider := r.provider
	kind := r.kind
}

# The tags that resources of a type need; types that need none are left out.
applicable[provider][kind][type] := tags if {
	some provider, kinds in types
	some kind, names in kinds
	listed("kinds", settings, kind)
	some type in names
	tags := [{"index": i, "key": tag.key, "wrong": object.get(wrong_values, i, set()), "optional": is_optional(tag)} |
		some i, tag in settings.tags
		listed("providers", tag, provider)
		listed("kinds", tag, kind)
		typed(tag, type)
	]
	count(tags) > 0
}

# Whether a resource without the tag needs no further look.
default is_optional(_) := false

is_optional(tag) if {
	tag.required == false
	not tag.case == "insensitive"
}

listed(key, holder, _) if not holder[key]

listed(key, holder, value) if value in holder[key]

typed(tag, _) if not tag.types

typed(tag, type) if lib.matches(tag.types, type)

exempt(r) := "no" if {
	not settings.exempt
} else := "yes" if {
	some entry in settings.exempt
	outside_scope(entry, r)
	in_scope(entry, r)
} else := "maybe" if {
	count(scope_doubts(r)) > 0
} else := "no"

# Why it cannot be told whether a resource is exempt.
scope_doubts(r) := [field |
	some entry in settings.exempt
	entry.scope
	outside_scope(entry, r)
	some field in scope_fields(r, entry.scope)
]

# Fields of the scope that may turn out to be what the glob means.
scope_fields(r, pattern) := array.concat(unread, possible) if {
	unread := [field |
		some name in lib.scope_unknown(r)
		field := r.unknown[concat("", ["scope.", name])]
	]
	possible := [field |
		some name in lib.scope_unknown(r)
		field := r.oneOf[concat("", ["scope.", name])]
		some value in field.values
		lib.fits(pattern, value)
	]
}

# Everything that an exemption asks for but its scope.
outside_scope(entry, r) if {
	object.get(entry, "provider", r.provider) == r.provider
	fits(entry, "type", r.type)
	fits(entry, "address", r.address)
}

fits(entry, key, _) if not entry[key]

fits(entry, key, value) if lib.fits(entry[key], value)

in_scope(entry, _) if not entry.scope

in_scope(entry, r) if {
	some name in lib.scope_names(r)
	lib.fits(entry.scope, name)
}

in_scope(entry, r) if {
	some name in lib.scope_unknown(r)
	field := r.oneOf[concat("", ["scope.", name])]
	every value in field.values {
		lib.fits(entry.scope, value)
	}
}

# --- the tags of a set ---

# The spelling under which the set holds the key: its own, or with `case: insensitive` another one.
spellings(set, tag) := {tag.key} if {
	set.holder.tagOrigins[tag.key]
} else := {key |
	some key, _ in set.holder.tagOrigins
	lower(key) == lower(tag.key)
} if {
	tag.case == "insensitive"
} else := set()

is_set(_, set, key) if {
	some _ in [set.holder.tags[key]]
}

is_set(r, set, key) if {
	path := concat("", [set.prefix, key])
	some known in [r.unknown, r.oneOf]
	some _ in [known[path]]
}

# --- faults: certain ---

faults(r, set, i) := array.concat(missing(r, set, i), wrong(r, set, i))

missing(r, set, i) := [fault |
	tag := settings.tags[i]
	object.get(tag, "required", true)
	not set.holder.tags[tag.key]
	not set.holder.tagsOpen
	every key in spellings(set, tag) {
		not is_set(r, set, key)
	}
	fault := {
		"key": tag.key,
		"msg": $"required {noun(r)} {lib.quote(tag.key)}{set.of} is missing{alike(set, tag)}",
		"actual": null,
		"expected": expected[i],
	}
]

# Names keys that differ only in capitals: the usual reason why a tag "is there" and is not found.
alike(set, tag) := $"; {lib.list(keys)} differs in capitals" if {
	keys := sort([lib.quote(key) |
		some key, _ in set.holder.tagOrigins
		key != tag.key
		lower(key) == lower(tag.key)
	])
	count(keys) > 0
} else := ""

wrong(r, set, i) := [fault |
	judged_values[i]
	tag := settings.tags[i]
	some key in spellings(set, tag)
	some value in bad_values(r, set, i, key)
	fault := {
		"key": key,
		"msg": $"{noun(r)} {lib.quote(key)}{set.of} is {lib.quote(value)}, {because[i]}",
		"actual": value,
		"expected": expected[i],
	}
]

bad_values(_, set, i, key) := [value] if {
	value := set.holder.tags[key]
	value in wrong_values[i]
}

bad_values(r, set, i, key) := [lib.list(sort(possible.values))] if {
	possible := r.oneOf[concat("", [set.prefix, key])]
	count(possible.values) > 0
	every value in possible.values {
		value in wrong_values[i]
	}
}

# --- doubts: what the input leaves open ---

doubts(r, set, i) := array.concat(unread(r, set, i), unsure(r, set, i))

unread(r, set, i) := [doubt |
	open := set.holder.tagsOpen
	tag := settings.tags[i]
	object.get(tag, "required", true)
	every key in spellings(set, tag) {
		not is_set(r, set, key)
	}
	doubt := {
		"key": tag.key,
		"msg": $"whether {noun(r)} {lib.quote(tag.key)}{set.of} is set cannot be told",
		"needs": open.because,
		"refs": object.get(open, "refs", []),
	}
]

unsure(r, set, i) := [doubt |
	judged_values[i]
	tag := settings.tags[i]
	some key in spellings(set, tag)
	some doubt in value_doubts(r, set, i, key)
]

value_doubts(r, set, _, key) := [{
	"key": key,
	"msg": $"the value of {noun(r)} {lib.quote(key)}{set.of} is not known",
	"needs": field.because,
	"refs": object.get(field, "refs", []),
}] if {
	field := r.unknown[concat("", [set.prefix, key])]
}

value_doubts(r, set, i, key) := [{
	"key": key,
	"msg": $"{noun(r)} {lib.quote(key)}{set.of} is one of {lib.list([lib.quote(v) | some v in sort(field.values)])}, and {lib.list(sort([lib.quote(v) | some v in bad]))} is {because[i]}",
	"needs": field.because,
	"refs": object.get(field, "refs", []),
}] if {
	field := r.oneOf[concat("", [set.prefix, key])]
	bad := {value | some value in field.values} & wrong_values[i]
	count(bad) > 0
	some value in field.values
	not value in bad
}

# --- values, each distinct one judged once ---

judged_values[i] if {
	some i, tag in settings.tags
	constrained(tag)
}

constrained(tag) if tag.pattern

constrained(tag) if tag.values

possible_values[key] contains value if {
	some r in input.resources
	some path, field in r.oneOf
	contains(path, "tags.")
	parts := split(path, "tags.")
	key := lower(concat("tags.", array.slice(parts, 1, count(parts))))
	some value in field.values
}

# Values that a tag has anywhere in the input and that its entry does not allow.
wrong_values[i] := {value |
	some value in seen
	not allowed(tag, value)
} if {
	some i, tag in settings.tags
	judged_values[i]
	seen := seen_values(tag) | object.get(possible_values, lower(tag.key), set())
}

seen_values(tag) := {value |
	some r in input.resources
	some holder in array.concat([r], r.nestedTags)
	some key, value in holder.tags
	lower(key) == lower(tag.key)
} if {
	tag.case == "insensitive"
} else := own | nested if {
	own := {value |
		some r in input.resources
		value := r.tags[tag.key]
	}
	nested := {value |
		some r in input.resources
		some holder in r.nestedTags
		value := holder.tags[tag.key]
	}
}

allowed(tag, value) if {
	in_values(tag, value)
	fits_pattern(tag, value)
}

in_values(tag, _) if not tag.values

in_values(tag, value) if value in tag.values

fits_pattern(tag, _) if not tag.pattern

fits_pattern(tag, value) if regex.match(tag.pattern, value)

# --- words ---

# Where the tag stands. Oracle Cloud has a second map for tags with a namespace, and no other key has a dot
# (https://docs.oracle.com/iaas/Content/Tagging/Concepts/taggingoverview.htm#limits).
argument(one, key) := $"{replace(one.set.path, "freeform_tags", "defined_tags")}.{key}" if {
	one.r.provider == "oci"
	contains(key, ".")
} else := $"{one.set.path}.{key}"

noun(r) := "label" if {
	r.provider == "gcp"
} else := "tag"

expected[i] := text if {
	some i, tag in settings.tags
	text := limits(tag)
}

limits(tag) := $"one of {lib.list(tag.values)}" if {
	tag.values
	not tag.pattern
} else := $"a value that matches {tag.pattern}" if {
	tag.pattern
	not tag.values
} else := $"one of {lib.list(tag.values)}, matching {tag.pattern}" if {
	tag.values
} else := "any value"

because[i] := text if {
	some i, tag in settings.tags
	text := excuse(tag)
}

excuse(tag) := $"not one of {lib.list(tag.values)}" if {
	tag.values
} else := $"which does not match {tag.pattern}" if {
	tag.pattern
} else := ""
