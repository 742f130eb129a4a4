# METADATA
# title: Machine shape is not allowed
# description: >-
#   A short list of families keeps reservations and savings plans in use, quotas large enough and the bill explicable. A shape
#   beside the list is as a rule an old generation, a mistake for a larger size, or a family that nobody has a contract for.
# related_resources:
# - ref: https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/cost_type_size_number_resources_data.html
#   description: AWS Well-Architected, resource type, size and number
# - ref: https://learn.microsoft.com/azure/governance/policy/samples/built-in-policies#compute
#   description: Azure Policy, allowed virtual machine size SKUs
# - ref: https://cloud.google.com/compute/docs/machine-resource
#   description: Google Cloud, machine families
# - ref: https://docs.oracle.com/iaas/Content/Compute/References/computeshapes.htm
#   description: Oracle Cloud, compute shapes
# custom:
#   severity: medium
#   settings: required
#   relations: false
#   remediation:
#     summary: Choose a shape that is allowed for this kind of resource, or have the list in landrail.yaml extended.
#     terraform: |
#       instance_type = "m7i.large"
#     cloudformation: |
#       InstanceType: m7i.large
#     cli: aws ec2 modify-instance-attribute --instance-id ID --instance-type m7i.large
#   examples:
#     bad: |
#       resource "aws_instance" "web" {
#         ami           = "ami-0aaaabbbbccccdddd"
#         instance_type = "x2iedn.metal"
#       }
#     good: |
#       resource "aws_instance" "web" {
#         ami           = "ami-0aaaabbbbccccdddd"
#         instance_type = "t3.large"
#       }
package landrail.guardrails.instance_types

import data.landrail.lib
import data.landrail.lib.shapes
import rego.v1

settings := data.settings.guardrails["instance-types"]

limit := settings["max-vcpus"]

# --- by name ---

deny contains {
	"resource": r.address,
	"path": shape.path,
	"msg": fault.msg,
	"actual": shape.name,
	"expected": fault.expected,
	"refs": [],
} if {
	some r in shapes.holders
	some shape in r.shapes
	fault := faults[r.provider][r.kind][shape.form][shape.name]
}

# The name is not known, but none of the possible ones is allowed.
deny contains {
	"resource": possible.r.address,
	"path": possible.shape.path,
	"msg": $"one of {lib.list(possible.bad)} will run, and none of them is allowed",
	"actual": lib.list(possible.bad),
	"expected": possible.expected,
	"refs": possible.refs,
} if {
	some possible in possibilities
	count(possible.good) == 0
}

undecided contains {
	"resource": possible.r.address,
	"path": possible.shape.path,
	"msg": $"one of {lib.list(sort(array.concat(possible.bad, possible.good)))} will run, and {lib.list(possible.bad)} would not be allowed",
	"needs": possible.needs,
	"refs": possible.refs,
} if {
	some possible in possibilities
	count(possible.good) > 0
	count(possible.bad) > 0
}

undecided contains {
	"resource": one.r.address,
	"path": one.shape.path,
	"msg": "which shape will run is not known",
	"needs": field.because,
	"refs": field.refs,
} if {
	some one in shapes.nameless
	one.shape.form != "attached"
	lists(one.r.provider, one.r.kind)
	field := open_name(one)
	not field.values
	not too_large(one)
}

# Stands for several shapes, of which some are not allowed.
undecided contains {
	"resource": r.address,
	"path": shape.path,
	"msg": doubt,
	"needs": "shapes by name",
	"refs": [],
} if {
	some r in shapes.holders
	some shape in r.shapes
	doubt := doubts[r.provider][r.kind][shape.form][shape.name]
}

# --- by size, unless the name has its verdict ---

deny contains {
	"resource": sized.r.address,
	"path": sized.shape.path,
	"msg": $"{sized.label} has {sized.vcpus.low} vCPUs{more(sized.vcpus)}, and the limit is {limit}",
	"actual": sized.label,
	"expected": $"at most {limit} vCPUs",
	"refs": [],
} if {
	some sized in sizes
	sized.vcpus.low > limit
}

undecided contains {
	"resource": sized.r.address,
	"path": sized.shape.path,
	"msg": $"how many vCPUs {sized.label} has is not known, and the limit is {limit}",
	"needs": doubt.because,
	"refs": doubt.refs,
} if {
	some sized in sizes
	sized.vcpus.low <= limit
	doubt := sized.vcpus.doubts[0]
	exceeds(sized.vcpus.high, doubt)
	not open_to_lists(sized)
}

exceeds(high, _) if high > limit

exceeds(_, doubt) if not doubt.values

