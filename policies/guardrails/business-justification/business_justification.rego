# METADATA
# title: Large machines without an approval
# description: >-
#   A machine with dozens of vCPUs is sometimes needed and often a typing error, a test that nobody stopped, or somebody else's
#   computation. Whoever starts one says why, for whom and until when; what is then still running is easy to tell from what was stolen.
# related_resources:
# - ref: https://attack.mitre.org/techniques/T1496/
#   description: MITRE ATT&CK, resource hijacking
# - ref: https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/practice-cloud-financial-management.html
#   description: AWS Well-Architected, cloud financial management
# - ref: https://learn.microsoft.com/azure/well-architected/cost-optimization/
#   description: Azure Well-Architected, cost optimization
# - ref: https://cloud.google.com/architecture/framework/cost-optimization
#   description: Google Cloud, cost optimization
# - ref: https://docs.oracle.com/iaas/Content/Quotas/Concepts/resourcequotas.htm
#   description: Oracle Cloud, compartment quotas
# custom:
#   severity: medium
#   settings: optional
#   relations: false
#   remediation:
#     summary: >-
#       Choose a smaller shape or fewer machines. If they are needed, add a waiver to landrail.yaml with reason, owner, ticket and
#       expiry: it is the approval.
#     terraform: |
#       machine_type = "n2-standard-8"
#     cloudformation: |
#       InstanceType: m7i.2xlarge
#     cli: gcloud compute instances set-machine-type NAME --machine-type n2-standard-8
#   examples:
#     bad: |
#       resource "google_compute_instance" "solver" {
#         name         = "solver"
#         machine_type = "n2-standard-96"
#
#         boot_disk {
#           source = "solver"
#         }
#
#         network_interface {
#           subnetwork = "solvers"
#         }
#       }
#     good: |
#       resource "google_compute_instance" "solver" {
#         name         = "solver"
#         machine_type = "n2-standard-8"
#
#         boot_disk {
#           source = "solver"
#         }
#
#         network_interface {
#           subnetwork = "solvers"
#         }
#       }
package landrail.guardrails.business_justification

import data.landrail.lib.shapes
import rego.v1

settings := data.settings.guardrails["business-justification"]

threshold := object.get(settings, "vcpus", 64)

total := settings["total-vcpus"]

approval := "needs an approval: a waiver with reason, owner, ticket and expiry"

# --- one machine ---

deny contains {
	"resource": r.address,
	"path": shape.path,
	"msg": $"{label(shape)} has {shape.vcpus} vCPUs, which {approval}",
	"actual": label(shape),
	"expected": $"fewer than {threshold} vCPUs, or an approval",
	"refs": [],
} if {
	some r in shapes.holders
	some shape in r.shapes
	shape.vcpus >= threshold
	not shapes.equipped(shape)
	judged(r)
}

# One of several possible machines, all of them large.
deny contains {
	"resource": one.r.address,
	"path": one.shape.path,
	"msg": $"{label(one.shape)} has {one.vcpus.low} vCPUs or more, which {approval}",
	"actual": label(one.shape),
	"expected": $"fewer than {threshold} vCPUs, or an approval",
	"refs": one.vcpus.doubts[0].refs,
} if {
	some one in doubtful
	one.vcpus.low >= threshold
	not one.mixed
}

undecided contains {
	"resource": one.r.address,
	"path": one.shape.path,
	"msg": $"how many vCPUs {label(one.shape)} has is not known, and {threshold} or more need an approval",
	"needs": doubt.because,
	"refs": doubt.refs,
} if {
	some one in doubtful
	one.vcpus.low < threshold
	doubt := one.vcpus.doubts[0]
	exceeds(one.vcpus.high, doubt)
}

# One with accelerators is judged by gpu-shapes, and of the possible machines some have none.
undecided contains {
	"resource": r.address,
	"path": shape.path,
	"msg": $"which machine will run is not known, and one of {threshold} vCPUs or more without accelerators needs an approval",
	"needs": field.because,
	"refs": field.refs,
} if {
	some r in shapes.holders
	some index, shape in r.shapes
	shapes.mixed(r, index)
	judged(r)
	shapes.span(r, index, shape, "vcpus", "vcpus").low >= threshold
	field := shapes.open(r, index, "name")
}

