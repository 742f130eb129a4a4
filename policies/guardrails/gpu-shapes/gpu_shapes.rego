# METADATA
# title: Accelerators without an approval
# description: >-
#   Machines with GPUs and other accelerators are what is stolen for cryptomining and what costs most when it is forgotten: one
#   p5.48xlarge costs as much in a day as a small team's account in a month. So each of them is either on the list or approved.
# related_resources:
# - ref: https://attack.mitre.org/techniques/T1496/
#   description: MITRE ATT&CK, resource hijacking
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/accelerated-instances.html
#   description: AWS, accelerated computing instances
# - ref: https://learn.microsoft.com/azure/virtual-machines/sizes/overview#gpu-accelerated
#   description: Azure, GPU-accelerated sizes
# - ref: https://cloud.google.com/compute/docs/gpus
#   description: Google Cloud, GPU machine types
# - ref: https://docs.oracle.com/iaas/Content/Compute/References/computeshapes.htm
#   description: Oracle Cloud, GPU shapes
# custom:
#   severity: high
#   settings: optional
#   relations: false
#   remediation:
#     summary: >-
#       Choose a shape without accelerators or one of those that are allowed. If it is needed, get an approval and add it to
#       landrail.yaml as a waiver with reason, owner, ticket and expiry.
#     terraform: |
#       instance_type = "m7i.large"
#     cloudformation: |
#       InstanceType: m7i.large
#     cli: aws ec2 stop-instances --instance-ids ID
#   examples:
#     bad: |
#       resource "aws_instance" "trainer" {
#         ami           = "ami-0aaaabbbbccccdddd"
#         instance_type = "p5.48xlarge"
#       }
#     good: |
#       resource "aws_instance" "trainer" {
#         ami           = "ami-0aaaabbbbccccdddd"
#         instance_type = "m7i.large"
#       }
package landrail.guardrails.gpu_shapes

import data.landrail.lib
import data.landrail.lib.shapes
import rego.v1

settings := data.settings.guardrails["gpu-shapes"]

limit := settings["max-count"]

allow := [lower(pattern) | some pattern in settings.allow]

forbidden := [lower(pattern) | some pattern in settings.deny]

expected := "no accelerators without an approval" if {
	count(allow) == 0
} else := $"{lib.list(settings.allow)}; others with an approval"

# --- by name ---

deny contains {
	"resource": one.r.address,
	"path": one.shape.path,
	"msg": $"{equipment(one)}, which {fault}",
	"actual": actual(one),
	"expected": expected,
	"refs": [],
} if {
	some one in equipped
	fault := fault_of(one)
}

# The name is not known, but none of the possible ones is allowed.
deny contains {
	"resource": one.r.address,
	"path": one.shape.path,
	"msg": $"one of {lib.list(one.bad)} will run, and each of them needs an approval",
	"actual": lib.list(one.bad),
	"expected": expected,
	"refs": one.refs,
} if {
	some one in possibilities
	count(one.good) == 0
}

undecided contains {
	"resource": one.r.address,
	"path": one.shape.path,
	"msg": $"one of {lib.list(sort(array.concat(one.bad, one.good)))} will run, and {lib.list(one.bad)} would need an approval",
	"needs": one.because,
	"refs": one.refs,
} if {
	some one in possibilities
	count(one.good) > 0
}

undecided contains {
	"resource": one.r.address,
	"path": one.shape.path,
	"msg": uncertainty(one.shape),
	"needs": field.because,
	"refs": field.refs,
} if {
	some one in shapes.nameless
	one.r.kind in possible_kinds
	not settled(one.shape)
	field := open_name(one)
}

# Requirements that ask for accelerators are judged by what they ask for, and those that rule them out pass.
settled(shape) if shapes.bare(shape)

settled(shape) if {
	shape.form == "requirements"
	shape.accelerator
}

open_name(one) := field if {
	field := one.r.unknown[shapes.place(one.index, "name")]
} else := {"because": "accelerators are not ruled out", "refs": []} if {
	one.shape.form == "requirements"
	not shapes.few(one.r, one.index, "name")
}

