# METADATA
# title: What guardrails on machine shapes share
# description: Families and keywords that stand for several shapes, shapes that are alternatives, and words for what is not known.
package landrail.lib.shapes

import data.landrail.lib

import rego.v1

# Resources with a shape; few of a plan have one.
holders := [r |
	some r in input.resources
	count(r.shapes) > 0
]

# Shapes whose name is not known. Requirements need not have one.
nameless := [{"r": r, "shape": shape, "index": index} |
	some r in holders
	some index, shape in r.shapes
	not shape.name
]

# What the input says of a field of the shape with this index that it does not hold: {because, refs}, and {values} when they
# are known to be a few.
open(r, index, field) := found if {
	found := r.unknown[place(index, field)]
} else := found if {
	found := r.oneOf[place(index, field)]
}

# Whether it is one of a few.
few(r, index, field) if r.oneOf[place(index, field)]

place(index, field) := concat("", ["shapes[", format_int(index, 10), "].", field])

# Globs, lower case, of what a shape that stands for several may turn out to be: a family (`m5`), a glob, or a keyword of AWS
# Batch, which takes current families of C, M and R machines
# (https://docs.aws.amazon.com/batch/latest/userguide/instance-type-compute-table.html).
globs(name) := ["c*", "m*", "r*"] if {
	keyword(name)
} else := [lower(name)] if {
	several(name)
} else := [lower(name)] if {
	contains(name, ".")
} else := [$"{lower(name)}.*"]

keyword(name) if lower(name) in {"optimal", "default_x86_64", "default_arm64"}

several(name) if contains(name, "*")

# Whether a glob of a list (lower case) holds everything that another one stands for.
covered(list, wanted) if {
	some pattern in list
	exact(pattern)
	lib.fits(pattern, wanted)
} else if {
	not several(wanted)
	some pattern in list
	lib.fits(pattern, wanted)
}

# `?` and `[a-z]` would take the `*` of the other glob for a character.
exact(pattern) if {
	not contains(pattern, "?")
	not contains(pattern, "[")
}

# Whether a glob of a list may hold something that another one stands for: what both begin with says when it cannot.
touched(list, wanted) if {
	several(wanted)
	some pattern in list
	beginnings := [beginning(pattern), beginning(wanted)]
	some i in [0, 1]
	startswith(beginnings[i], beginnings[1 - i])
} else if {
	covered(list, wanted)
}

beginning(pattern) := regex.find_all_string_submatch_n(`^[^*?\[{\\]*`, pattern, 1)[0][0]

# One of these runs, not all of them: overrides, elements of a list of names, configurations to choose from.
alternative(shape) if shape.role == "override"

alternative(shape) if endswith(shape.path, "]")

alternative(shape) if contains(shape.path, "instance_type_configs[")

alternative(shape) if contains(shape.path, "launch_specification[")

# The same in CloudFormation.
alternative(shape) if contains(shape.path, "InstanceTypeConfigs[")

alternative(shape) if contains(shape.path, "LaunchSpecifications[")

alternative(shape) if contains(shape.path, ".options[")

# What a number of a shape can be: {low, high, doubts}, the doubts being why it is not known. Unset is one.
span(r, index, holder, field, key) := {"low": holder[key], "high": holder[key], "doubts": []} if {
	holder[key]
} else := {"low": min(found.values), "high": max(found.values), "doubts": [found]} if {
	found := open(r, index, field)
	found.values
} else := {"low": 0, "high": 0, "doubts": [found]} if {
	found := open(r, index, field)
} else := {"low": 1, "high": 1, "doubts": []}

# All that a resource runs, of its loads {low, high, doubts, role, alternative}; of alternatives for one role the largest counts.
together(loads) := {
	"low": total(loads, "low"),
	"high": total(loads, "high"),
}

total(loads, bound) := sum(array.concat(
	[load[bound] | some load in loads; not load.alternative],
	[largest |
		some role in {load.role | some load in loads; load.alternative}
		largest := max([load[bound] | some load in loads; load.alternative; load.role == role])
	],
))

# Whether a shape has accelerators; requirements that rule them out have 0.
equipped(shape) if {
	shape.accelerator
	not bare(shape)
}

# Whether one of a few machines runs of which some have accelerators and some have none.
mixed(r, index) if 0 in r.oneOf[place(index, "accelerator.count")].values

# Whether it is known to have none, although its name is not known.
bare(shape) if shape.accelerator.count == 0

# Whether a shape of this name, which the catalogue was not asked for, has accelerators: the families of the four clouds.
accelerated(provider, name) if regex.match(families[provider], lower(name))

families := {
	"aws": `^(ml\.)?(p|g|gr|trn|inf|dl|vt|f)\d[a-z0-9-]*\.`,
	"azure": `^(standard_|basic_)?n[a-z]*\d`,
	"gcp": `^(a\d+x?|g[2-9]|ct\w+|tpu\w*)-`,
	"oci": `^(vm|bm)\.gpu`,
}