exceeds(high, _) if high >= threshold

exceeds(_, doubt) if not doubt.values

# Shapes whose size is not known, where large machines are run.
doubtful := [one |
	some r in shapes.holders
	may_be_large(r)
	some index, shape in r.shapes
	not shape.vcpus
	not left_to_accelerators(r, index, shape)
	shape.form != "attached"
	one := {"r": r, "shape": shape, "vcpus": shapes.span(r, index, shape, "vcpus", "vcpus"), "mixed": is_mixed(r, index)}
	count(one.vcpus.doubts) > 0
]

left_to_accelerators(r, index, shape) if {
	shapes.equipped(shape)
	not shapes.mixed(r, index)
}

default is_mixed(_, _) := false

is_mixed(r, index) if shapes.mixed(r, index)

judged(_) if not settings.kinds

judged(r) if r.kind in settings.kinds

may_be_large(r) if r.kind in settings.kinds

may_be_large(r) if {
	not settings.kinds
	r.kind in usual_kinds
}

# What source and templates do not know yet, a plan will.
may_be_large(r) if {
	not settings.kinds
	r.stage in {"source", "template"}
}

# A large machine of another kind is judged where its size is known; a database whose class is not known is rarely one.
usual_kinds := {"instance", "instance-template", "instance-group", "k8s-cluster", "k8s-nodepool", "batch", "ml", "reservation"}

# --- all machines of a resource, where none of them is large by itself ---

deny contains {
	"resource": r.address,
	"path": load.path,
	"msg": $"{load.what} have {all.low} vCPUs together, which {approval}",
	"actual": load.name,
	"expected": $"fewer than {total} vCPUs in all, or an approval",
	"refs": [],
} if {
	some r in fleets
	loads := loads_of(r)
	all := shapes.together(loads)
	all.low >= total
	load := largest(loads)
}

undecided contains {
	"resource": r.address,
	"path": load.path,
	"msg": $"how many vCPUs run together is not known, and {total} or more need an approval",
	"needs": doubt.because,
	"refs": doubt.refs,
} if {
	some r in fleets
	loads := loads_of(r)
	all := shapes.together(loads)
	all.low < total
	some load in loads
	some doubt in load.doubts
	exceeds_total(all.high, doubt)
}

exceeds_total(high, _) if high >= total

exceeds_total(_, doubt) if not doubt.values

# Resources of which no machine has its verdict yet.
fleets := [r |
	total
	some r in shapes.holders
	judged(r)
	count([index | some index, shape in r.shapes; decided(r, index, shape)]) == 0
]

decided(_, _, shape) if {
	shape.vcpus >= threshold
	not shapes.equipped(shape)
}

decided(r, index, shape) if {
	shapes.few(r, index, "vcpus")
	not left_to_accelerators(r, index, shape)
	max(r.oneOf[shapes.place(index, "vcpus")].values) >= threshold
}

loads_of(r) := [load |
	some index, shape in r.shapes
	sized(r, index, shape)
	not left_to_accelerators(r, index, shape)
	sizes := shapes.span(r, index, shape, "vcpus", "vcpus")
	machines := shapes.span(r, index, shape, "count", "count")
	load := {
		"path": shape.path,
		"name": label(shape),
		"low": (sizes.low * machines.low) * surely(r, index),
		"high": sizes.high * machines.high,
		"doubts": array.concat(sizes.doubts, machines.doubts),
		"role": shape.role,
		"alternative": is_alternative(shape),
		"what": crowd(shape, machines.low, r),
	}
]

sized(_, _, shape) if shape.vcpus

sized(r, index, _) if shapes.few(r, index, "vcpus")

# One of a few machines may turn out to have accelerators; then its vCPUs do not count.
surely(r, index) := 0 if {
	shapes.mixed(r, index)
} else := 1

default is_alternative(_) := false

is_alternative(shape) if shapes.alternative(shape)

largest(loads) := [load | some load in loads; load.low == max([other.low | some other in loads])][0]

# --- words ---

label(shape) := shape.name if {
	shape.name
} else := "the machine"

crowd(shape, machines, r) := $"{machines} machines of {label(shape)}" if {
	count(r.shapes) == 1
} else := "the machines of this resource"