# An allowed family of which a denied machine may run.
undecided contains {
	"resource": one.r.address,
	"path": one.shape.path,
	"msg": $"{equipment(one)}, and some of them may be denied",
	"needs": "shapes by name",
	"refs": [],
} if {
	some one in equipped
	one.shape.form != "name"
	not fault_of(one)
	some wanted in globs(one.shape.form, one.shape.name)
	shapes.touched(forbidden, wanted)
}

# Kinds of resources whose machines may have accelerators; a database whose class is not known has none.
possible_kinds := {
	"instance", "instance-template", "instance-group", "container", "k8s-cluster", "k8s-nodepool",
	"batch", "ml", "reservation", "other",
}

# Shapes that are known to have accelerators.
equipped := [{"r": r, "shape": shape, "index": index} |
	some r in shapes.holders
	some index, shape in r.shapes
	shapes.equipped(shape)
]

fault_of(one) := fault if {
	fault := faults[one.shape.form][one.shape.name]
} else := "needs an approval" if {
	one.shape.form == "requirements"
	not one.shape.name
	not shapes.few(one.r, one.index, "name")
}

# Each distinct shape judged once.
names[form] contains shape.name if {
	some {"shape": shape, "r": _, "index": _} in equipped
	form := shape.form
}

faults[form][name] := fault if {
	some form, shape_names in names
	some name in shape_names
	fault := verdict(form, name)
}

verdict(form, name) := "is denied" if {
	every wanted in globs(form, name) {
		shapes.covered(forbidden, wanted)
	}
} else := "needs an approval" if {
	some wanted in globs(form, name)
	not shapes.covered(allow, wanted)
}

globs(form, name) := shapes.globs(name) if {
	form in {"pattern", "requirements"}
} else := [lower(name)]

# Of a shape with a closed set of possibilities: those that may run, and those that need an approval.
possibilities := [possible |
	some one in shapes.nameless
	field := one.r.oneOf[shapes.place(one.index, "name")]
	bad := [name |
		some name in field.values
		may_accelerate(one, name)
		verdict(one.shape.form, name)
	]
	count(bad) > 0
	possible := object.union(one, {
		"bad": bad,
		"good": [name | some name in field.values; not name in bad],
		"because": field.because,
		"refs": field.refs,
	})
]

# Of a few machines that all have accelerators, each has.
may_accelerate(one, _) if {
	shapes.equipped(one.shape)
	not shapes.mixed(one.r, one.index)
}

may_accelerate(one, _) if one.shape.form == "attached"

may_accelerate(one, name) if shapes.accelerated(one.r.provider, name)

# --- by number, of shapes that are allowed by name ---

deny contains {
	"resource": r.address,
	"path": load.path,
	"msg": $"{load.what}, and the limit is {limit}",
	"actual": load.name,
	"expected": $"at most {limit} accelerators",
	"refs": [],
} if {
	some r in crowded
	some load in loads_of(r)
	load.low > limit
	not load.fault
}

# None of them alone.
deny contains {
	"resource": r.address,
	"path": load.path,
	"msg": $"the shapes of this resource have {number(all.low)} accelerators together, and the limit is {limit}",
	"actual": load.name,
	"expected": $"at most {limit} accelerators",
	"refs": [],
} if {
	some r in crowded
	loads := loads_of(r)
	every load in loads {
		load.low <= limit
	}
	all := shapes.together(loads)
	all.low > limit
	load := largest(loads)
}

undecided contains {
	"resource": r.address,
	"path": load.path,
	"msg": $"how many accelerators run is not known, and the limit is {limit}",
	"needs": load.doubts[0].because,
	"refs": load.doubts[0].refs,
} if {
	some r in crowded
	loads := loads_of(r)
	all := shapes.together(loads)
	all.low <= limit
	may_exceed(loads, all)
	some load in loads
	count(load.doubts) > 0
	not load.fault
}

may_exceed(_, all) if all.high > limit

may_exceed(loads, _) if {
	some load in loads
	some doubt in load.doubts
	not doubt.values
}