# Shapes that may have too many vCPUs.
sizes := [sized |
	limit
	some r in shapes.holders
	some index, shape in r.shapes
	not small(shape)
	not settled(r, shape, index)
	sized := {"r": r, "shape": shape, "index": index, "label": label(shape), "vcpus": shapes.span(r, index, shape, "vcpus", "vcpus")}
]

small(shape) if shape.vcpus <= limit

small(shape) if shape.form == "attached"

more(vcpus) := " or more" if {
	vcpus.high > vcpus.low
} else := ""

label(shape) := shape.name if {
	shape.name
} else := "the machine"

# The name fails or is in doubt already: one thing to mend, one finding.
settled(r, shape, _) if faults[r.provider][r.kind][shape.form][shape.name]

settled(r, shape, _) if doubts[r.provider][r.kind][shape.form][shape.name]

settled(r, _, index) if {
	some possible in possibilities
	possible.index == index
	possible.r.address == r.address
	count(possible.bad) > 0
}

# The name is in doubt, and with it the size.
open_to_lists(sized) if {
	not sized.shape.name
	lists(sized.r.provider, sized.r.kind)
	not shapes.few(sized.r, sized.index, "name")
}

too_large(one) if shapes.span(one.r, one.index, one.shape, "vcpus", "vcpus").low > limit

# --- verdicts, each distinct shape of each kind of resource judged once ---

names[provider][kind][form] contains shape.name if {
	some r in shapes.holders
	some shape in r.shapes
	provider := r.provider
	kind := r.kind
	form := shape.form
	form != "attached"
}

faults[provider][kind][form][name] := fault if {
	some provider, kinds in names
	some kind, forms in kinds
	list := lists(provider, kind)
	some form, shape_names in forms
	some name in shape_names
	fault := fault_of(list, form, name)
}

doubts[provider][kind][form][name] := doubt if {
	some provider, kinds in names
	some kind, forms in kinds
	list := lists(provider, kind)
	some form in ["pattern", "requirements"]
	some name in forms[form]
	not faults[provider][kind][form][name]
	doubt := doubt_of(list, name)
}

# What the settings say of a kind of resource, in lower case: capitals tell no two shapes apart. An absent list is null.
lists(provider, kind) := {"allow": folded(entry, "allow"), "deny": folded(entry, "deny"), "expected": expected(entry)} if {
	entry := entry_of(provider, kind)
}

entry_of(provider, kind) := entry if {
	entry := settings[provider].kinds[kind]
} else := entry if {
	entry := settings[provider]
	some key in ["allow", "deny"]
	entry[key]
}

folded(entry, key) := [lower(pattern) | some pattern in entry[key]] if {
	entry[key]
} else := null

expected(entry) := lib.list(entry.allow) if {
	not entry.deny
} else := $"anything but {lib.list(entry.deny)}" if {
	not entry.allow
} else := $"{lib.list(entry.allow)}, but not {lib.list(entry.deny)}"

fault_of(list, form, name) := {"msg": $"{name} is denied", "expected": list.expected} if {
	all_covered(list.deny, form, name)
} else := {"msg": $"{name} is not an allowed shape", "expected": list.expected} if {
	list.allow != null
	not shapes.keyword(name)
	not all_covered(list.allow, form, name)
}

all_covered(list, "name", name) if shapes.covered(list, lower(name))

all_covered(list, form, name) if {
	form != "name"
	every wanted in shapes.globs(name) {
		shapes.covered(list, wanted)
	}
}

doubt_of(list, name) := $"{name} stands for several shapes, and not all of them are allowed" if {
	list.allow != null
	not all_covered(list.allow, "pattern", name)
} else := $"{name} stands for several shapes, and some of them may be denied" if {
	some wanted in shapes.globs(name)
	shapes.touched(list.deny, wanted)
}

# --- names that are not known ---

# Of a shape with a closed set of possibilities: those that are allowed, and those that are not.
possibilities := [possible |
	some one in shapes.nameless
	one.shape.form != "attached"
	list := lists(one.r.provider, one.r.kind)
	field := one.r.oneOf[shapes.place(one.index, "name")]
	bad := [name | some name in field.values; fault_of(list, one.shape.form, name)]
	possible := {
		"r": one.r,
		"shape": one.shape,
		"index": one.index,
		"bad": bad,
		"good": [name | some name in field.values; not name in bad],
		"expected": list.expected,
		"needs": field.because,
		"refs": field.refs,
	}
]

open_name(one) := field if {
	field := shapes.open(one.r, one.index, "name")
} else := {"because": "the machine is selected by its attributes, and any shape that has them may run", "refs": []} if {
	one.shape.form == "requirements"
}