# Resources with accelerators, when their number is limited.
crowded := [r |
	limit >= 0
	some r in shapes.holders
	count([shape | some shape in r.shapes; shapes.equipped(shape)]) > 0
]

# What each shape of a resource brings; `fault` is set where the name fails already: one thing to mend, one finding.
loads_of(r) := [load |
	some index, shape in r.shapes
	shapes.equipped(shape)
	each := shapes.span(r, index, shape.accelerator, "accelerator.count", "count")
	machines := shapes.span(r, index, shape, "count", "count")
	low := (each.low * machines.low) * share_of(shape.accelerator)
	load := {
		"path": shape.path,
		"name": actual({"shape": shape}),
		"low": low,
		"high": (each.high * machines.high) * share_of(shape.accelerator),
		"doubts": array.concat(each.doubts, machines.doubts),
		"role": shape.role,
		"alternative": is_alternative(shape),
		"fault": is_faulty({"r": r, "shape": shape, "index": index}),
		"what": crowd(shape, machines.low, low),
	}
]

default is_faulty(_) := false

is_faulty(one) if fault_of(one)

default is_alternative(_) := false

is_alternative(shape) if shapes.alternative(shape)

share_of(accelerator) := accelerator.fraction if {
	is_number(accelerator.fraction)
} else := 1

largest(loads) := [load |
	some load in loads
	not load.fault
	load.low == max([other.low | some other in loads; not other.fault])
][0]

# --- words ---

equipment(one) := $"{amount(one.shape)} attached" if {
	one.shape.form == "attached"
} else := $"{one.shape.name} has {amount(one.shape)}" if {
	one.shape.form == "name"
} else := $"{one.shape.name} stands for machines with {accelerators(one.shape)}" if {
	one.shape.name
} else := $"the requirements admit machines with {accelerators(one.shape)}"

uncertainty(shape) := "whether accelerators are attached, and which, is not known" if {
	shape.form == "attached"
} else := "any machine that meets the requirements may run, and it may have accelerators" if {
	shape.form == "requirements"
} else := "which shape will run is not known, and it may have accelerators"

actual(one) := one.shape.name if {
	one.shape.name
} else := $"any machine with {accelerators(one.shape)}"

crowd(shape, 1, _) := $"{subject(shape)} {amount(shape)}"

crowd(shape, machines, accelerators) := $"{machines} machines of {label(shape)} have {number(accelerators)} accelerators" if machines != 1

subject(shape) := "the machine gets" if {
	shape.form == "attached"
} else := $"{label(shape)} has"

label(shape) := shape.name if {
	shape.name
	shape.form != "attached"
} else := "this shape"

# 8 x NVIDIA H100; 1/3 of an NVIDIA A10; 2 accelerators
amount(shape) := $"{part} of one {model(shape.accelerator)}" if {
	part := fraction(shape.accelerator.fraction)
} else := $"{shape.accelerator.count} x {model(shape.accelerator)}" if {
	shape.accelerator.count
	model(shape.accelerator) != "accelerator"
} else := "1 accelerator" if {
	shape.accelerator.count == 1
} else := $"{shape.accelerator.count} accelerators" if {
	shape.accelerator.count
} else := accelerators(shape)

accelerators(shape) := $"{model(shape.accelerator)} accelerators" if {
	model(shape.accelerator) != "accelerator"
} else := "accelerators"

model(accelerator) := concat(" ", words) if {
	words := [word | some word in [vendor(accelerator), accelerator.model]; is_string(word)]
	count(words) > 0
} else := "accelerator"

vendor(accelerator) := object.get(vendors, accelerator.vendor, accelerator.vendor)

vendors := {"nvidia": "NVIDIA", "amd": "AMD", "aws": "AWS", "google": "Google", "habana": "Habana", "xilinx": "Xilinx", "qualcomm": "Qualcomm", "intel": "Intel"}

fraction(share) := [$"{round(share * parts)}/{parts}" |
	some parts in [2, 3, 4, 6, 8, 12, 16]
	abs((share * parts) - round(share * parts)) < 0.01
][0] if {
	share < 1
}

# Two digits behind the point.
number(value) := round(value * 100) / 100
